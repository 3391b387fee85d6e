"""A driver for a screen that is open already: it shows a page, and must not be cleared before the next one is there."""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Callable
from typing import IO, Any, Protocol

from textual.driver import Driver

_OPEN = "\x1b[?1049h"
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""Around what the terminal is to show at once."""


class Stage(Protocol):
    """A terminal that was taken early."""

    before: list[Any]
    """Its settings as they were found."""

    def hand_over(self) -> bool:
        """Let another have the screen, who closes it too; tells whether it is open already."""


class Outlet:
    """Where a driver writes: what is sent to a terminal that has gone is dropped, or the writer would end the desk."""

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        """`gone` is called once, by the thread that writes."""
        self._file = file
        self._gone: Callable[[], None] | None = gone

    def write(self, text: str) -> None:
        """Send it, if somebody is there."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Send what is left, if somebody is there."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """That of the file."""
        return self._file.fileno()

    def _try(self, send: Callable[[], object]) -> None:
        if self._gone is None:
            return
        try:
            send()
        except OSError:
            gone, self._gone = self._gone, None
            # What is left in the file would be tried again at the very end, and tell of an error.
            sink = os.open(os.devnull, os.O_WRONLY)
            os.dup2(sink, self._file.fileno())
            os.close(sink)
            gone()


def is_gone(handle: int) -> bool:
    """Whether the terminal behind a file handle was closed: not every one tells by a signal."""
    try:
        termios.tcgetattr(handle)
    except termios.error:
        return True
    return False


def _screen(errors: IO[str]) -> IO[str]:
    """Where Textual writes to, the standard error; the standard output where only that is a terminal."""
    output = sys.__stdout__
    return output if output is not None and output.isatty() and not errors.isatty() else errors


def _hang_up() -> None:
    os.kill(os.getpid(), signal.SIGHUP)


def on_stage(driver: type[Driver], stage: Stage) -> type[Driver]:
    """`driver`, but that it takes the screen over from `stage` and does not open it anew where that has done so."""

    class OnStage(driver):  # type: ignore[valid-type,misc]
        """Leaves out the code that opens the alternate screen, once, and sends what is shown at once in one piece."""

        _file: Any
        _is_new = True
        _gathered = ""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._file = Outlet(_screen(self._file), _hang_up)

        def write(self, data: str) -> None:
            """Send it to the terminal."""
            if self._is_new and data == _OPEN:
                self._is_new = False
                if stage.hand_over():
                    return
            if data == _BEGIN or self._gathered:
                # Each piece wakes the thread that writes.
                self._gathered += data
                if data != _END:
                    return
                data, self._gathered = self._gathered, ""
            super().write(data)

        def _get_terminal_size(self) -> tuple[int, int]:
            # Where a terminal does not tell its size, Textual has two answers, and goes to and fro between them.
            width, height = self._app.console.size
            return width, height

        def start_application_mode(self) -> None:
            """Take the terminal; what is given back at the end is what it was before the first page."""
            super().start_application_mode()
            if getattr(self, "attrs_before", None) is not None:
                self.attrs_before = stage.before

    return OnStage
