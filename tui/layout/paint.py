"""What a row looks like, as runs of text with a role; the screen gives each role its style.

A row is painted in three parts: the gutter (who speaks, when), the margin (a stripe or letter for each highlight that
touches the row), and the text. Nothing here knows of colours but by name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import field
from enum import Enum
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter

from tui.layout.blocks import Block
from tui.layout.cells import cell_len, cut, fit, on_screen
from tui.layout.folds import OPENED
from tui.layout.gutter import Gutter
from tui.layout.rows import Layout, Row
from tui.records import Named, record
from tui.transcript.model import Edit, EditKind, SegmentKind, clock
from tui.transcript.script import convert

STRIPES = 3
"""How many highlights the margin shows side by side."""

MARGIN = STRIPES + 2
"""Cells of the margin: the stripes or their number, and a blank or a sign."""

DOUBT = "?"
"""The sign of a row that holds an uncertain edit."""

NOTE, STAR = "✎", "★"
"""The signs of the row where a highlight begins that has a note, or a star."""

QUIET = "quiet"
"""The colour of a highlight that a filter or the focus leaves out."""

_PLAIN = {NOTE: "n", STAR: "*", "▎": "|", "•": "*"}
"""What stands for signs that take two cells where ambiguous characters are wide."""

_STRETCH = 512
_MANY = 128


class Part(Enum):
    """Which part of the page a run belongs to."""

    SPEAKER = "speaker"
    TIME = "time"
    """What is quiet in the gutter: the time, and the paragraph's number."""
    STRIPE = "stripe"
    BODY = "body"
    HEADING = "heading"
    QUIET = "quiet"
    SIGN = "sign"


_MARKED = (EditKind.MISREAD, EditKind.CORRECTION)
"""The kinds of edits whose characters are marked."""

_PARTS = {
    SegmentKind.HEADING: Part.HEADING,
    SegmentKind.SEPARATOR: Part.QUIET,
    SegmentKind.BOILERPLATE: Part.QUIET,
    SegmentKind.IMAGE: Part.QUIET,
    SegmentKind.METADATA: Part.QUIET,
}


class Role(Named):
    """What a run is; together with the theme it decides the style."""

    part: Part
    colours: tuple[str, ...] = ()
    """Names of the colours of the highlights that hold it, in the margin of the one it stands for."""
    active: bool = False
    """Whether the highlight under the caret holds it."""
    selected: bool = False
    match: bool = False
    caret: bool = False
    edited: bool = False
    """Whether it stands where the source has something else."""
    uncertain: bool = False
    """Whether another reading of that is nearly as good."""
    speaker: int = 0
    """Number of the speaker, for the speaker's colour."""


class Run(Named):
    """A piece of a row, already visible: no control characters in it, and exactly `cells` wide."""

    text: str
    role: Role
    cells: int
    start: int = -1
    """Reading offset of its first character; -1 outside the text."""


@record(frozen=True, slots=True)
class Mark:
    """A highlight as the page needs it; `start` and `end` are reading offsets."""

    id: str
    start: int
    end: int
    colour: str
    letter: str = ""
    noted: bool = False
    starred: bool = False
    aside: bool = False
    """Whether going from highlight to highlight passes it by."""


