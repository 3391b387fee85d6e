"""Copies of the database to fall back on."""

from __future__ import annotations

from pathlib import Path

from tui.annotations.connection import open_existing
from tui.annotations.copies import copy_of, dated_names
from tui.annotations.problems import in_words
from tui.errors import Misuse, NotFound, StoreProblem
from tui.visible import visible_line


def back_up(store_path: Path, target: Path | None = None) -> Path:
    """Copy the database at `store_path` and return where the copy is; it may be in use meanwhile.

    Without `target` that is `backups/annotations-YYYYMMDD-HHMMSS.db` beside it. The copy (0600) has been checked and
    counted before it gets its name. Raises NotFound if there is no database, Misuse if something is at `target`,
    StoreProblem if the database is damaged or the copy cannot be written.
    """
    if not store_path.exists():
        raise NotFound(f"there is no database {visible_line(str(store_path))}", "nothing has been added yet")
    conn, _ = open_existing(store_path)
    try:
        with in_words(store_path):
            return copy_of(conn, store_path, dated_names(store_path) if target is None else iter([target]))
    except StoreProblem as error:
        if isinstance(error.__cause__, FileExistsError):
            raise Misuse(f"{visible_line(str(target))} is there already", "give the backup another name") from error
        raise
    finally:
        conn.close()
