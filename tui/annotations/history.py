"""The acts of a reader: written down with both directions, taken back and done again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tui.annotations.ids import now, uuid7
from tui.annotations.model import ActRecord
from tui.annotations.recorder import Recorder, apply, read, written
from tui.records import record

_IN_FORCE, _UNDONE, _LEFT_BEHIND = 0, 1, 2
_TO_UNDO, _TO_REDO = "undone = 0 order by seq desc", "undone = 1 order by seq"
_COLUMNS = "seq, id, what, about, created, undone, takes_back"


@record(frozen=True, slots=True)
class Asked:
    """Which acts of the history are asked for; times as the database writes them, UTC."""

    since: str = ""
    """The first moment; empty for the beginning."""
    before: str = ""
    """The moment behind the last; empty for now."""
    kinds: tuple[str, ...] = ()
    """Kinds of acts, as in `ActRecord.what`; empty for all."""


ALL = Asked()


def write_down(recorder: Recorder, what: str, session: str, takes_back: str | None = None) -> None:
    """Add what `recorder` has changed to the history; acts that were undone can no longer be done again.

    `takes_back` is the id of the act that this one takes back out of turn.
    Inside the act's own transaction. Raises sqlite3.Error.
    """
    forward, backward = written(recorder.changes)
    recorder.conn.execute("update act set undone = ? where undone = ?", (_LEFT_BEHIND, _UNDONE))
    recorder.conn.execute(
        "insert into act (id, session, what, about, forward, backward, created, takes_back)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (uuid7(), session, what, recorder.about, forward, backward, recorder.now, takes_back),
    )


def take_back(conn: sqlite3.Connection) -> ActRecord | None:
    """Undo the newest act that is in force; None if there is none. Inside a transaction.

    Raises LookupError or ValueError if its rows or its record were changed by another program, sqlite3.Error.
    """
    return _turn(conn, _TO_UNDO, _UNDONE)


def do_again(conn: sqlite3.Connection) -> ActRecord | None:
    """Redo the oldest act that was undone and not left behind; None if there is none. Raises as `take_back`."""
    return _turn(conn, _TO_REDO, _IN_FORCE)


def size(conn: sqlite3.Connection, *, again: bool) -> int:
    """The characters of what the act changed that is next to be taken back, or done `again`; 0 if there is none."""
    which = _TO_REDO if again else _TO_UNDO
    found = conn.execute(f"select length(forward) from act where {which} limit 1").fetchone()
    return 0 if found is None else int(found[0])


def _turn(conn: sqlite3.Connection, which: str, state: int) -> ActRecord | None:
    row = conn.execute(f"select forward, backward, {_COLUMNS} from act where {which} limit 1").fetchone()
    if row is None:
        return None
    forward, backward, seq, *rest = row
    changes = read(forward, backward)
    if state == _UNDONE:
        changes = [change.backward() for change in reversed(changes)]
    for change in changes:
        apply(conn, change)
    conn.execute("update act set undone = ? where seq = ?", (state, seq))
    conn.execute(
        "insert into turn (act_seq, after_seq, undone, created) values (?, (select max(seq) from act), ?, ?)",
        (seq, state, now()),
    )
    rest[4] = state
    touched = [str(c.key.get("highlight_id", c.key.get("id"))) for c in changes if c.table.startswith("highlight")]
    return _record((seq, *rest), tuple(dict.fromkeys(touched)))


def newest(conn: sqlite3.Connection, limit: int, asked: Asked = ALL) -> list[ActRecord]:
    """The last `limit` acts that were `asked` for, newest first. Raises sqlite3.Error."""
    # Only what is asked for is said: with more, SQLite would take the index of times and sort.
    wanted = {
        "created >= ?": (asked.since,) if asked.since else (),
        "created < ?": (asked.before,) if asked.before else (),
        f"what in ({', '.join('?' * len(asked.kinds))})": asked.kinds,
    }
    said = " and ".join(words for words, values in wanted.items() if values)
    rows = conn.execute(
        f"select {_COLUMNS} from act {f'where {said}' if said else ''} order by seq desc limit ?",
        (*(value for values in wanted.values() for value in values), limit),
    ).fetchall()
    return [_record(row) for row in rows]


def acts_numbered(conn: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, ActRecord]:
    """The acts that have these numbers, at most some hundreds, by them. Raises sqlite3.Error."""
    marks = ", ".join("?" * len(numbers))
    rows = conn.execute(f"select {_COLUMNS} from act where seq in ({marks})", numbers).fetchall()
    return {row[0]: _record(row) for row in rows}


def act_of(conn: sqlite3.Connection, number: int | None = None, identity: str = "") -> ActRecord | None:
    """The act with this number, or this id. Raises sqlite3.Error."""
    row = conn.execute(f"select {_COLUMNS} from act where seq = ? or id = ?", (number, identity)).fetchone()
    return None if row is None else _record(row)


def was_taken_back(conn: sqlite3.Connection, what: str, words: str) -> bool:
    """Whether an act of this kind whose changes hold these words was undone, or taken back out of turn."""
    # What was done again, or done anew, is in force once more.
    rows = conn.execute(
        "select undone <> 0 or exists (select 1 from act later where later.takes_back = act.id and later.undone = 0)"
        " from act where what = ? and instr(forward, ?) > 0 order by seq desc limit 1",
        (what, words),
    ).fetchall()
    return bool(rows) and bool(rows[0][0])


def _record(row: tuple[int, str, str, str, str, int, str | None], highlight_ids: tuple[str, ...] = ()) -> ActRecord:
    seq, identity, what, about, created, state, takes_back = row
    undone, redoable = state != _IN_FORCE, state == _UNDONE
    return ActRecord(identity, what, about, created, undone, redoable, highlight_ids, seq, takes_back or "")
