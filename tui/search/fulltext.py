"""The full-text index: what the documents of a library say, kept so that any text is found in them at once.

It is derived and disposable. Texts of up to `SCANNED` bytes in all are kept in their compact form and looked through;
beyond, that form gives way to an FTS5 table without contents, which is asked for the tokens in a row. Both tell exactly
which documents hold a text. Where in them is found in what they say, which is kept with the map to the source.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tui.paths import private_dir
from tui.search.indexfile import SCANNED, make, open_index, packed, remove, unpacked
from tui.search.tokens import compact, phrase, tokens
from tui.search.wanted import Kind, Wanted
from tui.transcript.reading import Reading

_HASH_BYTES = 64 << 20
"""How much FTS5 gathers before it writes: more is faster."""
_AT_ONCE = 500
"""So many documents are written in one transaction at most, ..."""
_BYTES_AT_ONCE = 8 << 20
"""... and so many bytes of their text."""
_IDS_AT_ONCE = 500

_FTS = "create virtual table ft using fts5(x, content='', columnsize=0, detail=full, tokenize='ascii')"


class Stamp(NamedTuple):
    """By what it is known whether a document says what it said."""

    size: int
    """Of its file, in bytes."""
    mtime: int
    """When the file was changed, in ns."""
    ways: str
    """A hash of what the reader says of how it is to be read."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the index knows of a document."""

    id: int
    stamp: Stamp
    sha256: str
    """Of the file's bytes; empty if it could not be read."""
    problem: str
    """Why it could not be read; empty if it could."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is."""

    documents: int
    unreadable: int
    text: int
    """Bytes of compact text."""
    indexed: int
    """How many of the documents are in the FTS5 table."""


class _Line(NamedTuple):
    """A document that is to be written."""

    name: str
    stamp: Stamp
    sha256: str
    problem: str
    form: bytes
    said: bytes
    map: bytes


