"""Chunks kept in a file of the cache, so that a program that is started anew need not read and fold them.

It is derived and disposable: each chunk is kept with the moment of the database at which it was true, and a checksum.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tui.annotations.slices import Moment
from tui.paths import private_dir
from tui.search.chunk import Chunk
from tui.search.indexfile import open_index, remove

VERSION = 1
"""Of what a chunk is made of: those of another version fail their checksum."""

LARGEST = 1 << 30
"""Bytes beyond which the file does not grow."""

_SCHEMA = """
create table about(key text primary key, value text not null) without rowid;
create table chunk(
  first text primary key not null, behind text not null, file text not null, changed integer not null,
  document text not null, act integer not null, act_id text not null, sum integer not null, data blob not null);
"""

_KINDS = (str, str, str, int, str, int, str)
"""Of the columns before the checksum; a damaged file may say anything."""


class Kept(NamedTuple):
    """What is known of a chunk in the file without a look at it."""

    first: str
    """The path of its first document; of the first chunk, the empty text."""
    behind: str
    """The first path behind it."""
    file: str
    """The database file that it was read from."""
    then: Moment
    """What it says was true then; of what was changed since it may know something or nothing."""


class ChunkFile:
    """The chunks of one database. Its methods raise sqlite3.Error when the file cannot be used."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`; it and its folder are made if need be. Raises sqlite3.Error, OSError."""
        self.path = path
        private_dir(path.parent)
        try:
            self._conn = open_index(path, _SCHEMA)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            remove(path)
            self._conn = open_index(path, _SCHEMA)
        # Every chunk is read once: there is nothing to hold on to.
        for setting in ("mmap_size = 0", "cache_size = -2048"):
            self._conn.execute(f"pragma {setting}")
        # What is damaged is known by its checksum, and no reason to read nothing.
        self._conn.text_factory = partial(str, encoding="utf-8", errors="replace")

    def close(self) -> None:
        """Close the file."""
        self._conn.close()

    def kept(self) -> list[Kept]:
        """What there is, by path."""
        asked = "select first, behind, file, changed, document, act, act_id from chunk order by first"
        rows = [row for row in self._conn.execute(asked).fetchall() if tuple(map(type, row)) == _KINDS]
        return [Kept(row[0], row[1], row[2], Moment(*row[3:])) for row in rows]

    def read(self, kept: Kept) -> Chunk | None:
        """A chunk; None if it is damaged, or not the one any more that was told of."""
        row = self._conn.execute(
            "select sum, data from chunk where (first, behind, file, changed, document, act, act_id)"
            " = (?, ?, ?, ?, ?, ?, ?)",
            _told(kept),
        ).fetchone()
        if row is None or not isinstance(row[1], bytes) or _sum(kept, row[1]) != row[0]:
            return None
        try:
            return Chunk(row[1])
        except (ValueError, KeyError):
            return None

    def write(self, chunks: Iterable[tuple[Kept, Chunk]]) -> None:
        """Keep these chunks, each in place of the one that begins where it does."""
        with self._conn:
            self._conn.execute("begin immediate")
            for kept, chunk in chunks:
                if self.size() < LARGEST:
                    told = (*_told(kept), _sum(kept, chunk.packed), chunk.packed)
                    self._conn.execute("insert or replace into chunk values (?, ?, ?, ?, ?, ?, ?, ?, ?)", told)

    def drop(self, firsts: Iterable[str]) -> None:
        """Forget the chunks that begin there."""
        with self._conn:
            self._conn.execute("begin immediate")
            self._conn.executemany("delete from chunk where first = ?", [(first,) for first in firsts])

    def settle(self) -> None:
        """Move the log into the file."""
        self._conn.execute("pragma wal_checkpoint(truncate)").fetchall()

    def size(self) -> int:
        """Bytes that it takes, without those that are free for what comes next."""
        pages, free, each = (
            int(self._conn.execute(f"pragma {name}").fetchone()[0])
            for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * each


def _told(kept: Kept) -> tuple[str | int, ...]:
    then = kept.then
    return kept.first, kept.behind, kept.file, then.changed, then.document, then.act, then.act_id


def _sum(kept: Kept, data: bytes) -> int:
    """Of all that is told of a chunk, and of itself."""
    return zlib.crc32(data, zlib.crc32(repr((VERSION, _told(kept))).encode("utf-8", "backslashreplace")))
