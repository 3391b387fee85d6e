"""What is asked of a database: rows to values. Every function may raise sqlite3.Error."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from sys import intern
from typing import Any, TypeVar

from tui.annotations.model import (
    Anchor,
    AnchorState,
    Codebook,
    Document,
    Highlight,
    Quote,
    Role,
    Speaker,
    Tag,
    Trashed,
)
from tui.annotations.roles import role_of
from tui.transcript.edits.corrections import Correction, Rule

T = TypeVar("T")

_DOCUMENT = "select id, path, title, sha256, format, encoding, snapshot_id, note, fields, asked_encoding from document"
_HIGHLIGHT = (
    'select h.id, h.document_id, h.snapshot_id, h.start, h."end", h.quote, h.prefix, h.suffix, h.speaker, h.start_ms,'
    " h.note, h.starred, h.author, h.state, h.created, h.updated from highlight h"
)
_STATES = {state.value: state for state in AnchorState}
_SINGLE = 500
"""Documents that are counted one by one, before all are."""

_AT_ONCE = 500
"""Placeholders in one statement; old SQLite takes 999."""


def documents(conn: sqlite3.Connection) -> list[Document]:
    """All documents, by path."""
    return [_document(row) for row in conn.execute(f"{_DOCUMENT} order by path").fetchall()]


def documents_between(conn: sqlite3.Connection, first: str, behind: str) -> list[Document]:
    """The documents with paths from `first` to before `behind`, by path."""
    rows = conn.execute(f"{_DOCUMENT} where path >= ? and path < ? order by path", (first, behind))
    return [_document(row) for row in rows.fetchall()]


def told_documents(conn: sqlite3.Connection) -> list[Document]:
    """The documents of which the reader says how they are to be read, by path."""
    said = "select document_id from correction where document_id is not null union select document_id from speaker"
    rows = conn.execute(f"{_DOCUMENT} where asked_encoding <> '' or id in ({said}) order by path")
    return [_document(row) for row in rows.fetchall()]


def document_where(conn: sqlite3.Connection, column: str, value: str) -> Document | None:
    """The first document, by path, whose `column` (a name of ours) is `value`."""
    row = conn.execute(f"{_DOCUMENT} where {column} = ? order by path limit 1", (value,)).fetchone()
    return None if row is None else _document(row)


def _document(row: Any) -> Document:
    identity, path, title, sha256, kind, encoding, snapshot_id, note, fields, asked = row
    return Document(identity, path, title, sha256, kind, encoding, snapshot_id, note, _decoded(fields, dict), asked)


def _decoded(text: str, kind: type[T]) -> T:
    """JSON of ours; what a foreign tool made of it counts as nothing rather than as an end of reading."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return kind()
    return value if isinstance(value, kind) else kind()


def codebook(conn: sqlite3.Connection) -> Codebook:
    """All tags, in the order in which they were made."""
    rows = conn.execute("select id, name, parent_id, letter, colour, description, aliases from tag order by id")
    return Codebook(tuple(_tag(*row) for row in rows.fetchall()))


def _tag(identity: str, name: str, parent_id: str | None, letter: str, colour: str, about: str, aliases: str) -> Tag:
    return Tag(identity, name, parent_id, letter, colour, about, tuple(map(str, _decoded(aliases, list))))


def highlights_of(conn: sqlite3.Connection, document_id: str) -> list[Highlight]:
    """The live highlights of a document, by start, with their tags: two statements."""
    links = conn.execute(
        "select t.highlight_id, t.tag_id from highlight h join highlight_tag t on t.highlight_id = h.id"
        " where h.document_id = ? and h.deleted is null order by t.highlight_id, t.position",
        (document_id,),
    )
    tags = _grouped(links.fetchall())
    rows = conn.execute(
        f'{_HIGHLIGHT} where h.document_id = ? and h.deleted is null order by h.start, h."end", h.id', (document_id,)
    )
    return [_highlight(row, tags) for row in rows.fetchall()]


