"""What part of a page is seen: pure functions of the first row, the height in rows, and the page."""

from __future__ import annotations

from tui.layout.rows import Layout, Place, Row

KEPT = 2
"""Rows kept between the caret and the edge, where there is room."""


def seen(page: Layout, top: Place, count: int) -> list[Row]:
    """The rows from `top` on, `count` at most."""
    found: list[Row] = []
    block, skip = top.block, top.row
    while len(found) < count and page.has(block):
        found += page.rows(block)[skip:]
        block, skip = block + 1, 0
    return found[:count]


def kept_rows(height: int) -> int:
    """How many rows stay free between the caret and the edge of a view so high."""
    return min(KEPT, max(0, height - 1) // 2)


def clamped(page: Layout, top: Place, height: int) -> Place:
    """`top`, or the row that brings the page's last row to the bottom: no empty rows while there is text above."""
    if len(seen(page, top, height)) >= height:
        return top
    return min(top, page.step(page.last_place(), 1 - max(1, height)))


def following(page: Layout, top: Place, height: int, offset: int, free: int = KEPT) -> Place:
    """The first row of a view that shows the character at `offset`: moved as little as can be; set afresh, with what
    lies around it, if it is more than half a view away. `free`: so many rows stay between it and the view's edge."""
    if height < 1:
        return top
    place, kept = page.place_of(offset), min(free, kept_rows(height))
    afresh = -max(kept, height // 3)
    if place < top:
        far = page.distance(place, top, 2 * height) > height // 2
        return clamped(page, page.step(place, afresh if far else -kept), height)
    below = page.distance(top, place, 3 * height)
    if below > height + height // 2:
        top = page.step(place, afresh)
    elif below < kept:
        top = page.step(top, below - kept)
    elif below > height - 1 - kept:
        top = page.step(top, below - (height - 1 - kept))
    return clamped(page, top, height)


def thumb(page: Layout, top: Place, height: int) -> tuple[int, int]:
    """The rows of the scroll column that stand for what is seen; by characters, as rows are not counted."""
    rows = seen(page, top, height)
    if not rows:
        return 0, height
    length = max(1, page.end)
    start = min(rows[0].start * height // length, height - 1)
    return start, max(start + 1, -(-rows[-1].end * height // length))


def line_start(page: Layout, line: int) -> int:
    """The reading offset at which a line of the source begins, by its number from 1; the last one's, if it has fewer.

    Behind what is printed before its text, where something is.
    """
    source, at = page.transcript.text, 0
    for _ in range(line - 1):
        behind = source.find("\n", at) + 1
        if not 0 < behind < len(source):
            break
        at = behind
    return page.reading.to_reading(at)
