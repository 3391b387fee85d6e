"""Documents of the other side: which are the same, and what each is called in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.annotations.merging.job import Decided, Job
from tui.annotations.merging.matching import DOCUMENTS, matched
from tui.annotations.merging.merged import Conflict
from tui.annotations.merging.sides import Difference
from tui.annotations.merging.standing import COLUMNS
from tui.annotations.merging.weighing import Held
from tui.annotations.recorder import Row

_ON_TEXTS = ("document", "highlight", "correction")
_OF_DOCUMENTS = ("highlight", "speaker", "correction")
_ASKED = 100

Weighed = list[tuple[Difference, Held, bool]]
"""Documents in which the sides differ, what each is to be, and whether one side took it away."""


class Documents:
    """The documents of both sides. From its making on, their ids are told as ours."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._leaving: list[Held] = []
        texts = dict(job.recorder.conn.execute("select sha256, id from snapshot").fetchall())
        rows = job.theirs.conn.execute("select id, sha256 from snapshot").fetchall()
        same_text = {identity: texts[digest] for identity, digest in rows if digest in texts}
        for table in _ON_TEXTS:
            job.theirs.ids[table, "snapshot_id"] = same_text
        same = matched(job.ours.rows("document"), job.theirs.rows("document"), DOCUMENTS, self._carriers)
        job.theirs.ids["document", "id"] = same
        for table in _OF_DOCUMENTS:
            job.theirs.ids[table, "document_id"] = same

    def _carriers(self, identity: str) -> Iterator[str]:
        """Our documents that carry what came from, or went to, one of theirs in an earlier merging."""
        for table in _OF_DOCUMENTS:
            sql = f"select id from {table} where document_id = ? order by id limit {_ASKED}"
            for (child,) in self.job.theirs.conn.execute(sql, (identity,)).fetchall():
                sql = f"select document_id from {table} where id = ? and document_id is not null"
                yield from (row[0] for row in self.job.recorder.conn.execute(sql, (child,)).fetchall())

    def weigh(self, rows: Iterable[Difference]) -> Weighed:
        """What each document is to be in the end, and whether it may go."""
        job = self.job
        job.paths = {str(row["id"]): str(row["path"]) for row in job.ours.rows("document")}
        found = []
        for each in rows:
            name, one, other = each
            if one is not None and other is not None:
                held, is_gone = job.scales.both(name, one, other, str(one["path"]), job.conflicts), False
            else:
                held, is_gone = dict(one or other or {}), job.scales.is_gone(name, one, other)
            found.append((each, held, is_gone))
            job.paths[str(held["id"])] = str(held["path"])
        return found

    def put(self, found: Weighed, users: Iterable[Decided]) -> list[str]:
        """Change the documents that are needed or not gone; gives the paths of the new ones."""
        job, record = self.job, self.job.recorder
        needed = {row["document_id"] for d in users for row in (*d.new.values(), *d.kept.values())}
        wanted = [(each, held) for each, held, is_gone in found if not is_gone or held["id"] in needed]
        self._leaving = [held for (_, one, _), held, gone in found if one and gone and held["id"] not in needed]
        leaving = {held["id"] for held in self._leaving}
        here = {str(row["id"]): str(row["path"]) for row in job.ours.rows("document")}
        self._settle_paths([held for _, held in wanted], {path for i, path in here.items() if i not in leaving})
        for held in self._leaving:
            record.update("document", {"id": held["id"]}, {"path": held["id"]})
        for (_, one, _), held in wanted:
            if one is not None and held["path"] != one["path"]:
                # A path that is free until all have theirs: two may have changed places.
                record.update("document", {"id": held["id"]}, {"path": held["id"]})
        brought = []
        for (_, one, _), held in wanted:
            if one is None:
                job.insert("document", held)
                brought.append(str(held["path"]))
            else:
                columns = COLUMNS["document"]
                job.update("document", {"id": held["id"]}, {name: held[name] for name in columns})
        return sorted(brought)

    def _settle_paths(self, wanted: list[Held], taken: set[str]) -> None:
        """Two documents of one path, which only moves on both sides can make: the second gets a number."""
        job = self.job
        ids = {held["id"] for held in wanted}
        rest = {path for identity, path in job.paths.items() if identity not in ids and path in taken}
        for held in sorted(wanted, key=_by_content):
            path, number = str(held["path"]), 2
            while held["path"] in rest:
                held["path"] = f"{path} ({number})"
                number += 1
            if held["path"] != path:
                job.conflicts.append(Conflict("path", path, path, path, str(held["path"])))
            rest.add(str(held["path"]))
            job.paths[str(held["id"])] = str(held["path"])

    def drop(self) -> None:
        """Take away those that were undone there; nothing is on them any more."""
        for held in self._leaving:
            self.job.recorder.delete("document", {"id": held["id"]})

    def elsewhere(self, rows: Iterable[Row]) -> list[Row]:
        """The highlights among `rows` that were made on another text of their document."""
        texts = dict(self.job.recorder.conn.execute("select id, snapshot_id from document").fetchall())
        return [row for row in rows if texts.get(row["document_id"]) not in (None, row["snapshot_id"])]


def _by_content(row: Row) -> tuple[str, ...]:
    """An order that is the same on both sides, where a document may have two ids."""
    return tuple(str(row[name]) for name in ("sha256", "asked_encoding", "note", "fields", "title", "id"))
