"""What a transcript is made of. All offsets are code points into the source, half-open `[start, end)`."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from tui.records import record

if TYPE_CHECKING:
    from tui.transcript.joints import Manner
    from tui.transcript.reading import Reading


_PIECE = 1 << 16
"""Characters of which the line ends are counted at once."""


class SegmentKind(StrEnum):
    """What a stretch of the source is."""

    HEADING = "heading"
    TURN = "turn"
    PARAGRAPH = "paragraph"
    SEPARATOR = "separator"
    BOILERPLATE = "boilerplate"
    IMAGE = "image"
    METADATA = "metadata"


SPOKEN = (SegmentKind.TURN, SegmentKind.PARAGRAPH)
"""What somebody says."""


class EditKind(StrEnum):
    """Why the reading text differs from the source; each kind can be switched off on its own."""

    GLOSS = "gloss"
    MISREAD = "misread"
    CORRECTION = "correction"
    HIDDEN = "hidden"


@record(frozen=True)
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


@record(frozen=True, slots=True)
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


@record(frozen=True, slots=True)
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


@record(frozen=True, slots=True)
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


class Segments(Sequence[Segment]):
    """Segments that are made where they are looked at. Equal to any sequence of equal segments."""

    __slots__ = ()

    @property
    @abstractmethod
    def speakers(self) -> tuple[str, ...]:
        """Every speaker once, in order of first speaking."""

    @abstractmethod
    def index_at(self, offset: int) -> int:
        """Index of the last segment that begins at the source offset or before it; -1 if none does."""

    @abstractmethod
    def parts(self) -> list[tuple[int, int]]:
        """Indices of segments by which all of them are parted into pieces of some 16,000 characters, in order, and
        the source offsets at which they begin; the first is 0, the last one their number and the text's length."""

    @abstractmethod
    def kinds(self, first: int, behind: int) -> Set[SegmentKind]:
        """The kinds of the segments `[first, behind)`, by their indices."""

    @abstractmethod
    def paragraphs_between(self, start: int, end: int) -> int:
        """How many paragraphs the segments have from that which begins at source offset `start` to `end`.

        Another one begins at `end`, or it is the text's end.
        """

    @abstractmethod
    def renamed(self, names: Mapping[str, str]) -> Segments:
        """The same with the speakers called by `names`; those that are not in it stay as they are."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Segments, tuple)):
            return NotImplemented
        return len(self) == len(other) and all(its == one for its, one in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))


@record(frozen=True)
class Transcript:
    """A file, understood: its source, its segments in order, and the edits that lead to the reading text."""

    source: Source
    format: str
    """The name of the shape, e.g. `dialogue`, `notebook`, `sentences`, `srt`, `text`."""
    segments: Sequence[Segment]
    """A tuple, or `Segments` that are made where they are looked at."""
    edits: tuple[Edit, ...] = ()
    title: str = ""
    unrepaired: bool = False
    """Whether misread bytes are still to be put right, which takes a while."""

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
    def spoken(self) -> Reading:
        """What is spoken: the reading text without printed heads, pieces joined. A pass over the whole document."""
        from tui.transcript.spoken import spoken

        return spoken(self)

    @cached_property
    def manner(self) -> Manner:
        """How its pieces are written, by the reading text."""
        from tui.transcript.joints import manner_of

        return manner_of(self, self.reading)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Every speaker once, in order of first speaking."""
        if isinstance(self.segments, Segments):
            return self.segments.speakers
        return tuple(dict.fromkeys(s.speaker for s in self.segments if s.speaker is not None))

    def line_of(self, offset: int) -> int:
        """The number of the line that holds the source offset, from 1."""
        piece = min(max(0, offset), len(self.text)) // _PIECE
        return 1 + self._line_ends[piece] + self.text.count("\n", piece * _PIECE, max(0, offset))

    def segment_index(self, offset: int) -> int:
        """Index of the segment that holds the source offset, or of the last one that begins before it (0 at least)."""
        if isinstance(self.segments, Segments):
            return max(0, self.segments.index_at(offset))
        return max(0, bisect_right(self._starts, offset) - 1)

    def segment_at(self, offset: int) -> Segment | None:
        """The segment that holds `offset` or the last one before it; None in an empty transcript."""
        return self.segments[self.segment_index(offset)] if self.segments else None

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    @cached_property
    def _line_ends(self) -> list[int]:
        """How many lines end before each piece of the source."""
        cuts = range(0, len(self.text), _PIECE)
        return list(accumulate((self.text.count("\n", cut, cut + _PIECE) for cut in cuts), initial=0))


def clock(ms: int) -> str:
    """A time in a recording, in milliseconds, as `2:03` or `1:02:03`."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
