"""A line that has the keys, over a list in which some of them move."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.ui.widgets.rowlist import RowList

R = TypeVar("R")


class OverList(Screen[R]):
    """Moves the cursor of its list while the reader types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "step(1)", show=False, priority=True),
        Binding("up,ctrl+p", "step(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("ctrl+home", "edge(0)", show=False, priority=True),
        Binding("ctrl+end", "edge(1)", show=False, priority=True),
    ]

    @property
    def moved(self) -> RowList:
        """The list in which the cursor moves."""
        return self.query_one(RowList)

    def action_step(self, way: int) -> None:
        """To another item."""
        self.moved.action_step(way)

    def action_page(self, way: int) -> None:
        """A page of items on or back."""
        self.moved.action_page(way)

    def action_edge(self, last: int) -> None:
        """To the last item or the first."""
        self.moved.action_edge(last)
