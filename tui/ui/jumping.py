"""Where the reader jumped from, forward again, and places that have a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.layout.cells import on_screen
from tui.ui import finding
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

Spot = tuple[str, int]
"""A document's name and a source offset; the empty name stands for the board."""

_MOST = 100
_BEFORE, _SHOWN = 16, 60
"""Characters of the text before a mark and behind it that it is shown with."""


class Jumps:
    """The places that jumps came from, and those that going back came from."""

    def __init__(self) -> None:
        self._back: list[Spot] = []
        self._ahead: list[Spot] = []
        self.origin: Spot | None = None
        """Where the last jump came from."""

    @property
    def can_go_on(self) -> bool:
        """Whether there is a place to go forward to."""
        return bool(self._ahead)

    def leave(self, spot: Spot) -> None:
        """A jump begins here; what was ahead is forgotten."""
        self._ahead.clear()
        self.origin = spot
        if not self._back or self._back[-1] != spot:
            self._back.append(spot)
        del self._back[:-_MOST]

    def back(self, here: Spot | None) -> Spot | None:
        """The place to go back to; None if there is none."""
        return self._turn(self._back, self._ahead, here)

    def forward(self, here: Spot | None) -> Spot | None:
        """The place to go forward to; None if there is none."""
        return self._turn(self._ahead, self._back, here)

    def _turn(self, left: list[Spot], other: list[Spot], here: Spot | None) -> Spot | None:
        while left and left[-1] == here:
            left.pop()
        if not left:
            return None
        if here is not None:
            other.append(here)
            self.origin = here
        return left.pop()


def spot_of(screen: MainScreen) -> Spot | None:
    """Where the reader is."""
    pane = screen.pane
    return (pane.entry.name, pane.reader.source_offset) if pane.entry is not None else None


def back(screen: MainScreen) -> None:
    """Back to where the last jump came from."""
    _go(screen, screen.jumps.back(spot_of(screen)), "没有更早的位置 no earlier place")


def forward(screen: MainScreen) -> None:
    """Forward again, to where going back came from."""
    _go(screen, screen.jumps.forward(spot_of(screen)), "没有更晚的位置 no later place")


def _go(screen: MainScreen, spot: Spot | None, nothing: str) -> None:
    if spot is None:
        screen.say(nothing)
    elif spot[0]:
        screen.jump(*spot, remember=False)
    else:
        finding.board(screen, here=False)


def cycle(screen: MainScreen) -> None:
    """The next of several highlights under the caret; forward among the jumps where there are not several."""
    reader = screen.pane.reader
    if len(reader.marks_here()) < 2 and screen.jumps.can_go_on:
        forward(screen)
    else:
        reader.cycle()


def to_origin(screen: MainScreen) -> None:
    """To where the last jump came from; twice is there and back."""
    spot = screen.jumps.origin
    if spot is None or not spot[0]:
        screen.say("还没有跳转过 no jump yet")
        return
    screen.remember()
    screen.jump(*spot, remember=False)


def set_mark(screen: MainScreen, letter: str) -> None:
    """Give the place of the caret a letter."""
    pane = screen.pane
    if pane.entry is not None:
        screen.positions.set_mark(pane.entry.path, letter, pane.reader.source_offset)
        screen.positions.save()
        screen.say(f"记号 mark {letter}")


def go_to_mark(screen: MainScreen, letter: str) -> None:
    """To the place of a letter."""
    at = marks(screen).get(letter)
    if at is None:
        screen.say(f"没有记号 no mark {letter}; M {letter} sets it")
        return
    screen.remember()
    screen.pane.reader.go_to(at, reveal=True)


def marks(screen: MainScreen) -> dict[str, int]:
    """The letters of the document that is open, with their source offsets."""
    entry = screen.pane.entry
    return dict(screen.positions.get(entry.path).marks) if entry is not None else {}


def show_marks(screen: MainScreen) -> None:
    """All marks of the document; a letter, or Enter, goes there."""
    from tui.ui.screens.marks import Marks

    def chosen(letter: str | None) -> None:
        if letter:
            go_to_mark(screen, letter)

    def forget(letter: str) -> list[ListRow]:
        if screen.pane.entry is not None:
            screen.positions.set_mark(screen.pane.entry.path, letter, None)
            screen.positions.save()
        return mark_rows(screen)

    if marks(screen):
        screen.app.push_screen(Marks(mark_rows(screen), forget), chosen)
    else:
        screen.say("没有记号 no marks here yet; M and a letter set one")


def mark_rows(screen: MainScreen) -> list[ListRow]:
    """The marks of the document with their lines, by letter."""
    transcript = screen.pane.transcript
    if transcript is None:
        return []
    reading = transcript.reading
    rows = []
    for letter, at in marks(screen).items():
        first = reading.to_reading(at)
        before = on_screen(reading.text[max(0, first - _BEFORE) : first].rpartition("\n")[2])
        text = on_screen(reading.text[first : first + _SHOWN].partition("\n")[0])
        right = Piece(f" 第 {transcript.line_of(at)} 行 ", "quiet")
        rows.append(ListRow((Piece(f" {letter}  ", "accent"), Piece(before, "quiet"), Piece(text)), (right,), letter))
    return rows


HANDLERS = {"jump_back": back, "jump_forward": forward, "cycle": cycle}
"""By the action's id, what does it."""
