"""A damaged database read out into a new one: what can be reached, what the history still knows, what is missing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tui.annotations import schema
from tui.annotations.connection import connect
from tui.annotations.copies import publish
from tui.annotations.findings import findings
from tui.annotations.ids import UUID, now
from tui.annotations.model import COLOURS
from tui.annotations.problems import RESTORE, in_words, problem
from tui.annotations.reading_out import FAILURES, Reading, opened_copy
from tui.annotations.recorder import Value, read
from tui.annotations.replay import Rows, carry
from tui.annotations.snapshots import keep, sha256, unpack
from tui.errors import Misuse
from tui.paths import private_dir
from tui.visible import visible_line

_TABLES = ("document", "tag", "highlight", "highlight_tag", "correction", "speaker", "saved_filter")
_OWNERS = {"highlight": "document_id", "correction": "document_id", "speaker": "document_id"}


@dataclass
class Salvaged:
    """What was read out of a damaged database."""

    target: Path
    read: Counter[str] = field(default_factory=Counter)
    """Table to rows that were read."""
    rebuilt: Counter[str] = field(default_factory=Counter)
    """Table to rows that were not readable and that the history still knew."""
    missing: list[str] = field(default_factory=list)
    """What could not be had, a line each."""


def salvage(path: Path, target: Path) -> Salvaged:
    """Read what can be read out of the database at `path` into a new one at `target`; `path` is only read.

    Rows whose own page is damaged are rebuilt from the history where that has them. A document or a text that is
    gone gets a stand-in, so that its quotes stay. Raises Misuse if something is at `target`, StoreProblem if nothing
    can be read or the new file cannot be written.
    """
    if os.path.lexists(target):
        raise Misuse(f"{visible_line(str(target))} is there already", "give the new file another name")
    with in_words(path):
        _must_be_ours(path)
        folder = Path(tempfile.mkdtemp(prefix=".repair-", dir=private_dir(target.parent)))
    try:
        with in_words(path):
            copy = folder / "damaged.db"
            for suffix in ("", "-wal", "-journal"):
                if (file := path.with_name(path.name + suffix)).exists():
                    shutil.copyfile(file, copy.with_name(copy.name + suffix))
            source = opened_copy(copy)
        if source is None:
            raise problem(path, "is damaged so that nothing can be read out of it", RESTORE)
        with closing(source), in_words(target):
            part = folder / "new.db"
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
            with closing(connect(part, "mode=rw")) as new:
                schema.migrate(new)
                new.execute("pragma journal_mode = wal")
                new.execute("begin immediate")
                done = _Salvage(source, new, Salvaged(target)).run()
                new.execute("commit")
            done.missing += [f"{found.what} ({found.do})" for found in findings(part) if "history" not in found.what]
            publish(part, target)
        return done
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _must_be_ours(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(100)
    if head.startswith(b"SQLite format 3\0") and len(head) == 100:
        application, version = (int.from_bytes(head[at : at + 4], "big") for at in (68, 60))
        if application not in (schema.APPLICATION_ID, 0):
            raise problem(path, "belongs to another program", "give another file with --db; this one was not touched")
        if application and version > schema.version():
            raise problem(path, "was made by a newer Pizhu", "update Pizhu; the file was not touched")


class _Salvage:
    def __init__(self, source: sqlite3.Connection, new: sqlite3.Connection, done: Salvaged) -> None:
        self.source, self.new, self.done = source, new, done
        self.rows: Rows = {}
        self.lost: Counter[str] = Counter()

    def run(self) -> Salvaged:
        self._acts()
        snapshots = self._snapshots()
        for table in _TABLES:
            self._table(table)
        if self.lost:
            self._rebuild()
        self._stand_in()
        ordered = sorted(self.rows.items(), key=_parents_first(self.rows))
        for table in _TABLES:
            for (of, _), row in ordered:
                if of == table:
                    self._put(table, self._owned(row, snapshots) if "snapshot_id" in row else row)
        for table, count in sorted(self.lost.items()):
            self.done.missing.append(f"{count} rows of {table} could not be read")
        return self.done

    def _table(self, table: str) -> None:
        reading = Reading(self.source, table)
        if table == "highlight_tag":
            ids = [str(key[0]) for of, key in self.rows if of == "highlight"]
            tags = [str(key[0]) for of, key in self.rows if of == "tag"]
            rows = reading.by_keys(ids, tags)
        elif table == "speaker" and not reading.columns and self._version() < 2:
            return
        else:
            rows = reading.rows()
        keys = schema.KEYS[table]
        for values in rows:
            row: dict[str, Value] = dict(zip(reading.columns, values, strict=True))  # type: ignore[arg-type]
            key = tuple(row.get(name) for name in keys)
            if not all(isinstance(part, str) for part in key) or (keys == ("id",) and not UUID.fullmatch(str(key[0]))):
                reading.lost += 1
                continue
            self.rows.setdefault((table, key), row)
        if keys == ("id",):
            known = {str(key[0]) for of, key in self.rows if of == table}
            if there := reading.ids():
                reading.lost = max(reading.lost and 1, len(there - known))
        if reading.lost:
            self.lost[table] = reading.lost
        self.done.read[table] = sum(of == table for of, _ in self.rows)

    def _version(self) -> int:
        with suppress(*FAILURES):
            return int(self.source.execute("pragma user_version").fetchone()[0])
        return schema.version()

    def _acts(self) -> None:
        for table in ("act", "turn"):
            reading = Reading(self.source, table)
            if table == "turn" and not reading.columns:
                continue
            for values in reading.rows():
                if self._put(table, dict(zip(reading.columns, values, strict=True))):  # type: ignore[arg-type]
                    self.done.read[table] += 1
                else:
                    reading.lost += 1
            if reading.lost:
                self.lost[table] = reading.lost

    def _snapshots(self) -> set[str]:
        kept: set[str] = set()
        reading = Reading(self.source, "snapshot")
        for values in reading.rows():
            row = dict(zip(reading.columns, values, strict=True))
            try:
                unpack(row["text"], row["characters"], row["sha256"])  # type: ignore[arg-type]
            except (ValueError, TypeError, MemoryError, OverflowError):
                reading.lost += 1
                continue
            if self._put("snapshot", row):  # type: ignore[arg-type]
                kept.add(str(row["id"]))
        self.done.read["snapshot"] = len(kept)
        if reading.lost:
            self.lost["snapshot"] = reading.lost
        return kept

    def _put(self, table: str, row: dict[str, Value]) -> bool:
        names = ", ".join(f'"{name}"' for name in row)
        sql = f'insert into "{table}" ({names}) values ({", ".join("?" * len(row))})'
        try:
            self.new.execute(sql, tuple(row.values()))
        except FAILURES:
            if table in _TABLES:
                self.lost[table] += 1
                self.done.read[table] -= 1
            return False
        return True

    def _rebuild(self) -> None:
        """Take from the acts in force what the tables have lost."""
        told: Rows = {}
        for forward, backward in self.new.execute("select forward, backward from act where undone = 0 order by seq"):
            with suppress(ValueError, RecursionError):
                carry(told, read(forward, backward))
        for (table, key), row in told.items():
            whole = len(row) >= len(schema.COLUMNS[table]) - 3
            if self.lost[table] and (table, key) not in self.rows and whole:
                self.rows[table, key] = row
                self.done.rebuilt[table] += 1
        is_whole = not self.lost["act"]
        for table in _TABLES:
            # A whole history names every row there was.
            unknown = sum(of == table and (of, key) not in self.rows for of, key in told)
            self.lost[table] = unknown if is_whole else max(0, self.lost[table] - self.done.rebuilt[table])
        self.lost += Counter()

    def _stand_in(self) -> None:
        """Give rows something to hang on where that is gone: a document, a tag, the root."""
        moment = now()
        times = {"created": moment, "updated": moment}
        for (table, _), row in list(self.rows.items()):
            owner = row.get(_OWNERS.get(table, ""))
            if owner is not None and ("document", (owner,)) not in self.rows:
                short = str(owner)[-8:]
                self.rows["document", (owner,)] = {
                    "id": owner,
                    "path": f"recovered-{short}",
                    "title": f"找回 {short}",
                    "sha256": "",
                    "format": "text",
                    "encoding": "utf-8",
                    "snapshot_id": None,
                    **times,
                }
                self.done.missing.append(f"the name of a document; its quotes are in recovered-{short}")
            if table == "highlight_tag" and ("tag", (row["tag_id"],)) not in self.rows:
                short = str(row["tag_id"])[-8:]
                self.rows["tag", (row["tag_id"],)] = {
                    "id": row["tag_id"],
                    "parent_id": None,
                    "name": f"找回 {short}",
                    "colour": COLOURS[0],
                    **times,
                }
                self.done.missing.append(f"the name of a tag; it is called 找回 {short} now")
        for (table, key), row in list(self.rows.items()):
            if table == "tag" and row.get("parent_id") and ("tag", (row["parent_id"],)) not in self.rows:
                self.rows[table, key] = {**row, "parent_id": None, "name": f"{row['name']} {str(row['id'])[-4:]}"}
                self.done.missing.append(f"the tag above {row['name']}")
            if table == "highlight_tag" and ("highlight", (row["highlight_id"],)) not in self.rows:
                del self.rows[table, key]

    def _owned(self, row: dict[str, Value], snapshots: set[str]) -> dict[str, Value]:
        """`row` with a snapshot that is there: a text of blanks in which the quote stands at its place, if need be."""
        known = row.get("snapshot_id")
        if known is None or known in snapshots:
            return row
        if "quote" not in row:
            return {**row, "snapshot_id": None}
        start, end, quote = int(row["start"] or 0), int(row["end"] or 1), str(row["quote"])
        text = " " * min(start, 100_000_000) + quote[: end - start].ljust(min(end - start, 1_000_000))
        made = keep(self.new, text, sha256(text))
        snapshots.add(made)
        self.done.missing.append(f"the kept text of “{visible_line(quote[:20])}”; its file still has it")
        return {**row, "snapshot_id": made}


def _parents_first(rows: Rows) -> Callable[[tuple[tuple[str, tuple[Value, ...]], dict[str, Value]]], int]:
    def depth(item: tuple[tuple[str, tuple[Value, ...]], dict[str, Value]]) -> int:
        (table, _), row = item
        steps = 0
        while table == "tag" and row.get("parent_id") is not None and steps < 1000:
            row = rows.get(("tag", (row["parent_id"],)), {})
            steps += 1
        return steps

    return depth
