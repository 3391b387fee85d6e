"""The acts of a reader: written down with both directions, taken back and done again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from tui.annotations.ids import uuid7
from tui.annotations.model import ActRecord
from tui.annotations.recorder import Change, Recorder, apply, read, written

Told = Callable[[Sequence[Change]], None]
"""Who hears of the changes that were made, inside the transaction."""

_IN_FORCE, _UNDONE, _LEFT_BEHIND = 0, 1, 2
_COLUMNS = "id, what, about, created, undone"


def write_down(recorder: Recorder, what: str, session: str) -> None:
    """Add what `recorder` has changed to the history; acts that were undone can no longer be done again.

    Inside the act's own transaction. Raises sqlite3.Error.
    """
    forward, backward = written(recorder.changes)
    recorder.conn.execute("update act set undone = ? where undone = ?", (_LEFT_BEHIND, _UNDONE))
    recorder.conn.execute(
        "insert into act (id, session, what, about, forward, backward, created) values (?, ?, ?, ?, ?, ?, ?)",
        (uuid7(), session, what, recorder.about, forward, backward, recorder.now),
    )


def take_back(conn: sqlite3.Connection, told: Told = lambda _: None) -> ActRecord | None:
    """Undo the newest act that is in force; None if there is none. Inside a transaction.

    Raises LookupError or ValueError if its rows or its record were changed by another program, sqlite3.Error.
    """
    return _turn(conn, "undone = 0 order by seq desc", _UNDONE, told)


def do_again(conn: sqlite3.Connection, told: Told = lambda _: None) -> ActRecord | None:
    """Redo the oldest act that was undone and not left behind; None if there is none. Raises as `take_back`."""
    return _turn(conn, "undone = 1 order by seq", _IN_FORCE, told)


def _turn(conn: sqlite3.Connection, which: str, state: int, told: Told) -> ActRecord | None:
    row = conn.execute(f"select seq, forward, backward, {_COLUMNS} from act where {which} limit 1").fetchone()
    if row is None:
        return None
    changes = read(row[1], row[2])
    if state == _UNDONE:
        changes = [change.backward() for change in reversed(changes)]
    for change in changes:
        apply(conn, change)
    told(changes)
    conn.execute("update act set undone = ? where seq = ?", (state, row[0]))
    touched = [str(c.key.get("highlight_id", c.key.get("id"))) for c in changes if c.table.startswith("highlight")]
    return _record((*row[3:7], state), tuple(dict.fromkeys(touched)))


def newest(conn: sqlite3.Connection, limit: int) -> list[ActRecord]:
    """The last `limit` acts, newest first. Raises sqlite3.Error."""
    rows = conn.execute(f"select {_COLUMNS} from act order by seq desc limit ?", (limit,)).fetchall()
    return [_record(row) for row in rows]


def _record(row: tuple[str, str, str, str, int], highlight_ids: tuple[str, ...] = ()) -> ActRecord:
    identity, what, about, created, state = row
    return ActRecord(identity, what, about, created, state != _IN_FORCE, state == _UNDONE, highlight_ids)
