"""Correcting by keys: what is read after it, in one act and one undo step, and what the reader sees of it."""

from __future__ import annotations

from tui import rewording
from tui.transcript.edits.corrections import Rule
from tui.ui.screens.correct import Correct
from tui.ui.screens.main import MainScreen

from .hostile import CLIPBOARD
from .making import SIZES, acts, text
from .test_hostile_text import harmless


@SIZES
async def test_a_word_is_corrected_here(desk, size):
    async with desk(size=size) as seat:
        await seat.look_at("修船")
        seat.go_to("手册第一版")
        await seat.press("c")
        assert isinstance(seat.screen, Correct)
        assert seat.screen.query_one("Input").value == "手册"
        assert "手册" in seat.painted("#correct-here")
        assert not seat.screen.query_one("#correct-source").display, "the source says the same"
        await seat.type("册子")
        await seat.press("enter")
        assert isinstance(seat.screen, MainScreen)
        assert "已订正 corrected: 手册 → 册子" in seat.status
        assert text(seat).count("册子") == 1
        assert "册子第一版错了" in text(seat)
        assert acts(seat) == ["correct"]
        await seat.press("u")
        assert "订正 correction" in seat.status
        assert "册子" not in text(seat)
        await seat.press("ctrl+r")
        assert "册子" in text(seat)


