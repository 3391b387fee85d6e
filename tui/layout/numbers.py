"""Which paragraph of a document a row begins: numbers to cite by, the same in every view."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tui.layout.rows import Layout, Row
from tui.transcript.model import SegmentKind, Segments, Transcript

_UNNUMBERED = (SegmentKind.SEPARATOR, SegmentKind.IMAGE)


class Numbers:
    """The numbers of a transcript's paragraphs, from 1, all kinds counted; of its lines where the source is shown."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        segments = transcript.segments
        self._before: list[int] = []
        if not isinstance(segments, Segments):
            self._before = list(accumulate((len(segment.paragraphs) for segment in segments), initial=0))
        self._known = (segments[0].start if segments else 0, 0)
        """Where a segment begins, and how many paragraphs stand before it: counting goes on from there."""

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
        if block.kind in _UNNUMBERED or not self.transcript.segments:
            return 0
        segment = self.transcript.segments[block.segment]
        at = bisect_right(segment.paragraphs, source, key=lambda paragraph: paragraph.start) - 1
        its = segment.paragraphs[max(0, at)]
        if layout.text[layout.reading.to_reading(its.body) : row.start].strip():
            return 0
        return self._count(block.segment, segment.start) + max(0, at) + 1

    def _count(self, index: int, start: int) -> int:
        """How many paragraphs stand before the segment of this index, which begins at `start`."""
        segments = self.transcript.segments
        if not isinstance(segments, Segments):
            return self._before[index]
        known, count = self._known
        if start >= known:
            count += segments.paragraphs_between(known, start)
        else:
            count -= segments.paragraphs_between(start, known)
        self._known = (start, count)
        return count
