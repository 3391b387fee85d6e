"""What a transcript is made of, to be looked over and jumped about in: headings, separators between excerpts, turns."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tui.transcript.model import Paragraph, SegmentKind, Transcript

HEADING, SEPARATOR, BEGINNING = -1, -2, -3
"""Items that are no turns. The beginning is that of a text that separators part and that begins without a heading."""

_LOOK = 4096
"""After how many segments it is asked whether the outline is still wanted."""

_SHOWN = 120
"""Characters of an item that are made known at most."""


@dataclass(frozen=True)
class Outline:
    """The items of a transcript in order, by numbers: there may be very many."""

    transcript: Transcript
    segments: Sequence[int]
    """The segment that each item is, or that comes next to a separator."""
    starts: Sequence[int]
    """Where each item begins: a source offset."""
    kinds: Sequence[int]
    """What each item is: the number of its speaker, for a turn; else one of the negative numbers above."""
    names: tuple[str, ...]
    """The speakers by number."""

    def __len__(self) -> int:
        return len(self.kinds)

    def at(self, offset: int) -> int:
        """The item that holds the source offset, or the last one before it; 0 at least."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def text(self, item: int) -> str:
        """The first words of an item as they are read."""
        segment = self.transcript.segments[self.segments[item]]
        reading = self.transcript.reading
        for paragraph in segment.paragraphs[:8]:
            first, last = reading.reading_span(paragraph.body, min(paragraph.end, paragraph.body + 3 * _SHOWN))
            if text := " ".join(reading.text[first:last].split()):
                return text[:_SHOWN]
        return ""

    def paragraph(self, item: int) -> Paragraph:
        """The first paragraph of an item."""
        return self.transcript.segments[self.segments[item]].paragraphs[0]

    @cached_property
    def turns(self) -> Mapping[str, int]:
        """How many turns every speaker has."""
        counts = Counter(self.kinds)
        return {name: counts[number] for number, name in enumerate(self.names)}

    @cached_property
    def sections(self) -> Mapping[int, int]:
        """The items that are no turns, each with the number of turns up to the next one."""
        found = [item for item, kind in enumerate(self.kinds) if kind < 0]
        return {item: end - item - 1 for item, end in pairwise([*found, len(self)])}

    def of_speaker(self, name: str, offset: int, way: int) -> int | None:
        """The first turn of a speaker that begins behind the source offset (`way` 1), or the last that does before it
        (-1); None if there is none."""
        if name not in self.names:
            return None
        number, kinds, starts = self.names.index(name), self.kinds, self.starts
        behind = bisect_right(starts, offset)
        items = range(behind, len(self)) if way > 0 else range(behind - 1, -1, -1)
        return next((item for item in items if kinds[item] == number and (way > 0 or starts[item] < offset)), None)


def outline_of(transcript: Transcript, is_wanted: Callable[[], bool] = lambda: True) -> Outline | None:
    """The outline of a transcript: a pass over all of its segments. None as soon as it `is_wanted` no more."""
    names = {name: number for number, name in enumerate(transcript.speakers)}
    segments, starts, kinds = array("q"), array("q"), array("i")
    pending: int | None = None
    first = True
    for index, segment in enumerate(transcript.segments):
        if index % _LOOK == 0 and not is_wanted():
            return None
        kind: int | None = None
        if segment.kind is SegmentKind.SEPARATOR:
            pending = segment.start
            continue
        if segment.kind is SegmentKind.HEADING:
            kind = HEADING
        elif segment.speaker is not None:
            kind = names[segment.speaker]
        elif pending is not None:
            kind = SEPARATOR
        elif first:
            kind = BEGINNING
        first = False
        if kind is not None:
            segments.append(index)
            starts.append(segment.paragraphs[0].body if kind != SEPARATOR or pending is None else pending)
            kinds.append(kind)
        pending = None
    if kinds and kinds[0] == BEGINNING and SEPARATOR not in kinds:
        segments, starts, kinds = segments[1:], starts[1:], kinds[1:]
    return Outline(transcript, segments, starts, kinds, tuple(names))
