"""What the app really writes to a terminal: every byte, taken from a pseudo terminal while a reader walks through.

No document, name, tag or note may act on the terminal; only Textual's own sequences are there.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from .hostile import DOCUMENT, MARKUP, RAW

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals")

_SEQUENCE = re.compile(
    r"\x1b\[[0-9:;<=>?]*[ -/]*[@-~]"  # CSI
    r"|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1b[()][0-9A-B]|\x1b[78=>]"
)


_HARMFUL = (
    (0x7F, 0x9F),  # DEL, C1
    (0x200B, 0x200C),
    (0x200E, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xD800, 0xDFFF),
    (0xE0000, 0xE007F),
)


class Terminal:
    """A terminal of 140x40 that keeps all it is sent, and answers what it is asked."""

    def __init__(self, argv: list[str], folder: Path) -> None:
        self.sent = bytearray()
        self.pid, self.handle = os.forkpty()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHONPATH=str(Path(__file__).parents[2]))
            os.execv(sys.executable, [sys.executable, *argv])
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))

    def read(self, seconds: float) -> bool:
        """Read what is there within so many seconds; False when the other end is closed."""
        if not select.select([self.handle], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.handle, 65536)
        except OSError:
            return False
        self.sent += data
        if b"\x1b[?2026$p" in data:
            os.write(self.handle, b"\x1b[?2026;2$y")
        if b"\x1b[c" in data:
            os.write(self.handle, b"\x1b[?64;1;2c")
        return bool(data)

    def press(self, keys: str) -> None:
        """Send keys and wait until the screen has come to rest."""
        os.write(self.handle, keys.encode("utf-8", "surrogateescape"))
        self.rest()

    def rest(self, quiet: float = 0.15, most: float = 5.0) -> None:
        end, size = time.monotonic() + most, -1
        while time.monotonic() < end and size != len(self.sent):
            size = len(self.sent)
            self.read(quiet)

    def until(self, text: str, most: float = 15.0) -> None:
        end = time.monotonic() + most
        while text.encode() not in self.sent:
            assert self.read(0.1), self.sent[-2000:].decode(errors="replace")
            assert time.monotonic() < end, self.sent[-2000:].decode(errors="replace")

    def leave(self, keys: str) -> int:
        os.write(self.handle, keys.encode())
        end = time.monotonic() + 10
        while time.monotonic() < end and self.read(0.2):
            pass
        if time.monotonic() >= end:
            os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def check(sent: bytes) -> str:
    """The text between the sequences; asserts that all of it is harmless."""
    text = sent.decode("utf-8")
    for raw in RAW:
        assert raw not in text, repr(raw)
    for sequence in _SEQUENCE.findall(text):
        assert not sequence.startswith(("\x1b]52", "\x1b]8;;http", "\x1b]0;PWNED")), repr(sequence)
        assert "UElaSFU=" not in sequence
    plain = _SEQUENCE.sub("", text)
    for at, char in enumerate(plain):
        code = ord(char)
        near = repr(plain[max(0, at - 40) : at + 40])
        assert code >= 0x20 or char in "\r\n", f"{code:#x} in {near}"
        assert not any(first <= code <= last for first, last in _HARMFUL), f"{code:#x} in {near}"
    return plain


def test_nothing_of_a_text_acts_on_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "lib"
    folder.mkdir()
    (folder / "01-[bold]名.txt").write_text(DOCUMENT, encoding="utf-8", newline="")
    (folder / "02 \x1b]52;c;UElaSFU=\x07 \u202e[@click=app.quit] \x9b2J.txt").write_text("好。\n" * 3, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/04-\xff\x1b[2J.txt")).write_text("四。\n", encoding="utf-8")
    terminal = Terminal(["-m", "tui", "--db", str(tmp_path / "a.db"), str(folder)], tmp_path)
    terminal.until("划线")
    terminal.rest()
    paste = "\x1b[200~{}\x1b[201~"
    payload = "\x1b]52;c;UElaSFU=\x07 \x9b2J \u202e\u2066 \u200b [/] [bold] [@click=app.quit]"
    for _ in range(12):
        terminal.press(" ")
        terminal.press("}vm")
    terminal.press("g")
    for keys in (
        "m",
        "t" + paste.format(payload) + "\r",
        "t" + paste.format("[/]\u202e") + "\r",
        "a" + paste.format(payload + "\n" + payload),
        "\x13",
        "s",
        "q",
        "g",
        "f" + paste.format(payload),
        "\r",
        "\x1b",
        "\x1b",
        "f" + paste.format('"' + payload),
        "\r",
        "\x1b",
        "/" + paste.format(payload),
        "\r",
        "E" + paste.format(payload),
        "\r",
        "\x1b",
        "?",
        "\x1b",
        ":" + paste.format(payload),
        "\x1b",
        "c" + paste.format(payload) + "\r",
        "O" + paste.format(payload),
        "\x1b",
        "@\r" + paste.format(payload) + "\r",
        "\x1b",
        "P" + paste.format(payload) + "\r",
        "\x1b",
        "Mb",
        "`",  # a list comes if no letter does
        "\x1b",
        "\\",
        "\\",
        "~",
        "G",
        "|",
        "o",
        "04\r",
        "m",
        "=",
        "u",
    ):
        terminal.press(keys)
        if keys == "`":
            terminal.until("记号 Marks")
        if keys == "\x1b":
            terminal.rest(0.3)
    assert terminal.leave("\x11") == 0
    plain = check(bytes(terminal.sent))
    for mark in (*MARKUP[:4], "订正 Correct", "大纲 Outline", "发言人 Speakers", "记号 Marks"):
        assert mark in plain
    assert b"Traceback" not in terminal.sent


def test_yank_is_the_only_clipboard_write(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("好。\n", encoding="utf-8")
    terminal = Terminal(["-m", "tui", "--db", str(tmp_path / "a.db"), str(tmp_path / "a.txt")], tmp_path)
    terminal.until("划线")
    terminal.rest()
    assert b"]52;" not in terminal.sent
    terminal.press("y")
    written = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", bytes(terminal.sent))
    assert terminal.leave("\x11") == 0
    import base64

    assert len(written) == 1
    assert "好。" in base64.b64decode(written[0]).decode()


def test_corrupt_database_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("好。\n", encoding="utf-8")
    (tmp_path / "a.db").write_bytes(b"no database" * 100)
    terminal = Terminal(["-m", "tui", "--db", str(tmp_path / "a.db"), str(tmp_path / "a.txt")], tmp_path)
    code = terminal.leave("")
    assert code == 1
    assert b"is not a SQLite database" in terminal.sent
    assert b"Traceback" not in terminal.sent
    assert b"\x1b[?1049h" not in terminal.sent, "the screen was not touched"
