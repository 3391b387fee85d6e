"""What is spoken in a stretch of a transcript, in a time that does not depend on the whole of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from operator import attrgetter

from tui.records import record
from tui.transcript.model import Edit, Paragraph, Transcript
from tui.transcript.reading import Reading
from tui.transcript.spoken import Piece, is_blank, spoken_edits

_LARGE = 1 << 17
"""Characters from which on the whole text is not looked through for a stretch of it."""

_start, _end = attrgetter("start"), attrgetter("end")


@record(frozen=True, slots=True)
class Stretch:
    """What is spoken in a stretch of a transcript."""

    start: int
    """Source offset."""
    end: int
    reading: Reading
    """Of the source `[start, end)` by itself."""

    @property
    def text(self) -> str:
        """What is spoken there."""
        return self.reading.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where source `[start, end)` stands in `text`, as far as it lies in the stretch."""
        first, last = (min(max(at, self.start), self.end) - self.start for at in (start, end))
        return self.reading.reading_span(first, last)

    def source_span(self, first: int, last: int) -> tuple[int, int]:
        """The source of `text[first:last]`."""
        start, end = self.reading.source_span(first, last)
        return self.start + start, self.start + end


def spoken_around(transcript: Transcript, start: int, end: int, margin: int) -> Stretch:
    """What is spoken in source `[start, end)` with at least `margin` characters on each side, if there are so many.

    The time that it takes depends on what it holds, not on the whole of a large document.
    """
    if len(transcript.text) < _LARGE:
        return Stretch(0, len(transcript.text), transcript.spoken)
    return spoken_between(transcript, _reach_back(transcript, start, margin), _reach_ahead(transcript, end, margin))


def spoken_between(transcript: Transcript, start: int, end: int) -> Stretch:
    """What is spoken in source `[start, end)`; heads, line ends and edits that it cuts are taken in.

    As in the whole, a line end or another joint stands before a paragraph whose head is taken in.
    """
    start, end = _uncut(transcript, start)[0], _uncut(transcript, end)[1]
    # How a paragraph is joined depends on the one before it that says something.
    before: list[Piece] = []
    for piece in _backwards(transcript, start):
        before.append(piece)
        if piece.paragraph.body < start and not _says_nothing(transcript.reading, piece.paragraph):
            break
    pieces = chain(reversed(before), _forwards(transcript, start))
    opening = before[-1].paragraph.start if before else 0
    is_first = not before or opening == transcript.segments[0].paragraphs[0].start
    edits = spoken_edits(transcript, pieces, 0 if is_first else opening, end)
    its = tuple(
        Edit(edit.start - start, edit.end - start, edit.replacement, edit.kind, edit.why)
        for edit in edits
        if start <= edit.start and edit.end <= end
    )
    return Stretch(start, end, Reading(transcript.text[start:end], its))


def _reach_back(transcript: Transcript, start: int, margin: int) -> int:
    """The source offset from which on `margin` characters of text are read before `start`; 0 if there are fewer."""
    reading = transcript.reading
    bound = reading.to_reading(start)
    for piece in _backwards(transcript, start):
        first, last = reading.reading_span(piece.paragraph.body, min(piece.paragraph.end, start))
        last = min(last, bound)
        if last - first >= margin:
            return min(start, reading.to_source(last - margin))
        margin -= max(0, last - first)
        bound = min(bound, first)
    return 0


def _reach_ahead(transcript: Transcript, end: int, margin: int) -> int:
    """The source offset up to which `margin` characters of text are read behind `end`; the end if there are fewer."""
    reading = transcript.reading
    bound = reading.reading_span(0, end)[1]
    here = next(_backwards(transcript, end), None)
    for piece in chain([] if here is None else [here], _forwards(transcript, end)):
        first, last = reading.reading_span(max(piece.paragraph.body, end), piece.paragraph.end)
        first = max(first, bound)
        if last - first >= margin:
            return max(end, reading.source_span(first, first + margin)[1])
        margin -= max(0, last - first)
        bound = max(bound, last)
    return len(transcript.text)


def _uncut(transcript: Transcript, offset: int) -> tuple[int, int]:
    """The least source stretch that holds `offset` and ends neither inside an edit nor inside a head or gap."""
    start = end = offset
    while True:
        found = [around(transcript, at) for at in {start, end} for around in (_edit_over, _gap_over)]
        first, last = min(span[0] for span in found), max(span[1] for span in found)
        if (first, last) == (start, end):
            return start, end
        start, end = first, last


def _edit_over(transcript: Transcript, offset: int) -> tuple[int, int]:
    """The edit inside of which the source offset lies; nothing at `offset` if there is none."""
    at = bisect_right(transcript.edits, offset, key=_end)
    if at < len(transcript.edits) and transcript.edits[at].start < offset:
        return transcript.edits[at].start, transcript.edits[at].end
    return offset, offset


def _gap_over(transcript: Transcript, offset: int) -> tuple[int, int]:
    """What stands between two texts, if the source offset lies inside of it; else nothing at `offset`."""
    back = _backwards(transcript, offset)
    here = next(back, None)
    if here is not None and here.paragraph.body <= offset <= here.paragraph.end:
        return offset, offset
    if here is not None and offset < here.paragraph.body:
        before = next(back, None)
        start, end = 0 if before is None else before.paragraph.end, here.paragraph.body
    else:
        behind = next(_forwards(transcript, offset), None)
        start = 0 if here is None else here.paragraph.end
        end = len(transcript.text) if behind is None else behind.paragraph.body
    return (start, end) if start < offset < end else (offset, offset)


def _backwards(transcript: Transcript, offset: int) -> Iterator[Piece]:
    """The paragraphs that begin at the source offset or before it, the last one first."""
    if not transcript.segments:
        return
    index = transcript.segment_index(offset)
    segment = transcript.segments[index]
    count = bisect_right(segment.paragraphs, offset, key=_start)
    while True:
        for at in range(count - 1, -1, -1):
            yield Piece(index, segment.kind, segment.paragraphs[at])
        if not index:
            return
        index -= 1
        segment = transcript.segments[index]
        count = len(segment.paragraphs)


def _forwards(transcript: Transcript, offset: int) -> Iterator[Piece]:
    """The paragraphs that begin behind the source offset, in order."""
    if not transcript.segments:
        return
    index = transcript.segment_index(offset)
    first = bisect_right(transcript.segments[index].paragraphs, offset, key=_start)
    for later in range(index, len(transcript.segments)):
        segment = transcript.segments[later]
        for at in range(first, len(segment.paragraphs)):
            yield Piece(later, segment.kind, segment.paragraphs[at])
        first = 0


def _says_nothing(reading: Reading, paragraph: Paragraph) -> bool:
    return is_blank(reading.text, *reading.reading_span(paragraph.body, paragraph.end))
