"""A database whose schema is damaged: its history and its texts found again by looking at every page for them."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from tui.annotations.ids import UUID

_PAGE = 4096
_LEAF, _INTERIOR = 0x0D, 0x05
_MOST = 20_000
"""Pages that are tried as the root of a table."""

_TABLES = {
    "act": "create table act (seq integer primary key, id, session, what, about, forward, backward, undone, created,"
    " takes_back)",
    "snapshot": "create table snapshot (id, sha256, characters, text, created)",
}


def reseat(copy: Path) -> bool:
    """Give a private copy of a database a schema of the history and the texts alone; whether they were found.

    From the two, all that acts made can be made again. Everything else of the copy is out of reach then.
    """
    for suffix in ("-wal", "-journal"):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)
    data = copy.read_bytes()
    kinds = {number: data[number * _PAGE] for number in range(1, len(data) // _PAGE)}
    for wanted in ((_INTERIOR,), (_LEAF,)):
        # A root above others gives most rows; a small table is one leaf.
        roots = [number + 1 for number, kind in kinds.items() if kind in wanted][:_MOST]
        found = {name: root for name in _TABLES if (root := _root_of(copy, name, roots))}
        if "act" in found:
            rest = [number + 1 for number, kind in kinds.items() if kind == _LEAF][:_MOST]
            if "snapshot" not in found and (root := _root_of(copy, "snapshot", rest)):
                found["snapshot"] = root
            _seat(copy, found)
            return True
    return False


def _root_of(copy: Path, table: str, roots: list[int]) -> int:
    """The page that gives most rows of the table's shape as its root; 0 if none gives any."""
    best, most = 0, 0
    for root in roots:
        _seat(copy, {table: root})
        if (rows := _count(copy, table)) > most:
            best, most = root, rows
    return best


def _count(copy: Path, table: str) -> int:
    """How many rows come before the first that is none of the table's, or cannot be read."""
    count = 0
    columns = "id, session, forward" if table == "act" else "id, sha256, typeof(text)"
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        conn.text_factory = lambda raw: raw.decode("utf-8", "replace")
        for identity, second, third in conn.execute(f"select {columns} from {table}"):
            is_one = isinstance(identity, str) and UUID.fullmatch(identity) and isinstance(second, str)
            if not is_one or (not str(third).startswith("[") if table == "act" else third != "blob"):
                break
            count += 1
    return count


def _seat(copy: Path, roots: dict[str, int]) -> None:
    """Write a first page into the copy that names these tables at these roots."""
    skeleton = copy.with_name("skeleton.db")
    skeleton.unlink(missing_ok=True)
    with closing(sqlite3.connect(skeleton, isolation_level=None)) as conn:
        conn.execute("pragma synchronous = off")
        conn.execute(f"pragma page_size = {_PAGE}")
        for name in roots:
            conn.execute(_TABLES[name])
        conn.execute("pragma writable_schema = on")
        for name, root in roots.items():
            conn.execute("update sqlite_master set rootpage = ? where name = ?", (root, name))
    page = bytearray(skeleton.read_bytes()[:_PAGE])
    page[28:32] = (copy.stat().st_size // _PAGE).to_bytes(4, "big")
    page[24:28] = page[92:96]
    with copy.open("r+b") as file:
        file.write(page)
