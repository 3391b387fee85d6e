"""What a key paints anew: the rows that change, and no others."""

from __future__ import annotations

import pytest
from textual.geometry import Region

from tui.layout.paint import paint
from tui.layout.units import Unit, span_at
from tui.ui.widgets.reader import Reader


class Sent:
    """The rows of the reader that go to the screen from here on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows: set[int] = set()
        exchange = Reader._exchange_repaint_regions

        def exchanged(reader: Reader) -> set[Region]:
            regions = set(exchange(reader))
            self.rows |= {y for region in regions for y in region.line_range}
            return regions

        monkeypatch.setattr(Reader, "_exchange_repaint_regions", exchanged)


async def test_a_step_of_the_caret_sends_the_rows_that_it_leaves_and_enters(desk, monkeypatch):
    async with desk() as seat:
        sent = Sent(monkeypatch)
        for key, most in (("j", 2), ("l", 1), ("j", 2), ("k", 2), ("h", 1)):
            sent.rows.clear()
            await seat.press(key)
            assert 1 <= len(sent.rows) <= most, key


async def test_one_new_highlight_sends_its_rows(desk, monkeypatch):
    async with desk() as seat:
        await seat.press("j", "j", "right_parenthesis")
        before = dict(enumerate(seat.rows(seat.reader)))
        sent = Sent(monkeypatch)
        await seat.press("m")
        start, end = seat.only.anchor.start, seat.only.anchor.end
        page = seat.reader.page
        first, last = page.reading.reading_span(start, end)
        touched = {y for y, row in enumerate(seat.reader._seen) if row.start < last and row.end > first}
        after = dict(enumerate(seat.rows(seat.reader)))
        assert touched <= sent.rows <= touched | {y for y in after if after[y] != before[y]}
        await seat.press("u")
        assert dict(enumerate(seat.rows(seat.reader))) == before


async def test_one_new_highlight_paints_its_rows_and_no_others(desk, monkeypatch):
    async with desk() as seat:
        await seat.look_at("修船")
        await seat.press("pagedown", "right_parenthesis")
        reader, painted, drawn = seat.reader, [], []
        draw = Reader._draw

        def paint_one(page, row, *rest):
            painted.append((row.block, row.number))
            return paint(page, row, *rest)

        def draw_some(its, rows, *rest):
            drawn.extend(rows if its is reader else ())
            draw(its, rows, *rest)

        monkeypatch.setattr("tui.ui.widgets.reader.paint", paint_one)
        monkeypatch.setattr(Reader, "_draw", draw_some)
        for key in ("m", "s", "x", "u"):
            before = dict(reader._drawn)
            span = reader.page.reading.reading_span(*_sentence(seat))
            painted.clear(), drawn.clear()
            await seat.press(key)
            its = {y: (row.block, row.number) for y, row in enumerate(reader._seen) if _touches(row, span)}
            assert 1 <= len(its) < reader.size.height // 2
            assert set(painted) <= set(its.values()), key
            column = reader._bars
            other = {y for y in drawn if reader._drawn[y][:-column] != before[y][:-column]}
            assert other <= set(its), key
            assert len(drawn) <= len(its) + 2, "and what of the map has changed"


async def test_what_is_sent_in_parts_is_what_is_painted_as_a_whole(desk):
    async with desk() as seat:
        keys = ("j", "m", ")", "v", "+", "m", "pagedown", "s", "g", "tab", "u", "G")
        names = {")": "right_parenthesis", "+": "plus"}
        for key in keys:
            await seat.press(names.get(key, key))
            in_parts = {y: list(strip) for y, strip in seat.reader._frame.items()}
            seat.reader.forget_paint()
            seat.reader.refresh()
            await seat.settle()
            assert in_parts == {y: list(strip) for y, strip in seat.reader._frame.items()}, key


async def test_another_size_and_back_moves_nothing(desk):
    async with desk(size=(120, 24)) as seat:
        await seat.press("j", "j", "j", "j", "pagedown")
        top, caret = seat.reader.top, seat.reader.source_offset
        first = seat.reader.page.row(top).start
        for size in ((60, 24), (97, 17), (44, 20), (120, 24)):
            await seat.pilot.resize_terminal(*size)
            await seat.settle()
            shown = seat.reader.page.row(seat.reader.top)
            assert shown.start <= first < shown.end or seat.reader._seen[-3].start <= seat.reader.cursor.offset
        assert (seat.reader.top, seat.reader.source_offset) == (top, caret)


def _sentence(seat):
    page = seat.reader.page
    return page.reading.source_span(*span_at(page, seat.reader.cursor.offset, Unit.SENTENCE))


def _touches(row, span):
    return not row.blank and row.start < span[1] and row.end > span[0]
