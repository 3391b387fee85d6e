"""Highlights of the other side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tui.annotations.merging.job import Decided, Job
from tui.annotations.merging.merged import Conflict, Remark
from tui.annotations.merging.settling import join
from tui.annotations.merging.standing import COLUMNS
from tui.annotations.merging.tags import put_on
from tui.annotations.merging.weighing import Held


class Highlights:
    """Brings highlights in, and remembers what is to be told of them."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.united: list[Remark] = []
        self.changed: list[Remark] = []
        self.trashed: list[Remark] = []

    def put(self, decided: Decided, links: Decided) -> None:
        """Insert and change highlights; `links`: which tags they are to carry."""
        job = self.job
        of: defaultdict[object, list[Held]] = defaultdict(list)
        for row in links.new.values():
            of[row["highlight_id"]].append({**row, "ours": 0})
        for row in links.kept.values():
            of[row["highlight_id"]].append({**row, "ours": 1})
        for row in decided.new.values():
            job.insert("highlight", row)
        changed_links = {row["highlight_id"] for row in links.new.values()} | {name[1][0] for name in links.dropped}
        for name, (one, other, held) in decided.both.items():
            if (one["deleted"] is None) != (other["deleted"] is None):
                is_dead, apart = job.scales.is_dead(name, one, other, of[name[1][0]], job.where(one))
                held["deleted"] = (one["deleted"] or other["deleted"]) if is_dead else None
                if apart:
                    kept = "ours" if (one["deleted"] is not None) == is_dead else "theirs"
                    words = ["deleted" if row["deleted"] is not None else "changed" for row in (one, other)]
                    job.conflicts.append(Conflict("deleted", job.where(one), words[0], words[1], kept))
            columns = COLUMNS["highlight"]
            if job.update("highlight", {"id": name[1][0]}, {column: held[column] for column in columns}):
                changed_links.discard(name[1][0])
                is_trashed = one["deleted"] is None and held["deleted"] is not None
                (self.trashed if is_trashed else self.changed).append(job.remark(held))
        self.trashed += [job.remark(row) for row in self._rows(name[1][0] for name in decided.dropped)]
        new = {name[1][0] for name in decided.new}
        self.changed += [job.remark(row) for row in self._rows(sorted(map(str, changed_links - new)))]

    def _rows(self, ids: Iterable[object]) -> list[Held]:
        sql = "select id, document_id, quote, author, note, starred, created from highlight where id = ?"
        columns = ("id", "document_id", "quote", "author", "note", "starred", "created")
        found = (self.job.recorder.conn.execute(sql, (identity,)).fetchone() for identity in ids)
        return [dict(zip(columns, row, strict=True)) for row in found if row is not None]

    def unite(self, decided: Decided) -> set[object]:
        """Make highlights of one span and author that each side made one; gives those that are in the trash then."""
        groups: defaultdict[tuple[object, ...], list[tuple[str, bool]]] = defaultdict(list)
        for rows, is_ours in ((decided.kept, True), (decided.new, False)):
            for row in rows.values():
                if row["deleted"] is None:
                    span = tuple(row[name] for name in ("document_id", "snapshot_id", "start", "end", "author"))
                    groups[span].append((str(row["id"]), is_ours))
        absorbed: set[object] = set()
        for group in groups.values():
            if {is_ours for _, is_ours in group} == {True, False}:
                ids = sorted(identity for identity, _ in group)
                self._make_one(ids)
                absorbed.update(ids[1:])
        return absorbed

    def _make_one(self, ids: list[str]) -> None:
        job, record = self.job, self.job.recorder
        rows = self._rows(ids)
        self.united.append(job.remark(rows[0]))
        note = ""
        for row in sorted(rows, key=lambda row: (str(row["created"]), str(row["id"]))):
            note = join(note, str(row["note"]))
        starred = max(int(row["starred"] or 0) for row in rows)
        record.update("highlight", {"id": ids[0]}, {"note": note, "starred": starred})
        for identity in ids[1:]:
            sql = "select tag_id, position from highlight_tag where highlight_id = ? order by position, tag_id"
            links = record.conn.execute(sql, (identity,)).fetchall()
            put_on(job, [{"highlight_id": ids[0], "tag_id": tag, "position": place} for tag, place in links])
            record.update("highlight", {"id": identity}, {"deleted": record.now})
