"""Told to end from outside: the terminal, the database and a note that is being written are left whole."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path
from time import monotonic

import pytest

from tui.annotations.store import Store

from .test_terminal_bytes import Terminal

PATIENCE = 30.0
"""Seconds."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals and POSIX signals")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_an_end_from_outside_leaves_all_whole(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "a.txt").write_text("潮水退了。\n石头还在。\n", encoding="utf-8")
    terminal = Terminal(["-m", "tui", "a.txt"], tmp_path)
    terminal.until("第 1 行")
    terminal.press("m")
    terminal.press("a")
    terminal.press("还没写完")
    terminal.until("还没写完")
    begun = len(terminal.sent)
    os.kill(terminal.pid, number)
    assert terminal.leave("") == 128 + number
    after = bytes(terminal.sent[begun:])
    assert b"\x1b[?1049l" in after, "the alternate screen is left"
    assert b"\x1b[?1000l" in after, "the mouse is let go"
    with Store(tmp_path / "annotations.db") as store:
        (quote,) = store.quotes()
        assert (quote.anchor.quote, quote.highlight.note) == ("潮水退了。", "还没写完")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("annotations")) == ["annotations.db"]


class Plain:
    """The app in a terminal that answers nothing, and tells nothing when it goes."""

    def __init__(self, folder: Path, size: tuple[int, int], *, errors: int | None = None) -> None:
        """`size` in rows and cells; `errors`: where the standard error goes, if not to the terminal."""
        self.ours, its = pty.openpty()
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        path = str(Path(__file__).parents[2])
        self.app = subprocess.Popen(
            [sys.executable, "-m", "tui", "a.txt"],
            cwd=folder,
            env=os.environ | {"TERM": "xterm-256color", "PYTHONPATH": path},
            start_new_session=True,
            stdin=its,
            stdout=its,
            stderr=its if errors is None else errors,
        )
        os.close(its)
        self.shown = b""

    def until(self, words: str) -> None:
        end = monotonic() + PATIENCE
        while words.encode() not in self.shown:
            ready, _, _ = select.select([self.ours], [], [], 1)
            if ready:
                self.shown += os.read(self.ours, 65536)
            assert monotonic() < end, f"{words} was not painted: {self.shown[-300:]!r}"


@pytest.mark.parametrize("size", [(30, 100), (0, 0)])
def test_a_terminal_that_goes_without_a_word_ends_the_app(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "a.txt").write_text("潮水退了。\n石头还在。\n", encoding="utf-8")
    terminal = Plain(tmp_path, size)
    terminal.until("第 1 行")
    os.write(terminal.ours, b"m")
    terminal.until("已划线")
    os.close(terminal.ours)
    assert terminal.app.wait(PATIENCE) == 128 + signal.SIGHUP
    with Store(tmp_path / "annotations.db") as store:
        assert len(store.quotes()) == 1


def test_where_errors_go_elsewhere_the_app_is_seen_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("潮水退了。\n石头还在。\n", encoding="utf-8")
    with open(tmp_path / "errors", "wb") as errors:
        terminal = Plain(tmp_path, (30, 100), errors=errors.fileno())
        terminal.until("第 1 行")
        os.write(terminal.ours, b"m")
        terminal.until("已划线")
        os.write(terminal.ours, b"\x11")
        terminal.until("\x1b[?1049l")
        assert terminal.app.wait(PATIENCE) == 0
        os.close(terminal.ours)
    assert (tmp_path / "errors").read_bytes() == b""
