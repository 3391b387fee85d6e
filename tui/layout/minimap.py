"""The document in one column of the screen: where highlights, search hits and speakers lie, two steps to a row.

Made once for each change, of what is known without laying anything out; looked up row by row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from operator import itemgetter

from tui.layout.cells import is_wide
from tui.layout.paint import Mark
from tui.layout.rows import Layout
from tui.records import record

STEPS = 2
"""Steps that one row of the screen stands for."""

_GLYPHS = " ▝▗▐▘▀▚▜▖▞▄▟▌▛▙█"
"""By their bits: highlights on the right (1 above, 2 below), search hits on the left (4 above, 8 below)."""

_PLAIN = " '.:`###,###;###"
"""The same where such signs may take two cells."""


@record(frozen=True, slots=True)
class Minimap:
    """What lies at each step of a column so many rows high, from the top of the document to its end."""

    height: int = 0
    length: int = 1
    """Where the last of the page's blocks ends, as an offset."""
    marks: Mapping[int, str] = field(default_factory=dict)
    """Step to the colour of a highlight there."""
    hits: Collection[int] = frozenset()
    """The steps that have search hits."""
    speakers: Sequence[int] = ()
    """The number of the speaker at each step, -1 for none; empty if they are not asked for."""

    def glyph(self, y: int) -> str:
        """The sign of a row: highlights in its right half, hits in its left."""
        at = y * STEPS
        bits = sum(1 << i for i in range(STEPS) if at + i in self.marks)
        bits += sum(4 << i for i in range(STEPS) if at + i in self.hits)
        return (_PLAIN if is_wide() else _GLYPHS)[bits]

    def colour(self, y: int) -> str:
        """The colour of the highlight at a row, of the upper one if there are two; empty if there is none."""
        at = y * STEPS
        return self.marks.get(at) or self.marks.get(at + 1) or ""

    def has_hits(self, y: int) -> bool:
        """Whether search hits lie at a row."""
        return any(y * STEPS + i in self.hits for i in range(STEPS))

    def span(self, y: int) -> tuple[int, int]:
        """The offsets that a row stands for."""
        return y * self.length // max(1, self.height), (y + 1) * self.length // max(1, self.height)


def draw(
    layout: Layout,
    height: int,
    marks: Iterable[Mark],
    matches: Sequence[tuple[int, int]],
    last: Collection[str] = (),
    *,
    speakers: bool = False,
) -> Minimap:
    """The map of a page in a column of `height` rows.

    `marks` in reading offsets; `matches` are search hits as source spans in order, of which each step looks one up.
    Where highlights share a step, one of a colour that is not in `last` is shown.
    """
    steps, length = max(1, height) * STEPS, max(1, layout.end)
    colours: dict[int, str] = {}
    for mark in marks:
        first = min(mark.start * steps // length, steps - 1)
        behind = min(-(-mark.end * steps // length), steps)
        for step in (first,) if behind <= first + 1 else range(first, behind):
            if step not in colours or colours[step] in last:
                colours[step] = mark.colour
    hits = _hits(layout, steps, length, matches) if matches else frozenset()
    told = _speakers(layout, steps, length) if speakers else ()
    return Minimap(height, length, colours, hits, told)


def _hits(layout: Layout, steps: int, length: int, matches: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The steps in which a hit begins; the last one takes in what lies behind the page's last block."""
    edges = [layout.reading.to_source(-(-step * length // steps)) for step in range(steps)]
    places = [*(bisect_left(matches, edge, key=itemgetter(0)) for edge in edges), len(matches)]
    places[0] = 0
    return frozenset(step for step in range(steps) if places[step] < places[step + 1])


def _speakers(layout: Layout, steps: int, length: int) -> tuple[int, ...]:
    """Who speaks in the middle of each step."""
    transcript = layout.transcript
    numbers = {name: number for number, name in enumerate(transcript.speakers)}
    found = []
    for step in range(steps):
        at = (2 * step + 1) * length // (2 * steps)
        segment = transcript.segment_at(layout.reading.to_source(at))
        found.append(numbers.get(segment.speaker or "", -1) if segment is not None else -1)
    return tuple(found)


def landing(minimap: Minimap, y: int, starts: Sequence[int]) -> int:
    """The offset that a click on a row goes to: the first of `starts` (sorted) that the row stands for, or its own."""
    first, behind = minimap.span(y)
    at = bisect_left(starts, first)
    return starts[at] if at < len(starts) and starts[at] < behind else first
