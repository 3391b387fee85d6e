"""Which paragraph of a document a row begins: numbers to cite by, the same in every view."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tui.layout.rows import Layout, Row
from tui.transcript.model import Segment, Segments, Transcript


class Numbers:
    """The numbers of a transcript's paragraphs, from 1; of its lines where the source is shown.

    Separators, images, boilerplate and what is blank are not counted, as `near(…, 3paragraphs)` does not either.
    """

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        segments = transcript.segments
        self._before: list[int] = []
        if not isinstance(segments, Segments):
            self._before = list(accumulate((self._within(segment)[-1] for segment in segments), initial=0))
        self._known = (segments[0].start if segments else 0, 0)
        """Where a segment begins, and how many paragraphs stand before it: counting goes on from there."""
        self._inside: tuple[int, list[int]] = (-1, [])
        """The segment looked at last by its index, and how many of its paragraphs are counted as far as each."""

    @property
    def cells(self) -> int:
        """The most digits that a number may have."""
        return len(str(self.transcript.line_of(len(self.transcript.text))))

    def of(self, layout: Layout, row: Row) -> int:
        """The number of the paragraph that begins with this row; 0 if none does, or it is nothing to read."""
        block = layout.blocks[row.block]
        if row.number or block.folded or row.start == row.end:
            return 0
        text, source = self.transcript.text, layout.reading.to_source(row.start)
        if layout.raw:
            return self.transcript.line_of(source) if not source or text[source - 1] == "\n" else 0
        if not self.transcript.segments:
            return 0
        segment = self.transcript.segments[block.segment]
        at = max(0, bisect_right(segment.paragraphs, source, key=lambda paragraph: paragraph.start) - 1)
        its = segment.paragraphs[at]
        if layout.text[layout.reading.to_reading(its.body) : row.start].strip():
            return 0
        if not self.transcript.is_counted(segment, its):
            return 0
        if self._inside[0] != block.segment:
            self._inside = (block.segment, self._within(segment))
        return self._count(block.segment, segment.start) + self._inside[1][at]

    def _within(self, segment: Segment) -> list[int]:
        """How many paragraphs of a segment are counted, as far as each of them."""
        return list(accumulate(self.transcript.is_counted(segment, paragraph) for paragraph in segment.paragraphs))

    def _count(self, index: int, start: int) -> int:
        """How many paragraphs stand before the segment of this index, which begins at `start`."""
        segments = self.transcript.segments
        if not isinstance(segments, Segments):
            return self._before[index]
        known, count = self._known
        if start >= known:
            count += segments.counted_between(known, start)
        else:
            count -= segments.counted_between(start, known)
        self._known = (start, count)
        return count
