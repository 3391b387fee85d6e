"""Selecting, marking, tagging, notes, undo: what the keys do to the store, and what is painted of it."""

from __future__ import annotations

import re

from tui.ui.screens.dialog import Pick, WriteNote
from tui.ui.screens.main import MainScreen


def selected(seat) -> str:
    """The selected source, glosses and all."""
    start, end = seat.reader.source_selection
    return seat.source[start:end]


async def test_a_selection_grows_and_shrinks_through_the_units(desk):
    async with desk() as seat:
        seat.go_to("他們在")
        await seat.press("v")
        assert selected(seat) == "他們"
        assert "选择 词 2 字" in seat.status
        await seat.press("plus")
        assert selected(seat) == "他們在上面寫(xiě)下讀(dú)過(guò)的句子，"
        await seat.press("plus")
        assert selected(seat) == "他們在上面寫(xiě)下讀(dú)過(guò)的句子，學(xué)習(xí)怎麼慢下來。"
        await seat.press("plus")
        assert selected(seat).startswith("空牆是")
        assert selected(seat).endswith("最長(zhǎng)的一句寫(xiě)了三天。")
        await seat.press("plus")
        assert "选择 问答" in seat.status
        assert selected(seat).startswith("這(zhè)家書(shū)店")
        assert selected(seat).endswith("最長(zhǎng)的一句寫(xiě)了三天。")
        await seat.press("plus", "plus")
        assert "选择 全文" in seat.status, "there is nothing larger"
        assert selected(seat).endswith("海風每年吹掉一半。")
        await seat.press("minus", "minus", "minus", "minus")
        assert selected(seat) == "他們在上面寫(xiě)下讀(dú)過(guò)的句子，", "back the way it came"
        await seat.press("minus", "minus")
        assert selected(seat) == "他"
        await seat.press("escape")
        assert seat.reader.source_selection is None


async def test_motions_move_the_edge_and_o_the_other_one(desk):
    async with desk() as seat:
        seat.go_to("錯(cuò)的字")
        await seat.press("v", "right_parenthesis")
        assert selected(seat) == "錯(cuò)的字我們不擦，學(xué)習(xí)本來就會(huì)錯(cuò)。"
        await seat.press("o", "left_parenthesis")
        assert selected(seat) == "當然有。錯(cuò)的字我們不擦，學(xué)習(xí)本來就會(huì)錯(cuò)。"
        await seat.press("o", "right_curly_bracket")
        assert selected(seat).endswith("寫(xiě)滿？")
        await seat.press("v")
        assert seat.reader.source_selection is None


async def test_mark_keeps_source_offsets_and_a_quote_without_glosses(desk):
    async with desk() as seat:
        seat.go_to("學(xué)習(xí)怎麼")
        await seat.press("v", "plus", "m")
        made = seat.only
        start = seat.source.index("學(xué)習(xí)怎麼")
        assert seat.source[made.start : made.end] == "學(xué)習(xí)怎麼慢下來。"
        assert made.start == start
        assert made.anchor.quote == "學習怎麼慢下來。"
        assert made.anchor.speaker == "馮岸"
        assert seat.reader.source_selection is None
        assert seat.reader.active_id == made.id
        assert "已划线 marked: 學習怎麼慢下來。" in seat.status
        (row,) = [row for row in seat.rows(seat.reader) if "學習怎麼慢下來" in row]
        assert "•" in row, "no tag yet: a dot in the margin"
        assert "學習怎麼慢下來。" in seat.painted("#detail")


async def test_mark_without_a_selection_marks_the_sentence(desk):
    async with desk() as seat:
        seat.go_to("的句子")
        await seat.press("m")
        assert seat.only.anchor.quote == "他們在上面寫下讀過的句子，學習怎麼慢下來。"


async def test_marking_the_same_again_makes_no_twin(desk):
    async with desk() as seat:
        seat.go_to("的句子")
        await seat.press("m", "m")
        assert len(seat.highlights) == 1
        assert "already" in seat.status
        start, end = seat.only.start, seat.only.end
        seat.reader.select_span(start, end)
        await seat.press("t")
        await seat.type("慢")
        await seat.press("enter")
        assert seat.tags_of(seat.only) == ("慢",), "a selection of just the highlight is the highlight"


