"""The blocks of a large transcript, in pieces that are set where they are looked at, and before that only counted."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter
from time import perf_counter
from typing import overload

from tui.layout.blocks import LONGEST, Block, set_lines, set_some
from tui.layout.folds import FOLDING
from tui.patterns import late
from tui.transcript.model import Segment, Segments, Transcript
from tui.transcript.reading import Reading

LARGE = 1 << 17
"""Characters from which on the blocks of a text are set in pieces."""

_PIECE = 1 << 14
_SEGMENTS = 512
_KEPT = 32
"""How many pieces' blocks are kept before all are let go."""

_LONG_LINE = late(rf"\n[^\n]{{{LONGEST + 1}}}")
_start = attrgetter("start")


class Pieces(Sequence[Block]):
    """Blocks in pieces. To count those before a place is quick; what is seldom asked for is how many there are."""

    def __init__(self, pieces: int) -> None:
        self._size = pieces
        self._firsts = [0]
        self._made: dict[int, list[Block]] = {}

    @abstractmethod
    def _make(self, piece: int) -> list[Block]:
        """The blocks of a piece."""

    @abstractmethod
    def _count(self, piece: int) -> int | None:
        """How many blocks a piece has; None if only making them can tell."""

    @abstractmethod
    def _piece_at(self, offset: int) -> int:
        """The piece in which the reading offset stands, or one before it."""

    def __len__(self) -> int:
        return self._first(self._size)

    def __bool__(self) -> bool:
        return self.has(0)

    def has(self, block: int) -> bool:
        """Whether there are more than `block` blocks."""
        while self._firsts[-1] <= block and len(self._firsts) <= self._size:
            self._first(len(self._firsts))
        return self._firsts[-1] > block

    def at(self, offset: int) -> int:
        """The last block that begins at the reading offset or before it; the first if none does."""
        piece = self._piece_at(offset)
        for later in range(piece + 1, self._size):
            blocks = self._blocks(later)
            if blocks and blocks[0].start > offset:
                break
            piece = later if blocks else piece
        return max(0, self._first(piece) + bisect_right(self._blocks(piece), offset, key=_start) - 1)

    def count_on(self, seconds: float) -> bool:
        """Count blocks for so long; tells whether there are more to count."""
        until = perf_counter() + seconds
        while len(self._firsts) <= self._size and perf_counter() < until:
            self._first(len(self._firsts))
        return len(self._firsts) <= self._size

    def last(self) -> Block:
        """The last block. Raises IndexError if there is none."""
        piece = self._size - 1
        while piece > 0 and not self._blocks(piece):
            piece -= 1
        return self._blocks(piece)[-1]

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> list[Block]: ...
    def __getitem__(self, at: int | slice) -> Block | list[Block]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        block = at if at >= 0 else at + len(self)
        if block < 0 or not self.has(block):
            raise IndexError(at)
        piece = bisect_right(self._firsts, block) - 1
        return self._blocks(piece)[block - self._firsts[piece]]

    def __iter__(self) -> Iterator[Block]:
        for piece in range(self._size):
            yield from self._blocks(piece)

    def _first(self, piece: int) -> int:
        """How many blocks stand before a piece."""
        while len(self._firsts) <= piece:
            known = len(self._firsts) - 1
            count = self._count(known)
            self._firsts.append(self._firsts[-1] + (len(self._blocks(known)) if count is None else count))
        return self._firsts[piece]

    def _blocks(self, piece: int) -> list[Block]:
        made = self._made.get(piece)
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            made = self._made[piece] = self._make(piece)
        return made


class PiecedLines(Pieces):
    """What `set_lines` makes of a text, in pieces."""

    def __init__(self, text: str) -> None:
        self._text = text
        cuts = [0]
        while (cut := text.find("\n", cuts[-1] + _PIECE) + 1) and cut < len(text):
            cuts.append(cut)
        self._cuts = [*cuts, len(text)]
        super().__init__(len(cuts))

    def _make(self, piece: int) -> list[Block]:
        return set_lines(self._text, self._cuts[piece], self._cuts[piece + 1])

    def _count(self, piece: int) -> int | None:
        start, end = self._cuts[piece], self._cuts[piece + 1]
        if not piece or _LONG_LINE.search(self._text, start - 1, end):
            return None
        return self._text.count("\n", start, end) + (self._text[end - 1] != "\n")

    def _piece_at(self, offset: int) -> int:
        return min(max(0, bisect_right(self._cuts, offset) - 1), self._size - 1)


class PiecedSegments(Pieces):
    """What `set_blocks` makes of a transcript without joints, in pieces of whole segments."""

    def __init__(self, transcript: Transcript, reading: Reading, opened: Collection[int]) -> None:
        self._transcript, self._reading, self._opened = transcript, reading, opened
        self._parts = _parts(transcript)
        super().__init__(len(self._parts) - 1)

    def _make(self, piece: int) -> list[Block]:
        first, behind = self._parts[piece][0], self._parts[piece + 1][0]
        return set_some(self._transcript, self._reading, first, behind, self._opened)

    def _count(self, piece: int) -> int | None:
        (first, start), (behind, end) = self._parts[piece : piece + 2]
        segments, text = self._transcript.segments, self._transcript.text
        if not piece or not isinstance(segments, Segments) or self._is_edited(start, end):
            return None
        if not segments.kinds(first, behind).isdisjoint(FOLDING) or _LONG_LINE.search(text, start - 1, end):
            return None
        return segments.paragraphs_between(start, end)

    def _is_edited(self, start: int, end: int) -> bool:
        """Whether an edit lies in source `[start, end]` or over its ends."""
        edits = self._reading.edits
        first = bisect_left(edits, start, key=attrgetter("end")) if edits else 0
        return first < len(edits) and edits[first].start <= end

    def _piece_at(self, offset: int) -> int:
        source = self._reading.to_source(offset)
        return min(max(0, bisect_right(self._parts, source, key=lambda part: part[1]) - 1), self._size - 1)


def _parts(transcript: Transcript) -> list[tuple[int, int]]:
    """Where pieces begin, as `Segments.parts` tells it, but never inside of what folds together."""
    segments = transcript.segments
    count = len(segments)
    if not isinstance(segments, Segments):
        starts = [(i, segments[i].start) for i in range(0, count, _SEGMENTS)]
        return _unfolded(segments, [*starts, (count, len(transcript.text))] if starts else [(0, 0), (0, 0)])
    return _unfolded(segments, segments.parts())


def _unfolded(segments: Sequence[Segment], parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept = parts[:1]
    for index, start in parts[1:-1]:
        if not _folds(segments, index - 1) or not _folds(segments, index):
            kept.append((index, start))
    return [*kept, parts[-1]]


def _folds(segments: Sequence[Segment], index: int) -> bool:
    if isinstance(segments, Segments):
        return not segments.kinds(index, index + 1).isdisjoint(FOLDING)
    return segments[index].kind in FOLDING
