from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tui.annotations import connection, schema
from tui.annotations.store import Store
from tui.errors import StoreProblem

from .making import TEXT, anchor, dump, facts, rows


@pytest.fixture
def made(path: Path) -> Path:
    """A database with one highlight, closed."""
    with Store(path) as store:
        store.mark(facts(), anchor(), source_text=TEXT, tags=["甲"])
    return path


def refused(path: Path, words: str) -> None:
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreProblem, match=words) as caught:
        Store(path)
    assert caught.value.hint
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not [p for p in path.parent.iterdir() if p.name.startswith(path.name + "-")]


@pytest.mark.parametrize("size", [99, 100, 2000])
def test_a_text_file_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "notes.db"
    path.write_text("x" * size)
    refused(path, "not a SQLite database")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    refused(path, "empty")


def test_a_folder_a_pipe_and_a_loop_are_refused(tmp_path: Path) -> None:
    refused(tmp_path, "no regular file")
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", "no regular file")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    refused(tmp_path / "loop", "cannot be used")


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_refused(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "other.db"
    conn = sqlite3.connect(path)
    conn.execute(f"pragma journal_mode = {mode}")
    conn.executescript("create table t (x); insert into t values (1)")
    conn.close()
    refused(path, "another program")


def test_a_newer_database_is_refused(made: Path) -> None:
    change(made, f"pragma user_version = {schema.version() + 1}")
    refused(made, "newer Pizhu")


def change(path: Path, sql: str) -> None:
    conn = sqlite3.connect(path)
    conn.executescript(sql)
    conn.execute("pragma wal_checkpoint(truncate)")
    conn.close()


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("drop table correction", "lost its table 'correction'"),
        ("drop view quotes; alter table highlight drop column author", "lost the column 'author'"),
        ("drop view quotes; drop table act; create view act as select 1 as seq", "lost its table 'act'"),
        ("create trigger evil after insert on tag begin delete from highlight; end", "trigger that is not ours"),
    ],
)
def test_a_changed_schema_is_refused(made: Path, sql: str, words: str) -> None:
    conn = sqlite3.connect(made)
    conn.execute("pragma journal_mode = delete")
    conn.close()
    change(made, sql)
    refused(made, words)


