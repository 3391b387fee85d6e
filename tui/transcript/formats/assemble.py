"""Lines to segments: turns are gathered, everything else stands alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from tui.transcript.formats.marks import is_byline
from tui.transcript.formats.page import Page
from tui.transcript.formats.runs import NOBODY, Runs
from tui.transcript.lines import LARGE
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

    def beside(self, kind: SegmentKind, paragraph: Paragraph) -> None:
        """A segment of one paragraph that stands in a turn: whoever has the word keeps it."""
        speaker = self._speaker
        self.alone(kind, paragraph)
        self._speaker = speaker

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
        if self._speaker is not None and self._paragraphs:
            said = tuple(self._paragraphs)
            self._segments.append(Segment(SegmentKind.TURN, said[0].start, said[-1].end, said, self._speaker))
        self._speaker = None
        self._paragraphs = []

    def segments(self) -> tuple[Segment, ...]:
        """All of them, in order."""
        self.end_turn()
        return tuple(self._segments)


def assemble(page: Page, kinds: Mapping[int, SegmentKind] | None = None) -> Sequence[Segment]:
    """The segments of a page, by its labels, `kinds` (by a line's offset), and the marks of its lines, in this order.

    A head with nothing behind it takes the first line below as its text: the head then ends where that line begins.
    What is printed between labels and such lines goes on in the turn, or is a paragraph where nobody has the word. Who
    has it keeps it over an image.
    """
    known = kinds or {}
    labels, lines = page.labels, page.lines
    runs = Runs(lines, labels)
    alone: dict[int, SegmentKind] = {**page.marks, **_bylines(page, known), **known}
    label = 0
    speaking = NOBODY  # by the image above
    # Where paragraphs begin, unless something else is printed there.
    going_on: int | None = lines[0][0] if lines else None
    for at in (*sorted(start for start in alone if start not in labels), len(page.text)):
        said = label
        label = bisect_left(labels.starts, at, label)
        if going_on is not None and going_on < (labels.starts[said] if said < label else at):
            if speaking == NOBODY:
                runs.alone(going_on, SegmentKind.PARAGRAPH)
            else:
                runs.goes_on(going_on, speaking)
        if said < label:
            going_on = None
            runs.said(said, label)
        if at < len(page.text) and not (label and _is_text_below(page, label - 1, at, known)):
            before = runs.speaking
            speaking = (speaking if before is None else before) if alone[at] is SegmentKind.IMAGE else NOBODY
            runs.alone(at, alone[at])
            going_on = lines.below(at)
    runs.close()
    return runs if len(page.text) >= LARGE else tuple(runs)


def _is_text_below(page: Page, label: int, at: int, known: Mapping[int, SegmentKind]) -> bool:
    """Whether the line at `at` is the text of the label before it, which has none. Below a time nearly every line is.

    It is the line below, and has no label of its own.
    """
    labels = page.labels
    body = labels.bodies[label]
    if at in known or page.text[body] != "\n" or page.lines.below(labels.starts[label]) != at:
        return False
    kind = page.marks.get(at)
    is_timed = labels.nth(label).start_ms is not None
    return kind is None or (is_timed and kind not in (SegmentKind.SEPARATOR, SegmentKind.IMAGE))


def _bylines(page: Page, known: Mapping[int, SegmentKind]) -> dict[int, SegmentKind]:
    """The lines above the first label that say who, when or where."""
    found: dict[int, SegmentKind] = {}
    for start, end in page.lines[:HEAD_LINES]:
        if start in page.labels:
            break
        if start not in known and start not in page.marks and is_byline(page.line(start, end)):
            found[start] = SegmentKind.METADATA
    return found
