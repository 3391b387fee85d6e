"""What a transcript is made of. All offsets are code points into the source, half-open `[start, end)`."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.transcript.reading import Reading


class SegmentKind(StrEnum):
    """What a stretch of the source is."""

    HEADING = "heading"
    TURN = "turn"
    PARAGRAPH = "paragraph"
    SEPARATOR = "separator"
    BOILERPLATE = "boilerplate"
    IMAGE = "image"
    METADATA = "metadata"


class EditKind(StrEnum):
    """Why the reading text differs from the source; each kind can be switched off on its own."""

    GLOSS = "gloss"
    MISREAD = "misread"
    CORRECTION = "correction"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded text of a file: line ends folded to `\\n`, nothing else changed."""

    text: str
    encoding: str
    """The name of the encoding that was used, e.g. `utf-8`, `utf-16-le`, `gb18030`, `big5`."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    bom: bool = False
    undecoded: tuple[int, ...] = ()
    """Offsets of the U+FFFD that stand for bytes that could not be read (not those the file itself holds)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference between the source and the reading text: `[start, end)` is read as `replacement`."""

    start: int
    end: int
    replacement: str
    kind: EditKind
    why: str = ""
    uncertain: bool = False
    """Whether another reading is nearly as good: it is marked in the text, and the reader may choose."""
    others: tuple[str, ...] = ()
    """Other replacements that were weighed, best first."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One piece of a segment that is set as a paragraph, usually a line of the source.

    `[start, body)` is the printed head (a speaker's label, a subtitle's number and times), which is shown in the
    gutter; `[body, end)` is the text. `end` leaves out the line end.
    """

    start: int
    body: int
    end: int
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the source with a kind. A turn is all that one speaker says until the next one speaks."""

    kind: SegmentKind
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]
    """At least one; in order, inside `[start, end)`; they cover every non-blank line of it."""
    speaker: str | None = None
    """As cleaned (no brackets, no glosses); the printed label is the first paragraph's head."""

    @property
    def start_ms(self) -> int | None:
        """When the segment begins in the recording, in milliseconds, if the file says so."""
        return self.paragraphs[0].start_ms

    @property
    def end_ms(self) -> int | None:
        """When the segment ends in the recording, in milliseconds, if the file says so."""
        return self.paragraphs[-1].end_ms


@dataclass(frozen=True)
class Transcript:
    """A file, understood: its source, its segments in order, and the edits that lead to the reading text."""

    source: Source
    format: str
    """The name of the shape, e.g. `dialogue`, `notebook`, `sentences`, `srt`, `text`."""
    segments: tuple[Segment, ...]
    edits: tuple[Edit, ...] = ()
    title: str = ""
    _starts: list[int] = field(init=False, repr=False, compare=False, default_factory=list)

    def __post_init__(self) -> None:
        self._starts.extend(segment.start for segment in self.segments)

    @property
    def text(self) -> str:
        """The source text."""
        return self.source.text

    @cached_property
    def reading(self) -> Reading:
        """The reading text with all of `edits` accepted, and its map back."""
        from tui.transcript.reading import Reading

        return Reading(self.source.text, self.edits)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Every speaker once, in order of first speaking."""
        return tuple(dict.fromkeys(s.speaker for s in self.segments if s.speaker is not None))

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line of the source begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.source.text))]

    def line_of(self, offset: int) -> int:
        """The number of the line that holds the source offset, from 1."""
        return bisect_right(self.line_starts, offset)

    def segment_index(self, offset: int) -> int:
        """Index of the segment that holds the source offset, or of the last one that begins before it (0 at least)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def segment_at(self, offset: int) -> Segment | None:
        """The segment that holds `offset` or the last one before it; None in an empty transcript."""
        return self.segments[self.segment_index(offset)] if self.segments else None


def clock(ms: int) -> str:
    """A time in a recording, in milliseconds, as `2:03` or `1:02:03`."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
