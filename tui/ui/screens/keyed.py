"""A screen with its keys in its last row, where the reader is told things, too."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import on
from textual.screen import Screen
from textual.timer import Timer

from tui.ui.action import Where
from tui.ui.actions import footer
from tui.ui.widgets.bar import KeyBar

R = TypeVar("R")

_TOLD_S = 6
"""Seconds in which something is told."""


class Keyed(Screen[R]):
    """Shows the keys of its place; a click on one does the same. It has one `KeyBar`."""

    CSS_PATH = "dialogs.tcss"
    WHERE: ClassVar[Where]
    ENGLISH_FROM: ClassVar[int] = 0
    """Cells of the screen from which the keys are told in English, too."""
    GAP: ClassVar[str] = "  "

    _told: Timer | None = None

    def show_keys(self) -> None:
        """Tell the keys, as far as the width has room."""
        width = self.size.width
        self.query_one(KeyBar).offer(footer(self.WHERE), english=width >= self.ENGLISH_FROM, gap=self.GAP, room=width)

    def say(self, text: str) -> None:
        """Tell the reader something in the place of the keys, for some seconds."""
        self.query_one(KeyBar).tell(text, "accent")
        if self._told is not None:
            self._told.stop()
        self._told = self.set_timer(_TOLD_S, self.show_keys)

    @on(KeyBar.Pressed)
    async def _key_pressed(self, event: KeyBar.Pressed) -> None:
        await self.press(event.action)

    async def press(self, action: str) -> None:
        """Do the action of this id, of which the key was clicked."""
        await self.run_action(action)
