"""The file of the full-text index: how it is opened and made, and how what a document says is kept in it."""

from __future__ import annotations

import os
import sqlite3
import sys
import unicodedata
import zlib
from array import array
from collections.abc import Sequence
from pathlib import Path

from tui import __version__
from tui.transcript import repairs
from tui.transcript.model import Edit, EditKind
from tui.transcript.reading import Reading

SCANNED = 64 << 20
"""Bytes of compact text up to which a look through all of it is fast enough."""

VERSION = 1
"""Of what is kept, and of how a file becomes what it says: what another version made is made anew."""

_BUSY_SECONDS = 5.0
_CACHE_KIB = 64 << 10
_SCHEMA = """
create table about(key text primary key, value text not null) without rowid;
create table document(
  id integer primary key, name text not null unique, size integer not null, mtime integer not null,
  ways text not null, sha256 text not null, problem text not null, bytes integer not null);
create table said(id integer primary key, text blob not null, map blob not null);
create table form(id integer primary key, text blob not null);
"""


def open_index(path: Path, schema: str = _SCHEMA) -> sqlite3.Connection:
    """A connection with the tables in place. Raises sqlite3.DatabaseError if the file is none of ours, OSError.

    `schema`: what makes the tables, `about` among them, if it is not the full-text index.
    """
    conn = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        os.chmod(path, 0o600)
        for setting in (
            *("journal_mode = wal", "synchronous = normal", f"cache_size = {-_CACHE_KIB}"),
            *("trusted_schema = off", "temp_store = memory", "journal_size_limit = 67108864"),
        ):
            conn.execute(f"pragma {setting}")
        make(conn, schema)
        if conn.execute("select 1 from sqlite_master where name = 'ft'").fetchone() is None:
            # All is looked through: a third faster so. What asks the FTS5 table is many times slower so.
            conn.execute(f"pragma mmap_size = {2 * SCANNED}")
    except BaseException:
        conn.close()
        raise
    return conn


def size_of(path: Path) -> int:
    """Bytes that the file of an index takes on the disk, with its log; 0 if there is none."""
    return sum(os.path.getsize(f"{path}{end}") for end in ("", "-wal") if os.path.exists(f"{path}{end}"))


def remove(path: Path) -> None:
    """Delete the file of an index that is damaged, or that no program has open. Raises OSError."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def make(conn: sqlite3.Connection, schema: str = _SCHEMA, *, anew: bool = False) -> None:
    """See to it that the tables are there, and of our making; `anew`: empty.

    They are emptied in place: the file may be open in other programs, which would go on with one that is deleted.
    """
    if not anew and _is_ours(conn):
        return
    with conn:
        conn.execute("begin immediate")
        # Another program may have made them meanwhile.
        if not anew and _is_ours(conn):
            return
        conn.execute("drop table if exists ft")
        for (name,) in conn.execute("select name from sqlite_master where type = 'table'").fetchall():
            conn.execute('drop table "{}"'.format(name.replace('"', '""')))
        for statement in filter(str.strip, schema.split(";")):
            conn.execute(statement)
        conn.execute("insert into about values ('made by', ?)", (_made_by(),))


def _is_ours(conn: sqlite3.Connection) -> bool:
    if conn.execute("select 1 from sqlite_master where name = 'about'").fetchone() is None:
        return False
    return bool(conn.execute("select value from about where key = 'made by'").fetchone() == (_made_by(),))


def _made_by() -> str:
    return f"{__version__} {VERSION} {repairs.VERSION} {unicodedata.unidata_version} {sys.byteorder}"


def packed(edits: Sequence[Edit]) -> bytes:
    """The edits of a reading as numbers: how far behind the one before, how long, and how long what replaces it."""
    if not edits:
        return b""
    numbers = array("I")
    last = 0
    for edit in edits:
        numbers.extend((edit.start - last, edit.end - edit.start, len(edit.replacement)))
        last = edit.end
    return zlib.compress(numbers.tobytes(), 1)


def unpacked(said: bytes, packed: bytes) -> Reading:
    """The reading that was kept so: what it says, and its edits as `packed`."""
    text = zlib.decompress(said).decode("utf-8", "surrogatepass")
    numbers = array("I", zlib.decompress(packed) if packed else b"")
    edits: list[Edit] = []
    end = at = 0
    for gap, length, size in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        start, at = end + gap, at + gap
        end = start + length
        edits.append(Edit(start, end, text[at : at + size], EditKind.HIDDEN))
        at += size
    return Reading.of_text(text, edits)
