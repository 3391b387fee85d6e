"""Opening a database, carefully: nothing is written into a file before it is known to be ours and understood."""

from __future__ import annotations

import os
import sqlite3
import stat
from functools import partial
from pathlib import Path

from tui.annotations import schema
from tui.annotations.copies import copy_before_migration, publish
from tui.annotations.problems import RESTORE, in_words, problem
from tui.errors import StoreProblem
from tui.paths import private_dir

BUSY_MS = 5000
"""How long a statement waits for another program's transaction."""

_CACHE_KIB = 32 << 10
"""Pages of the database that are kept at most: the counts of a million highlights fit in."""

_SMALLEST = 512
"""Bytes of the smallest SQLite database: one page."""


def open_existing(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Open the database at `path`, up to date, and tell whether it is read-only (the file or its folder is).

    Raises StoreProblem if it is no regular file, empty, cut off, damaged, locked, another program's, from a newer
    Pizhu, or has lost tables or gained triggers; nothing was written into it then. An older one is migrated, after a
    verified copy was laid beside it.
    """
    with in_words(path):
        look_at(path)
        read_only = not _may_write(path)
        conn = connect(path, _mode(path, read_only))
        try:
            conn = _made_ready(conn, path, read_only)
        except BaseException:
            conn.close()
            raise
    return conn, read_only


def look_at(path: Path) -> None:
    """Look whether `path` is a database of ours that this Pizhu understands, without writing anything.

    Raises StoreProblem, sqlite3.Error, OSError.
    """
    _look_at_file(path)
    _look_at_header(path)


def create(path: Path) -> None:
    """Make an empty database at `path` (0600; its folder too, if need be). If there is one by now, that one stays.

    It is made under another name and then given its own, so that nobody ever sees half of one.
    Raises StoreProblem.
    """
    with in_words(path):
        private_dir(path.parent)
        part = path.with_name(f".{path.name}.{os.urandom(8).hex()}.part")
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
        try:
            conn = connect(part, "mode=rw")
            try:
                schema.migrate(conn)
                conn.execute("pragma journal_mode = wal")
            finally:
                conn.close()
            publish(part, path)
        except FileExistsError:
            return
        finally:
            part.unlink(missing_ok=True)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection with our safety settings; `mode` is the query part of SQLite's URI. Raises sqlite3.Error."""
    uri = f"{path.absolute().as_uri()}?{mode}"
    conn = sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
    # A text that is no UTF-8 (a foreign tool wrote it) must not make the whole answer fail.
    conn.text_factory = partial(str, encoding="utf-8", errors="replace")
    for setting in (
        *("trusted_schema = off", "cell_size_check = on", "foreign_keys = on", f"busy_timeout = {BUSY_MS}"),
        *("temp_store = memory", "synchronous = full", f"cache_size = {-_CACHE_KIB}"),
    ):
        conn.execute(f"pragma {setting}")
    return conn


def _look_at_file(path: Path) -> None:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise problem(path, "is no regular file", "give another file with --db")
    if found.st_size == 0:
        raise problem(path, "is empty (0 bytes): something cut it off", RESTORE)
    if found.st_size < _SMALLEST:
        raise problem(path, "is not a SQLite database: it is too short", f"if it was one, it is cut off: {RESTORE}")


def _may_write(path: Path) -> bool:
    """Whether file and folder can be written. Rights taken from everybody count, even for root."""

    def writable(place: Path) -> bool:
        return os.access(place, os.W_OK) and bool(place.stat().st_mode & 0o222)

    return writable(path) and writable(path.resolve().parent)


def _mode(path: Path, read_only: bool) -> str:
    if not read_only:
        return "mode=rw"
    # Without a log to read, `immutable` opens a WAL database without making files beside it.
    return "mode=ro" if _has_log(path) else "mode=ro&immutable=1"


def _has_log(path: Path) -> bool:
    def filled(suffix: str) -> bool:
        try:
            return path.with_name(path.name + suffix).stat().st_size > 0
        except OSError:
            return False

    return filled("-wal") or filled("-journal")


def _look_at_header(path: Path) -> None:
    """Refuse what is not ours before any connection that could recover, check point or lock it.

    The look is through SQLite, not through `open`: closing a second descriptor of a file would drop the locks that
    another connection of this process holds on it.
    """
    conn = connect(path, "mode=ro&immutable=1")
    try:
        _look_at_version(conn, path)
    except sqlite3.DatabaseError as error:
        # A log beside a cut file can make it whole again: then SQLite shall try.
        if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT or not _has_log(path):
            raise
    finally:
        conn.close()


def _look_at_version(conn: sqlite3.Connection, path: Path) -> int:
    application = int(conn.execute("pragma application_id").fetchone()[0])
    version = int(conn.execute("pragma user_version").fetchone()[0])
    if application != schema.APPLICATION_ID:
        raise problem(path, "belongs to another program", "give another file with --db; this one was not touched")
    if version < 1:
        raise problem(path, f"is damaged: no Pizhu ever wrote version {version} of its tables", RESTORE)
    if version > schema.version():
        raise problem(
            path,
            f"was made by a newer Pizhu (version {version} of its tables; this one knows {schema.version()})",
            "update Pizhu; the file was not touched",
        )
    return version


def _made_ready(conn: sqlite3.Connection, path: Path, read_only: bool) -> sqlite3.Connection:
    version = _look_at_version(conn, path)
    _look_at_triggers(conn, path)
    if version < schema.version():
        if read_only:
            raise problem(
                path,
                "was made by an older Pizhu and is read-only",
                "make it writable once, so that it can be brought up to date",
            )
        copy_before_migration(conn, path)
        schema.migrate(conn)
    _look_at_tables(conn, path)
    if not read_only and str(conn.execute("pragma journal_mode = wal").fetchone()[0]) != "wal":
        raise problem(path, "lies on a disk that cannot keep a write-ahead log", "move it to a local disk")
    if not read_only:
        conn.execute("pragma journal_size_limit = 67108864")
    return conn


def _look_at_triggers(conn: sqlite3.Connection, path: Path) -> None:
    ours = schema.triggers()
    for name, sql in conn.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall():
        if schema.fold_blanks(sql or "") not in ours:
            raise _strange(path, f"has a trigger that is not ours, {name!r}")


def _look_at_tables(conn: sqlite3.Connection, path: Path) -> None:
    tables = dict(conn.execute("select name, sql from sqlite_master where type = 'table'").fetchall())
    for table, columns in schema.COLUMNS.items():
        if not (tables.get(table) or "").lower().startswith("create table"):
            raise _strange(path, f"has lost its table {table!r}")
        present = {row[1] for row in conn.execute(f'pragma table_info("{table}")').fetchall()}
        if missing := [column for column in columns if column not in present]:
            raise _strange(path, f"has lost the column {missing[0]!r} of its table {table!r}")


def _strange(path: Path, says: str) -> StoreProblem:
    return problem(path, f"{says}: another program changed it", f"it was not touched; {RESTORE}")
