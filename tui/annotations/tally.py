"""How many highlights documents and tags have: counted once, then kept up with each act instead of counted anew.

In a million highlights to count takes seconds. What another process commits makes all of it be counted again.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

from tui.annotations import reads
from tui.annotations.model import Codebook
from tui.annotations.recorder import Change

_MOST = 2000
"""Changes of one act beyond which counting anew is no slower."""

_ELSEWHERE = ("document", "tag")


class Tally:
    """The counts of a database as they are after its last act. Every method may raise sqlite3.Error."""

    def __init__(self) -> None:
        self._version = -1
        self._documents: Counter[str] = Counter()
        self._subtrees: Counter[str] = Counter()

    def counts(self, conn: sqlite3.Connection, version: int) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Of document paths and of tag ids (with the tags below them): their live highlights, zeros left out."""
        if self._version != version:
            self._documents = Counter(reads.document_counts(conn))
            self._subtrees = Counter(reads.subtree_counts(conn))
            self._version = version
        return dict(+self._documents), dict(+self._subtrees)

    def knows(self, version: int) -> bool:
        """Whether the counts of this version of the database are known."""
        return self._version == version

    def take(self, version: int, documents: Mapping[str, int], subtrees: Mapping[str, int]) -> None:
        """These are the counts of this version, counted elsewhere."""
        self._documents, self._subtrees, self._version = Counter(documents), Counter(subtrees), version

    def follow(self, conn: sqlite3.Connection, changes: Sequence[Change], before: int, after: int) -> None:
        """Take in the changes of an act, which are made in `conn`: from the version `before` to `after`."""
        if self._version != before:
            return
        if len(changes) > _MOST or any(_is_structure(change) for change in changes):
            self._version = -1
            return
        book = reads.codebook(conn)
        touched = {str(c.key.get("highlight_id", c.key.get("id"))) for c in changes if c.table.startswith("highlight")}
        for highlight_id in touched:
            its = [c for c in changes if highlight_id in (c.key.get("highlight_id"), c.key.get("id"))]
            now = _state(conn, highlight_id)
            self._add(conn, book, _before(now, its), -1)
            self._add(conn, book, now, 1)
        self._version = after

    def _add(self, conn: sqlite3.Connection, book: Codebook, state: _State, sign: int) -> None:
        document_id, is_live, tags = state
        if not is_live:
            return
        path = conn.execute("select path from document where id = ?", (document_id,)).fetchone()
        if path is not None:
            self._documents[path[0]] += sign
        known = (tag_id for tag_id in tags if tag_id in book.by_id)
        for held in {tag.id for tag_id in known for tag in book.lineage(tag_id)}:
            self._subtrees[held] += sign


_State = tuple[str, bool, frozenset[str]]
"""Document, whether it is there and not deleted, and tags of a highlight."""


def _is_structure(change: Change) -> bool:
    """Whether a tag or a document is another one by it: new ones have nothing yet, and are counted as they fill."""
    if change.table not in _ELSEWHERE or change.before is None:
        return False
    return change.after is None or not {"parent_id", "path"}.isdisjoint(change.after)


def _state(conn: sqlite3.Connection, highlight_id: str) -> _State:
    row = conn.execute("select document_id, deleted is null from highlight where id = ?", (highlight_id,)).fetchone()
    tags = conn.execute("select tag_id from highlight_tag where highlight_id = ?", (highlight_id,)).fetchall()
    return (str(row[0]) if row else "", bool(row and row[1]), frozenset(tag for (tag,) in tags))


def _before(now: _State, changes: Sequence[Change]) -> _State:
    """What a highlight was before its changes, of which the last led to `now`."""
    document_id, is_live, tags = now[0], now[1], set(now[2])
    for change in reversed(changes):
        if change.table == "highlight_tag":
            tag_id = str(change.key["tag_id"])
            if change.before is None:
                tags.discard(tag_id)
            elif change.after is None:
                tags.add(tag_id)
        elif change.before is None:
            is_live = False
        else:
            document_id = str(change.before.get("document_id", document_id))
            is_live = change.before["deleted"] is None if "deleted" in change.before else is_live
    return document_id, is_live, frozenset(tags)