@record(frozen=True)
class Marks:
    """The highlights of a page, to be asked by place."""

    marks: tuple[Mark, ...] = ()
    """In order of their beginning."""
    stretches: dict[int, list[Mark]] = field(default_factory=dict)
    """Number of a stretch of `_STRETCH` characters to the marks that touch it, but for those in `long`."""
    long: tuple[Mark, ...] = ()
    """Those that touch more than `_MANY` stretches."""

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Marks:
        """Sort `marks` by place."""
        ordered = tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.id)))
        stretches: dict[int, list[Mark]] = {}
        long = []
        for mark in ordered:
            if mark.start >= mark.end:
                continue  # all of it is hidden
            first, last = mark.start // _STRETCH, (mark.end - 1) // _STRETCH
            if last - first > _MANY:
                long.append(mark)
                continue
            for stretch in range(first, last + 1):
                stretches.setdefault(stretch, []).append(mark)
        return cls(ordered, stretches, tuple(long))

    def between(self, start: int, end: int) -> list[Mark]:
        """The highlights that share a character with the reading stretch `[start, end)`, in order of beginning."""
        if start >= end:
            return []
        first, last = start // _STRETCH, (end - 1) // _STRETCH
        found = [m for m in self.stretches.get(first, ()) if m.start < end and m.end > start]
        for stretch in range(first + 1, last + 1):
            found += [m for m in self.stretches.get(stretch, ()) if m.start // _STRETCH == stretch and m.start < end]
        wide = [m for m in self.long if m.start < end and m.end > start]
        return sorted([*wide, *found], key=lambda m: (m.start, -m.end, m.id)) if wide else found

    @cached_property
    def near(self) -> tuple[Mark, ...]:
        """Those that one can go to from one to the next."""
        return tuple(mark for mark in self.marks if not mark.aside)

    def touching(self, row: Row) -> list[Mark]:
        """The highlights that share a character with the row, in order of their beginning."""
        return [] if row.blank else self.between(row.start, row.end)

    def at(self, layout: Layout, offset: int) -> list[Mark]:
        """The highlights that hold the character at `offset`, or a part of its cluster, the shortest first."""
        return sorted(
            self.between(*layout.cluster(offset)), key=lambda mark: (mark.end - mark.start, mark.start, mark.id)
        )


def changed(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> list[Mark]:
    """The stretch in which two lists of marks differ, of either."""
    shorter = min(len(before), len(after))
    first = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), shorter)
    most = shorter - first
    last = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    return [*before[first : len(before) - last], *after[first : len(after) - last]]


@record(frozen=True)
class Looks:
    """What may differ from one painting of a row to the next."""

    caret: int = -1
    selection: tuple[int, int] | None = None
    matches: Sequence[tuple[int, int]] = ()
    """Search hits that may touch the row, as reading spans in order."""
    active: str = ""
    """Id of the highlight under the caret."""
    active_span: tuple[int, int] | None = None
    """Where that is; None: it may touch any row."""

    def matches_on(self, row: Row) -> Sequence[tuple[int, int]]:
        """The search hits that touch the row."""
        first = bisect_right(self.matches, row.start, key=itemgetter(1))
        return self.matches[first : bisect_left(self.matches, row.end, first, key=itemgetter(0))]

    def touch(self, row: Row) -> bool:
        """Whether any of this shows on the row (then its painting is not worth keeping)."""
        if row.blank:
            return False
        if row.start <= self.caret <= row.end or self.matches_on(row):
            return True
        if self.active and (self.active_span is None or _overlap(self.active_span, row)):
            return True
        return self.selection is not None and _overlap(self.selection, row)


def _overlap(span: tuple[int, int], row: Row) -> bool:
    return span[0] < row.end and span[1] > row.start


def paint(layout: Layout, row: Row, marks: Marks, gutter: Gutter, looks: Looks, number: int = 0) -> list[Run]:
    """The runs of one row, from the gutter's first cell to the last character (not filled up behind it).

    `number`: that of the paragraph that begins here, 0 if none does.
    """
    block = layout.blocks[row.block]
    touching = marks.touching(row)
    edits = [] if block.folded else _edits(layout, row)
    signs = _signs(block, row, edits, touching) if touching or edits or block.unfolded else ()
    runs = _gutter(layout, block, row, gutter, number)
    runs += _margin(row, touching, looks.active, signs) if touching or signs else [_blank(MARGIN, Part.BODY)]
    if row.indent and not row.blank:
        runs.append(_blank(row.indent, Part.BODY))
    if block.folded:
        runs += _folded(layout, row, touching, looks)
    else:
        runs += _text(layout, block, row, touching, edits, looks)
    return runs