async def test_a_selection_is_corrected_and_a_highlight_follows(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("手册第一版")
        await seat.press("m")
        seat.go_to("十一处")
        await seat.press("v", "c")
        await seat.type("十二")
        await seat.press("enter")
        assert "错了十二处" in seat.only.anchor.quote or "错了十二" in seat.only.anchor.quote
        await seat.press("u")
        assert "错了十一处" in seat.only.anchor.quote


async def test_nothing_may_be_read_there_and_nothing_changed_is_told(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("路过的渔民")
        await seat.press("c", "enter")
        assert isinstance(seat.screen, Correct)
        assert "it is read so already" in seat.shown
        await seat.press("backspace")
        assert "nothing is read there" in seat.shown
        await seat.press("enter")
        assert "都是的渔民" in text(seat)
        assert "路过 → ∅" in seat.status
        await seat.press("c", "escape")
        assert isinstance(seat.screen, MainScreen)
        assert acts(seat) == ["correct"]


@SIZES
async def test_all_places_of_the_document_but_those_that_are_unticked(desk, size):
    async with desk(size=size) as seat:
        await seat.look_at("修船")
        before = text(seat)
        count = before.count("手册")
        assert count == 2
        seat.go_to("手册第一版")
        await seat.press("c")
        await seat.type("图册")
        await seat.press("tab")
        assert "● 本文档 document ×2" in seat.shown
        rows = seat.rows("#correct-rows")
        assert [row.split()[:2] for row in rows[:3]] == [["✓", "1"], ["✓", "2"], []]
        assert "手册→图册贴在门外" in rows[0]
        await seat.press("escape")
        await seat.press("c")
        await seat.type("图册")
        await seat.press("tab", "down")
        rows = seat.screen.query_one("#correct-rows")
        assert rows.cursor == 1, "the cursor is on the place that is being corrected"
        await seat.press("k", "space")
        assert " · " in seat.rows("#correct-rows")[0]
        assert "✓1" in seat.painted("#correct-foot")
        await seat.press("i", "enter")
        assert text(seat) == before.replace("手册第一版", "图册第一版")
        assert acts(seat) == ["correct"]
        await seat.press("u")
        assert text(seat) == before


async def test_always_is_a_rule_with_refusals_and_one_step(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        before = text(seat)
        seat.go_to("手册第一版")
        await seat.press("c")
        await seat.type("图册")
        await seat.press("tab", "tab")
        assert "● 总是 always" in seat.shown
        await seat.press("down", "k", "enter", "up", "enter")
        assert seat.store.rules() == [Rule("手册", "图册")]
        assert text(seat) == before.replace("手册第一版", "图册第一版")
        (document,) = seat.store.documents()
        assert [c.accepted for c in seat.store.corrections(document.id)] == [False]
        await seat.press("u")
        assert text(seat) == before
        assert seat.store.rules() == []


async def test_all_ticks_at_once_and_none_is_refused(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("手册第一版")
        await seat.press("c")
        await seat.type("x")
        await seat.press("tab", "down", "k", "space", "a")
        assert "✓2" in seat.painted("#correct-foot")
        await seat.press("a", "ctrl+s")
        assert "no place is ticked" in seat.shown
        await seat.press("a", "ctrl+s")
        assert "x第一版" in text(seat)
        assert "手册" not in text(seat)


async def test_a_gloss_is_refused_and_that_is_forgotten(desk):
    async with desk() as seat:
        assert "學習怎麼慢" in text(seat)
        seat.go_to("學(xué)習(xí)怎麼")
        await seat.press("c")
        assert seat.screen.query_one("Input").has_focus
        assert "學(xué)習(xí)" in seat.painted("#correct-source")
        await seat.press("0")
        assert "學(xué)習(xí)怎麼慢" in text(seat)
        await seat.press("c", "down", "d")
        assert "學習怎麼慢" in text(seat)
        assert acts(seat) == ["correct", "correct"]


async def test_a_zero_is_a_character_once_something_was_typed(desk):
    async with desk() as seat:
        seat.go_to("學(xué)習(xí)怎麼")
        await seat.press("c")
        await seat.type("第10")
        await seat.press("enter")
        assert "第10怎麼慢" in text(seat)


async def test_a_rule_of_the_glossary_is_dropped_where_it_shows(desk):
    async with desk() as seat:
        from tui.annotations.reading_acts import Corrected

        rewording.correct_everywhere(seat.app.library, Corrected(rules=[Rule("渔民", "渔夫")]))
        seat.main.jump(next(e.name for e in seat.app.library.entries if "修船" in e.name))
        await seat.settle()
        assert "路过的渔夫" in text(seat)
        seat.go_to("渔民")
        await seat.press("c")
        assert "渔民 → 渔夫" in seat.painted("#correct-rows")
        await seat.press("d")
        assert seat.store.rules() == []
        assert "路过的渔民" in text(seat)


async def test_what_is_no_word_of_a_paragraph_is_told(desk):
    async with desk() as seat:
        await seat.press("v", "plus", "plus", "plus")
        seat.reader.select_span(seat.source.index("書"), seat.source.index("空牆是"))
        await seat.press("c")
        assert isinstance(seat.screen, MainScreen)
        assert "one paragraph" in seat.status


async def test_wordings_are_shown_as_they_are(one):
    line = f"甲：请看 [bold]粗[/bold] 和 {CLIPBOARD} \u202e反。\n"
    async with one(line * 3) as seat:
        for words in ("[bold]", "\x1b", "\u202e"):
            seat.go_to(words)
            await seat.press("v", "l", "l", "c")
            harmless(seat)
            await seat.press("tab")
            harmless(seat)
            assert words != "[bold]" or "[bold]粗[/bold]" in seat.painted("#correct-rows")
            await seat.type("[red]\u202e[/]")
            harmless(seat)
            await seat.press("tab", "enter")
            harmless(seat)
        assert "[red]" in text(seat)


async def test_a_locked_database_is_told(desk, monkeypatch):
    from tui.annotations.store import Store
    from tui.errors import StoreProblem

    async with desk() as seat:

        def refuse(*args):
            raise StoreProblem("the database is locked", "try again")

        monkeypatch.setattr(Store, "correct", refuse)
        await seat.press("c")
        await seat.type("x")
        await seat.press("enter")
        assert "the database is locked" in seat.status


async def test_the_page_shows_what_is_read_now_at_the_same_place(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("第20年我们")
        await seat.settle()
        top = seat.painted(seat.reader).splitlines()[0]
        await seat.press("c")
        await seat.type("廿年")
        await seat.press("enter")
        assert "廿年" in seat.painted(seat.reader)
        assert seat.painted(seat.reader).splitlines()[0] == top
        assert seat.source[seat.reader.source_offset :].startswith("第20年我们")
        await seat.press("u")
        assert "廿年" not in seat.painted(seat.reader)


async def test_a_hasty_enter_waits_for_the_places(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("手册第一版")
        await seat.press("c")
        await seat.hurry(*"x", "tab", "enter")
        await seat.settle()
        assert isinstance(seat.screen, MainScreen)
        assert "手册" not in text(seat)


async def test_a_word_that_is_right_is_kept_as_a_term(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("手册第一版")
        await seat.press("c", "tab", "tab", "enter")
        assert seat.store.rules() == [Rule("手册", "手册")]


async def test_correcting_with_the_mouse(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("手册第一版")
        await seat.press("c")
        await seat.type("图册")
        row = seat.rows("#correct-scope")[0]
        await seat.pilot.click("#correct-scope", offset=(len(row[: row.index("document")]), 0))
        await seat.settle()
        assert "● 本文档" in seat.shown
        await seat.pilot.click("#correct-rows", offset=(30, 1))
        await seat.settle()
        assert " · " in seat.rows("#correct-rows")[1]
        await seat.pilot.click("#correct-foot", offset=(3, 0))
        await seat.settle()
        assert isinstance(seat.screen, MainScreen)
        assert text(seat).count("图册") == 1


async def test_each_view_corrects_the_same_words(desk):
    async with desk() as seat:
        for keys, words in ((("tilde",), "海風每年"), (("tilde", "equals_sign"), "空牆是"), ((), "最長(zhǎng)的")):
            await seat.press(*keys)
            seat.go_to(words)
            await seat.press("v", "c")
            assert seat.screen.query_one("Input").value in ("海風", "空牆", "最長")
            await seat.press("escape", "escape")


async def test_what_is_painted_as_selected_is_what_will_be_marked(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("手册第一版")
        await seat.press("c")
        await seat.type("小书")
        await seat.press("enter", "v")
        assert "选择 词 2 字" in seat.status, "a word of one character, in a correction of two"
        (row,) = (strip for strip in seat.reader.render_lines(seat.reader.size.region) if "小书" in strip.text)
        assert [part.text for part in row if part.style.reverse] == ["书"], "behind the caret on the first one"
        await seat.press("m")
        assert seat.only.anchor.quote == "小书"


async def test_the_word_that_is_searched_is_the_one_under_the_caret_in_a_longer_correction(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("手册贴在门外")
        await seat.press("c")
        await seat.type("船上手册")
        await seat.press("enter", "l", "l", "asterisk")
        assert "/w:手册  2/2" in seat.status
