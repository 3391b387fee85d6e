"""The untouched source beside the reading text: two pages of one document, padded so that what is the same lies on the
same row of both.

Both are parted into bands: a band begins with each line of the source in which a paragraph of the reading text begins,
and its rows are as many on either side. Bands are made where they are looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from tui.layout.rows import Layout, Place, Row
from tui.records import record

_KEPT = 500
"""How many bands are kept before all are let go."""

_start = attrgetter("start")


@record(frozen=True, slots=True)
class Band:
    """Rows that stand side by side, equally many; each row knows the block of its page that it belongs to."""

    reading: tuple[Row, ...]
    source: tuple[Row, ...]


class Bands:
    """The bands of a page of the reading text and a page of the source of the same document, each at its width.

    The source's blocks are its lines, long ones in pieces.
    """

    def __init__(self, reading: Layout, source: Layout) -> None:
        self.reading = reading
        self.source = source
        self._lines: dict[int, int] = {}
        self._made: dict[int, Band] = {}

    def of_reading(self, block: int) -> Band:
        """The band that holds a block of the reading text."""
        line, first = self._line(block), block
        while first > 0 and self._line(first - 1) == line:
            first -= 1
        known = self._made.get(first)
        if known is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            known = self._made[first] = self._make(first, line)
        return known

    def of_source(self, block: int) -> Band:
        """The band that holds a block of the source."""
        page = self.reading
        its = page.block_at(page.reading.to_reading(self.source.blocks[block].start))
        while its > 0 and self._line(its) > block:
            its -= 1
        while page.has(its + 1) and self._line(its + 1) <= block:
            its += 1
        if page.has(its + 1) and self._line(its) < block and self._above(self._line(its + 1), its) <= block:
            its += 1
        return self.of_reading(its)

    def _line(self, block: int) -> int:
        """The block of the source in which a block of the reading text begins, its printed head included."""
        known = self._lines.get(block)
        if known is None:
            if len(self._lines) >= 8 * _KEPT:
                self._lines.clear()
            known = self._lines[block] = self.source.block_at(self._beginning(block))
        return known

    def _beginning(self, block: int) -> int:
        page = self.reading
        start = page.reading.to_source(page.blocks[block].start)
        segment = page.transcript.segment_at(start)
        if segment is None:
            return start
        at = bisect_right(segment.paragraphs, start, key=_start) - 1
        head = segment.paragraphs[at].start if at >= 0 else start
        goes_on = block > 0 and page.reading.to_source(page.blocks[block - 1].start) >= head
        return start if goes_on else head

    def _above(self, line: int, before: int) -> int:
        """The first of the blank lines above a line of the source, behind that of the reading block `before`."""
        least = self._line(before) + 1
        while line > least and self._is_blank(line - 1):
            line -= 1
        return line

    def _is_blank(self, line: int) -> bool:
        it = self.source.blocks[line]
        return not self.source.text[it.start : it.end].strip()

    def _make(self, first: int, line: int) -> Band:
        """The band whose first block of the reading text is `first`, which begins in the source's block `line`."""
        last = first
        while self.reading.has(last + 1) and self._line(last + 1) == line:
            last += 1
        top = self._above(line, first - 1) if first else 0
        behind = line + 1
        if self.reading.has(last + 1):
            behind = self._above(self._line(last + 1), last)
        else:
            while self.source.has(behind):
                behind += 1
        above = [row for block in range(top, line) for row in self.source.rows(block)]
        beside = [row for block in range(line, behind) for row in self.source.rows(block)]
        reading = [row for block in range(first, last + 1) for row in self.reading.rows(block)]
        gap = next(number for number, row in enumerate(reading) if not row.blank)
        head = max(gap, len(above))
        left = _padding(first, reading[0].start, head - gap) + reading[:gap] + self._spread(reading[gap:], beside)
        right = _padding(top, (above or beside)[0].start, head - len(above)) + above + beside
        left += _padding(last, left[-1].start, len(right) - len(left))
        right += _padding(right[-1].block, right[-1].start, len(left) - len(right))
        return Band(tuple(left), tuple(right))

    def _spread(self, rows: Iterable[Row], beside: Sequence[Row]) -> list[Row]:
        """The rows of the reading text, those that begin in a later line of the source no higher than that line."""
        spread: list[Row] = []
        reached = -1
        for row in rows:
            line = self.source.block_at(self.reading.reading.to_source(row.start))
            if line > reached and row.number > 0 and spread:
                wanted = next((at for at in range(len(spread), len(beside)) if beside[at].block >= line), 0)
                spread += _padding(row.block, spread[-1].start, wanted - len(spread))
            reached = max(reached, line)
            spread.append(row)
        return spread


def _padding(block: int, start: int, count: int) -> list[Row]:
    return [Row(block, -1, start, start)] * count


class Beside(Layout):
    """One of the two pages: its blocks are those of `plain`, its rows those of its side of the bands.

    What is set anew from it (at another width, in another script, with a fold opened) is plain again.
    """

    def __init__(self, plain: Layout, bands: Bands, *, is_source: bool) -> None:
        self.__dict__.update(plain.__dict__)
        self._padded: dict[int, tuple[Row, ...]] = {}
        self.plain = plain
        self.bands = bands
        self.is_source = is_source

    def band(self, block: int) -> Band:
        """The band that holds a block."""
        return self.bands.of_source(block) if self.is_source else self.bands.of_reading(block)

    def rows(self, block: int) -> tuple[Row, ...]:
        """The rows of a block, and those that it is padded with."""
        known = self._padded.get(block)
        if known is None:
            its = self._side(self.band(block))
            if len(self._padded) >= 4 * _KEPT:
                self._padded.clear()
            by_block: dict[int, list[Row]] = {}
            for row in its:
                by_block.setdefault(row.block, []).append(row)
            self._padded.update((one, tuple(rows)) for one, rows in by_block.items())
            known = self._padded[block]
        return known

    def _side(self, band: Band) -> tuple[Row, ...]:
        return band.source if self.is_source else band.reading

    def place_of(self, offset: int) -> Place:
        """The row that shows the character at `offset`; where none does, the row before it, or the first with text."""
        block = self.block_at(offset)
        texts = [(row.start, at) for at, row in enumerate(self.rows(block)) if not row.blank]
        return Place(block, texts[max(0, bisect_right(texts, offset, key=lambda text: text[0]) - 1)][1])

    def other_place(self, place: Place) -> Place:
        """Where on the other page the row lies that stands beside this one."""
        band = self.band(place.block)
        its, others = (band.source, band.reading) if self.is_source else (band.reading, band.source)
        at = bisect_right(its, place.block - 1, key=lambda row: row.block) + place.row
        block = others[at].block
        return Place(block, at - bisect_right(others, block - 1, key=lambda row: row.block))


def side_by_side(reading: Layout, source: Layout) -> tuple[Beside, Beside]:
    """Two plain pages of the same document, set so that the same lies on the same rows; `source` shows it raw."""
    bands = Bands(reading, source)
    return Beside(reading, bands, is_source=False), Beside(source, bands, is_source=True)
