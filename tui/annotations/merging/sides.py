"""The two databases of a merging: their rows and histories, told in one set of ids."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import groupby

from tui.annotations import schema
from tui.annotations.merging.standing import Event
from tui.annotations.recorder import Row, Value, read
from tui.annotations.replay import RowName

_TIMES = frozenset(("created", "updated"))
_NO_MATTER = {"highlight_tag": frozenset(("position",))}


Difference = tuple[RowName, "dict[str, Value] | None", "dict[str, Value] | None"]
"""A row as ours and as theirs; None where it is not there."""


class Side:
    """One database of a merging. Ids are told as `ids` has them: by table and column, from its own to the common."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        self.acts: dict[str, int] = dict(conn.execute("select id, undone from act").fetchall())
        self.ids: dict[tuple[str, str], Mapping[str, str]] = {}
        self._events: dict[RowName, list[Event]] = {}

    def rows(self, table: str) -> Iterator[dict[str, Value]]:
        """All rows, by key."""
        columns = schema.COLUMNS[table]
        names = ", ".join(f'"{column}"' for column in columns)
        key = ", ".join(f'"{name}"' for name in schema.KEYS[table])
        for values in self.conn.execute(f"select {names} from {table} order by {key}"):
            yield self._told(table, dict(zip(columns, values, strict=True)))

    def by_name(self, table: str) -> dict[RowName, dict[str, Value]]:
        """All rows of a table that is not large."""
        return {name_of(table, row): row for row in self.rows(table)}

    def _told(self, table: str, row: dict[str, Value]) -> dict[str, Value]:
        for (its, column), ids in self.ids.items():
            if its == table and (value := row.get(column)) is not None:
                row[column] = ids.get(str(value), value)
        return row

    def learn(self, names: Collection[RowName]) -> None:
        """Read what the history says of these rows. Acts that cannot be read say nothing."""
        if not names:
            return
        found: defaultdict[RowName, list[Event]] = defaultdict(list)
        signs = [f'"table":"{table}"' for table in {name[0] for name in names}]
        rows = self.conn.execute("select id, created, undone, forward, backward from act order by seq")
        for act, time, undone, forward, backward in rows:
            if act in self._void:
                continue
            # As `written` spells it; to read an act takes a hundred times as long.
            if not any(sign in forward for sign in signs):
                continue
            with suppress(ValueError, RecursionError):
                for change in read(forward, backward):
                    name = name_of(change.table, self._told(change.table, dict(change.key)))
                    if name in names:
                        before, after = (
                            None if side is None else self._told(change.table, dict(side))
                            for side in (change.before, change.after)
                        )
                        found[name].append(Event(act, time, not undone, before, after))
        self._events |= found

    @cached_property
    def _void(self) -> set[str]:
        """Mergings that were undone or taken back, and what took them back: as if they had never been.

        Who takes back what a merging brought does not say that it is to go where it came from, or may not come again.
        """
        acts = self.conn.execute("select id, what, undone, takes_back from act where what in ('merge', 'take_back')")
        mergings: set[str] = set()
        takers: dict[str, str] = {}
        void = set()
        for act, what, undone, takes_back in acts.fetchall():
            if what == "merge":
                mergings.add(act)
                void |= {act} if undone else set()
            elif not undone:
                takers[takes_back] = act
        for merging in mergings & takers.keys():
            chain = [merging]
            while chain[-1] in takers:
                chain.append(takers[chain[-1]])
            # What took it back can have been taken back itself.
            void |= set(chain) if len(chain) % 2 == 0 else set()
        return void

    def events(self, name: RowName) -> list[Event]:
        """What the history says of a row that was learnt of, the oldest first."""
        return self._events.get(name, [])


def learn(ours: Side, theirs: Side, rows: Collection[Difference]) -> None:
    """Let both sides learn what is needed of rows in which they differ.

    Of a row that one side alone has, the other is asked first: mostly it has never heard of it.
    """
    both = {name for name, one, other in rows if one is not None and other is not None}
    mine = {name for name, _, other in rows if other is None}
    its = {name for name, one, _ in rows if one is None}
    ours.learn(both | its)
    theirs.learn(both | mine)
    ours.learn({name for name in mine if theirs.events(name)})
    theirs.learn({name for name in its if ours.events(name)})


def name_of(table: str, row: Row) -> RowName:
    """The table and the key of a row."""
    return table, tuple(row[name] for name in schema.KEYS[table])


def differences(table: str, ours: Side, theirs: Side) -> Iterator[Difference]:
    """The rows in which two sides differ, times aside. The first column of the key must not be translated."""
    first = schema.KEYS[table][0]
    mine = groupby(ours.rows(table), lambda row: str(row[first]))
    other = groupby(theirs.rows(table), lambda row: str(row[first]))
    here, there = next(mine, None), next(other, None)
    while here is not None or there is not None:
        takes_here = there is None or (here is not None and here[0] <= there[0])
        takes_there = here is None or (there is not None and there[0] <= here[0])
        some = {name_of(table, row): row for row in here[1]} if here is not None and takes_here else {}
        others = {name_of(table, row): row for row in there[1]} if there is not None and takes_there else {}
        yield from between(table, some, others)
        here = next(mine, None) if takes_here else here
        there = next(other, None) if takes_there else there


def between(
    table: str, ours: Mapping[RowName, dict[str, Value]], theirs: Mapping[RowName, dict[str, Value]]
) -> Iterator[Difference]:
    """As `differences`, of rows that are at hand."""
    for name in dict.fromkeys((*ours, *theirs)):
        one, other = ours.get(name), theirs.get(name)
        if one is None or other is None or _words(table, one) != _words(table, other):
            yield name, one, other


def _words(table: str, row: Row) -> dict[str, Value]:
    idle = _TIMES | _NO_MATTER.get(table, frozenset())
    words = {name: value for name, value in row.items() if name not in idle}
    if "deleted" in words:
        words["deleted"] = int(words["deleted"] is not None)
    return words
