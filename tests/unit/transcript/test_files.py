"""Files from the disk."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tui.errors import FileProblem
from tui.transcript import files
from tui.transcript.files import load, read_source, transcript_files


def test_a_file_is_read_and_understood(tmp_path: Path) -> None:
    path = tmp_path / "访谈 一.txt"
    path.write_text("林岚：你好。\n周明：你也好。\n林岚：开始吧。\n周明：好。\n", encoding="gb18030")
    assert read_source(path).encoding == "gb18030"
    transcript = load(path)
    assert transcript.speakers == ("林岚", "周明")
    assert transcript.title == "访谈 一"
    assert load(path, encoding="gbk").source.encoding == "gbk"


def test_each_failure_names_the_path_and_why(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    cases = {
        tmp_path / "none.txt": "no such file",
        tmp_path: "folder",
        tmp_path / "pipe.txt": "pipe",
        tmp_path / "loop.txt": "loop",
        tmp_path / "file" / "x.txt": "no folder",
        tmp_path / ("n" * 300): "too long",
        Path("/dev/null"): "device",
        tmp_path / "a\0b": "NUL",
    }
    for path, why in cases.items():
        with pytest.raises(FileProblem, match=why) as caught:
            read_source(path)
        assert path.name.replace("\0", "␀") in caught.value.message


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        with pytest.raises(FileProblem, match="socket"):
            read_source(Path("s.txt"))


def test_a_file_that_is_too_large_or_has_no_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open(tmp_path / "large.txt", "wb") as file:
        file.truncate(40 << 30)
    with pytest.raises(FileProblem, match=r"large\.txt cannot be read: it is larger than 1024 MiB"):
        read_source(tmp_path / "large.txt")
    monkeypatch.setattr(files, "LARGEST", 3 << 20)
    if Path("/proc/self/pagemap").exists():
        with pytest.raises(FileProblem, match=r"it is larger than 3 MiB|permission"):
            read_source(Path("/proc/self/pagemap"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "shut.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(FileProblem, match="permission"):
        read_source(path)


def test_controls_in_a_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        read_source(tmp_path / "a\x1b[31m.txt")
    assert "\x1b" not in str(caught.value)


def test_transcripts_of_a_folder(tmp_path: Path) -> None:
    for name in (
        "10.txt",
        "2.TXT",
        "b/1.srt",
        "b/.x/1.txt",
        ".hidden.md",
        "annotations.jsonl",
        "a.db",
        "c.md",
        "p.png",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    names = [str(path.relative_to(tmp_path)) for path in transcript_files(tmp_path)]
    assert names == ["2.TXT", "10.txt", "b/1.srt", "c.md"]


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no such"):
        transcript_files(tmp_path / "none")
