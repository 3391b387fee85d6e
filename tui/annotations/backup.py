"""Copies of the database to fall back on, and its examination."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tui.annotations.connection import open_existing
from tui.annotations.copies import copy_of, dated_names
from tui.annotations.problems import in_words
from tui.annotations.snapshots import unpack
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


def integrity(path: Path) -> list[str]:
    """What is wrong with the database at `path`, a line each; empty if it is whole.

    Looks at every page, reference, snapshot and count: seconds for hundreds of megabytes.
    """
    if not path.exists():
        return []
    try:
        conn, _ = open_existing(path)
    except StoreProblem as error:
        return [str(error)]
    try:
        return _findings(conn)
    except sqlite3.Error as error:
        return [visible_line(f"SQLite: {error}")]
    finally:
        conn.close()


def _findings(conn: sqlite3.Connection) -> list[str]:
    found = [visible_line(str(row[0])) for row in conn.execute("pragma integrity_check").fetchall()]
    if found != ["ok"]:
        return found
    found = [
        visible_line(f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there")
        for row in conn.execute("pragma foreign_key_check").fetchall()
    ]
    for identity, packed, characters, digest in conn.execute("select id, text, characters, sha256 from snapshot"):
        try:
            unpack(packed, characters, digest)
        except ValueError as error:
            found.append(visible_line(f"snapshot {identity} is damaged: {error}"))
    wrong = conn.execute(
        "select count(*) from tag_use where live <> (select count(*) from highlight_tag link"
        " join highlight on highlight.id = link.highlight_id"
        " where link.tag_id = tag_use.tag_id and highlight.deleted is null)"
    ).fetchone()[0]
    if wrong:
        found.append(f"the number of highlights is wrong for {wrong} tags")
    loops = conn.execute("select count(*) from tag where id not in (select id from tag_paths)").fetchone()[0]
    if loops:
        found.append(f"{loops} tags hang below themselves")
    return found
