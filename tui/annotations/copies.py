"""Verified copies of a database: made whole under another name, read back, then given their own."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from tui.annotations import schema
from tui.annotations.problems import RESTORE, problem
from tui.paths import private_dir

_TRIES = 5


def copy_before_migration(conn: sqlite3.Connection, path: Path) -> Path:
    """Lay a verified copy of the database in `backups/` beside it and return where. Raises as `copy_of`."""
    return copy_of(conn, path, dated_names(path))


def dated_names(path: Path) -> Iterator[Path]:
    """Where a copy made now may lie: `backups/annotations-YYYYMMDD-HHMMSS.db`, then the same with `-2`, `-3` …"""
    stem = f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}"
    folder = path.parent / "backups"
    yield folder / f"{stem}.db"
    for number in count(2):
        yield folder / f"{stem}-{number}.db"


def copy_of(conn: sqlite3.Connection, path: Path, targets: Iterator[Path]) -> Path:
    """Copy the database that `conn` has open at `path` to the first of `targets` where nothing is yet; return it.

    The copy has been checked and its rows counted before it gets its name. Raises StoreProblem if it is damaged,
    FileExistsError if `targets` ends, sqlite3.Error, OSError.
    """
    target = next(targets)
    private_dir(target.parent)
    part = target.with_name(f".{target.name}.{os.urandom(8).hex()}.part")
    try:
        _fill(conn, path, part)
        while True:
            try:
                publish(part, target)
            except FileExistsError:
                if (following := next(targets, None)) is None:
                    raise
                target = following
            else:
                return target
    finally:
        part.unlink(missing_ok=True)


def _fill(conn: sqlite3.Connection, path: Path, part: Path) -> None:
    for _ in range(_TRIES):
        # VACUUM INTO takes an empty file: so it is private from its first byte on.
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
        before = _data_version(conn)
        counts = _counts(conn)
        conn.execute("vacuum into ?", (os.fspath(part),))
        copied = sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:
            findings = [str(row[0]) for row in copied.execute("pragma integrity_check").fetchall()]
            same = _counts(copied) == counts
        finally:
            copied.close()
        if findings != ["ok"]:
            raise problem(path, f"is damaged: its copy says {findings[0]!r}; no copy was kept", RESTORE)
        if same:
            return
        part.unlink()
        if _data_version(conn) == before:
            raise problem(path, "could not be copied: the copy has fewer or more rows", RESTORE)
    raise problem(path, "is being written all the time by another program", "make the copy when it has finished")


def _data_version(conn: sqlite3.Connection) -> int:
    return int(conn.execute("pragma data_version").fetchone()[0])


def _counts(conn: sqlite3.Connection) -> dict[str, int]:
    tables = {row[0] for row in conn.execute("select name from sqlite_master where type = 'table'").fetchall()}
    return {
        table: int(conn.execute(f'select count(*) from "{table}"').fetchone()[0])
        for table in schema.COLUMNS
        if table in tables
    }


def publish(part: Path, target: Path) -> None:
    """Give the finished file `part` the name `target`, on disk. Raises FileExistsError if something is there."""
    _sync(part)
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: here nothing better is left than to look first.
        if os.path.lexists(target):
            raise FileExistsError(f"{target} is there already") from None
        part.rename(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
