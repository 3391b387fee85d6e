"""Verified copies of a database: made whole under another name, read back, then given their own; and thinned out."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from pathlib import Path

from tui.annotations import schema
from tui.annotations.problems import RESTORE, problem
from tui.paths import private_dir
from tui.records import record

DAYS, WEEKS, MONTHS, NEWEST = 7, 4, 12, 10
"""Of the copies that were made unasked, the last one of so many days, weeks and months stays, and the newest ones."""


class Kind(StrEnum):
    """Why a copy was made."""

    ASKED = ""
    DAILY = "daily"
    BULK = "bulk"
    MIGRATION = "migration"
    RESTORE = "restore"
    DAMAGED = "damaged"
    """What a restore took out of the way; no copy to fall back on."""


@record(frozen=True, slots=True)
class Copy:
    """A copy that lies in `backups/`."""

    path: Path
    made: datetime
    """Local time, without a zone."""
    kind: Kind


def copy_before_migration(conn: sqlite3.Connection, path: Path) -> Path:
    """Lay a verified copy of the database in `backups/` beside it and return where. Raises as `copy_of`."""
    return copy_unasked(conn, path, Kind.MIGRATION)


def copy_unasked(conn: sqlite3.Connection, path: Path, kind: Kind) -> Path:
    """Lay a verified copy in `backups/`, and take away older ones that are of no more use. Raises as `copy_of`."""
    made = copy_of(conn, path, dated_names(path, kind))
    for copy in superfluous(copies_of(path), datetime.now()):
        with suppress(OSError):
            copy.path.unlink()
    return made


def dated_names(path: Path, kind: Kind = Kind.ASKED) -> Iterator[Path]:
    """Where a copy made now may lie: `backups/annotations-YYYYMMDD-HHMMSS-daily.db`, then the same with `-2`, `-3` …"""
    stem = f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}{f'-{kind}' if kind else ''}"
    folder = path.parent / "backups"
    yield folder / f"{stem}.db"
    for number in count(2):
        yield folder / f"{stem}-{number}.db"


def copies_of(path: Path) -> list[Copy]:
    """The copies of the database at `path` that lie in `backups/`, the newest first."""
    kinds = "|".join(kind for kind in Kind if kind)
    name = re.compile(rf"{re.escape(path.stem)}-(\d{{8}}-\d{{6}})(?:-({kinds}))?(?:-(\d+))?\.db", re.ASCII)
    found: list[tuple[datetime, int, Copy]] = []
    try:
        files = list((path.parent / "backups").iterdir())
    except OSError:
        return []
    for file in files:
        if (match := name.fullmatch(file.name)) and stat.S_ISREG(file.lstat().st_mode):
            with suppress(ValueError):
                made = datetime.strptime(match[1], "%Y%m%d-%H%M%S")
                found.append((made, int(match[3] or 1), Copy(file, made, Kind(match[2] or ""))))
    return [copy for _, _, copy in sorted(found, key=lambda one: one[:2], reverse=True)]


def superfluous(copies: Iterable[Copy], now: datetime) -> list[Copy]:
    """Those of the copies, newest first, that need not be kept; what a reader asked for or was damaged always is."""
    unasked = [copy for copy in copies if copy.kind not in (Kind.ASKED, Kind.DAMAGED)]
    kept = set(unasked[:NEWEST])
    for copy in reversed(unasked):
        age = now.date() - copy.made.date()
        week, last_week = (moment.date() - timedelta(days=moment.weekday()) for moment in (copy.made, now))
        months = (now.year - copy.made.year) * 12 + now.month - copy.made.month
        spans = (
            (age.days < DAYS, "%Y%m%d"),
            ((last_week - week).days < 7 * WEEKS, "%G%V"),
            (months < MONTHS, "%Y%m"),
        )
        for is_near, form in spans:
            same = (other for other in unasked if other.made.strftime(form) == copy.made.strftime(form))
            if is_near and next(same) is copy:
                kept.add(copy)
    return [copy for copy in unasked if copy not in kept]


def copy_of(conn: sqlite3.Connection, path: Path, targets: Iterator[Path]) -> Path:
    """Copy the database that `conn` has open at `path` to the first of `targets` where nothing is yet; return it.

    The copy (0600) has been checked and its rows counted before it gets its name. Raises StoreProblem if it is
    damaged, FileExistsError if `targets` ends, sqlite3.Error, OSError.
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
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    copied = sqlite3.connect(f"{part.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        # All in one step, and of one moment: what others write meanwhile is not in it, and does not start it anew.
        copied.execute("pragma synchronous = off")
        conn.execute("begin")
        try:
            counts = _counts(conn)
            conn.backup(copied, pages=-1)
        finally:
            conn.execute("rollback")
        copied.execute("pragma journal_mode = delete")
        findings = [str(row[0]) for row in copied.execute("pragma integrity_check").fetchall()]
        if findings != ["ok"]:
            raise problem(path, f"is damaged: its copy says {findings[0]!r}; no copy was kept", RESTORE)
        if _counts(copied) != counts:
            raise problem(path, "could not be copied: the copy has fewer or more rows", RESTORE)
    finally:
        copied.close()


def _counts(conn: sqlite3.Connection) -> dict[str, int]:
    tables = {row[0] for row in conn.execute("select name from sqlite_master where type = 'table'").fetchall()}
    return {
        table: int(conn.execute(f'select count(*) from "{table}"').fetchone()[0])
        for table in schema.COLUMNS
        if table in tables
    }


def publish(part: Path, target: Path) -> None:
    """Give the finished file `part` the name `target`, on disk. Raises FileExistsError if something is there."""
    sync(part)
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: here nothing better is left than to look first.
        if os.path.lexists(target):
            raise FileExistsError(f"{target} is there already") from None
        part.rename(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """Have the file or folder on disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