def _edits(layout: Layout, row: Row) -> list[tuple[int, int, Edit]]:
    """The edits on the row that are marked, with the reading spans of their characters."""
    if not layout.reading.edits or row.start == row.end:
        return []
    return [found for found in layout.edits_in(row.start, row.end) if found[2].kind in _MARKED]


def _signs(block: Block, row: Row, edits: Sequence[tuple[int, int, Edit]], touching: Sequence[Mark]) -> list[str]:
    """What the margin says besides, what matters most last: that what begins here can be folded away, has a star or a
    note, or that a reading is uncertain."""
    begun = [mark for mark in touching if mark.start >= row.start]
    said = [
        (OPENED, block.unfolded and row.number == 0),
        (STAR, any(mark.starred for mark in begun)),
        (NOTE, any(mark.noted for mark in begun)),
        (DOUBT, any(edit.uncertain for _, _, edit in edits)),
    ]
    return [_narrow(sign) for sign, is_so in said if is_so]


def _narrow(sign: str) -> str:
    """A sign of ours, or another one if it does not take one cell."""
    return sign if cell_len(sign) == 1 else _PLAIN[sign]


def _gutter(layout: Layout, block: Block, row: Row, gutter: Gutter, number: int) -> list[Run]:
    name = block.name if row.number == 0 else ""
    when = block.time_ms if row.number == (1 if block.name and not gutter.times else 0) else None
    time = clock(when) if when is not None else ""
    if not name and not time and not number:
        return [_blank(cells, Part.TIME) for cells in (gutter.numbers, gutter.times, gutter.names) if cells]
    runs: list[Run] = []
    if gutter.numbers:
        told = fit(str(number or ""), gutter.numbers - 1, right=True) + " "
        runs.append(Run(told, Role(Part.TIME), gutter.numbers))
    if gutter.times:
        runs.append(Run(fit(time, gutter.times - 1, right=True) + " ", Role(Part.TIME), gutter.times))
        time = ""
    if gutter.names:
        text = fit(on_screen(convert(name, layout.script)) or time, gutter.names - 1, right=True) + " "
        speaker = layout.transcript.speakers.index(name) if name else 0
        runs.append(Run(text, Role(Part.SPEAKER if name else Part.TIME, speaker=speaker), gutter.names))
    return runs


@lru_cache(maxsize=16)
def _blank(cells: int, part: Part) -> Run:
    return Run(" " * cells, Role(part), cells)


def _margin(row: Row, touching: Sequence[Mark], active: str, signs: Sequence[str]) -> list[Run]:
    runs: list[Run] = []
    shown = touching if len(touching) <= STRIPES else _foremost(touching, active)
    for mark in shown:
        sign = _letter(mark) if mark.start >= row.start else _narrow("▎")
        runs.append(Run(sign, Role(Part.STRIPE, (mark.colour,), active=mark.id == active), 1))
    if more := len(touching) - len(shown):
        runs.append(Run(f"+{more}" if more < 10 else "++", Role(Part.STRIPE), 2))
    room = MARGIN - sum(run.cells for run in runs)
    said = "".join(signs[-room:])
    if said and room > len(said):
        said += " "
    if room > len(said):
        runs.append(Run(" " * (room - len(said)), Role(Part.BODY), room - len(said)))
    return [*runs, *([Run(said, Role(Part.SIGN), len(said))] if said else [])]


def _foremost(touching: Sequence[Mark], active: str) -> list[Mark]:
    """Those of too many marks that are shown, in their order: the one under the caret, those that are not quiet."""
    first = sorted(touching, key=lambda mark: (mark.id != active, mark.colour == QUIET))[: STRIPES - 1]
    return [mark for mark in touching if mark in first]


