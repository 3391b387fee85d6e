"""What is wrong with a database, and what to do about it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tui.annotations.connection import open_existing
from tui.annotations.counting import LIVE_BELOW
from tui.annotations.recorder import read
from tui.annotations.replay import differences
from tui.annotations.snapshots import unpack
from tui.errors import StoreProblem
from tui.records import record
from tui.visible import visible_line

SALVAGE = "`pizhu check --repair` reads out what can be read into a new file; or put a backup back: `pizhu restore`"
_RECKON = "nothing of yours is lost; `pizhu check --repair` makes a new file with the right numbers"
_OTHER = "another program wrote into it; what is there is shown, but `pizhu undo` may refuse"


@record(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    what: str
    do: str
    """What the reader can do about it."""


def findings(path: Path) -> list[Finding]:
    """What is wrong with the database at `path`; empty if it is whole, or not there.

    Looks at every page, reference, snapshot, act and count: seconds for hundreds of megabytes.
    """
    if not path.exists():
        return []
    try:
        conn, _ = open_existing(path)
    except StoreProblem as error:
        return [Finding(error.message, error.hint)]
    try:
        return list(_of(conn))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return [Finding(visible_line(f"SQLite: {error}"), SALVAGE)]
    finally:
        conn.close()


def _of(conn: sqlite3.Connection) -> Iterator[Finding]:
    damaged = [visible_line(str(row[0])) for row in conn.execute("pragma integrity_check").fetchall()]
    if damaged != ["ok"]:
        # Other looks would meet the same pages and say less.
        yield from (Finding(line, SALVAGE) for line in damaged)
        return
    for table, row, other, _ in conn.execute("pragma foreign_key_check").fetchall():
        yield Finding(visible_line(f"row {row} of {table} refers to a row of {other} that is not there"), SALVAGE)
    for identity, packed, characters, digest in conn.execute("select id, text, characters, sha256 from snapshot"):
        try:
            unpack(packed, characters, digest)
        except ValueError as error:
            yield Finding(
                visible_line(f"snapshot {identity} is damaged: {error}"),
                "its quotes are whole; a backup may have the text: `pizhu restore`",
            )
    yield from _of_counts(conn)
    yield from _of_tags(conn)
    yield from _of_history(conn)


def _of_counts(conn: sqlite3.Connection) -> Iterator[Finding]:
    live = "join highlight on highlight.id = link.highlight_id where highlight.deleted is null"
    for what, table, right in (
        ("tags", "tag_use", f"(select count(*) from highlight_tag link {live} and link.tag_id = tag_use.tag_id)"),
        ("branches of tags", "branch_use", LIVE_BELOW),
        (
            "documents",
            "document_use",
            "(select count(*) from highlight where document_id = document_use.document_id and deleted is null)",
        ),
    ):
        wrong = conn.execute(f"select count(*) from {table} where live <> {right}").fetchone()[0]
        if wrong:
            yield Finding(f"the number of highlights is wrong for {wrong} {what}", _RECKON)


def _of_tags(conn: sqlite3.Connection) -> Iterator[Finding]:
    loops = conn.execute("select count(*) from tag where id not in (select id from tag_paths)").fetchone()[0]
    if loops:
        yield Finding(f"{loops} tags hang below themselves", "move one of them to the root: `pizhu tags move`")
    for table, column, kind in (("tag", "aliases", list), ("document", "fields", dict)):
        wrong = sum(not _is(kind, text) for (text,) in conn.execute(f"select {column} from {table}"))
        if wrong:
            yield Finding(f"{wrong} {table}s have {column} that cannot be read; they count as none", _OTHER)
    strange = len(conn.execute("select 1 from highlight where trim(quote) = ''").fetchall())
    if strange:
        yield Finding(f"{strange} highlights have no words", "look at them: `pizhu quotes`; delete what is of no use")


def _is(kind: type, text: str) -> bool:
    try:
        return isinstance(json.loads(text), kind)
    except (ValueError, RecursionError):
        return False


def _of_history(conn: sqlite3.Connection) -> Iterator[Finding]:
    unread = 0
    for forward, backward in conn.execute("select forward, backward from act"):
        try:
            read(forward, backward)
        except (ValueError, RecursionError):
            unread += 1
    if unread:
        yield Finding(f"{unread} acts of the history cannot be read", f"they cannot be undone; {_OTHER}")
    elif count := sum(1 for _ in differences(conn)):
        yield Finding(f"{count} rows are not what the history made of them", _OTHER)
