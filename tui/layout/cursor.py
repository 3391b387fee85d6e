"""The caret and the selection, as a value: moving gives a new one. Offsets are into the reading text."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from tui.layout.rows import Layout, Place
from tui.layout.units import Unit, next_start, previous_start, span_at, spans_at, unit_end
from tui.records import record


class Motion(Enum):
    """What moves the caret; the value is the name of the action that does it."""

    DOWN = "down"
    UP = "up"
    LEFT = "left"
    RIGHT = "right"
    ROW_START = "row_start"
    ROW_END = "row_end"
    WORD = "word"
    BACK = "back"
    WORD_END = "word_end"
    CLAUSE = "clause"
    CLAUSE_BACK = "clause_back"
    SENTENCE = "sentence"
    SENTENCE_BACK = "sentence_back"
    TURN = "turn"
    TURN_BACK = "turn_back"
    EXCHANGE = "exchange"
    EXCHANGE_BACK = "exchange_back"
    SECTION = "section"
    SECTION_BACK = "section_back"
    TOP = "top"
    BOTTOM = "bottom"


_FORWARD = {
    Motion.RIGHT: Unit.CHARACTER,
    Motion.WORD: Unit.WORD,
    Motion.CLAUSE: Unit.CLAUSE,
    Motion.SENTENCE: Unit.SENTENCE,
    Motion.TURN: Unit.TURN,
    Motion.EXCHANGE: Unit.EXCHANGE,
    Motion.SECTION: Unit.SECTION,
}
_BACKWARD = {
    Motion.LEFT: Unit.CHARACTER,
    Motion.BACK: Unit.WORD,
    Motion.CLAUSE_BACK: Unit.CLAUSE,
    Motion.SENTENCE_BACK: Unit.SENTENCE,
    Motion.TURN_BACK: Unit.TURN,
    Motion.EXCHANGE_BACK: Unit.EXCHANGE,
    Motion.SECTION_BACK: Unit.SECTION,
}


@record(frozen=True, slots=True)
class Cursor:
    """Where the reader is, and what is selected."""

    offset: int = 0
    goal: int | None = None
    """The cell that moving over rows aims at; None until it does."""
    held: tuple[int, int] | None = None
    """The stretch that the selection began with; None while nothing is selected."""
    unit: Unit = Unit.WORD
    """What the selection grows by."""
    smaller: tuple[Cursor, ...] = ()
    """The selections that it grew from, to shrink back to; forgotten as soon as it is changed otherwise."""
    shaping: str = ""
    """The id of the highlight whose edges the selection will be; empty if it is a new one."""

    @property
    def selecting(self) -> bool:
        """Whether something is selected."""
        return self.held is not None

    def selection(self, layout: Layout) -> tuple[int, int] | None:
        """The selected stretch: all between the held stretch and the caret's character, both taken in."""
        if self.held is None:
            return None
        return min(self.held[0], self.offset), max(self.held[1], layout.cluster(self.offset)[1])

    def cleared(self) -> Cursor:
        """The same with nothing selected; the caret is back where the selection was grown from."""
        offset = self.smaller[0].offset if self.smaller else self.offset
        return replace(self, offset=offset, held=None, smaller=(), shaping="")

    def at(self, offset: int) -> Cursor:
        """The same at another offset; what is held stays held."""
        return replace(self, offset=offset, goal=None, smaller=())


def move(layout: Layout, cursor: Cursor, motion: Motion, count: int = 1) -> Cursor:
    """The cursor after `motion`, `count` times.

    While selecting, the edge that moves takes or leaves whole units: the far one goes to their last characters, the
    near one to their first. From what was held alone, forward motions move the far edge, backward ones the near one.
    """
    if motion in (Motion.DOWN, Motion.UP):
        return _over_rows(layout, cursor, count if motion is Motion.DOWN else -count)
    offset = cursor.offset
    for _ in range(count):
        before, offset = offset, _moved(layout, offset, motion, cursor.held)
        if offset == before:
            break
    return cursor.at(offset)


def select(layout: Layout, cursor: Cursor, unit: Unit = Unit.WORD) -> Cursor:
    """Begin a selection with the unit under the caret."""
    start, end = span_at(layout, cursor.offset, unit)
    return _holding(layout, cursor, start, end, unit)