def highlights_with(conn: sqlite3.Connection, ids: Iterable[str], *, live: bool = True) -> dict[str, Highlight]:
    """The live ones among these highlights, by id; or the deleted ones."""
    which = "h.deleted is null" if live else "h.deleted is not null"
    found: dict[str, Highlight] = {}
    for some in _batches(ids):
        marks = ", ".join("?" * len(some))
        links = conn.execute(
            f"select highlight_id, tag_id from highlight_tag where highlight_id in ({marks})"
            " order by highlight_id, position",
            some,
        )
        tags = _grouped(links.fetchall())
        rows = conn.execute(f"{_HIGHLIGHT} where h.id in ({marks}) and {which}", some)
        found |= {row[0]: _highlight(row, tags) for row in rows.fetchall()}
    return found


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    every = list(dict.fromkeys(ids))
    return (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))


def quotes(conn: sqlite3.Connection) -> list[Quote]:
    """All live highlights with document and tag paths, by path and start: four statements."""
    return _quotes(conn, 'where h.deleted is null order by d.path, h.start, h."end", h.id')


def quotes_with(conn: sqlite3.Connection, ids: Sequence[str], paths: Mapping[str, str]) -> list[Quote]:
    """The quotes of the live ones among these highlights, in this order; `paths`: tag id to path."""
    found = highlights_with(conn, ids)
    wanted = {highlight.document_id for highlight in found.values()}
    known = {document.id: document for document in documents_with(conn, wanted)}
    said = roles(conn)
    return [
        Quote(h, known[h.document_id], tuple(paths[tag] for tag in h.tag_ids if tag in paths), role_in(said, h))
        for h in (found[key] for key in ids if key in found)
    ]


def documents_with(conn: sqlite3.Connection, ids: Iterable[str]) -> list[Document]:
    """The documents with these ids."""
    rows: list[Any] = []
    for some in _batches(ids):
        rows += conn.execute(f"{_DOCUMENT} where id in ({', '.join('?' * len(some))})", some).fetchall()
    return [_document(row) for row in rows]


def trash(conn: sqlite3.Connection) -> list[Trashed]:
    """The highlights that were deleted, the last one first."""
    rows = conn.execute("select id, deleted from highlight where deleted is not null").fetchall()
    if not rows:
        return []
    times = dict(rows)
    found = _quotes(conn, "where h.deleted is not null order by h.deleted desc, d.path, h.start, h.id")
    return [Trashed(quote, times[quote.highlight.id]) for quote in found]


def _quotes(conn: sqlite3.Connection, which: str) -> list[Quote]:
    known = {document.id: document for document in documents(conn)}
    paths = codebook(conn).paths
    links = conn.execute("select highlight_id, tag_id from highlight_tag order by highlight_id, position")
    tags = _grouped(links.fetchall())
    rows = conn.execute(f"{_HIGHLIGHT} join document d on d.id = h.document_id {which}")
    said = roles(conn)
    return [
        Quote(h, known[h.document_id], tuple(paths[tag] for tag in h.tag_ids), role_in(said, h))
        for h in (_highlight(row, tags) for row in rows.fetchall())
    ]


def roles(conn: sqlite3.Connection) -> dict[tuple[str, str], Role]:
    """Document id and name, as highlights have it, to what the reader says that the speaker is there."""
    rows = conn.execute(
        "select document_id, iif(name = '', label, name), role from speaker where role <> '' order by id"
    )
    return {(document_id, name): Role(role) for document_id, name, role in rows.fetchall()[::-1]}


def role_in(said: Mapping[tuple[str, str], Role], highlight: Highlight) -> Role:
    """What the speaker of a highlight is."""
    name = highlight.anchor.speaker
    return role_of(name, said.get((highlight.document_id, name or "")))


