"""The caret and the selection, as a value: moving gives a new one. Offsets are into the reading text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from tui.layout.rows import Layout, Place
from tui.layout.units import Unit


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
    SENTENCE = "sentence"
    SENTENCE_BACK = "sentence_back"
    TURN = "turn"
    TURN_BACK = "turn_back"
    TOP = "top"
    BOTTOM = "bottom"


_FORWARD = {
    Motion.RIGHT: Unit.CHARACTER,
    Motion.WORD: Unit.WORD,
    Motion.SENTENCE: Unit.SENTENCE,
    Motion.TURN: Unit.TURN,
}
_BACKWARD = {
    Motion.LEFT: Unit.CHARACTER,
    Motion.BACK: Unit.WORD,
    Motion.SENTENCE_BACK: Unit.SENTENCE,
    Motion.TURN_BACK: Unit.TURN,
}


@dataclass(frozen=True, slots=True)
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
        """The same with nothing selected."""
        return replace(self, held=None, smaller=())

    def at(self, offset: int) -> Cursor:
        """The same at another offset; what is held stays held."""
        return replace(self, offset=offset, goal=None, smaller=())


def move(layout: Layout, cursor: Cursor, motion: Motion, count: int = 1) -> Cursor:
    """The cursor after `motion`, `count` times. While selecting, forward motions go to the unit's last character."""
    if motion in (Motion.DOWN, Motion.UP):
        return _over_rows(layout, cursor, count if motion is Motion.DOWN else -count)
    offset = cursor.offset
    for _ in range(count):
        offset = _moved(layout, offset, motion, cursor.selecting)
    return cursor.at(offset)


def select(layout: Layout, cursor: Cursor, unit: Unit = Unit.WORD) -> Cursor:
    """Begin a selection with the unit under the caret."""
    from tui.layout.units import span_at

    start, end = span_at(layout, cursor.offset, unit)
    return _holding(layout, cursor, start, end, unit)


def grow(layout: Layout, cursor: Cursor) -> Cursor:
    """Select the smallest unit that holds the selection and more (it begins with a word if nothing is selected)."""
    from tui.layout.units import span_at

    selection = cursor.selection(layout)
    if selection is None:
        return select(layout, cursor)
    for unit in Unit:
        start, end = span_at(layout, selection[0], unit)
        if start <= selection[0] and end >= selection[1] and (start, end) != selection:
            grown = _holding(layout, cursor, start, end, unit)
            return replace(grown, smaller=(*cursor.smaller, cursor))
    return cursor


def shrink(layout: Layout, cursor: Cursor) -> Cursor:
    """Select what the selection grew from, else the largest smaller unit at its start."""
    from tui.layout.units import span_at

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


def _moved(layout: Layout, offset: int, motion: Motion, selecting: bool) -> int:
    from tui.layout.units import next_start, previous_start, unit_end

    if motion in _FORWARD:
        unit = _FORWARD[motion]
        return unit_end(layout, offset, unit) if selecting else next_start(layout, offset, unit)
    if motion in _BACKWARD:
        return previous_start(layout, offset, _BACKWARD[motion])
    match motion:
        case Motion.WORD_END:
            return unit_end(layout, offset, Unit.WORD)
        case Motion.TOP:
            return layout.nearest(0)
        case Motion.BOTTOM:
            return layout.nearest(len(layout.text))
    row = layout.row(layout.place_of(offset))
    return row.start if motion is Motion.ROW_START else layout.last_of(row.start, row.end)
