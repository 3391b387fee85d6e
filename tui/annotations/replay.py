"""What the history says the tables hold, so that one can be held against the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from tui.annotations import schema
from tui.annotations.recorder import Change, Value, read

RowName: TypeAlias = tuple[str, tuple[Value, ...]]
"""A table and the values of its key."""

Rows: TypeAlias = dict[RowName, dict[str, Value]]


def carry(rows: Rows, changes: Iterable[Change]) -> None:
    """Carry `changes` out on `rows`. A row that is updated and not there begins with the columns that are known."""
    for change in changes:
        name = change.table, tuple(change.key.values())
        if change.after is None:
            rows.pop(name, None)
        else:
            rows[name] = {**rows.get(name, {}), **change.key, **change.after}


def told_by_history(conn: sqlite3.Connection) -> Rows:
    """The rows that acts can change, as the acts in force made them. Raises sqlite3.Error, ValueError."""
    rows: Rows = {}
    acts = conn.execute("select forward, backward from act where undone = 0 order by seq")
    for forward, backward in acts:
        carry(rows, read(forward, backward))
    return rows


def tables_of(conn: sqlite3.Connection) -> Rows:
    """The rows that acts can change, as they are. Raises sqlite3.Error."""
    rows: Rows = {}
    for table, key in schema.KEYS.items():
        columns = schema.COLUMNS[table]
        names = ", ".join(f'"{column}"' for column in columns)
        for values in conn.execute(f"select {names} from {table}"):
            row = dict(zip(columns, values, strict=True))
            rows[table, tuple(row[name] for name in key)] = row
    return rows


def differences(conn: sqlite3.Connection) -> Iterator[RowName]:
    """The rows that are not what the acts in force made of them. Raises sqlite3.Error, ValueError."""
    told, there = told_by_history(conn), tables_of(conn)
    for name in told.keys() | there.keys():
        # A column that an act left to its default is not in its record.
        if name not in told or name not in there or told[name].items() - there[name].items():
            yield name
