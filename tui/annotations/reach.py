"""Where tags and speakers reach: the documents of which some live highlight has them, by the database's own indices.

Every function may raise sqlite3.Error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

_TAGGED = (
    "select h.document_id from highlight_tag l cross join highlight h on h.id = l.highlight_id"
    " where l.tag_id in ({}) and h.deleted is null"
)
_SPOKEN = "select document_id from highlight where speaker in ({}) and deleted is null"

_NAMES = 400
"""More tags or speakers than so many are not asked for in one statement."""

_DAMAGED = "\ufffd"


def count_tagged(conn: sqlite3.Connection, tag_ids: Collection[str]) -> int | None:
    """How many live highlights carry one of the tags, at most; None if it is not to be told."""
    if not _can_be_asked(tag_ids):
        return None
    asked = f"select coalesce(sum(live), 0) from tag_use where tag_id in ({_marks(tag_ids)})"
    return int(conn.execute(asked, list(tag_ids)).fetchone()[0])


def speakers(conn: sqlite3.Connection) -> list[str]:
    """The speakers of all live highlights."""
    # Step by step through the index: a plain `distinct` may go through all of it.
    rows = conn.execute(
        "with recursive said (name) as ("
        "select min(speaker) from highlight where deleted is null and speaker is not null union all select"
        " (select min(speaker) from highlight where deleted is null and speaker > name) from said"
        " where name is not null) select name from said where name is not null"
    )
    return [row[0] for row in rows.fetchall()]


def count_spoken(conn: sqlite3.Connection, names: Collection[str], most: int) -> int | None:
    """How many live highlights are said by one of these; None if more than `most`, or not to be told."""
    if not _can_be_asked(names):
        return None
    asked = f"select count(*) from (select 1 from ({_SPOKEN.format(_marks(names))}) limit ?)"
    count = int(conn.execute(asked, [*names, most + 1]).fetchone()[0])
    return count if count <= most else None


def reached(
    conn: sqlite3.Connection, tag_ids: Collection[str], names: Collection[str]
) -> list[tuple[str, str, int]] | None:
    """Path, id and number of live highlights of each document with such a tag or such a speaker, by path.

    None if that is not to be told.
    """
    if len(tag_ids) + len(names) > _NAMES:
        return None
    some = f"{_TAGGED.format(_marks(tag_ids))} union {_SPOKEN.format(_marks(names))}"
    rows = conn.execute(
        "select d.path, d.id, coalesce(u.live, 0) from document d left join document_use u on u.document_id = d.id"
        f" where d.id in ({some}) order by d.path",
        [*tag_ids, *names],
    )
    found = rows.fetchall()
    return found if not any(_DAMAGED in identity for _, identity, _ in found) else None


def _can_be_asked(values: Collection[str]) -> bool:
    # What is no UTF-8 in the database is read as something else, by which it is not found again.
    return len(values) <= _NAMES and not any(_DAMAGED in value for value in values)


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
