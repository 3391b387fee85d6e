"""Lines to segments: turns are gathered, everything else stands alone."""

from __future__ import annotations

from collections.abc import Mapping

from tui.transcript.formats.marks import is_byline, mark_of
from tui.transcript.formats.page import Page
from tui.transcript.model import Paragraph, Segment, SegmentKind

HEAD_LINES = 12
"""How many lines at the top of a document may be bylines."""


class Gathering:
    """Segments as they come: consecutive paragraphs of one speaker are gathered into one turn."""

    def __init__(self) -> None:
        self._segments: list[Segment] = []
        self._speaker: str | None = None
        self._paragraphs: list[Paragraph] = []

    @property
    def speaker(self) -> str | None:
        """Who has the word."""
        return self._speaker

    def alone(self, kind: SegmentKind, paragraph: Paragraph) -> None:
        """A segment of one paragraph, which ends whatever turn there is."""
        self.end_turn()
        self._segments.append(Segment(kind, paragraph.start, paragraph.end, (paragraph,)))

    def said(self, speaker: str, paragraph: Paragraph) -> None:
        """A paragraph under a speaker's label."""
        if speaker != self._speaker:
            self.end_turn()
            self._speaker = speaker
        self._paragraphs.append(paragraph)

    def went_on(self, paragraph: Paragraph) -> None:
        """A paragraph without a label: of whoever has the word, else a segment of its own."""
        if self._speaker is None:
            self._segments.append(Segment(SegmentKind.PARAGRAPH, paragraph.start, paragraph.end, (paragraph,)))
        else:
            self._paragraphs.append(paragraph)

    def end_turn(self) -> None:
        """Nobody has the word any more."""
        if self._speaker is not None:
            said = tuple(self._paragraphs)
            self._segments.append(Segment(SegmentKind.TURN, said[0].start, said[-1].end, said, self._speaker))
            self._speaker = None
            self._paragraphs = []

    def segments(self) -> tuple[Segment, ...]:
        """All of them, in order."""
        self.end_turn()
        return tuple(self._segments)


def _text_below(page: Page, number: int, known: Mapping[int, SegmentKind]) -> bool:
    """Whether the line below a head without text begins its text. Below a time nearly every line does."""
    if number + 1 >= len(page.lines):
        return False
    start, end = page.lines[number + 1]
    if start in page.labels or start in known:
        return False
    kind = mark_of(page.clean(start, end))
    is_timed = page.labels[page.lines[number][0]].start_ms is not None
    return kind is None or (is_timed and kind not in (SegmentKind.SEPARATOR, SegmentKind.IMAGE))


def assemble(page: Page, kinds: Mapping[int, SegmentKind] | None = None) -> tuple[Segment, ...]:
    """The segments of a page, by the marks of its lines, its labels, and before them `kinds` (by a line's offset).

    A head with nothing behind it takes the first line below as its text: the head then ends where that line begins.
    """
    known = kinds or {}
    gathering = Gathering()
    labels = page.labels
    is_head = True
    text, is_plain = page.text, not page.glosses
    lines = iter(enumerate(page.lines))
    for number, (start, end) in lines:
        label = labels.get(start)
        if label is not None:
            is_head = False
            body = label.body
            if body == end and _text_below(page, number, known):
                _, (body, end) = next(lines)
            gathering.said(label.speaker, Paragraph(start, body, end, label.start_ms, label.end_ms))
            continue
        is_head = is_head and number < HEAD_LINES
        line = text[start:end] if is_plain else page.clean(start, end)
        kind = known.get(start) or mark_of(line)
        if kind is None and is_head and is_byline(line.strip()):
            kind = SegmentKind.METADATA
        if kind is None:
            gathering.went_on(Paragraph(start, start, end))
        else:
            gathering.alone(kind, Paragraph(start, start, end))
    return gathering.segments()
