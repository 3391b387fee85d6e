"""Row changes that are written down as they are made, so that every act can be taken back by construction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from tui.annotations import schema
from tui.annotations.ids import now, storable
from tui.records import record

Value = str | int | None
Row = Mapping[str, Value]

_TIMES: tuple[str, ...] = ("created", "updated")


@record(frozen=True, slots=True)
class Change:
    """One row changed: `before` is None where it was inserted, `after` where it was deleted.

    An inserted or deleted row is there whole; of an updated one only the columns that changed.
    """

    table: str
    key: Row
    before: Row | None
    after: Row | None

    def backward(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.key, self.after, self.before)


class Recorder:
    """Changes rows inside a transaction that is open, and keeps the list of its changes."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        self.changes: list[Change] = []
        self.about = ""
        """What the act is done to, for the history."""
        self.now = now()
        """The one time of all rows of the act."""

    def insert(self, table: str, row: Row) -> None:
        """Insert `row` (created and updated are filled in). Raises sqlite3.Error."""
        times: dict[str, Value] = {name: self.now for name in _TIMES if name in schema.COLUMNS[table]}
        full = {name: storable(v) if isinstance(v, str) else v for name, v in {**times, **row}.items()}
        change = Change(table, {name: full[name] for name in schema.KEYS[table]}, None, full)
        apply(self.conn, change)
        self.changes.append(change)

    def update(self, table: str, key: Row, values: Row) -> bool:
        """Set `values` in the row with `key`, if that changes anything; tells whether. KeyError if there is none."""
        wanted = {name: storable(value) if isinstance(value, str) else value for name, value in values.items()}
        time: Row = {"updated": self.now} if "updated" in schema.COLUMNS[table] else {}
        old = self._row(table, key, (*wanted, *time))
        changed = {name: value for name, value in wanted.items() if old[name] != value}
        if not changed:
            return False
        changed |= time
        change = Change(table, dict(key), {name: old[name] for name in changed}, changed)
        apply(self.conn, change)
        self.changes.append(change)
        return True

    def delete(self, table: str, key: Row) -> None:
        """Delete the row with `key`. Raises KeyError if there is none, sqlite3.Error."""
        change = Change(table, dict(key), self._row(table, key, schema.COLUMNS[table]), None)
        apply(self.conn, change)
        self.changes.append(change)

    def _row(self, table: str, key: Row, columns: tuple[str, ...]) -> dict[str, Value]:
        sql = f"select {_names(columns)} from {table} where {_equal(key)}"
        found = self.conn.execute(sql, tuple(key.values())).fetchone()
        if found is None:
            raise KeyError(f"{table} has no row {dict(key)}")
        return dict(zip(columns, found, strict=True))


def apply(conn: sqlite3.Connection, change: Change) -> None:
    """Carry out `change`. Raises LookupError if the row is not as `before` says, sqlite3.Error."""
    table, before, after = change.table, change.before, change.after
    if before is None and after is not None:
        marks = ", ".join("?" * len(after))
        conn.execute(f"insert into {table} ({_names(after)}) values ({marks})", tuple(after.values()))
        return
    expected = dict(change.key) | dict(before or {})
    if after is None:
        sql, values = f"delete from {table} where {_equal(expected)}", tuple(expected.values())
    else:
        settings = ", ".join(f'"{name}" = ?' for name in after)
        sql = f"update {table} set {settings} where {_equal(expected)}"
        values = (*after.values(), *expected.values())
    if conn.execute(sql, values).rowcount != 1:
        raise LookupError(f"the row {dict(change.key)} of {table} is not what it was")


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _equal(row: Row) -> str:
    return " and ".join(f'"{name}" is ?' for name in row)


def written(changes: Iterable[Change]) -> tuple[str, str]:
    """`changes` as the table `act` keeps them: forward and backward, JSON, one entry per change in both."""
    kept = tuple(changes)
    forward = [{"table": c.table, "key": c.key, "row": c.after} for c in kept]
    backward = [{"table": c.table, "key": c.key, "row": c.before} for c in kept]
    return _json(forward), _json(backward)


def _json(side: object) -> str:
    return json.dumps(side, ensure_ascii=False, separators=(",", ":"))


def read(forward: str, backward: str) -> list[Change]:
    """What `written` wrote. Raises ValueError if it names anything but our tables and columns, or is no such JSON."""
    befores, afters = _entries(backward), _entries(forward)
    if [entry[:2] for entry in befores] != [entry[:2] for entry in afters]:
        raise ValueError("the two sides of an act differ")
    return [Change(table, key, before[2], after) for (table, key, after), before in zip(afters, befores, strict=True)]


def _entries(text: str) -> list[tuple[str, dict[str, Value], dict[str, Value] | None]]:
    entries = json.loads(text)
    if not isinstance(entries, list):
        raise ValueError("an act is no list")
    return [_entry(entry) for entry in entries]


def _entry(entry: object) -> tuple[str, dict[str, Value], dict[str, Value] | None]:
    # The names become SQL, and the file may come from anywhere.
    if not isinstance(entry, dict):
        raise ValueError("a change is no object")
    table, key, row = entry.get("table"), entry.get("key"), entry.get("row")
    if not isinstance(table, str) or table not in schema.KEYS or not isinstance(key, dict):
        raise ValueError("a change names no table of ours")
    if tuple(key) != schema.KEYS[table]:
        raise ValueError("a change has a wrong key")
    if row is not None and not (isinstance(row, dict) and row.keys() <= set(schema.COLUMNS[table])):
        raise ValueError("a change names a column that is not ours")
    for value in (*key.values(), *(row or {}).values()):
        if isinstance(value, bool) or not isinstance(value, str | int | None):
            raise ValueError("a change has a value of a wrong type")
    return table, key, row
