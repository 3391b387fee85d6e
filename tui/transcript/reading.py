"""The reading text: the source with its accepted edits applied, and the map between the two, both ways."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from tui.transcript.model import Edit


class Reading:
    """A source with edits applied. Offsets are code points; spans are half-open.

    An edit is one piece: a reading span that takes in a part of a replacement maps to the whole replaced stretch,
    and a source span that takes in a part of a replaced stretch maps to the whole replacement. What is deleted
    (an edit with an empty replacement) belongs to neither neighbour: it is taken in only by a span that holds
    characters on both sides of it.
    """

    __slots__ = ("_edits", "_reading_starts", "_source_starts", "source", "text")

    def __init__(self, source: str, edits: Iterable[Edit] = ()) -> None:
        """Apply `edits` to `source`. Raises ValueError if they are out of order, overlap, or leave the source."""
        kept = tuple(edits)
        pieces: list[str] = []
        last = 0
        for edit in kept:
            if not last <= edit.start <= edit.end <= len(source):
                raise ValueError(f"edit {edit.start}:{edit.end} overlaps the one before it or leaves the source")
            pieces += (source[last : edit.start], edit.replacement)
            last = edit.end
        pieces.append(source[last:])
        self.source = source
        self.text = "".join(pieces) if kept else source
        self._set(kept)

    @classmethod
    def of_text(cls, text: str, edits: Iterable[Edit]) -> Reading:
        """A reading whose text is known; it does without the source, which is empty here. `edits` must be its own."""
        reading = cls("")
        reading.text = text
        reading._set(tuple(edits))
        return reading

    def _set(self, kept: tuple[Edit, ...]) -> None:
        self._edits = kept
        self._source_starts = [edit.start for edit in kept]
        shifts = accumulate((len(e.replacement) - (e.end - e.start) for e in kept), initial=0)
        self._reading_starts = [edit.start + shift for edit, shift in zip(kept, shifts, strict=False)]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that are applied, in order."""
        return self._edits

    def to_source(self, offset: int) -> int:
        """Where in the source the reading character at `offset` stands: a replacement counts as one piece."""
        return self._source_start(offset)

    def to_reading(self, offset: int) -> int:
        """Where in the reading text the source character at `offset` stands, or what replaces it begins."""
        i = bisect_right(self._source_starts, offset) - 1
        # An insertion stands before the character at its place; a replaced character stands at its replacement.
        if i < 0:
            return offset
        edit, at = self._edits[i], self._reading_starts[i]
        if offset < edit.end:
            return at
        return at + len(edit.replacement) + offset - edit.end

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source stretch that is read as `[start, end)`; a caret (`start == end`) stays one."""
        if start >= end:
            at = self._source_start(start)
            return at, at
        return self._source_start(start), self._source_end(end)

    def reading_span(self, start: int, end: int) -> tuple[int, int]:
        """The reading stretch that shows source `[start, end)`; empty if all of it is deleted."""
        first = self.to_reading(start)
        if start >= end:
            return first, first
        i = bisect_right(self._source_starts, end - 1) - 1
        if i < 0:
            return first, end
        edit, at = self._edits[i], self._reading_starts[i]
        behind = at + len(edit.replacement)
        return first, max(first, behind if end - 1 < edit.end else behind + end - edit.end)

    def between(self, start: int, end: int) -> str:
        """The reading text of the source stretch `[start, end)`."""
        first, last = self.reading_span(start, end)
        return self.text[first:last]

    def _source_start(self, offset: int) -> int:
        i = bisect_right(self._reading_starts, offset) - 1
        if i < 0:
            return offset
        edit = self._edits[i]
        inside = offset - self._reading_starts[i]
        return edit.start if inside < len(edit.replacement) else edit.end + inside - len(edit.replacement)

    def _source_end(self, offset: int) -> int:
        i = bisect_right(self._reading_starts, offset - 1) - 1
        if i < 0:
            return offset
        edit = self._edits[i]
        inside = offset - self._reading_starts[i]
        return edit.end + max(0, inside - len(edit.replacement))
