"""Keys that arrive together, footers that are clicked, and ways out that are none."""

from __future__ import annotations

from textual import events
from textual.keys import _character_to_key

from tui.ui.screens.board import Board
from tui.ui.widgets.bar import KeyBar

from .making import Seat


def burst(seat: Seat, text: str) -> None:
    """All at once, as a slow line delivers it; `\\r` is Enter."""
    for char in text:
        seat.send(events.Key("enter" if char == "\r" else _character_to_key(char), None if char == "\r" else char))


async def test_what_is_typed_ahead_goes_to_the_dialog_that_opens(desk):
    async with desk() as seat:
        burst(seat, "tgd\r")
        await seat.until(lambda: bool(seat.highlights))
        assert seat.tags_of(seat.only) == ("gd",)


async def test_what_is_typed_ahead_waits_for_the_dialog_to_close(desk):
    async with desk() as seat:
        burst(seat, "tgd\rf#gd\rq")
        await seat.until(lambda: isinstance(seat.screen, Board))
        assert str(seat.main.desk.filter) == "#gd"
        await seat.until(lambda: "Quotes 1" in seat.painted("#board-title"))


async def test_a_click_on_a_key_of_the_footer_presses_it(desk):
    async with desk() as seat:
        foot = seat.screen.query_one("#foot", KeyBar)
        text = seat.painted(foot)
        column = text.index("摘录板")
        cells = len(text[:column]) + sum(ord(char) > 0x2E80 for char in text[:column])
        await seat.pilot.click(foot, offset=(cells, 0))
        await seat.settle()
        assert isinstance(seat.screen, Board)
        foot = seat.screen.query_one(KeyBar)
        text = seat.painted(foot)
        column = text.index("返回")
        cells = len(text[:column]) + sum(ord(char) > 0x2E80 for char in text[:column])
        await seat.pilot.click(foot, offset=(cells, 0))
        await seat.settle()
        assert seat.screen is seat.main


async def test_ctrl_c_tells_the_way_out(desk):
    async with desk() as seat:
        await seat.press("ctrl+c")
        assert "Ctrl+Q" in seat.status


async def test_a_message_ends_with_the_next_move(desk):
    async with desk() as seat:
        await seat.press("m")
        assert "marked" in seat.status
        await seat.press("right_parenthesis", "v")
        assert "选择 词" in seat.status
