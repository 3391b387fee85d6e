"""The history as it is looked through: any acts by their numbers, with what they were done to."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence

from tui.annotations.acts import excerpt
from tui.annotations.history import acts_numbered
from tui.annotations.model import ActRecord
from tui.annotations.taking_back import taken_back_by
from tui.patterns import late
from tui.records import record

_HEAD = 4000
"""Characters of an act's record that are looked at to tell where it was done."""

_HIGHLIGHT = late(r'"highlight_id":"([0-9a-f-]{36})"|"table":"highlight","key":\{"id":"([0-9a-f-]{36})"')
_DOCUMENT = late(r'"document_id":"([0-9a-f-]{36})"|"table":"document","key":\{"id":"([0-9a-f-]{36})"')


@record(frozen=True, slots=True)
class Told:
    """An act of the history with its place, and what became of it."""

    act: ActRecord
    document: str = ""
    """The path of the document in which it was done, or begun; empty if in none that is known."""
    highlight_id: str = ""
    """The first highlight that it was done to, if that is there and not deleted."""
    quote: str = ""
    """How the first highlight that it was done to begins as it is now, on one line; deleted or not."""
    takes_back: int = 0
    """The number of the act that it took back out of turn."""
    taken_back_by: int = 0
    """The number of the act in force that took it back out of turn."""


def numbers(conn: sqlite3.Connection) -> list[int]:
    """The numbers of all acts, the newest first. Raises sqlite3.Error."""
    # The index alone is read, which is small; the order of its rows is another.
    return sorted((row[0] for row in conn.execute("select seq from act where undone >= 0")), reverse=True)


def told(conn: sqlite3.Connection, wanted: Sequence[int]) -> list[Told]:
    """The acts of these numbers, at most some hundreds, in the same order; those that are not there are left out.

    Raises sqlite3.Error.
    """
    acts = acts_numbered(conn, wanted)
    marks = _marks(acts)
    heads = conn.execute(f"select seq, substr(forward, 1, {_HEAD}) from act where seq in ({marks})", [*acts])
    highlights: dict[int, str] = {}
    documents: dict[int, str] = {}
    for seq, head in heads.fetchall():
        highlights[seq], documents[seq] = _first(_HIGHLIGHT, head), _first(_DOCUMENT, head)
    marked = _marked(conn, set(highlights.values()))
    paths = _paths(conn, set(documents.values()))
    targets = [act.takes_back for act in acts.values() if act.takes_back]
    rows = conn.execute(f"select id, seq from act where id in ({_marks(targets)})", targets)
    by_id: dict[str, int] = dict(rows.fetchall())
    takers = _takers(conn, acts.values())
    found = []
    for number in wanted:
        if (act := acts.get(number)) is not None:
            identity = highlights[number]
            path, quote, is_live = marked.get(identity, (paths.get(documents[number], ""), "", False))
            where = path, identity if is_live else "", excerpt(quote)
            found.append(Told(act, *where, by_id.get(act.takes_back, 0), takers.get(act.id, 0)))
    return found


def _first(pattern: re.Pattern[str], head: str) -> str:
    match = pattern.search(head)
    return "" if match is None else match[1] or match[2]


def _marked(conn: sqlite3.Connection, ids: set[str]) -> dict[str, tuple[str, str, bool]]:
    """Those of these highlights that are there: the path of the document, the quote, whether it is not deleted."""
    rows = conn.execute(
        "select h.id, d.path, h.quote, h.deleted is null from highlight h join document d on d.id = h.document_id"
        f" where h.id in ({_marks(ids)})",
        [*ids],
    )
    return {row[0]: (row[1], row[2], bool(row[3])) for row in rows.fetchall()}


def _paths(conn: sqlite3.Connection, ids: set[str]) -> dict[str, str]:
    rows = conn.execute(f"select id, path from document where id in ({_marks(ids)})", [*ids])
    return dict(rows.fetchall())


def _takers(conn: sqlite3.Connection, acts: Iterable[ActRecord]) -> dict[str, int]:
    ids = [act.id for act in acts]
    rows = conn.execute(f"select distinct takes_back from act where takes_back in ({_marks(ids)})", ids)
    return {row[0]: taken_back_by(conn, row[0]) for row in rows.fetchall()}


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