async def test_tag_creates_and_paints_letter_and_counts(desk):
    async with desk() as seat:
        seat.go_to("空牆是")
        await seat.press("t")
        assert isinstance(seat.screen, Pick)
        await seat.type("学习/慢")
        assert "新标签 new: 学习/慢" in seat.shown
        await seat.press("enter")
        assert seat.tags_of(seat.only) == ("学习/慢",)
        assert seat.only.anchor.quote == "空牆是留給讀者的。"
        letter = seat.store.codebook().by_path["学习/慢"].letter
        (row,) = [row for row in seat.rows(seat.reader) if "空牆是留給" in row]
        assert row.split("馮岸")[1].startswith(f" {letter}")
        assert any(row.split()[-2:] == ["1", "1"] for row in seat.rows("#tags") if "慢" in row)
        await seat.look_at("tides")
        (row,) = [row for row in seat.rows("#tags") if " 慢 " in row]
        assert row.split()[-2:] == ["·", "1"], "none here, one everywhere"


async def with_tags(seat, *paths: str) -> None:
    for path in paths:
        seat.store.create_tag(path)
    seat.main.refresh_desk()
    await seat.settle()


async def test_tags_are_found_by_pinyin_initials_and_alias_and_toggle_off(desk):
    async with desk() as seat:
        await with_tags(seat, "模型/分化", "自主学习", "闲聊")
        seat.store.change_tag("闲聊", aliases=["smalltalk"])
        seat.main.refresh_desk()
        seat.go_to("海風")
        await seat.press("t", *"zzxx", "enter")
        await seat.press("t", *"fenhua", "enter")
        await seat.press("t", *"small", "enter")
        assert seat.tags_of(seat.only) == ("自主学习", "模型/分化", "闲聊")
        await seat.press("t", *"zzxx")
        assert "✓" in seat.shown
        await seat.press("enter")
        assert seat.tags_of(seat.only) == ("模型/分化", "闲聊"), "one that is on is taken off"


async def test_a_quote_and_two_tags_in_six_keys_and_in_two(desk):
    async with desk() as seat:
        await with_tags(seat, "分化", "自主学习")
        seat.go_to("最長(zhǎng)")
        await seat.press(*"tz", "enter", *"tf", "enter")
        assert seat.only.anchor.quote == "最長的一句寫了三天。"
        assert seat.tags_of(seat.only) == ("自主学习", "分化")
        seat.go_to("海風")
        slots = seat.main.desk.slots
        await seat.press("1")
        await seat.until(lambda: len(seat.highlights) == 2)
        await seat.press("2")
        await seat.until(lambda: seat.tags_of(seat.highlights[1]) == slots[:2])
        second = next(h for h in seat.highlights if h.anchor.quote.startswith("海風"))
        assert seat.tags_of(second) == slots[:2]
        assert seat.main.desk.slots == slots, "the numbers stay where they were"
        seat.go_to("有人")
        await seat.press("full_stop")
        third = next(h for h in seat.highlights if h.anchor.quote.startswith("有人"))
        assert seat.tags_of(third) == (slots[1],), "the tag that was put on last"


async def test_a_number_without_a_tag_says_so(desk):
    async with desk() as seat:
        await seat.press("5", "full_stop")
        assert seat.highlights == []
        assert "no tag" in seat.status


