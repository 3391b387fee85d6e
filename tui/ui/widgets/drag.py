"""A drag beyond the edge of the text: the page moves on as long as the pointer stays there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from tui.ui.widgets.reader import Reader

_EVERY = 0.05
"""Seconds between two steps."""
_FAST = 3
"""Rows a step, where the pointer is more than a row beyond the edge."""


class Drag:
    """Where the pointer is while its button is held, as cells of the reader."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._pointer = (0, 0)
        self._timer: Timer | None = None

    def to(self, x: int, y: int) -> None:
        """The pointer is there now."""
        self._pointer = (x, y)
        beyond = self._rows() != 0
        if beyond and self._timer is None:
            self._timer = self._reader.set_interval(_EVERY, self._step)
        elif not beyond:
            self.end()

    def end(self) -> None:
        """The pointer is back, or its button up."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _rows(self) -> int:
        """How many rows a step moves the page."""
        y, height = self._pointer[1], self._reader.size.height
        over = y + 1 - height if y >= height else min(y, 0)
        return over if abs(over) < 2 else _FAST if over > 0 else -_FAST

    def _step(self) -> None:
        if not self._reader.pull(self._rows(), *self._pointer):
            self.end()
