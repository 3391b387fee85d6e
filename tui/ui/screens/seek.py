"""The line in which a search is typed: its hits are shown while one types, the searches before come by ↑ and ↓."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.binding import Binding
from textual.widgets import Input

from tui.ui.screens.dialog import Ask
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.rows import Piece

TITLE = "搜索 Search  w: 词 words  re: 正则"


class Seek(Ask):
    """One line at the foot of the screen. Enter gives what was typed, Escape gives None."""

    BINDINGS = [
        Binding("up,ctrl+p", "older(1)", show=False, priority=True),
        Binding("down,ctrl+n", "older(-1)", show=False, priority=True),
    ]

    def __init__(self, before: Sequence[str], typed: Callable[[str], str], check: Callable[[str], str | None]) -> None:
        """`before`: what was searched before, the newest first. `typed` is told each change, and says what is found."""
        super().__init__(TITLE, check=check)
        self._before = before
        self._at = -1
        self._own = ""
        self._typed = typed
        self._told = ""

    def tell(self, found: str) -> None:
        """Say what is found so far."""
        self._told = found
        self._say()

    def _say(self, problem: str = "") -> None:
        if problem or not self._told:
            super()._say(problem)
            return
        self.query_one(Bar).say(Piece(f" {self._title}", "strong"), right=(Piece(f"  {self._told} ", "accent"),))

    @on(Input.Changed)
    def _tell_change(self, event: Input.Changed) -> None:
        if not 0 <= self._at < len(self._before) or event.value != self._before[self._at]:
            self._own, self._at = event.value, -1
        self._told = self._typed(event.value)

    def action_older(self, way: int) -> None:
        """To the search before, or back towards what was being typed."""
        at = min(self._at + way, len(self._before) - 1)
        if at < -1 or at == self._at:
            return
        self._at = at
        line = self.query_one(Input)
        line.value = self._own if at < 0 else self._before[at]
        line.cursor_position = len(line.value)