def _letter(mark: Mark) -> str:
    """The mark's letter if it is one that takes one cell, else a dot."""
    return mark.letter if cell_len(mark.letter) == 1 and on_screen(mark.letter) == mark.letter else _narrow("•")


def _folded(layout: Layout, row: Row, touching: Sequence[Mark], looks: Looks) -> list[Run]:
    """The quiet line for what is folded away; what touches any of that touches the line."""
    if row.blank:
        return []

    def touches(spans: Iterable[tuple[int, int]]) -> bool:
        return any(max(start, row.start) < min(end, row.end) for start, end in spans)

    role = Role(
        Part.QUIET,
        tuple(mark.colour for mark in touching),
        active=any(mark.id == looks.active for mark in touching),
        selected=looks.selection is not None and touches([looks.selection]),
        match=bool(looks.matches_on(row)),
    )
    label = cut(layout.blocks[row.block].folded, layout.width)
    at = row.start <= looks.caret < row.end
    runs = [Run(label[:1], role._replace(caret=at), cell_len(label[:1]), row.start)]
    return [*runs, Run(label[1:], role, cell_len(label[1:]), row.start)] if label[1:] else runs


def _text(
    layout: Layout,
    block: Block,
    row: Row,
    touching: Sequence[Mark],
    edits: Sequence[tuple[int, int, Edit]],
    looks: Looks,
) -> list[Run]:
    part = Part.BODY if layout.raw else _PARTS.get(block.kind, Part.BODY)
    if row.blank:
        return []
    if row.start == row.end:
        here = looks.caret == row.start and layout.block_at(looks.caret) == row.block
        return [Run(" ", Role(part, caret=True), 1, row.start)] if here else []
    last = layout.drawn_end(row)
    if not touching and not edits and not looks.touch(row):
        text = on_screen(layout.shown(row.start, last))
        return [Run(text, Role(part), cell_len(text), row.start)]
    caret = _caret_span(layout, row, min(looks.caret, last - 1) if looks.caret < row.end else -1)
    selections = _held([looks.selection] if looks.selection is not None else (), layout, row)
    matches = _held(looks.matches_on(row), layout, row)
    holds = _held([(mark.start, mark.end) for mark in touching], layout, row)
    edited = _held([(start, end) for start, end, _ in edits], layout, row)
    unsure = _held([(start, end) for start, end, edit in edits if edit.uncertain], layout, row)
    borders = {row.start, last}
    for span in (caret, *selections, *matches, *holds, *edited):
        borders.update(at for at in span if row.start < at < last)
    shown = layout.shown(row.start, last)
    runs: list[Run] = []
    for start, end in pairwise(sorted(borders)):
        holders = [mark for mark, (a, b) in zip(touching, holds, strict=True) if a <= start < b]
        role = Role(
            part,
            tuple(mark.colour for mark in holders),
            active=any(mark.id == looks.active for mark in holders),
            selected=any(a <= start < b for a, b in selections),
            match=any(a <= start < b for a, b in matches),
            caret=caret[0] <= start < caret[1],
            edited=any(a <= start < b for a, b in edited),
            uncertain=any(a <= start < b for a, b in unsure),
        )
        text = on_screen(shown[start - row.start : end - row.start])
        runs.append(Run(text, role, cell_len(text), start))
    return runs


def _held(spans: Iterable[tuple[int, int]], layout: Layout, row: Row) -> list[tuple[int, int]]:
    """What of these spans lies on the row, at the borders of clusters: a cluster is held as a whole or not at all."""
    held: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = max(start, row.start), min(end, row.end)
        if first < last:
            held.append((layout.cluster(first, row.block)[0], layout.cluster(last - 1, row.block)[1]))
    return held


def _caret_span(layout: Layout, row: Row, caret: int) -> tuple[int, int]:
    """The whole cluster that the caret stands on; nothing if it is not on this row."""
    return layout.cluster(caret, row.block) if row.start <= caret < row.end else (-1, -1)
