"""The hits of a search that may still go on: kept as offsets only, a few bytes each, told in order."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import overload

from tui.search.scan import Hit
from tui.transcript.reading import Reading


class Part:
    """A stretch of the text, searched from its beginning on."""

    __slots__ = ("done", "end", "ends", "start", "starts")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.done, self.end = start, start, end
        self.starts, self.ends = array("Q"), array("Q")

    def holds(self, start: int, end: int) -> bool:
        """Whether all of `[start, end)` has been searched."""
        return start >= end or (self.start <= start and end <= self.done)


class Hits(Sequence[Hit]):
    """The hits that are known so far, in order. It grows while the search goes on."""

    def __init__(self, reading: Reading, parts: Sequence[Part] = ()) -> None:
        """`parts` of the reading text, in order, that together are all of it."""
        self.reading = reading
        self.parts = tuple(parts) or (Part(0, 0),)

    @property
    def complete(self) -> bool:
        """Whether all of the text has been searched."""
        return all(part.done >= part.end for part in self.parts)

    def __len__(self) -> int:
        return sum(len(part.starts) for part in self.parts)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | list[Hit]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        start, end = self.place(at)
        return Hit(*self.reading.source_span(start, end), start, end)

    def place(self, at: int) -> tuple[int, int]:
        """Where the hit of this number stands in the reading text. Raises IndexError."""
        number = at + len(self) if at < 0 else at
        for part in self.parts:
            if 0 <= number < len(part.starts):
                return part.starts[number], part.ends[number]
            number -= len(part.starts)
        raise IndexError(at)

    @property
    def spans(self) -> Spans:
        """The source spans of the hits, in order; a view."""
        return Spans(self)

    def number_at(self, offset: int) -> int:
        """Which hit, from 0, holds the source offset; -1: none."""
        at = bisect_right(self.spans, offset, key=_first) - 1
        return at if at >= 0 and offset < self.spans[at][1] else -1

    def is_numbered(self, at: int) -> bool:
        """Whether no hit can come before the one of this number any more."""
        return self._holds(0, self.place(at)[0])

    def step(self, offset: int, way: int) -> tuple[int, bool] | None:
        """The number, from 0, of the first hit behind the source offset (`way` 1) or the last before it (-1), and
        whether that is around the end of the text; None if it is not known yet, or there is none."""
        count = len(self)
        if not count:
            return None
        here = self.reading.to_reading(offset)
        if way > 0:
            at = bisect_right(self.spans, offset, key=_first)
            if at < count:
                return (at, False) if self._holds(here, self.place(at)[0]) else None
            known = self._holds(here, self._length) and self._holds(0, self.place(0)[0])
            return (0, True) if known else None
        at = bisect_left(self.spans, offset, key=_first) - 1
        if at >= 0:
            return (at, False) if self._holds(self.place(at)[0], here) else None
        known = self._holds(0, here) and self._holds(self.place(count - 1)[0], self._length)
        return (count - 1, True) if known else None

    @property
    def _length(self) -> int:
        return self.parts[-1].end

    def _holds(self, start: int, end: int) -> bool:
        """Whether all of the reading text `[start, end)` has been searched."""
        return all(part.holds(max(start, part.start), min(end, part.end)) for part in self.parts)


class Spans(Sequence[tuple[int, int]]):
    """The source spans of hits. They are in order and do not overlap, but for those in one edit, which are one."""

    __slots__ = ("_hits",)

    def __init__(self, hits: Hits) -> None:
        self._hits = hits

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, at: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[int, int]]: ...
    def __getitem__(self, at: int | slice) -> tuple[int, int] | list[tuple[int, int]]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        return self._hits.reading.source_span(*self._hits.place(at))

    def __bool__(self) -> bool:
        return len(self) > 0


def _first(span: tuple[int, int]) -> int:
    return span[0]
