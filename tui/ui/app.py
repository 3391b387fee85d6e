"""The application: opens the desk, and sees to it that nothing of a document acts on the terminal."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.filter import LineFilter, Monochrome, NoColor
from textual.widget import Widget

from tui.library import Library
from tui.silence import let_index_tell
from tui.ui import appearance
from tui.ui.safety import ControlFilter
from tui.ui.screens.main import MainScreen
from tui.ui.start import ask_widths, start, wide_by

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tui.ui.driver import Stage
    from tui.ui.leaving import Left

_PATIENCE = 0.3
"""Seconds after which the next key is looked at in any case."""

_LOOK = 2.0
"""Seconds between two looks at whether the terminal is still there."""

_CALM = 4
"""Turns of the event loop without a message until a key counts as dealt with."""


class PizhuApp(App[None]):
    """Pizhu in the terminal."""

    TITLE = "Pizhu 批注"
    CSS_PATH = "screens/main.tcss"  # the desk's, here because all is parsed anew when a screen brings its own
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, library: Library, first: str | None = None) -> None:
        super().__init__()
        self.library = library
        let_index_tell(library)
        self._desk = MainScreen(library, first, start(self))
        self._net = ControlFilter()
        self._typed: deque[events.Event] = deque()
        self._due: events.Event | None = None
        self._dealing = False
        self._settling: asyncio.Task[None] | None = None
        self._asked = False
        self._is_watched = False
        """Whether it is to be noticed that the terminal has gone."""
        self.left: Left | None = None
        """The screen as it was left, if the next start may show it again."""

    def take_over(self, stage: Stage) -> None:
        """Begin on a screen that is open already, with a page on it: to be called before `run`."""
        from tui.ui.driver import on_stage

        self.driver_class = on_stage(self.driver_class, stage)
        self._is_watched = True

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The net, before what Textual filters itself."""
        filters = super().get_line_filters()
        if self.no_color and self.native_ansi_color:
            # Which of the two is needed is settled by Textual only once, before the theme is chosen.
            filters = [NoColor() if isinstance(one, Monochrome) else one for one in filters]
        return [self._net, *filters]

    def get_default_screen(self) -> MainScreen:
        """The desk: no other screen is laid out before it."""
        return self._desk

    def on_mount(self) -> None:
        """A signal to end leaves the terminal and the database as Ctrl+Q does."""
        if self._desk.settings.ambiguous == "auto":
            self._asked = ask_widths(self)
        for name in ("SIGTERM", "SIGHUP"):
            # Not everywhere, and only where the app owns the process.
            with suppress(AttributeError, RuntimeError, ValueError):
                number = getattr(signal, name)
                asyncio.get_running_loop().add_signal_handler(number, self._end, 128 + number)
        if self._is_watched:
            self.set_interval(_LOOK, self._look_at_terminal)

    def _look_at_terminal(self) -> None:
        from tui.ui.driver import is_gone

        if sys.__stdin__ is not None and is_gone(sys.__stdin__.fileno()):
            self._end(128 + signal.SIGHUP)

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """The terminal's answer to how wide it draws what is ambiguous."""
        if self._asked and (wide := wide_by(event)) is not None:
            self._asked = False
            appearance.widths_seen(self._desk, wide)

    def _end(self, code: int) -> None:
        """Leave because we were told to; a note that is being written is saved first."""
        from tui.ui.screens.dialog import WriteNote

        if isinstance(self.screen, WriteNote) and self.screen.unsaved:
            self.screen.action_save()
            self.set_timer(0.2, lambda: self.exit(None, code))
        else:
            self.exit(None, code)

    async def action_quit(self) -> None:
        """Leave, but not over a note that is not saved yet."""
        from tui.ui.screens.dialog import WriteNote

        if isinstance(self.screen, WriteNote) and self.screen.unsaved:
            self.screen.action_leave()
        else:
            self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C is no way out: tell the one that is."""
        self._desk.say("Ctrl+Q 退出 quits; all is saved already")

    async def on_event(self, event: events.Event) -> None:
        """One key after the other: the next is looked at when all that this one opens or closes is there.

        Else keys that arrive together (a slow line, a fast hand) would be read by a screen that is gone.
        """
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._dealing and event is not self._due:
            self._typed.append(event)
        else:
            self._dealing, self._due = True, None
            before = self._listeners()
            await super().on_event(event)
            # A key comes back to the app when nobody below has used it: not to be waited for here.
            self._settling = asyncio.create_task(self._settle(before))

    @property
    def is_dealing(self) -> bool:
        """Whether a key is being dealt with, or waits."""
        return self._dealing

    async def _settle(self, before: set[Widget]) -> None:
        calm, until = 0, monotonic() + _PATIENCE
        while calm < _CALM and monotonic() < until:
            await asyncio.sleep(0)
            calm = 0 if self._is_busy(before) else calm + 1
        if self._typed:
            self._due = self._typed.popleft()
            self.post_message(self._due)
        else:
            self._dealing = False

    def _listeners(self) -> set[Widget]:
        """The screen, what has the keys in it, and all between."""
        if not self.screen_stack:
            return set()
        focused = self.screen.focused
        between = (node for node in focused.ancestors if isinstance(node, Widget)) if focused is not None else ()
        return {self.screen, *between, *((focused,) if focused is not None else ())}

    def _is_busy(self, before: set[Widget]) -> bool:
        """Whether anybody concerned still has messages to read, or a screen has just come and nothing has the keys."""
        if self.message_queue_size:
            return True
        if self.screen_stack and self.screen.focused is None:
            return True
        return any(widget.is_running and widget.message_queue_size for widget in before | self._listeners())

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave, with the screen as the next start finds it."""
        if not self._exit and self._desk.query("Pane"):
            self._desk.keep_position(self._desk.pane)  # the wheel may have moved the view since
        if not self._exit and not self.is_headless:
            from tui.ui.leaving import leave

            self.left = leave(self, self._desk)
        super().exit(result, return_code, message)

    def on_unmount(self) -> None:
        """Keep the places, and leave the database as one file, whatever made us leave."""
        self._desk.positions.save()
        self._desk.drafts.finish()
        self.library.close()
