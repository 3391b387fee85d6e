"""One terminal for all that is measured: a pty that answers what programs ask it, and clocks what they paint."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path

ROWS, COLUMNS = 40, 120
_ANSWERS = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
)


FOOT = "划线".encode()
"""Stands in the footer, which only the application paints: with the frame that answers keys."""
_TAKEN = b"\x1b[?1000h"
"""Sent when Textual takes the terminal: what was painted before was a screen that had been left."""


class Terminal:
    """A program in a pty of 120 by 40 cells."""

    def __init__(self, argv: Sequence[str], env: dict[str, str], cwd: Path) -> None:
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(cwd)
            os.execvpe(argv[0], list(argv), env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.output = b""

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds, at once if something is there; queries are answered."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return b""
        self.output += data
        for query, answer in _ANSWERS:
            if query.search(data):
                os.write(self.fd, answer)
        return data

    def wait_for(self, *needles: bytes, seconds: float = 30) -> float:
        """Seconds from the start until one of `needles` is on the screen. Raises TimeoutError."""
        until = time.perf_counter() + seconds
        while not any(needle in self.output for needle in needles):
            self.read(0.05)
            if time.perf_counter() > until:
                raise TimeoutError(f"{needles!r} was not painted")
        return time.perf_counter() - self.begun

    def cpu(self) -> float:
        """Seconds of processor time of all threads so far."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    def settle(self, quiet: float = 0.25) -> None:
        """Read until nothing has come for so long."""
        while self.read(quiet):
            pass

    def rest(self, seconds: float = 60) -> None:
        """Read until the program has used no processor time for two seconds: what it does behind a page is done.

        Raises TimeoutError if it never rests.
        """
        until, calm = time.perf_counter() + seconds, 0
        while calm < 4:
            before = self.cpu()
            self.settle(0.5)
            calm = calm + 1 if self.cpu() - before < 0.004 else 0
            if time.perf_counter() > until:
                raise TimeoutError("it does not rest")

    def press(self, key: bytes, quiet: float = 0.06) -> float:
        """Seconds from the key to the last byte of what it painted."""
        begun = last = time.perf_counter()
        os.write(self.fd, key)
        while self.read(quiet if last > begun else 5):
            last = time.perf_counter()
        return last - begun

    def memory(self) -> float:
        """Megabytes resident."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        match = re.search(r"VmRSS:\s+(\d+)", status)
        return int(match[1]) / 1024 if match else 0.0

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def answering(terminal: Terminal, needle: bytes) -> float:
    """Seconds from the start until the frame is there that answers keys."""
    terminal.wait_for(_TAKEN)
    terminal.output = terminal.output.partition(_TAKEN)[2]
    return terminal.wait_for(needle)


def leave(argv: list[str], env: dict[str, str], cwd: Path) -> None:
    """Open the library and leave it as a reader does."""
    terminal = Terminal(argv, env, cwd)
    answering(terminal, FOOT)
    terminal.settle(1.0)
    terminal.press(b"\x11")
    terminal.settle(1.0)
    terminal.close()


def environment(home: Path) -> dict[str, str]:
    """A clean environment with a home of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TEXTUAL_ANIMATIONS": "none",
    }


def median_ms(seconds: Sequence[float]) -> float:
    """The median in milliseconds."""
    return statistics.median(seconds) * 1000


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def quantile_ms(seconds: Sequence[float], share: float) -> float:
    """The same, in milliseconds."""
    return quantile(seconds, share) * 1000


def peak_memory(terminal: Terminal) -> float:
    """Megabytes resident at most so far."""
    status = Path(f"/proc/{terminal.pid}/status").read_text()
    match = re.search(r"VmHWM:\s+(\d+)", status)
    return int(match[1]) / 1024 if match else 0.0


def resize(terminal: Terminal, rows: int, columns: int, quiet: float = 0.2) -> float:
    """Seconds from the change of the terminal's size to the last byte of what it made the program paint."""
    begun = last = time.perf_counter()
    fcntl.ioctl(terminal.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    while terminal.read(quiet if last > begun else 5):
        last = time.perf_counter()
    return last - begun