def grow(layout: Layout, cursor: Cursor) -> Cursor:
    """Select the smallest unit that holds the selection and more (it begins with a word if nothing is selected)."""
    selection = cursor.selection(layout)
    if selection is None:
        return select(layout, cursor)
    for unit in Unit:
        for start, end in spans_at(layout, selection[0], unit):
            if start <= selection[0] and end >= selection[1] and (start, end) != selection:
                if unit is Unit.SECTION and (start, end) == span_at(layout, selection[0], Unit.ALL):
                    unit = Unit.ALL
                grown = _holding(layout, cursor, start, end, unit)
                return replace(grown, smaller=(*cursor.smaller, cursor))
    return cursor


def select_all(layout: Layout, cursor: Cursor) -> Cursor:
    """Select the whole text; shrinking gives back what was selected before."""
    grown = _holding(layout, cursor, *span_at(layout, cursor.offset, Unit.ALL), Unit.ALL)
    return replace(grown, smaller=(*cursor.smaller, cursor) if cursor.selecting else ())


def shrink(layout: Layout, cursor: Cursor) -> Cursor:
    """Select what the selection grew from, else the largest smaller unit at its start."""
    if cursor.smaller:
        return cursor.smaller[-1]
    selection = cursor.selection(layout)
    if selection is None:
        return cursor
    for unit in reversed(Unit):
        start, end = span_at(layout, selection[0], unit)
        if selection[0] <= start < end <= selection[1] and (start, end) != selection:
            return _holding(layout, cursor, start, end, unit)
    return cursor


def swap(layout: Layout, cursor: Cursor) -> Cursor:
    """Make the other edge of the selection the one that moves."""
    selection = cursor.selection(layout)
    if selection is None:
        return cursor
    start, end = selection
    last = layout.last_of(start, end)
    if cursor.offset == start:
        other = replace(cursor.at(last), held=(start, layout.cluster(start)[1]))
    else:
        other = replace(cursor.at(start), held=(last, end))
    # Where an edge lies on an empty paragraph, no character there holds it.
    return other if other.selection(layout) == selection else replace(other, held=selection)


def _holding(layout: Layout, cursor: Cursor, start: int, end: int, unit: Unit) -> Cursor:
    """The cursor on the last character of `[start, end)`, which is selected."""
    return replace(cursor, offset=layout.last_of(start, end), goal=None, held=(start, end), unit=unit, smaller=())


def _over_rows(layout: Layout, cursor: Cursor, rows: int) -> Cursor:
    place = layout.place_of(cursor.offset)
    goal = cursor.goal if cursor.goal is not None else layout.column(layout.row(place), cursor.offset)
    target = _text_row(layout, place, rows)
    return replace(cursor, offset=layout.offset_in(layout.row(target), goal), goal=goal, smaller=())


def _text_row(layout: Layout, place: Place, rows: int) -> Place:
    """The row with text that lies so many rows on; blank rows between blocks are stepped over."""
    target = layout.step(place, rows)
    onward = 1 if rows > 0 else -1
    while layout.row(target).blank:
        further = layout.step(target, onward)
        if further == target:
            return place
        target = further
    return target


def _end_before(layout: Layout, offset: int, unit: Unit, least: int) -> int:
    """The last character of the unit before the one at `offset`, but not before `least`."""
    start = span_at(layout, offset, unit)[0]
    before = previous_start(layout, start, unit)
    last = layout.last_of(*span_at(layout, before, unit))
    return max(least, last if before < start and last < offset else min(before, offset))


def _moved(layout: Layout, offset: int, motion: Motion, held: tuple[int, int] | None) -> int:
    if motion in _FORWARD:
        unit = _FORWARD[motion]
        if held is not None and offset < held[0]:
            return min(next_start(layout, offset, unit), held[0])
        moved = unit_end(layout, offset, unit) if held is not None else next_start(layout, offset, unit)
        # The last section ends where the document does.
        return moved if moved != offset or motion is not Motion.SECTION else layout.nearest(len(layout.text))
    if motion in _BACKWARD:
        moved = previous_start(layout, offset, _BACKWARD[motion])
        if held is None or offset < held[1]:
            return moved
        return _end_before(layout, offset, _BACKWARD[motion], layout.last_of(*held))
    match motion:
        case Motion.WORD_END:
            return unit_end(layout, offset, Unit.WORD)
        case Motion.TOP:
            return layout.nearest(0)
        case Motion.BOTTOM:
            return layout.nearest(len(layout.text))
    row = layout.row(layout.place_of(offset))
    return row.start if motion is Motion.ROW_START else layout.last_of(row.start, row.end)
