"""When a copy of the database is due, and its making: on the first act of a day, and before acts on many rows."""

from __future__ import annotations

import sqlite3
import threading
from datetime import datetime
from pathlib import Path

from tui.annotations.connection import connect
from tui.annotations.copies import Copy, Kind, copies_of, copy_unasked
from tui.annotations.ids import stored
from tui.annotations.problems import in_words
from tui.errors import StoreProblem

MANY = 100
"""Highlights from which on an act is one on many: a copy is made before it."""

_LARGE = 64 << 20
"""Bytes from which on the copy of a day is made beside the work, and copies before acts on many are rarer."""

_PAUSE_S = 600


class Keeper:
    """Copies one database when it is time. Its copies never stop an act: what went wrong is in `problem`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._day = ""
        self._thread: threading.Thread | None = None
        self.problem: StoreProblem | None = None
        """Why the last copy that was due could not be made."""

    def before_act(self, conn: sqlite3.Connection, size: int) -> None:
        """Make a copy if one is due before an act on `size` highlights. Outside a transaction."""
        now = datetime.now().astimezone()
        is_daily = self._is_first_of_day(conn, now)
        if not is_daily and (size < MANY or conn.execute("select 1 from act limit 1").fetchone() is None):
            return
        try:
            is_large = self._path.stat().st_size >= _LARGE
        except OSError:
            return
        if is_large and not is_daily and self._copied_lately(now):
            return
        kind = Kind.DAILY if is_daily else Kind.BULK
        if is_large and size < MANY:
            self._thread = threading.Thread(target=self._copy_aside, name="pizhu-backup")
            self._thread.start()
        else:
            self._copy(conn, kind)

    def _is_first_of_day(self, conn: sqlite3.Connection, now: datetime) -> bool:
        """Whether there are acts of earlier days and no copy of today; asked once a day."""
        if self._day == (today := f"{now:%Y-%m-%d}"):
            return False
        self._day = today
        midnight = datetime(now.year, now.month, now.day)
        sql = "select 1 from act where created < ? limit 1"
        if conn.execute(sql, (stored(midnight),)).fetchone() is None:
            return False
        newest = self._newest()
        return newest is None or newest.made.date() < now.date()

    def _copied_lately(self, now: datetime) -> bool:
        newest = self._newest()
        return newest is not None and 0 <= (now.replace(tzinfo=None) - newest.made).total_seconds() < _PAUSE_S

    def _newest(self) -> Copy | None:
        return next((copy for copy in copies_of(self._path) if copy.kind is not Kind.DAMAGED), None)

    def _copy(self, conn: sqlite3.Connection, kind: Kind) -> None:
        try:
            with in_words(self._path):
                copy_unasked(conn, self._path, kind)
        except StoreProblem as error:
            self.problem = error
        else:
            self.problem = None

    def _copy_aside(self) -> None:
        try:
            with in_words(self._path):
                conn = connect(self._path, "mode=ro")
        except StoreProblem as error:
            self.problem = error
            return
        try:
            self._copy(conn, Kind.DAILY)
        finally:
            conn.close()

    def finish(self) -> None:
        """Wait for a copy that is being made."""
        if self._thread is not None:
            self._thread.join()
