"""Damaged, strange and shut databases on the command line: the stated line, exit code 1, and not a byte changed."""

from __future__ import annotations

import os
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from cli_talk import Pizhu

DB = Path("annotations.db")
FILE = "seeds/谈话.txt"
PAGE = 4096


@pytest.fixture(autouse=True)
def _made(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "谢谢", "--tag", "甲/乙", "--note", "记" * 2000)
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了")


def sql(statement: str) -> Callable[[bytes], bytes]:
    def change(_: bytes) -> bytes:
        conn = sqlite3.connect(DB)
        conn.execute("pragma journal_mode = delete")
        conn.executescript(statement)
        conn.close()
        return DB.read_bytes()

    return change


def page_of(table: str, what: bytes) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        conn = sqlite3.connect(DB)
        (number,) = conn.execute("select rootpage from sqlite_master where name = ?", (table,)).fetchone()
        conn.close()
        at = (number - 1) * PAGE
        return data[:at] + what * (PAGE // len(what)) + data[at + PAGE :]

    return change


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "zero length": (lambda data: b"", "is empty (0 bytes)"),
    "a few bytes": (lambda data: data[:99], "it is too short"),
    "text": (lambda data: "只是文字。\n".encode() * 900, "is not a SQLite database"),
    "half": (lambda data: data[: len(data) // 2], "is damaged"),
    "a page less": (lambda data: data[:-PAGE], "is damaged"),
    "page size flipped": (lambda data: data[:16] + b"\xff" + data[17:], "is not a SQLite database"),
    "schema format flipped": (lambda data: data[:47] + b"\xff" + data[48:], "is damaged"),
    "version flipped": (lambda data: data[:60] + b"\xff" + data[61:], "is damaged: no Pizhu ever wrote version"),
    "newer": (sql("pragma user_version = 99"), "was made by a newer Pizhu"),
    "another program's": (sql("pragma application_id = 7"), "belongs to another program"),
    "a foreign trigger": (
        sql("create trigger x after insert on tag begin delete from highlight; end"),
        "has a trigger that is not ours",
    ),
    "a table less": (sql("drop table saved_filter"), "has lost its table 'saved_filter'"),
    "schema page": (lambda data: data[:100] + b"\xff" * 3996 + data[PAGE:], "is damaged"),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_what_cannot_be_used_is_said_in_one_line_and_left_alone(pizhu: Pizhu, kind: str) -> None:
    spoil, words = DAMAGES[kind]
    raw = spoil(DB.read_bytes())
    DB.write_bytes(raw)
    for argv in (("tags",), ("quotes", "--json"), ("log",), ("undo",), ("backup",), ("mark", FILE, "--at", "8:12")):
        told = pizhu(*argv)
        assert (told.code, told.out) == (1, ""), argv
        assert told.err.startswith("pizhu: the database")
        assert words in told.err
        assert told.err.count("\n") == 1
        assert "(" in told.err.partition(words)[2] or not words, "what to do is said"
    checked = pizhu("check")
    assert checked.code == 1
    assert "→" in checked.out
    assert DB.read_bytes() == raw
    assert [path.name for path in Path().glob("annotations.db*")] == [DB.name]


@pytest.mark.parametrize("table", ["highlight", "tag", "document", "act", "highlight_tag", "snapshot", "tag_use"])
@pytest.mark.parametrize("what", [b"\0", b"\xff\x00\x13"])
def test_a_damaged_page_is_told_by_who_meets_it(pizhu: Pizhu, table: str, what: bytes) -> None:
    raw = page_of(table, what)(DB.read_bytes())
    DB.write_bytes(raw)
    met = 0
    for argv in (("tags",), ("quotes",), ("log",), ("show", FILE), ("trash",)):
        told = pizhu(*argv)
        assert told.code in (0, 1)
        assert told.code == 0 or "is damaged" in told.err
        assert told.err.count("\n") <= 1
        met += told.code
    assert "→" in pizhu("check").out
    assert DB.read_bytes() == raw
    assert met or table in ("tag_use", "snapshot")


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_stale_log_is_not_played_in(pizhu: Pizhu, suffix: str) -> None:
    before = pizhu("quotes", "--json").out
    DB.with_name(DB.name + suffix).write_bytes(os.urandom(20_000))
    assert pizhu("quotes", "--json").out == before
    assert pizhu("check").out.startswith("database: ok")


@pytest.mark.parametrize("folder", [False, True])
def test_a_read_only_file_or_folder_is_read_and_not_written(pizhu: Pizhu, tmp_path: Path, folder: bool) -> None:
    raw = DB.read_bytes()
    DB.chmod(0o400)
    if folder:
        tmp_path.chmod(0o500)
    try:
        assert "谢谢" in pizhu("quotes").out
        for argv in (("undo",), ("mark", FILE, "--at", "8:12"), ("tags", "add", "x")):
            told = pizhu(*argv)
            assert told.code == 1
            assert "is read-only" in told.err
            assert told.err.count("\n") == 1
    finally:
        tmp_path.chmod(0o700)
    assert DB.read_bytes() == raw
    assert [path.name for path in Path().glob("annotations.db*")] == [DB.name]


@pytest.fixture
def handles() -> Iterator[Callable[[int], None]]:
    """Leave so many file handles; all of them again in the end."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    held: list[int] = []

    def leave(count: int) -> None:
        while held:
            os.close(held.pop())
        highest = max(int(name) for name in os.listdir("/proc/self/fd"))
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest + count + 2, limits[1]))
        with suppress(OSError):
            while True:
                held.append(os.open("/dev/null", os.O_RDONLY))
        for _ in range(count):
            os.close(held.pop())

    yield leave
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    while held:
        os.close(held.pop())


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="the system does not tell the open handles")
def test_without_file_handles_that_is_said_and_nothing_is_lost(
    pizhu: Pizhu, handles: Callable[[int], None], tmp_path: Path
) -> None:
    commands = (
        *(("quotes",), ("mark", FILE, "--quote", "方法"), ("quotes", "-o", "o.md", "--force"), ("backup",)),
        *(("show", FILE), ("undo",), ("log",)),
    )
    for argv in commands:  # what is imported late is there then
        assert pizhu(*argv).code == 0
    refused = 0
    for count in range(5):
        for argv in commands:
            handles(count)
            told = pizhu(*argv)
            handles(50)
            assert told.code in (0, 1)
            assert told.code == 0 or told.err.count("\n") == 1
            refused += told.code
            if argv[0] in ("mark", "undo"):
                assert "谢谢" in (quotes := pizhu("quotes").out)
                assert ("方法" in quotes) == (told.code == (argv[0] == "undo"))
                if told.code:
                    assert pizhu(*argv).code == 0
    assert refused > 10
    assert pizhu("check").code == 0
