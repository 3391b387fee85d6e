"""The database as it was at an earlier time: rolled back in a private copy."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.annotations.base import changed_elsewhere
from tui.annotations.connection import connect, open_existing
from tui.annotations.copies import copy_of
from tui.annotations.problems import in_words
from tui.annotations.recorder import apply, read
from tui.annotations.store import Store
from tui.errors import NotFound
from tui.paths import private_dir, state_dir
from tui.visible import visible_line


@contextmanager
def as_of(path: Path, moment: str) -> Iterator[Store]:
    """A store that holds what the database at `path` held at `moment` (UTC, as the database writes times).

    It is a copy, gone when the block is left; the database itself is only read. Raises NotFound if there is none,
    StoreProblem.
    """
    if not path.exists():
        raise NotFound(f"there is no database {visible_line(str(path))}", "nothing has been added yet")
    with in_words(path):
        folder = Path(tempfile.mkdtemp(prefix="past-", dir=private_dir(state_dir() / "tmp")))
    try:
        conn, _ = open_existing(path)
        try:
            with in_words(path):
                copy = copy_of(conn, path, iter([folder / path.name]))
        finally:
            conn.close()
        _roll_back(copy, path, moment)
        with Store(copy) as store:
            yield store
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _roll_back(copy: Path, path: Path, moment: str) -> None:
    conn = connect(copy, "mode=rw")
    try:
        with in_words(path):
            conn.execute("pragma synchronous = off")
            conn.execute("begin immediate")
            try:
                _take_back_since(conn, moment)
            except (LookupError, ValueError, RecursionError) as error:
                raise changed_elsewhere(path, error) from error
            conn.execute("commit")
    finally:
        conn.close()


def _take_back_since(conn: sqlite3.Connection, moment: str) -> None:
    """Take back, last first, all that happened after `moment`: acts, undoings, redoings."""
    in_force = {row[0] for row in conn.execute("select seq from act where undone = 0")}
    # A clock that was set back must not tear the history: all behind the last event of the time is taken back.
    events = conn.execute(
        "select seq as place, 0 as turn, seq, created, null as undone from act"
        " union all select after_seq, seq, act_seq, created, undone from turn order by 1 desc, 2 desc"
    ).fetchall()
    for _, turn, seq, created, undone in events:
        if created <= moment:
            return
        if turn and undone:
            _carry(conn, seq, forward=True)
            in_force.add(seq)
        elif seq in in_force:
            _carry(conn, seq, forward=False)
            in_force.discard(seq)


def _carry(conn: sqlite3.Connection, seq: int, *, forward: bool) -> None:
    changes = read(*conn.execute("select forward, backward from act where seq = ?", (seq,)).fetchone())
    for change in changes if forward else [change.backward() for change in reversed(changes)]:
        apply(conn, change)
    conn.execute("update act set undone = ? where seq = ?", (0 if forward else 2, seq))