async def test_a_note_marks_the_sentence_and_is_shown(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("a")
        assert isinstance(seat.screen, WriteNote)
        assert "海風每年吹掉一半。" in seat.shown
        await seat.type("像**潮水**一样")
        await seat.press("enter")
        await seat.type("second line")
        await seat.press("ctrl+s")
        assert seat.only.note == "像**潮水**一样\nsecond line"
        assert "像**潮水**一样" in seat.painted("#detail")
        assert "second line" in seat.painted("#detail")
        await seat.press("a")
        await seat.type("!")
        await seat.press("ctrl+s")
        assert seat.only.note.endswith("second line!"), "one goes on behind what is there"
        assert len(seat.highlights) == 1


async def test_escape_asks_once_before_it_throws_a_note_away(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("a", *"abc", "escape")
        assert isinstance(seat.screen, WriteNote)
        assert "Not saved" in seat.shown
        await seat.press("escape")
        assert isinstance(seat.screen, MainScreen)
        assert seat.highlights == []
        await seat.press("a", "escape")
        assert isinstance(seat.screen, MainScreen), "nothing was written, nothing is asked"


async def test_quitting_does_not_throw_an_unsaved_note_away(desk):
    async with desk() as seat:
        await seat.press("a", *"abc", "ctrl+q")
        assert isinstance(seat.screen, WriteNote)
        assert not seat.app._exit
        assert "Not saved" in seat.shown
        await seat.press("ctrl+s")
        assert seat.only.note == "abc"


async def test_star_and_delete(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("s")
        assert seat.only.starred
        assert "★" in seat.painted("#detail")
        await seat.press("s")
        assert not seat.only.starred
        await seat.press("x")
        assert seat.highlights == []
        assert "•" not in seat.painted(seat.reader)
        await seat.press("x")
        assert "no highlight" in seat.status
        await seat.press("u")
        assert seat.only.anchor.quote == "海風每年吹掉一半。"


async def test_the_first_tag_is_asked_for_in_words(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.press("t")
        assert "type the name of a new tag; 甲/乙: 乙在甲之下 below another" in seat.shown
        assert "标签 Tag  這家書店開在海邊，為什麼還留著一面空牆？ " in seat.painted("#pick-title"), "what is tagged"
        await seat.press(*"ab", "enter")
        assert seat.tags_of(seat.only) == ("ab",)


async def test_tab_cycles_through_what_overlaps(desk):
    async with desk() as seat:
        seat.go_to("學(xué)習(xí)怎麼")
        await seat.press("m")
        seat.go_to("學(xué)習(xí)怎麼")
        await seat.press("v", "m")
        short, long = sorted(seat.highlights, key=lambda h: h.end - h.start)
        seat.go_to("學(xué)習(xí)怎麼")
        assert seat.reader.active_id == short.id, "the shortest first"
        await seat.press("h", "l")
        assert "1/2 Tab" in seat.painted("#detail")
        await seat.press("tab")
        assert seat.reader.active_id == long.id
        assert "2/2 Tab" in seat.painted("#detail")
        assert long.anchor.quote[:8] in seat.painted("#detail")
        await seat.press("tab")
        assert seat.reader.active_id == short.id
        await seat.press("tab", "s")
        assert {h.id for h in seat.highlights if h.starred} == {long.id}
        assert seat.reader.active_id == long.id, "the act leaves the chosen one chosen"


async def test_brackets_go_from_highlight_to_highlight(desk):
    async with desk() as seat:
        for words in ("有人", "海風", "這(zhè)家"):
            seat.go_to(words)
            await seat.press("m")
        await seat.press("g")
        starts = sorted(h.start for h in seat.highlights)
        await seat.press("right_square_bracket")
        assert seat.reader.source_offset == starts[1]
        await seat.press("right_square_bracket", "right_square_bracket")
        assert seat.reader.source_offset == starts[2], "stays at the last"
        await seat.press("left_square_bracket", "left_square_bracket")
        assert seat.reader.source_offset == starts[0]


async def test_what_is_undone_in_another_document_is_said_to_be_there(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("m")
        first, at = seat.pane.entry.title, seat.reader.source_offset
        await seat.press("g")
        top = seat.reader.source_offset
        await seat.press("u")
        assert "已撤销 undone: 划线 mark 海風" in seat.status
        assert seat.reader.source_offset == at, "where it stood"
        await seat.press("ctrl+o")
        assert seat.reader.source_offset == top != at, "where one was"
        await seat.press("ctrl+r")
        await seat.look_at("修船")
        await seat.press("u")
        assert "在 in 另一文档 another document: 已撤销 undone: 划线 mark 海風" in seat.status
        await seat.press("ctrl+r")
        assert f"在 in {first}: 已重做 done again: 划线 mark 海風" in seat.status


async def test_everything_is_undone_and_done_again_across_sessions(desk):
    def state(seat):
        desk = seat.main.desk
        tags = {path: desk.counts.get(tag.id, 0) for path, tag in desk.codebook.by_path.items()}
        return [(h.anchor.quote, seat.tags_of(h), h.note, h.starred) for h in seat.highlights], tags

    async with desk() as seat:
        seat.go_to("海風")
        states = [state(seat)]

        async def does(*keys: str) -> None:
            await seat.press(*keys)
            states.append(state(seat))

        await does("m")
        await does("t", *"abc", "enter")
        await does("a", *"xyz", "ctrl+s")
        await does("s")
        await does("t", *"abc", "enter")
        await does("x")
        assert len({repr(s) for s in states}) == len(states), "all differ"
        for before in states[-2:-5:-1]:
            await seat.press("u")
            assert state(seat) == before
        await seat.press("ctrl+q")
    async with desk() as seat:
        for before in states[-5::-1]:
            await seat.press("u")
            assert state(seat) == before
        await seat.press("u")
        assert "nothing to undo" in seat.status
        for after in states[1:]:
            await seat.press("ctrl+r")
            assert state(seat) == after
        await seat.press("ctrl+r")
        assert "nothing to redo" in seat.status
        await seat.press("u")
        assert "已撤销" in seat.status
        (row,) = [row for row in seat.rows("#tags") if "abc" in row]
        assert row.split()[-2:] == ["·", "·"], "the sidebar follows: the highlight is back, its tag off"


async def test_the_quote_is_copied_with_its_source(desk, monkeypatch):
    copied = []
    monkeypatch.setattr("tui.ui.app.PizhuApp.copy_to_clipboard", lambda self, text: copied.append(text))
    monkeypatch.setenv("PATH", "")
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("y")
        assert "海風每年吹掉一半。" in copied[0]
        assert "馮岸" in copied[0]
        assert "已复制" in seat.status
        seat.go_to("有人")
        await seat.press("v", "y")
        assert "有人" in copied[1]
        assert seat.reader.source_selection is None
        assert seat.highlights == []


async def test_a_note_takes_full_width_blanks_where_they_were_typed(desk):
    async with desk() as seat:
        await seat.press("a")
        await seat.type("　　第一段　完")
        await seat.press("ctrl+s")
        assert seat.only.note == "　　第一段　完"


async def test_what_was_written_after_the_question_is_asked_about_again(desk):
    async with desk() as seat:
        await seat.press("a", "x", "escape", "y", "escape")
        assert isinstance(seat.screen, WriteNote)
        await seat.press("escape")
        assert isinstance(seat.screen, MainScreen)


async def test_the_status_names_a_unit_only_while_it_is_one(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.hurry("v")
        assert "选择 词 2 字" in seat.status
        await seat.hurry("l")
        assert "选择 3 字" in seat.status


async def test_a_selection_counts_what_its_quote_has(desk, monkeypatch):
    async with desk() as seat:
        await seat.hurry("ctrl+a")
        assert seat.pane.transcript is not None
        length = len(seat.pane.transcript.spoken.text.replace("\n", "").strip())
        assert length < len(seat.source)
        assert f"选择 全文 {length:,} 字" in seat.status
        monkeypatch.setattr("tui.ui.status._COUNTED", 10)
        seat.main.show_status()
        (about,) = re.findall(r"选择 全文 约 ([\d,]+) 字", seat.status)
        assert length <= int(about.replace(",", "")) < len(seat.source) * 0.8, "without the pinyin that is not read"


async def test_where_no_highlight_is_left_the_reader_is_told(desk):
    async with desk() as seat:
        await seat.press("right_square_bracket")
        assert "no highlight behind" in seat.status
        seat.go_to("海風")
        await seat.press("m", "g", "right_square_bracket", "left_square_bracket")
        assert "no highlight before" in seat.status
