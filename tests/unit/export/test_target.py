"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TextIO

import pytest

from tui.errors import FileProblem
from tui.export.target import TargetExists, write_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file(tmp_path: Path) -> None:
    write_file(tmp_path / "a.txt", "一\r\n二\n")
    assert (tmp_path / "a.txt").read_bytes() == "一\r\n二\n".encode()
    assert names(tmp_path) == ["a.txt"]


def test_a_function_writes_in_an_encoding(tmp_path: Path) -> None:
    def write(out: TextIO) -> None:
        out.write("a")
        out.write("，")

    write_file(tmp_path / "a.csv", write, encoding="utf-8-sig")
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf" + "a，".encode()


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_the_umask_says_who_may_read(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        write_file(tmp_path / "a", "x")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode


def test_what_is_there_stays_without_force(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("alt")
    with pytest.raises(TargetExists, match="--force"):
        write_file(target, "neu")
    assert target.read_text() == "alt"
    assert names(tmp_path) == ["a"]


def test_force_replaces_and_keeps_the_mode(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("alt")
    target.chmod(0o640)
    write_file(target, "neu", force=True)
    assert target.read_text() == "neu"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert names(tmp_path) == ["a"]


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path) -> None:
    target = tmp_path / "a"

    def write(out: TextIO) -> None:
        target.write_text("von anderen")
        out.write("neu")

    with pytest.raises(TargetExists):
        write_file(target, write)
    assert target.read_text() == "von anderen"
    assert names(tmp_path) == ["a"]


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    write_file(tmp_path / "a", "x")
    assert (tmp_path / "a").read_text() == "x"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), RuntimeError("x")])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "a"
    target.write_text("alt")

    def write(out: TextIO) -> None:
        out.write("halb")
        out.flush()
        raise error

    with pytest.raises(FileProblem if isinstance(error, OSError) else type(error)) as caught:
        write_file(target, write, force=True)
    assert target.read_text() == "alt"
    assert names(tmp_path) == ["a"]
    if isinstance(error, OSError):
        assert "No space left" in str(caught.value)


def test_text_that_cannot_be_encoded(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="cannot be encoded"):
        write_file(tmp_path / "a", "\ud800")
    assert names(tmp_path) == []


@pytest.mark.parametrize("force", [False, True])
def test_only_regular_files_are_targets(tmp_path: Path, force: bool) -> None:
    (tmp_path / "old").write_text("alt")
    (tmp_path / "link").symlink_to("old")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = names(tmp_path)
    for target in (tmp_path / "link", tmp_path / "folder", tmp_path / "pipe", Path("/dev/null"), Path("/")):
        with pytest.raises(FileProblem):
            write_file(target, "x", force=force)
    assert names(tmp_path) == before
    assert (tmp_path / "old").read_text() == "alt"
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("name", ["no/such/folder", "x" * 300, "a\0b"])
def test_names_that_cannot_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileProblem):
        write_file(tmp_path / name, "x")
    assert names(tmp_path) == []


def test_long_and_odd_names(tmp_path: Path) -> None:
    long = tmp_path / ("长" * 80 + ".md")
    write_file(long, "x")
    write_file(tmp_path / os.fsdecode(b"\xff\x1b[2J"), "x")
    assert long.read_text() == "x"
    assert len(names(tmp_path)) == 2


def test_messages_hold_no_escapes(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J").write_text("alt")
    with pytest.raises(TargetExists) as caught:
        write_file(tmp_path / "a\x1b[2J", "x")
    assert "\x1b" not in str(caught.value)