def _grouped(links: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Highlight id to tag ids, of links that are ordered by highlight and position."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = {}
    for highlight_id, some in groupby(links, itemgetter(0)):
        tags = tuple(link[1] for link in some)
        found[highlight_id] = known.setdefault(tags, tags)
    return found


def _highlight(row: Any, tags: dict[str, tuple[str, ...]]) -> Highlight:
    # Thousands of them say the same of document, snapshot and speaker: it is kept once.
    document_id, snapshot_id, speaker = intern(row[1]), intern(row[2]), row[8] and intern(row[8])
    return Highlight(
        row[0],
        document_id,
        snapshot_id,
        Anchor(row[3], row[4], row[5], row[6], row[7], speaker, row[9]),
        tags.get(row[0], ()),
        row[10],
        bool(row[11]),
        row[12],
        state_of(row[13]),
        row[14],
        row[14] if row[15] == row[14] else row[15],
    )


def state_of(text: str) -> AnchorState:
    """The state that is written; `lost` for what no state is."""
    return _STATES.get(text, AnchorState.LOST)


def tag_counts(conn: sqlite3.Connection) -> dict[str, int]:
    """Tag id to number of live highlights that carry it; tags without any are left out."""
    return dict(conn.execute("select tag_id, live from tag_use where live > 0").fetchall())


def subtree_counts(conn: sqlite3.Connection) -> dict[str, int]:
    """Tag id to number of live highlights that carry the tag or one below it; tags without any are left out."""
    return dict(conn.execute("select tag_id, live from branch_use where live > 0").fetchall())


def document_counts(conn: sqlite3.Connection) -> dict[str, int]:
    """Document path to number of its live highlights; documents without any are left out."""
    return dict(conn.execute("select path, live from document_use where live > 0").fetchall())


def document_count(conn: sqlite3.Connection, path: str) -> int:
    """How many live highlights the document at `path` has; 0 if it is not known."""
    row = conn.execute("select live from document_use where path = ?", (path,)).fetchone()
    return 0 if row is None else int(row[0])


def highlight_count(conn: sqlite3.Connection) -> int:
    """How many live highlights there are."""
    return int(conn.execute("select coalesce(sum(live), 0) from document_use").fetchone()[0])


class DocumentCounts(Mapping[str, int]):
    """Document path to number of its live highlights, read when it is asked for.

    A screen shows some of a hundred thousand documents: only their numbers are read, until many were asked for.
    """

    def __init__(self, one: Callable[[str], int], every: Callable[[], dict[str, int]]) -> None:
        self._one, self._every = one, every
        self._known: dict[str, int] = {}
        self._is_all = False

    def __getitem__(self, path: str) -> int:
        if path not in self._known and not self._is_all:
            if len(self._known) < _SINGLE:
                self._known[path] = self._one(path)
            else:
                self._load()
        if not (count := self._known.get(path, 0)):
            raise KeyError(path)
        return count

    def _load(self) -> dict[str, int]:
        if not self._is_all:
            self._known, self._is_all = self._every(), True
        return self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._load())

    def __len__(self) -> int:
        return len(self._load())


def recent_tag_ids(conn: sqlite3.Connection, limit: int) -> list[str]:
    """The tags that were last put on a highlight that is live, newest first."""
    # Per tag a walk down one index until the first live highlight; a GROUP BY would read every row.
    rows = conn.execute(
        "select id, (select link.created || printf('%08d', link.position) || h.id from highlight_tag link"
        " join highlight h on h.id = link.highlight_id where link.tag_id = tag.id and h.deleted is null"
        " order by link.created desc limit 1) as last from tag where last is not null order by last desc limit ?",
        (limit,),
    )
    return [row[0] for row in rows.fetchall()]


def corrections_of(conn: sqlite3.Connection, document_id: str) -> list[Correction]:
    """What the reader put right in a document, by place."""
    rows = conn.execute(
        'select start, "end", replacement, original, accepted from correction'
        ' where document_id = ? and pattern is null order by start, "end"',
        (document_id,),
    )
    return [Correction(a, b, text, original, bool(accepted)) for a, b, text, original, accepted in rows.fetchall()]


def rules(conn: sqlite3.Connection) -> list[Rule]:
    """The glossary, by pattern; what was refused, too."""
    rows = conn.execute(
        "select pattern, replacement, accepted from correction where document_id is null order by pattern"
    )
    return [Rule(pattern, replacement, bool(accepted)) for pattern, replacement, accepted in rows.fetchall()]


def speakers_of(conn: sqlite3.Connection, document_id: str) -> list[Speaker]:
    """What the reader says of a document's speakers, in the order in which it was said first."""
    rows = conn.execute("select label, name, role from speaker where document_id = ? order by id", (document_id,))
    return [Speaker(label, name, Role(role)) for label, name, role in rows.fetchall()]


def filters(conn: sqlite3.Connection) -> dict[str, str]:
    """Name to text of the saved filters, by name."""
    return dict(conn.execute("select name, text from saved_filter order by name").fetchall())
