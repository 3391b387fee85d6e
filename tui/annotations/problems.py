"""What SQLite says, said in words that help."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.annotations.holders import holders
from tui.errors import StoreProblem
from tui.visible import visible_line

RESTORE = "the backups lie in the folder 'backups' beside it; put one in its place with `pizhu restore`"

_WORDS = {
    sqlite3.SQLITE_BUSY: ("is locked by another program", "nothing was changed; try again when it has finished"),
    sqlite3.SQLITE_LOCKED: ("is locked by another program", "nothing was changed; try again when it has finished"),
    sqlite3.SQLITE_READONLY: ("is read-only", "it can be read, but not changed; check the rights of file and folder"),
    sqlite3.SQLITE_FULL: ("cannot grow: the disk is full", "nothing was changed; free some space and try again"),
    sqlite3.SQLITE_IOERR: ("could not be read or written by the disk", "nothing was changed; check disk and space"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", RESTORE),
    sqlite3.SQLITE_NOTADB: ("is not a SQLite database", "give another file with --db; this one was not touched"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check that file and folder are there and may be read"),
    sqlite3.SQLITE_PERM: ("may not be opened", "check the rights of file and folder"),
    sqlite3.SQLITE_TOOBIG: ("cannot hold a text that long", "nothing was changed"),
}


def problem(path: Path, says: str, hint: str = "") -> StoreProblem:
    """A StoreProblem about the database at `path`: `says` goes on after its name."""
    return StoreProblem(f"the database {visible_line(str(path))} {says}", hint)


def explained(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> StoreProblem:
    """The StoreProblem that stands for what SQLite raised."""
    if isinstance(error, UnicodeDecodeError):
        # What SQLite says quotes the schema, of which a damaged file makes no text.
        return problem(path, "is damaged: its schema is no text", RESTORE)
    code = getattr(error, "sqlite_errorcode", None)
    if (code or 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and (others := holders(path)):
        who = visible_line(", ".join(others))
        return problem(path, f"is being written by {who}", "nothing was changed; try again when it has finished")
    if "unsupported file format" in str(error):  # SQLite has no code for it
        code = sqlite3.SQLITE_CORRUPT
    says, hint = _WORDS.get((code or 0) & 0xFF, ("refused the change", "nothing was changed"))
    return problem(path, f"{says} [SQLite: {visible_line(str(error))}]", hint)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Within, sqlite3's own errors and the system's become StoreProblem."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise explained(error, path) from error
    except OSError as error:
        raise problem(path, f"cannot be used: {error.strerror or error}", "check file, folder and disk") from error