def test_a_cut_file_is_refused(made: Path) -> None:
    data = made.read_bytes()
    made.write_bytes(data[: len(data) // 2])
    refused(made, "damaged")


def test_a_damaged_page_is_told_when_it_is_met(made: Path) -> None:
    data = bytearray(made.read_bytes())
    for at in range(4096, len(data), 4096):
        data[at : at + 64] = b"\xff" * 64
    made.write_bytes(data)

    def look() -> None:
        with Store(made) as store:
            store.quotes()

    with pytest.raises(StoreProblem, match="damaged"):
        look()


def protect(path: Path, folder: bool) -> None:
    path.chmod(0o400)
    if folder:
        path.parent.chmod(0o500)


@pytest.mark.parametrize("folder", [False, True])
def test_a_read_only_database_can_be_read(made: Path, folder: bool) -> None:
    protect(made, folder)
    try:
        with Store(made) as store:
            assert store.read_only
            assert len(store.quotes()) == 1
            with pytest.raises(StoreProblem, match="read-only"):
                store.create_tag("乙")
            with pytest.raises(StoreProblem, match="read-only"):
                store.undo()
            assert store.version() == store.version()
        assert [p.name for p in made.parent.iterdir()] == [made.name]
    finally:
        made.parent.chmod(0o700)


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the system does not tell who holds a lock")
def test_who_locks_the_database_is_said(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('begin immediate')\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(made)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    with Store(made) as store, pytest.raises(StoreProblem, match=rf"written by python\S* \(process {holder.pid}\)"):
        store.create_tag("乙")
    holder.communicate("")


def test_a_locked_database_says_so(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    with Store(made) as store:
        holder = sqlite3.connect(made, isolation_level=None)
        holder.execute("begin immediate")
        with pytest.raises(StoreProblem, match="locked by another program"):
            store.create_tag("乙")
        assert len(store.quotes()) == 1
        holder.execute("rollback")
        holder.close()
        assert store.create_tag("乙")


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_vanished_or_was_replaced_is_not_written(made: Path, tmp_path: Path, replaced: bool) -> None:
    store = Store(made)
    made.rename(tmp_path / "away.db")
    if replaced:
        with Store(tmp_path / "new.db") as other:
            other.create_tag("别的")
        (tmp_path / "new.db").rename(made)
        before = made.read_bytes()
    with pytest.raises(StoreProblem, match=r"replaced|gone"):
        store.create_tag("乙")
    assert len(store.quotes()) == 1
    store.close()
    if replaced:
        assert made.read_bytes() == before
    else:
        assert not made.exists()


def test_files_are_private(path: Path) -> None:
    old = os.umask(0o022)
    try:
        with Store(path) as store:
            store.create_tag("甲")
            modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
            assert set(modes.values()) == {0o600}
            assert len(modes) == 3
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    finally:
        os.umask(old)


def test_settings_of_the_connection(made: Path) -> None:
    with Store(made) as store:
        assert store._conn is not None
        wanted = {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "busy_timeout": 5000,
        }
        assert {name: store._conn.execute(f"pragma {name}").fetchone()[0] for name in wanted} == wanted


def test_a_text_that_is_no_utf8_is_read_with_replacement(made: Path) -> None:
    change(made, "update highlight set note = cast(x'e4bda0ff' as text)")
    with Store(made) as store:
        assert store.quotes()[0].highlight.note == "你\ufffd"


def test_the_schema_is_what_it_says(made: Path) -> None:
    for table, columns in schema.COLUMNS.items():
        assert tuple(row[1] for row in rows(made, f"pragma table_info({table})")) == columns
        assert rows(made, f"select strict from pragma_table_list where name = '{table}'") == [(1,)]
    for table, keys in schema.KEYS.items():
        primary = rows(made, f"select name from pragma_table_info('{table}') where pk order by pk")
        assert tuple(row[0] for row in primary) == keys
    assert rows(made, "pragma application_id") == [(schema.APPLICATION_ID,)]
    assert rows(made, "pragma user_version") == [(schema.version(),)]
    assert len(rows(made, "select * from _sqlite_migrations")) == schema.version()


def test_an_older_database_is_copied_and_brought_up_to_date(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, version = dump(made), schema.version()
    step = ("more", ("alter table document add column more text",))
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    with Store(made) as store:
        assert len(store.quotes()) == 1
    assert rows(made, "pragma user_version") == [(schema.version(),)]
    assert rows(made, "select more from document") == [(None,)]
    (copy,) = (made.parent / "backups").iterdir()
    assert dump(copy) == before
    assert rows(copy, "pragma user_version") == [(version,)]


def test_a_migration_that_fails_changes_nothing(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(made)
    step = ("more", ("alter table document add column more text", "insert into nowhere values (1)"))
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    with pytest.raises(StoreProblem):
        Store(made)
    monkeypatch.undo()
    assert dump(made) == before
    assert rows(made, "pragma user_version") == [(schema.version(),)]


def test_an_up_to_date_database_needs_no_sqlite_utils(made: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tui.annotations.store import Store\n"
        f"with Store(Path({str(made)!r})) as s: s.create_tag('乙'); s.quotes(); s.undo()\n"
        "print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_a_killed_process_committed_is_there(path: Path) -> None:
    code = (
        "import os, signal; from pathlib import Path; from tui.annotations.store import Store\n"
        f"s = Store(Path({str(path)!r})); s.create_tag('甲'); s.create_tag('乙')\n"
        "with s._act('x') as r:\n"
        "    r.conn.execute('delete from tag')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    with Store(path) as store:
        assert list(store.codebook().by_path) == ["甲", "乙"]
