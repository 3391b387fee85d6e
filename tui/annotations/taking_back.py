"""Single acts of the history, taken back out of turn: as acts of their own, which can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from tui.annotations import schema
from tui.annotations.base import Base, changed_elsewhere
from tui.annotations.history import Asked, act_of, newest
from tui.annotations.model import ActRecord
from tui.annotations.recorder import Change, Recorder, Row, Value, read
from tui.annotations.replay import RowName
from tui.errors import Entangled, Misuse, NotFound
from tui.visible import visible_line

_ANCHOR = frozenset(
    ("snapshot_id", "start", "end", "quote", "prefix", "suffix", "speaker", "start_ms", "state", "updated")
)
"""What re-anchoring and rewording change in a highlight: no later deed of the reader."""

_OF_DOCUMENTS = ("set_document_note", "move_document", "ask_encoding")
_SHOWN = 8


class TakingBack(Base):
    """The act that takes another one back."""

    def take_back(self, identity: str) -> ActRecord:
        """Take back one act of the history, by its number or id, and leave the later ones; gives the new act.

        Documents and tags that it made by the way stay where something else needs them. Raises NotFound; Misuse if
        it is undone or taken back already; Entangled if later acts build on it; StoreProblem.
        """
        act = self.act(identity)
        if act is None:
            raise NotFound(f"there is no act {visible_line(identity)!r} in the history", "`pizhu log` lists them")
        try:
            with self._act("take_back", takes_back=act.id) as recorder:
                _must_be_in_force(recorder.conn, act)
                changes = _changes_of(recorder.conn, act)
                knots = _turn_back(recorder, act, changes)
                if knots:
                    later = _later(recorder.conn, act, knots)
                    if not later:
                        raise LookupError(f"{knots[0]} is not what it was")
                    raise Entangled(_say(act, later), _list(later))
                recorder.about = act.about
                if not recorder.changes:
                    raise Misuse(f"nothing is left of act {act.number} that could be taken back")
        except (LookupError, ValueError, RecursionError) as error:
            raise changed_elsewhere(self.path, error) from error
        done = self._read(_newest, None)
        if done is None:
            raise RuntimeError("an act was not written down")
        return done

    def act(self, identity: str) -> ActRecord | None:
        """The act of this number or id. Raises StoreProblem."""
        return self._read(_found, None, identity)

    def deleted_tags(self) -> list[ActRecord]:
        """The acts that deleted tags and can be taken back, the last one first; `about` is the path of the tag."""
        return self._read(_deletions, [])


_MOST = 500
"""Deletions of tags that are offered to be taken back."""


def _deletions(conn: sqlite3.Connection) -> list[ActRecord]:
    acts = newest(conn, _MOST, Asked(kinds=("delete_tag",)))
    return [act for act in acts if not act.undone and not taken_back_by(conn, act.id)]


def _found(conn: sqlite3.Connection, identity: str) -> ActRecord | None:
    number = int(identity) if identity.isascii() and identity.isdigit() and len(identity) < 16 else None
    return act_of(conn, number, identity)


def _newest(conn: sqlite3.Connection) -> ActRecord | None:
    return act_of(conn, conn.execute("select max(seq) from act").fetchone()[0])


def _must_be_in_force(conn: sqlite3.Connection, act: ActRecord) -> None:
    if act.undone:
        raise Misuse(f"act {act.number} is undone already", "`pizhu redo` does it again")
    if taker := taken_back_by(conn, act.id):
        raise Misuse(f"act {act.number} was taken back by act {taker} already", f"`pizhu undo {taker}` puts it back")


def taken_back_by(conn: sqlite3.Connection, identity: str) -> int:
    """The number of the act that took this one back and is in force itself; 0 if there is none.

    Raises sqlite3.Error.
    """
    takers = conn.execute("select seq, id from act where takes_back = ? and undone = 0", (identity,)).fetchall()
    return next((int(seq) for seq, taker in takers if not taken_back_by(conn, taker)), 0)


def _changes_of(conn: sqlite3.Connection, act: ActRecord) -> list[Change]:
    return read(*conn.execute("select forward, backward from act where seq = ?", (act.number,)).fetchone())


def _turn_back(recorder: Recorder, act: ActRecord, changes: Iterable[Change]) -> list[RowName]:
    """Carry `changes` out backward; the rows where that cannot be done."""
    knots = []
    for change in reversed(list(changes)):
        if not _one(recorder, act, change):
            knots.append((change.table, tuple(change.key.values())))
    return knots


def _one(recorder: Recorder, act: ActRecord, change: Change) -> bool:
    """Carry one change out backward; False if what is there by now is in its way."""
    table, key, before, after = change.table, change.key, change.before, change.after
    now = _row(recorder.conn, table, key)
    if before is None and after is not None:
        by_the_way = table == "document" or (table == "tag" and act.what != "create_tag")
        kept = _ANCHOR if table == "highlight" else {"updated"}
        if now is None:
            return True
        return (_same(now, after, kept) and _delete(recorder, table, key)) or by_the_way
    if after is None and before is not None:
        return now is None and _insert(recorder, table, before)
    if table == "document" and act.what not in _OF_DOCUMENTS:
        return True
    if now is None or after is None or before is None or not _same(now, after, {"updated"}):
        return False
    try:
        recorder.update(table, key, {name: value for name, value in before.items() if name != "updated"})
    except sqlite3.IntegrityError:
        return False
    return True


def _row(conn: sqlite3.Connection, table: str, key: Row) -> dict[str, Value] | None:
    columns = schema.COLUMNS[table]
    names = ", ".join(f'"{name}"' for name in columns)
    where = " and ".join(f'"{name}" is ?' for name in key)
    found = conn.execute(f"select {names} from {table} where {where}", tuple(key.values())).fetchone()
    return None if found is None else dict(zip(columns, found, strict=True))


def _same(now: Row, then: Row, but: Iterable[str]) -> bool:
    return all(now[name] == value for name, value in then.items() if name not in but)


def _delete(recorder: Recorder, table: str, key: Row) -> bool:
    try:
        recorder.delete(table, key)
    except sqlite3.IntegrityError:
        return False
    return True


def _insert(recorder: Recorder, table: str, row: Row) -> bool:
    try:
        recorder.insert(table, row)
    except sqlite3.IntegrityError:
        return False
    return True


def _later(conn: sqlite3.Connection, act: ActRecord, knots: Iterable[RowName]) -> list[ActRecord]:
    """The acts in force behind `act` that have to do with these rows."""
    words = dict.fromkeys(str(value) for _, key in knots for value in key)
    numbers: set[int] = set()
    for word in list(words)[:50]:
        rows = conn.execute(
            "select seq from act where seq > ? and undone = 0 and instr(forward, ?) > 0", (act.number, word)
        )
        numbers.update(int(row[0]) for row in rows.fetchall())
    # The name that a deleted or renamed tag would need again may have been given to another.
    found = list(_found_by(conn, sorted(numbers)))
    if found:
        return found
    rows = conn.execute("select seq from act where seq > ? and undone = 0 and what like '%tag%'", (act.number,))
    return list(_found_by(conn, [int(row[0]) for row in rows.fetchall()]))


def _found_by(conn: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[ActRecord]:
    for number in numbers:
        if (act := act_of(conn, number)) is not None and not taken_back_by(conn, act.id):
            yield act


def _say(act: ActRecord, later: list[ActRecord]) -> str:
    numbers = ", ".join(str(each.number) for each in later[:_SHOWN])
    more = f" and {len(later) - _SHOWN} more" if len(later) > _SHOWN else ""
    return f"act {act.number} cannot be taken back by itself: {numbers}{more} build on it"


def _list(later: list[ActRecord]) -> str:
    lines = [f"  {each.number}  {each.what.replace('_', ' ')}: {visible_line(each.about)}" for each in later[:_SHOWN]]
    return "\n".join(["nothing was changed; take these back first, the last one first:", *lines])
