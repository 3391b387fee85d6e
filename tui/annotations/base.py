"""A database held open: the connection of a Store, its reads and its transactions."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from tui.annotations import connection, schema
from tui.annotations.connection import create, open_existing
from tui.annotations.history import write_down
from tui.annotations.ids import uuid7
from tui.annotations.keeping import Keeper
from tui.annotations.problems import explained, in_words, problem
from tui.annotations.recorder import Recorder
from tui.annotations.snapshots import Digests
from tui.errors import StoreProblem

P = ParamSpec("P")
T = TypeVar("T")

_CLOSING_WAIT_MS = 200
_TURNS = 6
"""How often the waiting for a lock begins anew, at most, as others commit meanwhile."""


class Base:
    """The common ground of what a Store reads and does. May be used from several threads, one at a time."""

    def __init__(self, path: Path) -> None:
        """Open the database at `path`, if there is one. Raises StoreProblem if it cannot be used."""
        self._path = path
        self._lock = threading.RLock()
        self._conn: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._read_only = False
        self._own_commits = 0
        self._session = uuid7()
        self._digests = Digests()
        self._keeper = Keeper(path)
        self._connection()

    @property
    def path(self) -> Path:
        """Where the database is, or will be."""
        return self._path

    @property
    def file(self) -> tuple[int, int] | None:
        """The device and the number of the file that is open; None if there is none yet."""
        return self._file

    @property
    def read_only(self) -> bool:
        """Whether acts will be refused, because the file or its folder cannot be written."""
        return self._read_only

    @property
    def backup_problem(self) -> StoreProblem | None:
        """Why the last copy that was due could not be made; the acts were done all the same."""
        return self._keeper.problem

    def new_backup_problem(self) -> StoreProblem | None:
        """The same, if it has not been asked for yet."""
        problem, self._keeper.problem = self._keeper.problem, None
        return problem

    def _connection(self) -> sqlite3.Connection | None:
        if self._conn is None and os.path.lexists(self._path):
            self._conn, self._read_only = open_existing(self._path)
            self._file = self._file_now()
        return self._conn

    def _file_now(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _read(
        self, function: Callable[Concatenate[sqlite3.Connection, P], T], empty: T, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What `function` reads, all of it from one moment; `empty` where there is no database yet."""
        with self._lock, in_words(self._path):
            conn = self._connection()
            if conn is None:
                return empty
            conn.execute("begin")
            try:
                return function(conn, *args, **kwargs)
            finally:
                if conn.in_transaction:
                    conn.execute("rollback")

    @contextmanager
    def _act(
        self, what: str, *, creates: bool = False, size: int = 1, takes_back: str | None = None
    ) -> Iterator[Recorder]:
        """One act: all that is changed through the recorder within is kept and written into the history, or nothing.

        `size` is how many highlights it is about; before one on many, a copy of the database is made.
        Without a database one is made if it `creates`; otherwise the act meets an empty one, where it finds nothing.
        Raises StoreProblem; lets through what is raised within.
        """
        with self._lock:
            if self._connection() is None and not creates:
                with self._nowhere() as recorder:
                    yield recorder
                return
            with self._transaction(size) as conn:
                recorder = Recorder(conn)
                yield recorder
                if recorder.changes:
                    write_down(recorder, what, self._session, takes_back)

    @contextmanager
    def _nowhere(self) -> Iterator[Recorder]:
        conn = sqlite3.connect(":memory:", isolation_level=None)
        try:
            schema.lay(conn)
            yield Recorder(conn)
        finally:
            conn.close()

    @contextmanager
    def _transaction(self, size: int = 1) -> Iterator[sqlite3.Connection]:
        """A transaction that is rolled back if anything is raised within, or if nothing was changed."""
        if self._conn is None:
            create(self._path)
        conn = self._connection()
        if conn is None:
            raise problem(self._path, "was removed as soon as it was made", "check what else uses its folder")
        if self._read_only:
            raise problem(
                self._path,
                "is read-only: nothing can be added or changed",
                "make file and folder writable, or work on a copy with --db",
            )
        if conn.in_transaction:
            raise RuntimeError("an act within an act")
        try:
            self._keeper.before_act(conn, size)
            _begin(conn)
            changes = conn.total_changes
            yield conn
            self._must_be_in_place()
            if conn.total_changes == changes:
                conn.execute("rollback")
                return
            conn.execute("commit")
            self._own_commits += 1
        except BaseException as error:
            if conn.in_transaction:
                with suppress(sqlite3.Error):
                    conn.execute("rollback")
            if isinstance(error, (sqlite3.Error, UnicodeDecodeError)):
                self._must_be_in_place()
                raise explained(error, self._path) from error
            raise

    def _must_be_in_place(self) -> None:
        if (now := self._file_now()) != self._file:
            happened = "is gone: it was removed or moved" if now is None else "was replaced by another file"
            raise problem(
                self._path,
                f"{happened} while it was open; nothing more is written",
                "close Pizhu and open it again; what you see can still be exported",
            )

    def version(self) -> int:
        """A number that changes whenever this or another process commits; cheap enough to be asked often."""
        with self._lock, in_words(self._path):
            conn = self._connection()
            if conn is None:
                return 0
            return self._own_commits << 32 | int(conn.execute("pragma data_version").fetchone()[0])

    def close(self) -> None:
        """Move the log into the database, so that one file remains, and close it. May be called twice."""
        self._keeper.finish()
        with self._lock:
            conn, self._conn = self._conn, None
            if conn is None:
                return
            # What is in the log is safe: if it cannot be moved now, the next opening does it.
            with suppress(sqlite3.Error):
                if not self._read_only and self._file_now() == self._file:
                    conn.execute(f"pragma busy_timeout = {_CLOSING_WAIT_MS}")
                    conn.execute("pragma wal_checkpoint(truncate)").fetchall()
            with suppress(sqlite3.Error):
                conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _begin(conn: sqlite3.Connection) -> None:
    """Begin to write, when the others have finished. Raises sqlite3.OperationalError if they do not in time.

    As long as others commit, it is only not our turn yet, and the waiting begins anew. SQLite itself looks only ten
    times a second after a while, and is passed by others who look more often.
    """
    patience = connection.BUSY_MS / 1000
    at_last = time.monotonic() + _TURNS * patience
    until, version = 0.0, -1
    conn.execute("pragma busy_timeout = 0")
    try:
        while True:
            try:
                conn.execute("begin immediate")
            except sqlite3.OperationalError as error:
                moment, before = time.monotonic(), version
                version = int(conn.execute("pragma data_version").fetchone()[0])
                if version != before:
                    until = min(moment + patience, at_last)
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or moment > until:
                    raise
                time.sleep(random.uniform(0.001, 0.01))
            else:
                return
    finally:
        conn.execute(f"pragma busy_timeout = {connection.BUSY_MS}")


def changed_elsewhere(path: Path, error: Exception) -> StoreProblem:
    """For an act whose rows are not what its record says."""
    return problem(
        path,
        f"was changed by another program, so that this cannot be taken back or done again [{error}]",
        "nothing was changed; `pizhu check` looks at the whole",
    )
