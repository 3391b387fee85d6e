"""The door: help, versions, opening the app, and how a process ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_talk import TALK, Pizhu, dangerous

from tui import __version__
from tui.cli import commands
from tui.errors import FileProblem
from tui.library import Library

FILE = "seeds/谈话.txt"
ROOT = Path(__file__).parents[2]


def started(*argv: str, **settings: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "0", **settings}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-m", "tui", *argv], stdout=pipe, stderr=pipe, env=environment)


def test_help_and_version(pizhu: Pizhu) -> None:
    assert pizhu("--version").out == f"pizhu {__version__}\n"
    shown = pizhu("--help")
    assert shown.code == 0
    for name in ("show", "mark", "quotes", "search", "tags", "import", "undo", "redo", "backup", "check"):
        assert f"\n    {name} " in shown.out
        assert pizhu(name, "--help").out.startswith(f"usage: pizhu {name} ")
    assert pizhu("seeds", "--help").out == pizhu("--db", "x", "-h").out == shown.out


@pytest.mark.parametrize("argv", [("--nonsense",), ("--db",), ("--db", ""), ("shwo", FILE), ("--vers",)])
def test_misuse(library: Path, pizhu: Pizhu, argv: tuple[str, ...]) -> None:
    result = pizhu(*argv)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_a_mistyped_command_is_known(library: Path, pizhu: Pizhu) -> None:
    assert "do you mean `pizhu show`?" in pizhu("shwo").err


def test_the_app_needs_a_terminal(library: Path, pizhu: Pizhu) -> None:
    for argv in ((), ("seeds",), ("--", "seeds/notes.txt")):
        result = pizhu(*argv)
        assert (result.code, result.out) == (2, "")
        assert "needs a terminal" in result.err


def test_a_name_that_is_nothing_is_told_before_the_terminal(library: Path, pizhu: Pizhu) -> None:
    result = pizhu("--", "show")
    assert (result.code, result.out) == (1, "")
    assert "show: there is no such file or folder" in result.err


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The names of the documents of each library that was opened at a terminal."""
    monkeypatch.setattr(commands, "is_terminal", lambda stream: True)
    names: list[list[str]] = []

    def run(library: Library) -> int:
        names.append([entry.name for entry in library.entries])
        return 7

    monkeypatch.setattr("tui.ui.run.run", run)
    return names


def test_the_app_opens_files_and_folders(library: Path, pizhu: Pizhu, opened: list[list[str]]) -> None:
    Path("show").write_text("like a command")
    assert pizhu().code == 7
    assert pizhu(FILE).code == 7
    assert pizhu("./show").code == 7
    assert pizhu("--db", "x.db", "--", "show").code == 7
    assert opened == [["seeds/notes.txt", FILE], [FILE], ["show"], ["show"]]
    assert pizhu("show").code == 2
    assert pizhu("nothing.txt").code == 1


def test_problems_of_the_app_are_said(library: Path, pizhu: Pizhu, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "is_terminal", lambda stream: True)

    def run(library: Library) -> int:
        raise FileProblem("bad\x1b[31m", "look")

    monkeypatch.setattr("tui.ui.run.run", run)
    assert pizhu().err == "pizhu: bad␛[31m (look)\n"


def test_output_is_utf8_whatever_the_locale(library: Path) -> None:
    process = started("show", FILE, PYTHONIOENCODING="latin-1")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert "主持人：今天我们谈自主学习" in out.decode("utf-8")
    process = started("show", FILE, "--raw")
    assert process.communicate(timeout=60)[0] == TALK.encode()


def test_arguments_that_are_no_utf8(library: Path) -> None:
    process = started("show", os.fsdecode(b"\xff\x9b31m\x1b"))
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, b"")
    assert not dangerous(err.decode("utf-8"))
    assert b"Traceback" not in err


def test_a_reader_that_goes_away(library: Path) -> None:
    Path("long.txt").write_text("很长的一行。\n" * 100_000, encoding="utf-8")
    process = started("show", "long.txt")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == commands.BROKEN_PIPE


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_a_full_disk(library: Path) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "tui", "show", FILE]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith(b"pizhu: ")
    assert done.stderr.count(b"\n") == 1


def test_an_output_that_is_closed(library: Path) -> None:
    command = f"{sys.executable} -m tui show {FILE} >&-"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, env=environment, check=False, timeout=60)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_ctrl_c(library: Path, pizhu: Pizhu, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.transcript.files.load", interrupted)
    result = pizhu("show", FILE)
    assert (result.code, result.out, result.err) == (commands.INTERRUPTED, "", "")


def test_ctrl_c_while_nobody_reads(library: Path) -> None:
    Path("long.txt").write_text("很长的一行。\n" * 100_000, encoding="utf-8")
    process = started("show", "long.txt", "--raw")
    assert process.stdout is not None
    # By then it writes into a pipe that is full, and waits.
    process.stdout.read(10)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == commands.INTERRUPTED
    assert process.communicate()[1] == b""
