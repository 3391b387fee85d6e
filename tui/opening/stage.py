"""The terminal between the first page and the application: taken early, and given back whatever happens."""

from __future__ import annotations

import os
import termios
from contextlib import suppress

_OPEN = "\x1b[?1049h\x1b[?25l\x1b[?2026h"
_SHOWN = "\x1b[0m\x1b[?2026l"
_CLOSE = "\x1b[0m\x1b[?1049l\x1b[?25h"


class Stage:
    """A terminal that is ours: alternate screen, no caret, nothing that is typed is echoed, and all of it is kept."""

    def __init__(self, keys: int, screen: int) -> None:
        """`keys` and `screen`: the descriptors that are read and written. Raises termios.error if it is none."""
        self._keys, self._screen = keys, screen
        self.before = termios.tcgetattr(keys)
        """The terminal's settings as they were found."""
        self._shows = False
        self._process = os.getpid()
        hushed = termios.tcgetattr(keys)
        hushed[3] &= ~(termios.ECHO | termios.ICANON)
        hushed[6][termios.VMIN], hushed[6][termios.VTIME] = 1, 0
        # Not to throw away what was typed before.
        termios.tcsetattr(keys, termios.TCSANOW, hushed)

    def show(self, page: str) -> None:
        """Show a page in one write. Raises OSError."""
        self._shows = True
        _write_all(self._screen, f"{_OPEN}{page}{_SHOWN}".encode())

    def hand_over(self) -> bool:
        """Let another have the screen, who closes it too; tells whether it is open already."""
        shows, self._shows = self._shows, False
        return shows

    def leave(self) -> None:
        """Give the terminal back as it was found. May be called twice."""
        if os.getpid() != self._process:
            return
        if self._shows:
            self._shows = False
            # The terminal may be gone.
            with suppress(OSError):
                _write_all(self._screen, _CLOSE.encode())
        with suppress(termios.error):
            termios.tcsetattr(self._keys, termios.TCSANOW, self.before)


def _write_all(screen: int, data: bytes) -> None:
    while data:
        data = data[os.write(screen, data) :]


def take(keys: int, screen: int) -> Stage | None:
    """The terminal with these descriptors; None if it is none."""
    try:
        return Stage(keys, screen)
    except termios.error:
        return None
