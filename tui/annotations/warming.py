"""A database on a disk that is slow to jump: its highlights gone through as they lie, so that they are in memory then.

Every function may raise sqlite3.Error.
"""

from __future__ import annotations

import sqlite3

_ROWS = 10_000
"""So many are gone through at once: some 10 ms of them, and what the disk takes."""

_HIGHLIGHTS = (
    "select max(at), max(length(created)) from"
    " (select rowid as at, created from highlight where rowid > ? order by rowid limit ?)"
)
_LINKS = (
    "select max(highlight_id), max(length(created)) from"
    " (select highlight_id, created from highlight_tag where highlight_id > ? order by highlight_id limit ?)"
)


def next_highlights(conn: sqlite3.Connection, behind: int) -> int | None:
    """Go through the next highlights behind this one, by number; gives the last one's number, None at the end."""
    # Of each a column far behind, so that it is looked for in the table and not in an index.
    found = conn.execute(_HIGHLIGHTS, (behind, _ROWS)).fetchone()[0]
    return None if found is None else int(found)


def next_links(conn: sqlite3.Connection, behind: str) -> str | None:
    """Go through the tags of the next highlights behind this id; gives the last one's id, None at the end."""
    found = conn.execute(_LINKS, (behind, _ROWS)).fetchone()[0]
    return None if found is None else str(found)
