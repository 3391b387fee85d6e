"""A drag beyond the edge of the text: the page moves on as long as the pointer stays there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from tui.ui.widgets.reader import Reader

_EVERY = 0.05
"""Seconds between two steps."""
_SAME, _FAST = 20, 3
"""After so many steps the page moves a row more at each, up to so many rows."""


class Drag:
    """Where the pointer is while its button is held, as cells of the reader."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._pointer = (0, 0)
        self._timer: Timer | None = None
        self._steps = 0

    def to(self, x: int, y: int) -> None:
        """The pointer is there now."""
        self._pointer = (x, y)
        beyond = self._way() != 0
        if beyond and self._timer is None:
            self._steps = 0
            self._timer = self._reader.set_interval(_EVERY, self._step)
        elif not beyond:
            self.end()

    def end(self) -> None:
        """The pointer is back, or its button up."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _way(self) -> int:
        """1 below the reader, -1 above it, else 0."""
        y = self._pointer[1]
        return int(y >= self._reader.size.height) - int(y < 0)

    def _step(self) -> None:
        rows = rows_at(self._steps)
        self._steps += 1
        if not self._reader.pull(self._way() * rows, *self._pointer):
            self.end()


def rows_at(step: int) -> int:
    """How many rows the page moves at a step: the longer the pointer stays beyond the edge, the faster."""
    return min(_FAST, 1 + step // _SAME)
