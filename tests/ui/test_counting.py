"""Digits before motions, which alone are the keys of recent tags."""

from __future__ import annotations

import pytest

from tui.layout.cursor import Motion, move
from tui.layout.units import Unit
from tui.ui import holding
from tui.ui.action import Where
from tui.ui.actions import ACTIONS, BY_ID
from tui.ui.holding import REPEATED
from tui.ui.widgets.reader import Reader

from .making import seated
from .test_typing_ahead import burst


async def tagged(seat, *paths: str) -> None:
    """Tags are known, and their keys."""
    for path in paths:
        seat.store.create_tag(path)
    seat.go_to("海風")
    await seat.hurry("m")
    for path in reversed(paths):
        seat.store.tag([seat.only.id], add=[path])
    seat.main.refresh_desk()
    seat.go_to("有人")


async def test_a_count_repeats_a_motion(desk):
    async with desk() as seat:
        page = seat.reader.page
        for keys, motion, count in (("3j", Motion.DOWN, 3), ("12w", Motion.WORD, 12), ("2)", Motion.SENTENCE, 2)):
            seat.reader.go_to(0)
            wanted = move(page, seat.reader.cursor, motion, count).offset
            assert wanted != move(page, seat.reader.cursor, motion).offset
            await seat.hurry(*keys)
            assert seat.reader.cursor.offset == wanted
            await seat.hurry("j", "k")
        seat.reader.go_to(0)
        ten = move(page, seat.reader.cursor, Motion.RIGHT, 10).offset
        burst(seat, "10l")
        await seat.until(lambda: seat.reader.cursor.offset == ten)
        assert seat.highlights == []


async def test_where_a_digit_has_no_tag_its_motion_may_come_late(desk, monkeypatch):
    monkeypatch.setattr(holding, "WAIT", 0.01)
    async with desk() as seat:
        seat.reader.go_to(0)
        wanted = move(seat.reader.page, seat.reader.cursor, Motion.DOWN, 3).offset
        await seat.press("3")
        assert "3…  没有这个标签 no tag; 次数 a count" in seat.status
        await seat.pilot.pause(0.05)
        await seat.press("j")
        assert seat.reader.cursor.offset == wanted
        await seat.press("3", "s")
        assert [h.starred for h in seat.highlights] == [True], "another key is done, after it is said"


