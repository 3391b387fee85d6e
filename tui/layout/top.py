"""Where a view begins, as it is kept where there are no rows: over restarts, and while no width is known."""

from __future__ import annotations

from tui.layout.rows import Layout, Place
from tui.layout.view import clamped, following, seen
from tui.records import Named

_TRIED = 40
"""Characters of a row of which one is looked for that the source has too."""


class Top(Named):
    """The first row that is seen: a source offset of it, and whether it is the blank row above that one."""

    offset: int
    gap: bool = False


def top_of(page: Layout, place: Place) -> Top:
    """The row at `place`, to be kept."""
    row, reading = page.row(place), page.reading
    shown = page.place_of(row.start) if row.blank else place
    for at in range(row.start, min(max(row.end, row.start + 1), row.start + _TRIED)):
        offset = reading.to_source(at)
        # Of a stretch that reads otherwise than the source, only the beginning comes back, which may be a row above.
        if page.place_of(reading.to_reading(offset)) == shown:
            return Top(offset, row.blank)
    return Top(reading.to_source(row.start), row.blank)


def place_of(page: Layout, top: Top) -> Place:
    """The row that was kept, as the page has it."""
    return above(page, page.place_of(page.reading.to_reading(top.offset)), gap=top.gap)


def above(page: Layout, place: Place, *, gap: bool) -> Place:
    """The blank row above `place` if it is meant (`gap`) and there is one, else `place`."""
    before = Place(place.block, place.row - 1)
    return before if gap and before.row >= 0 and page.row(before).blank else place


def opened(page: Layout, caret: int, height: int, top: Top | None) -> Place:
    """The first row of a page that is opened with the caret at the reading offset: the kept one, as long as the caret
    is seen then; without one, the caret's own."""
    place = place_of(page, top) if top is not None else page.place_of(caret)
    first = clamped(page, place, height)
    rows = [row for row in seen(page, first, height) if not row.blank]
    is_seen = bool(rows) and rows[0].start <= caret < max(rows[-1].end, rows[-1].start + 1)
    return first if is_seen else following(page, place, height, caret)
