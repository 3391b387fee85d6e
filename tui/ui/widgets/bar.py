"""One row of text: a pane's title, the status line, the footer's keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from textual import events
from textual.message import Message

from tui.layout.cells import cell_len
from tui.layout.wrap import wrap_lines
from tui.ui.action import Action
from tui.ui.actions import sign
from tui.ui.widgets.rows import ListRow, Piece, Rows
from tui.visible import visible_line

_MOST = 4


class Bar(Rows):
    """A single row; what does not fit is cut. What must be read to its end is told in up to four."""

    def say(self, *left: Piece, right: tuple[Piece, ...] = ()) -> None:
        """Show these pieces, left and right."""
        self._show((ListRow(left, right),))

    def tell(self, text: str, look: str) -> None:
        """Show a text whole, in as many rows as it needs."""
        lines = wrap_lines(visible_line(text), max(8, self.size.width - 2))
        self._show(tuple(ListRow((Piece(f" {line}", look),)) for line in lines[:_MOST]))

    def _show(self, rows: tuple[ListRow, ...]) -> None:
        if rows != self.rows:
            if len(rows) != max(1, len(self.rows)):
                self.styles.height = len(rows)
            self.rows = rows
            self.refresh()


class KeyBar(Bar):
    """The keys of a place, by the registry; a click does what the key does."""

    class Pressed(Message):
        """The action of this id was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._ends: list[tuple[int, str]] = []
        """Where the name of each action ends, in cells, and the action's id."""

    def offer(self, actions: Sequence[Action], *, english: bool, gap: str, room: int | None = None) -> None:
        """Show the first key of each action with its name.

        If that is wider than `room` cells, the English names are left out, or one blank stands between, or both.
        """
        ways = list(product((_told(actions, english), _told(actions, False)), (gap, " ")))
        fitting = (way for way in ways if room is not None and _cells(*way) <= room)
        told, between = next(fitting, ways[0] if room is None else ways[-1])
        pieces = [Piece(" ")]
        self._ends = []
        end = 1
        for action, (key, name) in zip(actions, told, strict=True):
            pieces += [Piece(key, "accent"), Piece(f"{name}{between}", "quiet")]
            end += sum(cell_len(piece.text) for piece in pieces[-2:])
            self._ends.append((end, action.id))
        self.say(*pieces)

    def on_click(self, event: events.Click) -> None:
        """Tell which action it was."""
        pressed = next((action for end, action in self._ends if event.x < end), None)
        if pressed is not None:
            self.post_message(self.Pressed(pressed))


def _told(actions: Sequence[Action], english: bool) -> list[tuple[str, str]]:
    """Key and name of each."""
    return [(sign(a.keys[0]), f" {a.chinese} {a.title}" if english else f" {a.chinese}") for a in actions]


def _cells(told: Sequence[tuple[str, str]], between: str) -> int:
    """How wide keys and names are, with a blank before them."""
    return 1 + sum(cell_len(key + name) for key, name in told) + len(between) * (len(told) - 1)
