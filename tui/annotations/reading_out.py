"""Rows read out of a damaged database: what SQLite can still reach, around the places where it cannot."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from tui.annotations import schema
from tui.annotations.recorder import Value
from tui.annotations.reseating import reseat

_TRIES = 200_000
"""Failed reads after which the rest of a table is given up."""

_WIDE, _PROBES = 256, 16
"""A range of more row ids than this is given up where so many of them cannot be read."""

_SIGNATURE = b"SQLite format 3\0"
_HEAD = 100
_HIGHEST = 1 << 40

FAILURES = (sqlite3.Error, UnicodeDecodeError, OverflowError)
"""What reading a damaged file can raise: SQLite's words may quote what is no text."""

Raw = Sequence[Value | bytes]


def opened_copy(copy: Path) -> sqlite3.Connection | None:
    """A connection to a private copy of a damaged database, with its schema readable; None if nothing helps.

    The copy may be changed: its log is played into it, a broken head is put right.
    """
    for mend in (None, _mend_head, reseat, _recovered):
        if mend is not None and not mend(copy):
            continue
        conn = _connect(copy)
        if _has_tables(conn):
            return conn
        conn.close()
    return None


def _connect(copy: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(copy, isolation_level=None)
    conn.text_factory = partial(str, encoding="utf-8", errors="replace")
    with suppress(*FAILURES):
        conn.execute("pragma trusted_schema = off")
        conn.execute("pragma temp_store = memory")
        # A schema of which one entry is broken is still read, but for that.
        conn.execute("pragma writable_schema = on")
    return conn


def _has_tables(conn: sqlite3.Connection) -> bool:
    try:
        return bool(conn.execute("select 1 from sqlite_master where name in ('highlight', 'act')").fetchone())
    except FAILURES:
        return False


def _mend_head(copy: Path) -> bool:
    """Write a head as ours have it over the first bytes, if the rest looks like a database of ours."""
    size = copy.stat().st_size
    with copy.open("r+b") as file:
        head = bytearray(file.read(4096))
        if size < 8192 or b"highlight" not in head + file.read(1 << 20):
            return False
        head[:24] = _SIGNATURE + bytes((0x10, 0, 1, 1, 0, 64, 32, 32))
        head[24:28] = head[92:96] = b"\0\0\0\1"
        head[28:32] = (size // 4096).to_bytes(4, "big")
        # No free pages: of a broken list of them nothing good can come.
        head[32:40] = bytes(8)
        head[44:48] = b"\0\0\0\4"
        head[52:56] = bytes(4)
        head[56:60] = b"\0\0\0\1"
        head[64:68] = bytes(4)
        file.seek(0)
        file.write(head[:_HEAD])
    return True


def _recovered(copy: Path) -> bool:
    """Let the `sqlite3` program recover what it can, if it is there."""
    program = shutil.which("sqlite3")
    if program is None:
        return False
    made = copy.with_name("recovered.db")
    try:
        told = subprocess.run([program, str(copy), ".recover"], capture_output=True, timeout=600, check=False)
        made.unlink(missing_ok=True)
        done = subprocess.run([program, str(made)], input=told.stdout, capture_output=True, timeout=600, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    if done.returncode not in (0, 1) or not made.exists():
        return False
    made.replace(copy)
    return True


class Reading:
    """One table read out; `lost` counts the rows, or wide ranges of them, where that failed."""

    def __init__(self, conn: sqlite3.Connection, table: str) -> None:
        self._conn, self._table = conn, table
        self.lost = 0
        self._failed = 0
        present = self._columns()
        self.columns = tuple(name for name in schema.COLUMNS[table] if name in present)
        """Those columns of the table that are there."""
        self._names = ", ".join(f'"{name}"' for name in self.columns)

    def _columns(self) -> set[str]:
        try:
            return {row[1] for row in self._conn.execute(f'pragma table_info("{self._table}")').fetchall()}
        except FAILURES:
            return set()

    def rows(self) -> Iterator[Raw]:
        """All rows that can be reached by their row ids."""
        if not self.columns:
            self.lost += 1
            return
        last = -1
        cursor = self._conn.cursor()
        sql = f'select rowid, {self._names} from "{self._table}" order by rowid'
        try:
            for row in cursor.execute(sql):
                last = row[0]
                yield row[1:]
        except FAILURES:
            yield from self._between(last + 1, self._highest(last))

    def _highest(self, last: int) -> int:
        for sql in (f'select max(rowid) from "{self._table}"', f'select max(+rowid) from "{self._table}"'):
            with suppress(*FAILURES):
                found = self._conn.execute(sql).fetchone()[0]
                if isinstance(found, int):
                    return min(found, _HIGHEST)
        return last + _TRIES

    def _between(self, first: int, last: int) -> Iterator[Raw]:
        """The rows in a range of row ids; one that fails is halved until the rows that are damaged stand alone."""
        sql = f'select {self._names} from "{self._table}" where rowid between ? and ? order by rowid'
        todo = [(first, last)]
        while todo:
            first, last = todo.pop()
            if first > last:
                continue
            try:
                yield from self._conn.execute(sql, (first, last)).fetchall()
            except FAILURES:
                self._failed += 1
                if first == last or self._failed > _TRIES or (last - first > _WIDE and self._is_dead(first, last)):
                    self.lost += 1
                    continue
                middle = (first + last) // 2
                todo += [(middle + 1, last), (first, middle)]

    def _is_dead(self, first: int, last: int) -> bool:
        """Whether none of some rows, evenly strewn over a wide range, can be read."""
        sql = f'select {self._names} from "{self._table}" where rowid = ?'
        some = (first + (last - first) * part // _PROBES for part in range(_PROBES + 1))
        return not any(self._tried(sql, (rowid,)) for rowid in some)

    def by_keys(self, ids: Sequence[str], tag_ids: Sequence[str]) -> Iterator[Raw]:
        """The rows of `highlight_tag`, which has no row ids: as a whole, else by highlight, then by tag."""
        if not self.columns:
            self.lost += 1
            return
        read = self._tried(f'select {self._names} from "{self._table}"', ())
        if read is not None:
            yield from read
            return
        # Links of highlights that are lost themselves are asked for by nobody.
        self.lost += 1
        for column, keys in (("highlight_id", ids), ("tag_id", tag_ids)):
            for key in keys:
                read = self._tried(f'select {self._names} from "{self._table}" where {column} = ?', (key,))
                if read is None:
                    self.lost += column == "highlight_id"
                else:
                    yield from read

    def _tried(self, sql: str, values: tuple[str | int, ...]) -> list[Raw] | None:
        try:
            return self._conn.execute(sql, values).fetchall()
        except FAILURES:
            return None

    def ids(self) -> set[str]:
        """The ids that the table's index still names, of rows that can be read or not; empty if it is damaged."""
        with suppress(*FAILURES):
            sql = f'select id from "{self._table}" indexed by "sqlite_autoindex_{self._table}_1"'
            return {str(row[0]) for row in self._conn.execute(sql).fetchall()}
        return set()
