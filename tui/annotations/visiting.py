"""A database that is not the library's own, looked over before anything is taken out of it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from tui.annotations import schema
from tui.annotations.connection import connect, look_at
from tui.annotations.findings import Finding, findings
from tui.annotations.problems import in_words, problem
from tui.paths import private_dir


@contextmanager
def looked_over(file: Path, folder: Path, so: str, do: str) -> Iterator[sqlite3.Connection]:
    """The database `file`, found whole, in a private copy in `folder` that is up to date. `file` itself is only read.

    `so` and `do`: what a refusal of a damaged one says of the consequence, and of what is to be done.
    Raises StoreProblem if it is damaged, newer, or no database of ours.
    """
    with in_words(file):
        look_at(file)
        room = Path(tempfile.mkdtemp(prefix=".visit-", dir=private_dir(folder)))
        try:
            copy = room / "copy.db"
            for suffix in ("", "-wal"):
                if (part := file.with_name(file.name + suffix)).exists():
                    shutil.copyfile(part, copy.with_name(copy.name + suffix))
            conn = connect(copy, "mode=rw")
            try:
                if int(conn.execute("pragma user_version").fetchone()[0]) < schema.version():
                    schema.migrate(conn)
                conn.execute("pragma journal_mode = delete")
            finally:
                conn.close()
            damage = findings(copy)
            if damage and not _is_bearable(damage):
                what = damage[0].what.replace(str(copy), str(file))
                raise problem(file, f"is damaged, {so}: {what}", do)
            with closing(connect(copy, "mode=ro")) as conn:
                yield conn
        finally:
            shutil.rmtree(room, ignore_errors=True)


def _is_bearable(found: Sequence[Finding]) -> bool:
    """Whether all that was found are other programs' doings in a file that is whole."""
    return all("history" in each.what or "cannot be read; they count" in each.what for each in found)
