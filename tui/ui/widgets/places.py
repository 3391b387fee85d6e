"""Rows that show places of a transcript: the line, a tick if one is asked for, the wording between the words around."""

from __future__ import annotations

from textual.binding import Binding
from textual.message import Message

from tui.layout.cells import cell_len, cut, on_screen, tail
from tui.transcript.edits.wording import Place
from tui.ui.widgets.lazyrows import keys_of
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

_LINE = 6
"""Cells of a line's number."""


class TickList(RowList, inherit_bindings=False):
    """A list whose items are chosen by the blank, too."""

    BINDINGS = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("pagedown,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("home,g", "edge(0)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter,space,ideographic_space", "choose", show=False),
        Binding("a", "all", show=False),
    ]

    class All(Message):
        """All items are meant."""

    def action_all(self) -> None:
        """All items at once."""
        self.post_message(self.All())


class Ticking(TickList):
    """A list of which any number of items can be ticked. What its rows say of that, they ask it."""

    BINDINGS = [
        Binding("enter,space,ideographic_space", "tick", show=False),
    ]

    class Ticked(Message):
        """Other items are ticked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ticked: set[str] = set()

    @property
    def meant(self) -> set[str]:
        """The items that are ticked, else the one that the cursor is on, if any."""
        return self.ticked or {self.key} - {""}

    def action_choose(self) -> None:
        """Tick the item that the cursor is on, or take its tick away."""
        if self.key:
            self._tick(self.ticked ^ {self.key})

    def action_tick(self) -> None:
        """Tick the item or take its tick away, and go on to the next."""
        self.action_choose()
        self.action_step(1)

    def action_all(self) -> None:
        """Tick all items; if any is ticked, none."""
        self._tick(set() if self.ticked else set(keys_of(self.rows)) - {""})

    def clear_ticks(self) -> None:
        """Tick none."""
        self._tick(set())

    def _tick(self, ticked: set[str]) -> None:
        self.ticked = ticked
        self.show_anew()
        self.post_message(self.Ticked())


def place_row(
    place: Place, width: int, *, new: str | None = None, ticked: bool | None = None, key: str = ""
) -> ListRow:
    """A place on one row of `width` cells, with what is to be read there instead, if that is said."""
    tick = "   " if ticked is None else " ✓ " if ticked else " · "
    number = f"{place.line:>{_LINE}}  "
    instead = [] if new is None or new == place.text or ticked is False else [Piece(f"→{new or '∅'}", "accent")]
    wording = cut(on_screen(place.text), max(4, width // 3))
    room = width - len(tick) - len(number) - cell_len(wording) - sum(cell_len(p.text) for p in instead)
    before = tail(on_screen(place.before), max(0, min(cell_len(on_screen(place.before)), room // 2)))
    left = (
        Piece(tick, "accent"),
        Piece(number, "quiet"),
        Piece(before, "quiet"),
        Piece(wording, "tint:yellow" if ticked is not False else "plain"),
        *instead,
        Piece(on_screen(place.after), "quiet"),
    )
    return ListRow(left, key=key)
