"""The terminal between the first page and the application: taken early, and given back whatever happens."""

from __future__ import annotations

import os
import termios

# What `signal` is made of: that one brings `enum` along, which takes longer than all that is done here.
from _signal import SIGHUP, SIGTERM, signal  # type: ignore[import-not-found]

_OPEN = b"\x1b[?1049h\x1b[?25l\x1b[?2026h"
_SHOWN = b"\x1b[0m\x1b[?2026l"
_CLOSE = b"\x1b[0m\x1b[?1049l\x1b[?25h"
_ENDINGS = (SIGTERM, SIGHUP)


class Stage:
    """A terminal that is ours: alternate screen, no caret, nothing that is typed is echoed, and all of it is kept.

    A signal to end raises SystemExit meanwhile, so that `leave` is reached.
    """

    def __init__(self, keys: int, screen: int) -> None:
        """`keys` and `screen`: the descriptors that are read and written. Raises termios.error if it is none."""
        self._keys, self._screen = keys, screen
        self.before = termios.tcgetattr(keys)
        """The terminal's settings as they were found."""
        self._shows = False
        self._signals = [(number, signal(number, _end)) for number in _ENDINGS]
        hushed = termios.tcgetattr(keys)
        # Enter is kept as Enter, and Ctrl+S as a key.
        hushed[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
        hushed[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        hushed[6][termios.VMIN], hushed[6][termios.VTIME] = 1, 0
        # Not to throw away what was typed before.
        termios.tcsetattr(keys, termios.TCSANOW, hushed)

    def show(self, page: bytes) -> None:
        """Show a page in one write. Raises OSError."""
        self._shows = True
        _write_all(self._screen, b"".join((_OPEN, page, _SHOWN)))

    def hand_over(self) -> bool:
        """Let another have the screen, who closes it too; tells whether it is open already."""
        shows, self._shows = self._shows, False
        return shows

    def leave(self) -> None:
        """Give the terminal back as it was found. May be called twice."""
        if self._shows:
            self._shows = False
            # The terminal may be gone.
            try:  # noqa: SIM105
                _write_all(self._screen, _CLOSE)
            except OSError:
                pass
        try:  # noqa: SIM105
            termios.tcsetattr(self._keys, termios.TCSANOW, self.before)
        except termios.error:
            pass
        for number, handler in self._signals:
            signal(number, handler)
        self._signals = []


def take(keys: int, screen: int) -> Stage | None:
    """The terminal with these descriptors; None if it is none."""
    try:
        return Stage(keys, screen)
    except (termios.error, ValueError):  # ValueError: not in the main thread, where signals come
        return None


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def _write_all(screen: int, data: bytes) -> None:
    while data:
        data = data[os.write(screen, data) :]
