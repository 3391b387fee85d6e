"""The application: opens the desk, and sees to it that nothing of a document acts on the terminal."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress

from textual.app import App
from textual.filter import LineFilter

from tui.library import Library
from tui.ui.safety import ControlFilter
from tui.ui.screens.dialog import WriteNote
from tui.ui.screens.main import MainScreen


class PizhuApp(App[None]):
    """Pizhu in the terminal."""

    TITLE = "Pizhu 批注"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, library: Library, first: str | None = None) -> None:
        super().__init__()
        self.library = library
        self._desk = MainScreen(library, first)
        self._net = ControlFilter()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The net, before what Textual filters itself."""
        return [self._net, *super().get_line_filters()]

    def on_mount(self) -> None:
        """To the desk; a signal to end leaves the terminal and the database as Ctrl+Q does."""
        self.push_screen(self._desk)
        for name in ("SIGTERM", "SIGHUP"):
            # Not everywhere, and only where the app owns the process.
            with suppress(AttributeError, RuntimeError, ValueError):
                number = getattr(signal, name)
                asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)

    async def action_quit(self) -> None:
        """Leave, but not over a note that is not saved yet."""
        if isinstance(self.screen, WriteNote) and self.screen.unsaved:
            self.screen.action_leave()
        else:
            self.exit()

    def on_unmount(self) -> None:
        """Keep the places, and leave the database as one file, whatever made us leave."""
        self._desk.positions.save()
        self.library.close()