class FullText:
    """An index in a file. One thread at a time; any number of programs may read while one writes.

    Its methods raise sqlite3.Error when the file cannot be used (see `opened`).
    """

    def __init__(self, path: Path, *, scanned: int = SCANNED) -> None:
        """Open the index at `path`; it and its folder are made if need be, and one of another version is emptied.

        `scanned`: bytes of text up to which no FTS5 table is used. Raises sqlite3.Error, OSError.
        """
        self.path = path
        self._scanned = scanned
        private_dir(path.parent)
        try:
            self._conn = open_index(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            remove(path)
            self._conn = open_index(path)
        self._lines: dict[str, _Line] = {}
        self._waiting = 0

    def close(self) -> None:
        """Write what is still to be written, and close the file."""
        try:
            self.write()
        finally:
            self._conn.close()

    def clear(self) -> None:
        """Forget all; what is damaged is whole then."""
        try:
            make(self._conn, anew=True)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._conn.close()
            remove(self.path)
            self._conn = open_index(self.path)

    @property
    def _has_fts(self) -> bool:
        # Another program may have made it meanwhile.
        return self._conn.execute("select 1 from sqlite_master where name = 'ft'").fetchone() is not None

    def interrupt(self) -> None:
        """Let what another thread asks end at once, with sqlite3.OperationalError."""
        self._conn.interrupt()

    def known(self) -> dict[str, Kept]:
        """What is kept, by the documents' names."""
        rows = self._conn.execute("select id, name, size, mtime, ways, sha256, problem from document")
        return {row[1]: Kept(row[0], Stamp(*row[2:5]), row[5], row[6]) for row in rows}

    def extent(self) -> Extent:
        """How much is kept."""
        there = "select count(*), coalesce(sum(problem <> ''), 0), coalesce(sum(bytes), 0) from document"
        documents, unreadable, text = self._conn.execute(there).fetchone()
        forms = self._conn.execute("select count(*) from form").fetchone()[0]
        return Extent(documents, unreadable, text, documents - unreadable - forms)

    def verify(self) -> None:
        """Look through the whole file. Raises sqlite3.DatabaseError if it is damaged."""
        said = self._conn.execute("pragma quick_check(1)").fetchone()[0]
        if said != "ok":
            raise sqlite3.DatabaseError(said)

    def keep(self, name: str, stamp: Stamp, sha256: str, reading: Reading) -> None:
        """Take in what a document says; what is searched of it is the text of `reading`. Written by and by."""
        form = compact(reading.text).encode("utf-8", "surrogatepass")
        said = zlib.compress(reading.text.encode("utf-8", "surrogatepass"), 1)
        self._add(_Line(name, stamp, sha256, "", form, said, packed(reading.edits)))

    def keep_problem(self, name: str, stamp: Stamp, problem: str) -> None:
        """Remember that a document cannot be read, and why."""
        self._add(_Line(name, stamp, "", problem, b"", b"", b""))

    def restamp(self, name: str, stamp: Stamp) -> None:
        """A document that says what it said, although its file was touched."""
        with self._conn:
            self._conn.execute("begin immediate")
            self._conn.execute("update document set size = ?, mtime = ?, ways = ? where name = ?", (*stamp, name))

    def write(self) -> None:
        """Write what was taken in. What was written before an interruption stays."""
        lines, self._lines, self._waiting = self._lines, {}, 0
        if not lines:
            return
        with self._conn:
            self._conn.execute("begin immediate")
            is_large = self._is_large(sum(len(line.form) for line in lines.values()))
            for line in lines.values():
                self._write(line, is_large)
            if is_large:
                self._move_forms()

    def drop(self, names: Iterable[str]) -> None:
        """Forget these documents."""
        with self._conn:
            self._conn.execute("begin immediate")
            for name in names:
                self._drop(name)

    def holding(self, wanted: Wanted, within: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
        """The documents, by id and name in the order of ids, that hold a text; `within`: among these ids.

        Of whole words, those that hold the text; of a pattern, all: neither can be told without a look at them.
        So too if the text begins or ends with blanks, of which it is asked without.
        """
        form = "" if wanted.kind is Kind.PATTERN else compact(wanted.text).strip(" ")
        ids = self._ids(form) if within is None else _among(self._ids(form), within)
        return chain.from_iterable(self._named(some) for some in _by_and_by(ids))

    def is_exact(self, wanted: Wanted) -> bool:
        """Whether all that `holding` tells hold it: not for whole words, patterns, and blanks at the ends."""
        form = compact(wanted.text)
        return wanted.kind is Kind.TEXT and form != "" and form == form.strip(" ")

    def count(self, wanted: Wanted) -> int | None:
        """How many documents hold a text; None if that cannot be told without a look at what they say."""
        if not self.is_exact(wanted):
            return None
        form = compact(wanted.text)
        counted = 0
        if self._has_fts:
            asked = "select count(*) from ft where ft match cast(? as text)"
            counted = self._conn.execute(asked, (_query(form),)).fetchone()[0]
        return counted + sum(1 for _ in self._scan(form))

    def said(self, identity: int) -> Reading:
        """What a document says, with the map to its source. Raises KeyError if it is not there any more."""
        row = self._conn.execute("select text, map from said where id = ?", (identity,)).fetchone()
        if row is None:
            raise KeyError(identity)
        return unpacked(*row)

    def _ids(self, form: str) -> Iterator[int]:
        if not form:
            return (row[0] for row in self._conn.execute("select id from said order by id"))
        if not self._has_fts:
            return self._scan(form)
        asked = "select rowid from ft where ft match cast(? as text) order by rowid"
        found = (int(row[0]) for row in self._conn.execute(asked, (_query(form),)))
        return chain(found, self._scan(form))

    def _scan(self, form: str) -> Iterator[int]:
        wanted = form.encode("utf-8", "surrogatepass")
        return (row[0] for row in self._conn.execute("select id, text from form order by id") if wanted in row[1])

    def _named(self, ids: list[int]) -> Iterator[tuple[int, str]]:
        marks = ",".join("?" * len(ids))
        rows = self._conn.execute(f"select id, name from document where id in ({marks}) order by id", ids)
        return iter(rows.fetchall())

    def _add(self, line: _Line) -> None:
        self._lines[line.name] = line
        self._waiting += len(line.form)
        if len(self._lines) >= _AT_ONCE or self._waiting >= _BYTES_AT_ONCE:
            self.write()

    def _is_large(self, more: int) -> bool:
        """Whether the texts, with so many bytes more, are too much to be looked through."""
        if self._has_fts:
            return True
        there = self._conn.execute("select coalesce(sum(bytes), 0) from document").fetchone()[0]
        if there + more <= self._scanned:
            return False
        # An SQLite without FTS5 is no hindrance: all is looked through then.
        with suppress(sqlite3.OperationalError):
            self._conn.execute(_FTS)
            self._conn.execute("insert into ft(ft, rank) values ('hashsize', ?)", (_HASH_BYTES,))
            return True
        return False

    def _write(self, line: _Line, is_large: bool) -> None:
        identity = self._drop(line.name)
        added = self._conn.execute(
            "insert into document values (?, ?, ?, ?, ?, ?, ?, ?)",
            (identity, line.name, *line.stamp, line.sha256, line.problem, len(line.form)),
        )
        identity = added.lastrowid
        if line.problem:
            return
        self._conn.execute("insert into said values (?, ?, ?)", (identity, line.said, line.map))
        if is_large:
            self._conn.execute("insert into ft(rowid, x) values (?, cast(? as text))", (identity, _cut(line.form)))
        else:
            self._conn.execute("insert into form values (?, ?)", (identity, line.form))

    def _drop(self, name: str) -> int | None:
        """Forget a document; its id, which the next text of it takes over."""
        row = self._conn.execute("select id from document where name = ?", (name,)).fetchone()
        if row is None:
            return None
        had_form = self._conn.execute("delete from form where id = ?", row).rowcount
        if self._has_fts and not had_form:
            with suppress(KeyError):
                # A table without contents forgets a row only if it is told the tokens that it had.
                form = compact(self.said(row[0]).text).encode("utf-8", "surrogatepass")
                deletion = "insert into ft(ft, rowid, x) values ('delete', ?, cast(? as text))"
                self._conn.execute(deletion, (row[0], _cut(form)))
        self._conn.execute("delete from said where id = ?", row)
        self._conn.execute("delete from document where id = ?", row)
        return int(row[0])

    def _move_forms(self) -> None:
        """Let the FTS5 table have the texts that were looked through until now."""
        rows = self._conn.execute("select id, text from form order by id")
        cut = ((identity, _cut(form)) for identity, form in rows)
        self._conn.executemany("insert into ft(rowid, x) values (?, cast(? as text))", cut)
        self._conn.execute("delete from form")


def _query(form: str) -> bytes:
    return phrase(form).encode("utf-8", "surrogatepass")


def _cut(form: bytes) -> bytes:
    return tokens(form.decode("utf-8", "surrogatepass")).encode("utf-8", "surrogatepass")


def _by_and_by(ids: Iterator[int]) -> Iterator[list[int]]:
    """The ids in lists: the first ones soon, then more at once."""
    size = 50
    some: list[int] = []
    for identity in ids:
        some.append(identity)
        if len(some) == size:
            yield some
            some, size = [], _IDS_AT_ONCE
    if some:
        yield some


def _among(ids: Iterator[int], within: Sequence[int]) -> Iterator[int]:
    among = frozenset(within)
    return (identity for identity in ids if identity in among)
