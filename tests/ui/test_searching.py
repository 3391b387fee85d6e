"""Searching with keys: prefixes, the count, around the ends, the word under the caret, and the searches before."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tui.search import running
from tui.ui import seeking
from tui.ui.screens.main import MainScreen
from tui.ui.screens.seek import Seek


def at(seat, words: str) -> bool:
    return seat.source[seat.reader.source_offset :].startswith(words)


async def search(seat, typed: str) -> None:
    await seat.press("slash")
    await seat.type(typed)
    await seat.press("enter")


async def test_the_line_tells_what_is_found_and_what_is_wrong(desk):
    async with desk() as seat:
        await seat.press("slash")
        await seat.type("re:[寫写](")
        assert "正则有误" in seat.shown
        assert "第 8 字" in seat.shown
        await seat.press("enter")
        assert isinstance(seat.screen, Seek), "a wrong pattern is not taken"
        await seat.press("backspace")
        assert "1/5" in seat.shown
        assert at(seat, "寫")
        await seat.type("x")
        assert "没有找到" in seat.shown
        assert seat.reader.source_offset == seat.source.index("這(zhè)家"), "back where it began"
        await seat.press("backspace", "enter")
        assert "/re:[寫写]  1/5" in seat.status


async def test_whole_words_and_a_prefix_that_is_meant(desk):
    async with desk() as seat:
        await seat.look_at("tides")
        await search(seat, "w:scan")
        assert "没有找到" in seat.status
        await search(seat, "w:scans")
        assert "1/2" in seat.status
        await search(seat, "\\w:scans")
        assert "没有找到" in seat.status


async def test_around_the_ends_is_told_until_the_caret_goes_on(desk):
    async with desk() as seat:
        await search(seat, "学习")
        assert "从头" not in seat.status
        await seat.press("n", "n")
        assert "/学习  1/2" in seat.status
        assert "从头 from the top" in seat.status
        await seat.press("N")
        assert "从尾 from the end" in seat.status
        await seat.press("N")
        assert "/学习  1/2" in seat.status
        assert "from the" not in seat.status


async def test_hits_are_painted_let_go_and_brought_back(desk):
    async with desk() as seat:
        await search(seat, "学习")
        assert len(seat.reader.matches) == 2
        page = seat.reader.page
        seen = seat.reader.matches_in(0, len(page.text))
        assert [page.text[start:end] for start, end in seen] == ["學習", "學習"]
        await seat.press("escape")
        assert not seat.reader.matches
        assert not seat.pane.hits
        await seat.press("n")
        assert "/学习  2/2" in seat.status
        assert len(seat.reader.matches) == 2


async def test_the_text_goes_with_the_reader_into_the_next_document(desk):
    async with desk() as seat:
        await search(seat, "手册")
        assert "没有找到" in seat.status
        await seat.look_at("修船")
        assert not seat.pane.hits
        await seat.press("n")
        assert at(seat, "手册贴在门外")
        assert "/手册  1/2" in seat.status
        await seat.press("vertical_line")
        await seat.press("n")
        assert at(seat, "手册第一版"), "in the other pane too"


@pytest.mark.parametrize("star", ["*", "＊"])
async def test_the_word_under_the_caret(desk, star):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("木头都泡")
        await seat.type(star)
        assert seat.pane.needle == "w:木头"
        second = seat.source.index("木头都泡", seat.source.index("木头都泡") + 1)
        assert seat.reader.source_offset == second
        await seat.type("#")
        assert seat.reader.source_offset == seat.source.index("木头都泡")
        await seat.press("ctrl+o")
        assert seat.reader.source_offset == second


async def test_what_is_selected_is_searched_whole_or_not(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        start = seat.source.index("外港拖来")
        seat.reader.select_span(start, start + 4)
        await seat.type("*")
        assert seat.pane.needle == "w:外港拖来"
        assert len(seat.pane.hits) == 40
        assert not seat.reader.cursor.selecting
        seat.reader.select_span(start + 1, start + 3)
        await seat.type("*")
        assert seat.pane.needle == "港拖"
        assert len(seat.pane.hits) == 40
        seat.go_to("，其中一半")
        await seat.type("*")
        assert "no word here" in seat.status


async def test_searches_before_come_back_also_after_a_restart(desk):
    async with desk() as seat:
        await search(seat, "学习")
        await search(seat, "海风")
        await search(seat, "学习")
    async with desk() as seat:
        await seat.press("n")
        assert "/学习" in seat.status, "n searches what was searched last"
        await seat.press("slash", "x", "up")
        line = seat.screen.query_one(Input)
        assert line.value == "学习"
        assert "/2" in seat.shown
        await seat.press("up")
        assert line.value == "海风"
        await seat.press("up")
        assert line.value == "海风", "there is none before"
        await seat.press("down", "down")
        assert line.value == "x"
        await seat.press("up", "up", "enter")
        assert "/海风  1/1" in seat.status


async def test_a_long_search_grows_while_keys_are_answered(desk, monkeypatch):
    monkeypatch.setattr(running, "_STRETCH", 16)
    monkeypatch.setattr(seeking, "_AT_ONCE", 0.0)
    monkeypatch.setattr(seeking, "_SLICE", 0.0)
    async with desk() as seat:
        await seat.look_at("修船")
        await search(seat, "我们")
        seat.reader.go_to(0)
        seat.pane.find("船", anew=True)
        seat.pane.step_hit(-1)
        assert seat.pane.is_searching
        assert "…" in "".join(piece.text for piece in seat_status(seat))
        await seat.hurry("j")
        await seat.settle()
        assert not seat.pane.is_searching
        assert len(seat.pane.hits) == seat.source.count("船")
        assert seat.reader.source_offset < len(seat.source) // 2, "the caret is left where the reader went meanwhile"
        seat.pane.find("条", 5, anew=True)
        seat.pane.step_hit(-1, since=5)
        await seat.settle()
        assert seat.reader.source_offset == seat.source.rindex("条"), "a step is taken when its hit is known"
        assert "从尾" in seat.status


def seat_status(seat):
    from tui.ui.status import pieces

    return pieces(seat.pane, seat.main.desk, 80, folded=False)


async def test_a_pattern_that_takes_too_long_is_told(desk):
    async with desk() as seat:
        (seat.app.library.entries[0].path.parent / "z.txt").write_text("甲\n" + "a" * 60 + "c\n", encoding="utf-8")
        seat.main.jump(str(seat.app.library.entries[0].path.parent / "z.txt"))
        await seat.settle()
        await search(seat, "re:(a+)+b")
        assert isinstance(seat.screen, MainScreen)
        assert "太慢" in seat.status
