"""A database read slice by slice: the highlights of some documents, side by side by their paths, as columns.

Every function may raise sqlite3.Error.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from sys import intern
from typing import Any, NamedTuple

from tui.annotations import reads
from tui.annotations.model import AnchorState, Document, Role
from tui.annotations.roles import role_of
from tui.records import record

_BETWEEN = "\x1f"

LAST = "\U0010ffff"
"""Behind every path."""


@record(frozen=True, slots=True)
class Slice:
    """The live highlights of the documents with paths from one to before another, by path, start, end and id.

    One value of each column for each highlight.
    """

    documents: tuple[Document, ...]
    """Those that have highlights, by path."""
    counts: tuple[int, ...]
    """How many highlights each of them has."""
    snapshots: tuple[tuple[str, ...], ...]
    """The texts that these were made on, each once."""
    ids: list[str]
    starts: list[int]
    ends: list[int]
    quotes: list[str]
    notes: list[str]
    speakers: list[str | None]
    roles: list[Role]
    starred: list[bool]
    authors: list[str]
    states: list[AnchorState]
    created: list[str]
    tags: dict[str, list[int]]
    """Tag id to the numbers of the highlights that carry it, ascending."""


NOTHING = Slice((), (), (), [], [], [], [], [], [], [], [], [], [], [], {})


@record(frozen=True, slots=True)
class Moment:
    """How far a database has been changed; what was read then can be told from what came later."""

    changed: int = 0
    """The number of the change that came last, ..."""
    document: str = ""
    """... and the id of the document that was changed."""
    act: int = 0
    act_id: str = ""


def moment(conn: sqlite3.Connection) -> Moment:
    """How far the database has been changed by now."""
    last = "select changed, document_id from document_change order by changed desc limit 1"
    change = conn.execute(last).fetchone() or (0, "")
    act = conn.execute("select seq, id from act order by seq desc limit 1").fetchone() or (0, "")
    return Moment(*change, *act)


class Change(NamedTuple):
    """A document that was changed."""

    id: str
    path: str | None
    """None: it is gone."""
    changed: int
    """The number of its last change."""


@record(frozen=True, slots=True)
class Changed:
    """What was changed from one moment to another."""

    now: Moment
    documents: list[Change]


def changed_since(conn: sqlite3.Connection, then: Moment) -> Changed | None:
    """The documents that were changed since `then`; None if the database is another one by now."""
    now = moment(conn)
    if now == then:
        return Changed(now, [])
    act = conn.execute("select id from act where seq = ?", (then.act,)).fetchone()
    if (act or (then.act_id,))[0] != then.act_id or (act is None and then.act) or now.changed < then.changed:
        return None
    # Only the last change of each document is numbered; if this one was followed by another of the same, none is here.
    document = conn.execute("select document_id from document_change where changed = ?", (then.changed,)).fetchone()
    if (document or (then.document,))[0] != then.document:
        return None
    rows = conn.execute(
        "select c.document_id, d.path, c.changed from document_change c left join document d on d.id = c.document_id"
        " where c.changed > ?",
        (then.changed,),
    )
    return Changed(now, [Change(*row) for row in rows.fetchall()])


def sizes(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    """Path and number of live highlights of every document that has any, by path."""
    return conn.execute("select path, live from document_use where live > 0 order by path").fetchall()


def read_slice(conn: sqlite3.Connection, first: str, behind: str) -> Slice:
    """The highlights of the documents with paths from `first` to before `behind`."""
    return _slice(conn, "d.path >= ? and d.path < ?", (first, behind), reads.documents_between(conn, first, behind))


def slice_of(conn: sqlite3.Connection, ids: Sequence[str]) -> Slice:
    """The highlights of the documents with these ids."""
    # As one value, since there may be more of them than a statement takes.
    which = "d.id in (select value from json_each(?))"
    return _slice(conn, which, (json.dumps(ids),), reads.documents_with(conn, ids))


def _slice(conn: sqlite3.Connection, which: str, values: tuple[str, ...], documents: Iterable[Document]) -> Slice:
    rows = _strictly(
        conn,
        'select h.id, h.document_id, h.start, h."end", h.quote, h.note, h.speaker, h.starred, h.author, h.state,'
        " h.created, h.snapshot_id,"
        f" (select group_concat(tag_id, '{_BETWEEN}') from highlight_tag where highlight_id = h.id)"
        " from document d cross join highlight h on h.document_id = d.id"
        f' where {which} and h.deleted is null order by d.path, h.start, h."end", h.id',
        values,
    )
    known = {document.id: document for document in documents}
    roles = reads.roles(conn)
    if not rows:
        return NOTHING
    ids, keys, starts, ends, quotes, notes, speakers, starred, authors, states, created, texts, links = (
        list(column) for column in zip(*rows, strict=True)
    )
    found = [(key, sum(1 for _ in some)) for key, some in groupby(keys)]
    own = iter(texts)
    tags: dict[str, list[int]] = {}
    for row, link in enumerate(links):
        for tag_id in link.split(_BETWEEN) if link else ():
            tags.setdefault(tag_id, []).append(row)
    return Slice(
        tuple(known[key] for key, _ in found),
        tuple(count for _, count in found),
        tuple(tuple(dict.fromkeys(islice(own, count))) for _, count in found),
        *(ids, starts, ends, quotes, notes),
        [name and intern(name) for name in speakers],
        [role_of(name, roles.get((key, name or ""))) for key, name in zip(keys, speakers, strict=True)],
        [bool(star) for star in starred],
        authors,
        [reads.state_of(state) for state in states],
        created,
        tags,
    )


def _strictly(conn: sqlite3.Connection, sql: str, values: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """All rows of a query. Texts that are UTF-8, as ours are, come in half the time if nothing else is looked for."""
    lenient, conn.text_factory = conn.text_factory, str
    try:
        return conn.execute(sql, values).fetchall()
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
    finally:
        conn.text_factory = lenient
    return conn.execute(sql, values).fetchall()
