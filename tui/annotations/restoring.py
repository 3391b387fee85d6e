"""A backup put in the place of what the database holds: compared first, and what it replaces is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tui.annotations import reads
from tui.annotations.connection import connect, open_existing
from tui.annotations.copies import Kind, copies_of, copy_unasked, dated_names, publish, sync
from tui.annotations.model import Quote
from tui.annotations.problems import in_words, problem
from tui.annotations.visiting import looked_over
from tui.errors import Misuse, NotFound, StoreProblem
from tui.paths import private_dir
from tui.visible import visible_line

_LOGS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What putting a backup back does, or would do."""

    backup: Path
    lost: Sequence[Quote] = ()
    """Highlights that are here and not in the backup."""
    gained: Sequence[Quote] = ()
    """Highlights that are in the backup and not here."""
    changed: int = 0
    """Highlights whose place, note, star or tags are others there."""
    acts: int = 0
    """Acts that are here and not in the backup."""
    damaged: str = ""
    """Why what is here could not be compared with the backup; empty if it could."""
    kept: Path | None = None
    """Where the copy of what was replaced lies; None if nothing was replaced."""


def newest_undo(path: Path) -> Path:
    """The copy that the last restoring made of what it replaced. Raises NotFound."""
    found = next((copy.path for copy in copies_of(path) if copy.kind is Kind.RESTORE), None)
    if found is None:
        raise NotFound("nothing was restored that could be taken back", "`pizhu restore` lists the backups")
    return found


def restore(path: Path, backup: Path, *, rehearse: bool = False) -> Restored:
    """Put what `backup` holds in the place of the database at `path`, or only tell what that would do.

    What is there is copied to `backups/` before (a damaged file is put there as it is). Other programs that have the
    database open go on with what was restored. Raises NotFound if there is no such backup, Misuse if it is the
    database itself, StoreProblem if it is damaged or no database of ours, or the present one is locked or newer; then
    nothing is changed.
    """
    if not backup.exists():
        raise NotFound(f"there is no backup {visible_line(str(backup))}", "`pizhu restore` lists what there is")
    if path.exists() and backup.samefile(path):
        raise Misuse("that is the database itself", "`pizhu restore` lists its backups")
    with looked_over(backup, path.parent, "nothing was restored", "take another: `pizhu restore`") as source:
        if not path.exists():
            gained = reads.quotes(source)
            if not rehearse:
                _put(source, path, over=False)
            return Restored(backup, gained=gained, acts=0)
        try:
            present, read_only = open_existing(path)
        except StoreProblem as error:
            if not _is_ours_and_damaged(path, error):
                raise
            gained = reads.quotes(source)
            kept = None if rehearse else _replace_damaged(source, path)
            return Restored(backup, gained=gained, damaged=error.message, kept=kept)
        return _into_present(path, backup, source, present, read_only=read_only, rehearse=rehearse)


def _into_present(
    path: Path,
    backup: Path,
    source: sqlite3.Connection,
    present: sqlite3.Connection,
    *,
    read_only: bool,
    rehearse: bool,
) -> Restored:
    with closing(present), in_words(path):
        try:
            found = _compared(backup, present, source)
            if rehearse:
                return found
            if read_only:
                raise problem(path, "is read-only: nothing can be restored into it", "make file and folder writable")
            kept = copy_unasked(present, path, Kind.RESTORE)
        except (StoreProblem, sqlite3.DatabaseError) as error:
            if not _is_damage(error):
                raise
            said = str(error)
        else:
            # Whoever writes now is waited for here: `backup` itself would wait for ever.
            present.execute("begin immediate")
            present.execute("rollback")
            source.backup(present, pages=-1)
            present.execute("pragma wal_checkpoint(truncate)").fetchall()
            return Restored(backup, found.lost, found.gained, found.changed, found.acts, kept=kept)
    gained = reads.quotes(source)
    return Restored(backup, gained=gained, damaged=said, kept=None if rehearse else _replace_damaged(source, path))


def _is_damage(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None) or getattr(error.__cause__, "sqlite_errorcode", None) or 0
    return code & 0xFF == sqlite3.SQLITE_CORRUPT or "is damaged" in str(error)


def _is_ours_and_damaged(path: Path, error: StoreProblem) -> bool:
    """Whether what lies at `path` may be moved away: a cut or broken file, and none that says it is another's."""
    size = path.stat().st_size
    says = ("is damaged", "is empty", "too short", "has lost", "has a trigger", "is not a SQLite database")
    if path.is_file() and (size == 0 or any(each in error.message for each in says)):
        with path.open("rb") as file:
            head = file.read(16)
        return not head.strip(b"\0") or head == b"SQLite format 3\0"
    return False


def _compared(backup: Path, present: sqlite3.Connection, source: sqlite3.Connection) -> Restored:
    here = {quote.highlight.id: quote for quote in reads.quotes(present)}
    there = {quote.highlight.id: quote for quote in reads.quotes(source)}
    acts = {row[0] for row in present.execute("select id from act")}
    acts -= {row[0] for row in source.execute("select id from act")}
    return Restored(
        backup,
        [quote for identity, quote in here.items() if identity not in there],
        [quote for identity, quote in there.items() if identity not in here],
        sum(_words(there[identity]) != _words(quote) for identity, quote in here.items() if identity in there),
        len(acts),
    )


def _words(quote: Quote) -> tuple[object, ...]:
    highlight = quote.highlight
    return highlight.anchor, frozenset(quote.tags), highlight.note, highlight.starred, quote.document.path


def _replace_damaged(source: sqlite3.Connection, path: Path) -> Path:
    """Put the backup in the place of a damaged file, which lies in `backups/` then, with its logs, byte by byte."""
    with in_words(path):
        private_dir(path.parent / "backups")
        kept = next(name for name in dated_names(path, Kind.DAMAGED) if not os.path.lexists(name))
        for suffix in ("", *_LOGS):
            file = path.with_name(path.name + suffix)
            if file.exists():
                shutil.copy2(file, kept.with_name(kept.name + suffix))
                sync(kept.with_name(kept.name + suffix))
        sync(kept.parent)
        # The logs first: beside another file they would be played into it.
        for suffix in _LOGS:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        _put(source, path, over=True)
    return kept


def _put(source: sqlite3.Connection, path: Path, *, over: bool) -> None:
    with in_words(path):
        part = path.with_name(f".{path.name}.{os.urandom(8).hex()}.part")
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
            with closing(connect(part, "mode=rw")) as conn:
                source.backup(conn, pages=-1)
                conn.execute("pragma journal_mode = wal")
            if over:
                sync(part)
                os.replace(part, path)
                sync(path.parent)
            else:
                publish(part, path)
        finally:
            part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup with what it holds."""

    path: Path
    made: datetime
    kind: Kind
    size: int
    """Bytes."""
    highlights: int | None
    """Live ones; None if it cannot be read."""


def backups_of(path: Path) -> list[Listed]:
    """The backups of the database at `path`, the newest first, with what they hold."""
    return [
        Listed(copy.path, copy.made, copy.kind, copy.path.stat().st_size, _highlights_in(copy.path))
        for copy in copies_of(path)
    ]


def _highlights_in(path: Path) -> int | None:
    try:
        with closing(connect(path, "mode=ro&immutable=1")) as conn:
            return int(conn.execute("select count(*) from highlight where deleted is null").fetchone()[0])
    except sqlite3.Error:
        return None