async def test_counts_of_selections_lines_pages_and_highlights(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.look_at("修船")
        await seat.hurry("3", "v")
        assert seat.source[slice(*seat.reader.source_selection)] == "你们为什么把"
        await seat.hurry("2", "plus")
        assert seat.reader.cursor.unit is Unit.EXCHANGE
        await seat.hurry("escape", "1", "2", "G")
        assert seat.pane.transcript.line_of(seat.reader.source_offset) == 12
        await seat.hurry("3", "g")
        assert seat.pane.transcript.line_of(seat.reader.source_offset) == 3
        await seat.hurry("g", "2", "space")
        twice = seat.reader.top
        await seat.hurry("g", "space", "space")
        assert abs(seat.reader.page.distance(twice, seat.reader.top, 9)) < 3
        for words in ("第3年我们", "第5年我们", "第7年我们"):
            seat.go_to(words)
            await seat.hurry("m")
        await seat.hurry("g", "3", "right_square_bracket")
        assert seat.source[seat.reader.source_offset :].startswith("第7年我们")
        await seat.hurry("2", "left_square_bracket")
        assert seat.source[seat.reader.source_offset :].startswith("第3年我们")
        await seat.hurry("g", "slash", *"修了", "enter", "2", "n")
        assert seat.pane.hit_number() == 3


async def test_a_digit_alone_puts_the_tag_on_after_a_while(desk):
    async with desk() as seat:
        await tagged(seat, "慢", "牆")
        await seat.hurry("1")
        assert "1…" in seat.status
        assert len(seat.highlights) == 1, "not yet"
        await seat.until(lambda: len(seat.highlights) == 2)
        made = next(h for h in seat.highlights if h.anchor.quote.startswith("有人"))
        assert seat.tags_of(made) == seat.main.desk.slots[:1]
        assert "1…" not in seat.status


async def test_any_other_key_puts_the_tag_on_at_once_and_is_done_then(desk):
    async with desk() as seat:
        await tagged(seat, "慢", "牆")
        await seat.hurry("2", "s")
        made = next(h for h in seat.highlights if h.anchor.quote.startswith("有人"))
        assert seat.tags_of(made) == seat.main.desk.slots[1:2]
        assert made.starred
        burst(seat, "1s")
        await seat.until(lambda: len(seat.tags_of(seat.store.highlight(made.id))) == 2)
        await seat.until(lambda: not seat.store.highlight(made.id).starred)


async def test_two_digits_alone_are_two_tags(desk):
    async with desk() as seat:
        await tagged(seat, "慢", "牆")
        await seat.hurry("1", "2")
        assert "12…  #慢  #牆" in seat.status
        await seat.until(lambda: len(seat.highlights) == 2)
        made = next(h for h in seat.highlights if h.anchor.quote.startswith("有人"))
        await seat.until(lambda: len(seat.tags_of(seat.store.highlight(made.id))) == 2)
        assert "#慢  #牆" in seat.status


async def test_digits_that_have_no_tags_wait_for_their_motion(desk):
    async with desk() as seat:
        await tagged(seat, "慢", "牆")
        for digits in ("13", "10", "11"):
            await seat.hurry(*digits)
            await seat.pilot.pause(0.6)
            assert f"{digits}…" in seat.status
            await seat.hurry("escape")
        await seat.hurry("1", "3", "a")
        assert seat.screen is not seat.main, "what is no motion is done once"
        await seat.press("escape", "1", "escape")
        await seat.pilot.pause(0.6)
        assert len(seat.highlights) == 1, "Escape lets the digit go"


async def test_once_is_no_count_the_tag_is_put_on_and_the_motion_done(desk):
    async with desk() as seat:
        await tagged(seat, "慢", "牆")
        at = seat.reader.cursor
        await seat.hurry("1", "right_parenthesis")
        made = next(h for h in seat.highlights if h.anchor.quote.startswith("有人"))
        assert seat.tags_of(made) == ("慢",)
        assert seat.reader.cursor.offset > at.offset
        await seat.hurry("1", "G")
        assert seat.pane.transcript.line_of(seat.reader.source_offset) == 1
        assert len(seat.highlights) == 2, "a line's number may be one"


async def test_while_something_is_selected_the_digits_tell_what_they_do(desk):
    async with desk() as seat:
        await tagged(seat, "慢", "牆")
        await seat.hurry("v")
        assert "1 慢  2 牆" in seat.status


async def test_the_second_tag_goes_on_what_the_first_has_marked(desk):
    async with desk() as seat:
        await tagged(seat, "慢", "牆")
        await seat.hurry("v", "m")
        word = next(h for h in seat.highlights if not h.tag_ids)
        await seat.hurry("v", "plus", "plus", "1", "2", "s")
        made = next(h for h in seat.highlights if h.starred)
        assert seat.tags_of(made) == ("慢", "牆")
        assert made.id != word.id
        assert len(seat.highlights) == 3


async def test_nought_is_the_row_start_alone_and_a_digit_in_a_count(desk):
    async with desk() as seat:
        page = seat.reader.page
        seat.go_to("海風")
        await seat.hurry("0")
        row = page.row(page.place_of(seat.reader.cursor.offset))
        assert seat.reader.cursor.offset == row.start
        await seat.hurry("g", "1", "0", "l")
        assert seat.reader.cursor.offset == move(page, seat.reader.cursor.at(page.nearest(0)), Motion.RIGHT, 10).offset
        assert seat.highlights == []


async def test_full_width_digits_count(desk):
    async with desk() as seat:
        page, start = seat.reader.page, seat.reader.cursor
        await seat.type("３j")
        assert seat.reader.cursor.offset == move(page, start, Motion.DOWN, 3).offset


async def test_a_count_that_is_far_too_large_goes_to_the_end(desk):
    async with desk() as seat:
        for key in ("j", "w", "right_parenthesis", "J", "space"):
            await seat.hurry("g", "9", "9", "9", "9", "9", key)
            assert seat.reader.cursor.offset > len(seat.reader.page.text) // 2
        await seat.hurry("9", "9", "9", "v", "escape", "9", "9", "minus", "9", "9", "plus")
        assert seat.reader.cursor.unit.label == "全文"


async def test_a_digit_does_not_wait_for_a_caret_that_has_gone_elsewhere(desk):
    async with desk() as seat:
        await tagged(seat, "慢")
        await seat.hurry("1")
        await seat.pilot.click(Reader, offset=(30, 2))
        await seat.pilot.pause(0.6)
        assert len(seat.highlights) == 1


async def test_digits_in_the_lists_are_tags_as_they_were(desk):
    async with desk() as seat:
        await tagged(seat, "慢", "牆")
        await seat.press("T", "1")
        assert len(seat.highlights) == 2


@pytest.mark.parametrize("name", sorted(REPEATED))
def test_what_is_repeated_is_an_action(name):
    assert BY_ID[name].where is Where.MAIN
    assert BY_ID[name] in ACTIONS


async def test_counts_on_a_real_transcript(real_seeds, tmp_path):
    (tmp_path / "a.txt").write_bytes(sorted(real_seeds.glob("*.txt"))[2].read_bytes())
    async with seated(tmp_path / "a.txt", database=tmp_path / "a.db", size=(100, 30)) as seat:
        page = seat.reader.page
        for key, motion in (("w", Motion.WORD), ("semicolon", Motion.CLAUSE), ("right_curly_bracket", Motion.TURN)):
            await seat.hurry("g")
            wanted = move(page, seat.reader.cursor, motion, 25).offset
            await seat.hurry("2", "5", key)
            assert seat.reader.cursor.offset == wanted > 0
