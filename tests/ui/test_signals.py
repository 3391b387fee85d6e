"""Told to end from outside: the terminal, the database and a note that is being written are left whole."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tui.annotations.store import Store

from .test_terminal_bytes import Terminal

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


@pytest.mark.parametrize("size", [(30, 100), (0, 0)])
def test_a_terminal_that_goes_without_a_word_ends_the_app(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "a.txt").write_text("潮水退了。\n石头还在。\n", encoding="utf-8")
    ours, its = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    path = str(Path(__file__).parents[2])
    app = subprocess.Popen(
        [sys.executable, "-m", "tui", "a.txt"],
        cwd=tmp_path,
        env=os.environ | {"TERM": "xterm-256color", "PYTHONPATH": path},
        start_new_session=True,
        stdin=its,
        stdout=its,
        stderr=its,
    )
    os.close(its)
    shown = b""
    while "第 1 行".encode() not in shown:
        shown += os.read(ours, 65536)
    os.write(ours, b"m")
    while "已划线".encode() not in shown:
        shown += os.read(ours, 65536)
    os.close(ours)
    assert app.wait(20) == 128 + signal.SIGHUP
    with Store(tmp_path / "annotations.db") as store:
        assert len(store.quotes()) == 1
