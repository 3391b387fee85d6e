"""Rows: a transcript set to a width, wrapped only where it is looked at.

A place on the page is (block, row of that block); offsets are into the reading text. Rows are derived, never kept:
what a reader is at is an offset, and survives any change of width.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from tui.layout.blocks import Block, set_blocks, set_lines
from tui.layout.cells import cluster_at, offset_at, widths
from tui.layout.flow import JOINT, gather
from tui.layout.folds import fold_run, shown_reading
from tui.layout.known import NOTHING, Known
from tui.layout.pieces import LARGE, PiecedLines, PiecedSegments, Pieces
from tui.layout.wrap import wrap
from tui.transcript.asking import askers_of
from tui.transcript.headings import excerpts_of, headings_of
from tui.transcript.model import Edit, EditKind, SegmentKind, Transcript
from tui.transcript.reading import Reading
from tui.transcript.script import Script, convert_span

_KEPT = 2000
"""How many blocks' rows are kept before all are let go."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `[start, end)` of the reading text, the `number`-th row of its block; -1 is the blank row above."""

    block: int
    number: int
    start: int
    end: int
    indent: int = 0

    @property
    def blank(self) -> bool:
        """Whether this is the gap above a block."""
        return self.number < 0


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A row of the page: the block, and the index into its rows (the gap counts)."""

    block: int
    row: int


class Layout:
    """A transcript set to `width` cells in a script; `raw` sets the untouched source instead.

    `without`: the kinds of edits that are switched off. `flow`: whether the pieces of a machine's transcript are
    gathered into paragraphs. `opened`: the indices of segments that would be folded away and are not.
    `reading` and `text` are what is shown; they are the transcript's own only if nothing of this changes them, so
    offsets go from one to the other through the source.
    """

    def __init__(
        self,
        transcript: Transcript,
        width: int,
        *,
        script: Script = Script.SOURCE,
        raw: bool = False,
        without: frozenset[EditKind] = frozenset(),
        flow: bool = True,
        opened: frozenset[int] = frozenset(),
    ) -> None:
        self.transcript = transcript
        self.width = max(2, width)
        self.script = script
        self.raw = raw
        self.without = without
        self.flow = flow
        self.opened = opened
        self.known = NOTHING
        self._joined: Collection[int] = ()
        self.reading = Reading(transcript.text) if raw else shown_reading(transcript, without)
        if flow and not raw and (gathered := gather(transcript, self.reading)) is not None:
            self._joined = gathered.joined
            self.reading = Reading(transcript.text, gathered.edits)
        self.text = self.reading.text
        self._set()

    def _set(self) -> None:
        self.blocks = self._set_blocks() or [Block(0, 0, 0, SegmentKind.PARAGRAPH)]
        self._starts = () if isinstance(self.blocks, Pieces) else [block.start for block in self.blocks]
        self._rows: dict[int, tuple[Row, ...]] = {}

    def _set_blocks(self) -> Sequence[Block]:
        is_large = len(self.transcript.text) >= LARGE
        if self.raw:
            return PiecedLines(self.text) if is_large else set_lines(self.text)
        if is_large and not self._joined:
            return PiecedSegments(self.transcript, self.reading, self.opened)
        return set_blocks(self.transcript, self.reading, joined=self._joined, opened=self.opened)

    def resized(self, width: int) -> Layout:
        """The same at another width; the blocks are shared."""
        if max(2, width) == self.width:
            return self
        other = object.__new__(Layout)
        other.__dict__.update(self.__dict__, width=max(2, width), _rows={})
        return other

    def in_script(self, script: Script) -> Layout:
        """The same in another script; blocks and rows are shared, as no offset and no width changes."""
        other = object.__new__(Layout)
        other.__dict__.update(self.__dict__, script=script)
        return other

    def knowing(self, known: Known) -> Layout:
        """The same with other words and roles; blocks and rows are shared."""
        other = object.__new__(Layout)
        other.__dict__.update(self.__dict__, known=known)
        other.__dict__.pop("askers", None)
        return other

    @cached_property
    def askers(self) -> Set[str] | None:
        """The speakers whose turns are questions; None if what is said must tell."""
        return askers_of(self.transcript, self.known.hosts, self.known.guests)

    @cached_property
    def headings(self) -> tuple[tuple[int, int], ...]:
        """The source offset of each heading's text, and its level; of each excerpt where there are no headings."""
        return headings_of(self.transcript) or excerpts_of(self.transcript)

    def fold_at(self, offset: int) -> frozenset[int]:
        """The segments that are folded away together at the reading offset, or were and are open now; else none."""
        it = self.blocks[self.block_at(offset)]
        return frozenset() if self.raw else frozenset(fold_run(self.transcript.segments, it.segment))

    def turned(self, offset: int) -> Layout:
        """The same with what is folded away at the reading offset opened, or folded away if it is open.

        No offset changes; blocks do.
        """
        its = self.fold_at(offset)
        if not its:
            return self
        other = object.__new__(Layout)
        other.__dict__.update(self.__dict__, opened=self.opened - its if its <= self.opened else self.opened | its)
        other._set()
        return other

    def revealing(self, offset: int) -> Layout:
        """The same, with what is folded away over the reading offset opened."""
        it = self.blocks[self.block_at(offset)]
        return self.turned(offset) if it.folded and it.start <= offset < it.end else self

    def rows(self, block: int) -> tuple[Row, ...]:
        """The rows of a block, the blank row above it included."""
        known = self._rows.get(block)
        if known is not None:
            return known
        it = self.blocks[block]
        indent = min(it.indent, self.width - 2)
        breaks = [] if it.folded else wrap(self.text[it.start : it.end], self.width, indent)
        starts = [0, *breaks, it.end - it.start]
        rows = [
            Row(block, number, it.start + a, it.start + b, 0 if number else indent)
            for number, (a, b) in enumerate(pairwise(starts))
        ]
        if it.gap:
            rows.insert(0, Row(block, -1, it.start, it.start))
        if len(self._rows) >= _KEPT:
            self._rows.clear()
        self._rows[block] = made = tuple(rows)
        return made

    def has_rows_of(self, other: Layout) -> bool:
        """Whether both have the same rows, and the one learns what the other finds."""
        return self._rows is other._rows

    def row(self, place: Place) -> Row:
        """The row at `place`."""
        return self.rows(place.block)[place.row]

    def shown(self, start: int, end: int) -> str:
        """The text of `[start, end)` in the layout's script; of the same length."""
        return convert_span(self.text, start, end, self.script)

    def block_at(self, offset: int) -> int:
        """The block that holds the reading offset; where none does, the nearest one before it, or the first."""
        if isinstance(self.blocks, Pieces):
            return self.blocks.at(offset)
        return max(0, bisect_right(self._starts, offset) - 1)

    def has(self, block: int) -> bool:
        """Whether there is a block of this number; quicker than to count all of them."""
        return self.blocks.has(block) if isinstance(self.blocks, Pieces) else block < len(self.blocks)

    def count_on(self, seconds: float) -> bool:
        """Count blocks for so long, ahead of the jump that needs their number; tells whether there are more."""
        return isinstance(self.blocks, Pieces) and self.blocks.count_on(seconds)

    def later(self, block: int) -> Iterator[int]:
        """The numbers of the blocks from `block` on."""
        while self.has(block):
            yield block
            block += 1

    @property
    def end(self) -> int:
        """The reading offset at which the last block ends."""
        return self._last.end

    @property
    def last_stand(self) -> int:
        """What is nearest to the end of the text; no block before the last one is counted for it."""
        it = self._last
        return it.start if it.folded or it.end <= it.start else cluster_at(self.text, it.end - 1, it.start, it.end)[0]

    @property
    def _last(self) -> Block:
        return self.blocks.last() if isinstance(self.blocks, Pieces) else self.blocks[-1]

    def nearest(self, offset: int) -> int:
        """The offset at which a caret can stand that is nearest: the beginning of a cluster, or of an empty block.

        What is printed before a block (its speaker's label) counts to it.
        """
        block = self.block_at(offset)
        it = self.blocks[block]
        if it.start < offset >= it.end and self.has(block + 1):
            behind = self.blocks[block + 1].start
            if self.text.find("\n", offset, behind) < 0:
                return behind
        return self.cluster(min(max(offset, it.start), max(it.start, it.end - 1)))[0]

    def cluster(self, offset: int, block: int | None = None) -> tuple[int, int]:
        """The cluster that holds the character at `offset`; nothing at `offset` if no block shows a character there.

        What is folded away counts as one. `block`: the one that holds the offset, if it is known.
        """
        it = self.blocks[self.block_at(offset) if block is None else block]
        if not it.start <= offset < it.end:
            return offset, offset
        return (it.start, it.end) if it.folded else cluster_at(self.text, offset, it.start, it.end)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source of the reading stretch `[start, end)`, without blanks at its ends if it holds anything else.

        So what is printed between two captions, and shown as a blank, is not taken in at an end.
        """
        text = self.text[start:end]
        if bare := text.strip():
            start += len(text) - len(text.lstrip())
            end = start + len(bare)
        return self.reading.source_span(start, end)

    def whole_edits(self, start: int, end: int) -> tuple[int, int]:
        """The reading stretch `[start, end)`, out to the ends of the edits that it cuts: they are marked whole."""
        first, last = self.reading.reading_span(*self.reading.source_span(start, end))
        return min(start, first), max(end, last)

    def edits_in(self, start: int, end: int) -> list[tuple[int, int, Edit]]:
        """The transcript's edits that show characters in the reading stretch `[start, end)`: each with the reading
        span of its replacement, in order."""
        edits = self.reading.edits
        if not edits or start >= end:
            return []
        first, behind = self.reading.source_span(start, end)
        found = []
        for at in range(bisect_left(edits, first, key=attrgetter("start")), len(edits)):
            edit = edits[at]
            if edit.start > behind:
                break
            if edit.replacement and edit.why is not JOINT:
                length = len(edit.replacement)
                shown = self.reading.to_reading(edit.start) - (length if edit.start == edit.end else 0)
                if shown < end and shown + length > start:
                    found.append((shown, shown + length, edit))
        return found

    def last_of(self, start: int, end: int) -> int:
        """Where the last cluster of `[start, end)` begins; `start` if nothing is in it."""
        return max(start, self.cluster(end - 1)[0]) if end > start else start

    def place_of(self, offset: int) -> Place:
        """The row that shows the character at `offset`; where none does, the row before it, or the first with text."""
        block = self.block_at(offset)
        rows = self.rows(block)
        row = bisect_right(rows, offset, key=lambda r: -1 if r.blank else r.start) - 1
        return Place(block, max(row, 1 if rows[0].blank else 0))

    def step(self, place: Place, rows: int) -> Place:
        """The place so many rows further down (up, if negative), stopped at the ends of the page."""
        block, row = place.block, place.row + rows
        while row < 0 and block > 0:
            block -= 1
            row += len(self.rows(block))
        while row >= (count := len(self.rows(block))):
            if not self.has(block + 1):
                return Place(block, count - 1)
            row -= count
            block += 1
        return Place(block, max(0, row))

    def last_place(self) -> Place:
        """The last row of the page."""
        block = len(self.blocks) - 1
        return Place(block, len(self.rows(block)) - 1)

    def distance(self, first: Place, second: Place, limit: int) -> int:
        """How many rows `second` lies below `first` (above, if negative); counted up to `limit` at most."""
        if second < first:
            return -self.distance(second, first, limit)
        rows, block = -first.row, first.block
        while block < second.block and rows <= limit:
            rows += len(self.rows(block))
            block += 1
        return min(rows + (second.row if block == second.block else 0), limit)

    def column(self, row: Row, offset: int) -> int:
        """The cell of the row at which the character at `offset` begins, or the cluster that holds it."""
        if self.blocks[row.block].folded:
            return 0
        each = widths(self.text[row.start : row.end])
        before = each[: max(0, offset - row.start)]
        if len(before) < len(each) and not each[len(before)]:
            # Inside a cluster, whose width stands at its first character.
            while before and not before.pop():
                pass
        return row.indent + sum(before)

    def drawn_end(self, row: Row) -> int:
        """Where the part of the row ends that is drawn: of the blanks that hang over its room, one at the most; none
        where what stands before them is wider than the room."""
        if row.end <= row.start or self.text[row.end - 1] != " ":
            return row.end
        each = widths(self.text[row.start : row.end])
        over = sum(each) - (self.width - row.indent)
        hanging = row.end - len(self.text[row.start : row.end].rstrip(" ")) - row.start
        return row.end - max(0, over - 1 if over <= hanging else hanging)

    def offset_in(self, row: Row, cell: int) -> int:
        """The offset of the character that covers `cell` of the row; its last character if `cell` lies behind."""
        if self.blocks[row.block].folded:
            return row.start
        each = widths(self.text[row.start : row.end])
        at = min(offset_at(each, cell - row.indent), max(0, len(each) - 1))
        while at and not each[at]:
            at -= 1
        return row.start + at
