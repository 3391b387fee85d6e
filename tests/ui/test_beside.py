"""The untouched source beside the reading text: the same on the same rows, and both go together."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tui.layout.view import seen
from tui.ui.widgets.pane import Pane
from tui.ui.widgets.reader import Reader

from .making import Seat, seated


def sides(seat: Seat) -> tuple[Reader, Reader]:
    first, second = seat.main.query(Pane)
    assert second.raw
    assert not first.raw
    return first.reader, second.reader


def aligned(seat: Seat) -> list[int]:
    """The screen rows at which paragraphs begin; on the same ones their lines do in the source."""
    left, right = sides(seat)
    assert left.size.height == right.size.height
    assert right.top == left.page.other_place(left.top)
    rows, others = (seen(side.page, side.top, side.size.height) for side in (left, right))
    assert len(rows) == len(others)
    begun = [y for y, row in enumerate(rows) if row.number == 0]
    for y in begun:
        line = right.page.reading.to_reading(left.page.reading.to_source(rows[y].start))
        block = right.page.block_at(line)
        assert others[y].block <= block, "its label may stand on a line above"
        assert others[y].number == 0
    return begun


async def test_the_source_lies_beside_what_is_read_of_it(desk):
    async with desk(size=(120, 30)) as seat:
        seat.go_to("海風")
        at = seat.source.index("海風")
        await seat.press("backslash")
        left, right = sides(seat)
        assert left.has_focus
        assert len(aligned(seat)) >= 5
        picture = seat.shown
        assert "這家書店" in picture
        assert "這(zhè)家書(shū)店" in picture
        assert left.source_offset == right.source_offset == at
        assert "原文 source" in seat.picture()[0]
        await seat.press("g")
        assert right.source_offset == left.source_offset == seat.source.index("這(zhè)")
        await seat.press("tilde")
        assert "ctrl+w" in seat.status
        await seat.press("backslash")
        await seat.settle()
        assert len(seat.main.query(Pane)) == 1
        assert seat.reader.pair is None
        assert "ctrl+w" not in seat.status, "what was said of two panes holds no more"
        assert seat.reader.source_offset == seat.source.index("這(zhè)")
        assert "這(zhè)" not in seat.shown


async def test_both_scroll_and_select_together(desk):
    async with desk(size=(120, 30)) as seat:
        await seat.look_at("修船")
        await seat.press("backslash")
        left, right = sides(seat)
        for keys in (("space",), ("j", "j"), ("G",), ("pageup",), ("ctrl+w", "space"), ("k",)):
            await seat.press(*keys)
            aligned(seat)
            assert abs(left.source_offset - right.source_offset) < 6, "a label is read with what comes behind it"
        assert right.has_focus
        seat.go_to("其中一半")
        await seat.press("v", "plus", "l")
        assert left.source_selection == right.source_selection
        span = right.source_selection
        await seat.press("m")
        assert (seat.only.start, seat.only.end) == span
        assert [m.id for m in left._marks.marks] == [m.id for m in right._marks.marks] == [seat.only.id]
        right.on_mouse_scroll_up(events.MouseScrollUp(right, 5, 5, 0, -1, 0, False, False, False))
        await seat.settle()
        aligned(seat)


async def test_a_replaced_stretch_stands_out_as_a_whole(desk):
    async with desk(size=(120, 30)) as seat:
        seat.go_to("空牆是")
        await seat.press("backslash")
        left, right = sides(seat)
        assert right.echo is None
        seat.go_to("讀(dú)者")
        await seat.press("ctrl+w", "l")
        assert seat.source[right.source_offset] == "("
        assert left.page.text[left.cursor.offset] == "者", "what is hidden stands before it"
        await seat.press("backslash")
        assert not seat.pane.raw, "the reading text stays"


async def test_search_hits_are_seen_on_both_sides(desk):
    async with desk(size=(120, 30)) as seat:
        await seat.press("slash")
        await seat.type("书店")
        await seat.press("enter", "backslash")
        left, right = sides(seat)
        assert left.matches
        assert list(right.matches) == list(left.matches)
        assert right.matches_in(0, len(right.page.text)), "as spans of the source that it shows"
        await seat.press("escape")
        assert not left.matches
        assert not right.matches
        await seat.press("ctrl+w", "n")
        assert list(right.matches) == list(left.matches) != []


async def test_a_correction_is_told_on_either_side(desk):
    async with desk(size=(120, 30)) as seat:
        seat.go_to("空牆是")
        await seat.press("v", "l", "c", "ctrl+u", *"abc", "enter", "backslash")
        left, right = sides(seat)
        left.go_to(seat.source.index("空牆是"))
        await seat.settle()
        assert "abc" in seat.painted(left)
        assert seat.source[slice(*right.page.reading.source_span(*right.echo))].startswith("空")
        assert "→ abc" in seat.status
        await seat.press("ctrl+w")
        assert "→ abc" in seat.status
        await seat.press("u")
        assert "abc" not in seat.painted(left)
        aligned(seat)


async def test_another_document_opens_on_both_sides(desk):
    async with desk(size=(150, 30)) as seat:
        await seat.press("backslash", "ctrl+w")
        left, right = sides(seat)
        await seat.look_at("tides")
        assert {pane.entry.title for pane in seat.main.query(Pane)} == {"04-tides.txt"}
        assert len(aligned(seat)) >= 4
        await seat.press("j", "ctrl+o")
        assert {pane.entry.title for pane in seat.main.query(Pane)} == {"01-對談-空牆.txt"}
        assert left.page.transcript is right.page.transcript


async def test_where_it_is_narrow_one_stands_above_the_other(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.look_at("修船")
        await seat.press("backslash")
        left, right = sides(seat)
        assert left.region.bottom <= right.region.y
        assert left.size.width == right.size.width >= 79
        await seat.press("space", "space", "j")
        assert left.source_offset == right.source_offset
        assert "采访者：第" in seat.painted(right)
        await seat.pilot.resize_terminal(120, 40)
        await seat.settle()
        assert left.region.y == right.region.y
        await seat.press("j")
        aligned(seat)
        await seat.pilot.resize_terminal(90, 24)
        await seat.settle()
        assert left.region.bottom <= right.region.y
        assert left.source_offset == right.source_offset


@pytest.mark.parametrize("key", ["backslash", "vertical_line"])
async def test_the_caret_stays_where_it_is_though_its_rows_get_fewer(desk, key):
    async with desk(size=(80, 24)) as seat:
        await seat.press(*"jjjjjjjjjjjjjjj")
        at, line = seat.reader.source_offset, seat.status.split()[-2:]
        await seat.press(key)
        assert [pane.reader.source_offset for pane in seat.main.query(Pane)] == [at, at]
        for pane in seat.main.query(Pane):
            reader = pane.reader
            shown = seen(reader.page, reader.top, reader.size.height)
            assert any(row.start <= reader.cursor.offset < row.end for row in shown)
        assert seat.status.split()[-2:] == line


async def test_two_documents_become_one_and_its_source(desk):
    async with desk(size=(160, 30)) as seat:
        await seat.press("vertical_line")
        await seat.look_at("tides")
        await seat.press("backslash")
        left, _ = sides(seat)
        assert seat.reader is left
        assert seat.pane.entry.title == "04-tides.txt"
        aligned(seat)
        await seat.press("vertical_line")
        await seat.settle()
        assert len(seat.main.query(Pane)) == 1


async def test_side_panes_make_room_and_come_back(desk):
    async with desk(size=(135, 30)) as seat:
        documents, sidebar = seat.main.query_one("#documents-box"), seat.main.query_one("#sidebar")
        assert documents.display
        await seat.press("backslash")
        assert not documents.display
        assert sidebar.display
        assert min(pane.size.width for pane in seat.main.query(Pane)) >= 40
        await seat.press("backslash")
        await seat.settle()
        assert documents.display


async def test_views_of_the_text_change_beside_the_source(desk):
    async with desk(size=(120, 30)) as seat:
        await seat.look_at("值班")
        await seat.press("backslash")
        left, right = sides(seat)
        assert "F 逐行" in seat.status
        assert len(left.page.blocks) == 1
        await seat.press("ctrl+w", "F")
        assert len(left.page.blocks) == 3, "of the text, though the keys are in the source"
        assert len(aligned(seat)) == 3
        await seat.press("equals_sign")
        assert left.source_offset == right.source_offset


async def test_a_real_transcript_goes_side_by_side(real_seeds, tmp_path: Path):
    async with seated(next(real_seeds.glob("000_*")), database=tmp_path / "a.db", size=(140, 40)) as seat:
        await seat.press("backslash")
        left, right = sides(seat)
        for key in ("space", "right_curly_bracket", "G", "pageup"):
            await seat.press(key)
            assert right.top == left.page.other_place(left.top)
            assert len(seen(left.page, left.top, 99)) == len(seen(right.page, right.top, 99))
            assert abs(left.source_offset - right.source_offset) < 20


async def test_when_the_source_is_closed_the_text_has_the_whole_width_again(desk):
    async with desk(size=(120, 30)) as seat:
        width, place = seat.reader.page.width, seat.pane.reader.region.width
        await seat.press("backslash")
        assert seat.reader.page.width < width
        await seat.press("backslash")
        await seat.settle()
        assert seat.reader.region.width == place
        await seat.until(lambda: seat.reader.page.width == width)


async def test_the_caret_stays_in_sight_while_the_view_gets_narrow(desk):
    async with desk(size=(120, 12)) as seat:
        for key in ("backslash", "backslash", "|", "|", "ctrl+left", "ctrl+left", "ctrl+left"):
            await seat.press("G", "3", "0", "k", "8", "j")
            at = seat.reader.source_offset
            await seat.press(key)
            await seat.settle()
            assert seat.reader.source_offset == at
            rows = seen(seat.reader.page, seat.reader.top, seat.reader.size.height)
            caret = seat.reader.cursor.offset
            assert any(row.start <= caret < row.end for row in rows), key
