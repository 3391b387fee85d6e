"""What is counted: one class to a table. 字数 are those of `tui.counting.words`, times are milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from tui.records import record


class Unit(StrEnum):
    """What two tags must share to go together."""

    HIGHLIGHT = "highlight"
    TURN = "turn"
    """What one speaker says until the next, or a paragraph without a speaker."""
    DOCUMENT = "document"


@record(frozen=True, slots=True)
class Share:
    """What one speaker says of a document, or of all."""

    speaker: str | None
    """None: what no speaker is named for."""
    characters: int
    share: float
    """Of all that is said there, 0 to 1."""
    turns: int
    ms: int | None
    """How long the turns take whose times are known; None if none is."""
    highlights: int


@record(frozen=True, slots=True)
class Speech:
    """Who says how much of a document."""

    path: str
    title: str
    characters: int
    turns: int
    ms: int | None
    highlights: int
    speakers: tuple[Share, ...]
    """Who says most comes first."""


@record(frozen=True, slots=True)
class Count:
    """Highlights with a tag, in a document or by a speaker."""

    name: str | None
    """The document's path, or the speaker; None: no speaker is named."""
    highlights: int
    density: float
    """Highlights to a thousand characters of that document, or of what that speaker says."""


@record(frozen=True, slots=True)
class TagCount:
    """The highlights of a tag, each counted once with those of the tags below it."""

    tag: str
    """Its path."""
    highlights: int
    itself: int
    """Those that carry this very tag."""
    density: float
    """Highlights to a thousand characters of all that is said."""
    documents: tuple[Count, ...]
    """Those that have any, most first."""
    speakers: tuple[Count, ...]


@record(frozen=True, slots=True)
class Pair:
    """Two tags, as they were put on, and how many units have both."""

    one: str
    other: str
    count: int


@record(frozen=True, slots=True)
class Together:
    """Which tags go together in one kind of unit."""

    unit: Unit
    units: int
    """How many have a tag at all."""
    tags: tuple[tuple[str, int], ...]
    """Tags by how many units have them, most first; a tag does not count for those above it."""
    pairs: tuple[Pair, ...]
    """Those that meet, most often first."""


@record(frozen=True, slots=True)
class Track:
    """Where in a document a tag falls."""

    path: str
    tag: str
    places: tuple[float, ...]
    """Of each highlight: how much of what is said lies before it, 0 to 1, in order."""


@record(frozen=True, slots=True)
class Totals:
    """All together."""

    documents: int
    characters: int
    turns: int
    ms: int | None
    speakers: int
    highlights: int
    tagged: int
    """Highlights that carry a tag."""
    tags: int
    """Different tags that were put on."""
    density: float
    """Highlights to a thousand characters."""


@record(frozen=True, slots=True)
class Numbers:
    """All tables."""

    filter: str
    """As it was written; empty: all highlights of all documents."""
    totals: Totals
    speakers: tuple[Share, ...]
    documents: tuple[Speech, ...]
    tags: tuple[TagCount, ...]
    together: tuple[Together, ...]
    tracks: tuple[Track, ...]
    unread: tuple[str, ...]
    """Paths of documents that could not be read: what is said there is not counted, their highlights are."""


def histogram(places: Sequence[float], steps: int) -> list[int]:
    """How many places fall in each of so many equal steps."""
    counts = [0] * steps
    for place in places:
        counts[min(steps - 1, max(0, int(place * steps)))] += 1
    return counts
