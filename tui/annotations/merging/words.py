"""What the other side says of how documents are read, and its saved filters."""

from __future__ import annotations

from collections.abc import Iterable

from tui.annotations.merging.job import Decided, Job
from tui.annotations.merging.matching import CORRECTIONS, SPEAKERS, matched
from tui.annotations.merging.merged import Conflict
from tui.annotations.merging.settling import chosen
from tui.annotations.merging.sides import Difference
from tui.annotations.merging.standing import COLUMNS, GROUPS, Standing
from tui.annotations.recorder import Row
from tui.annotations.replay import RowName


class Words:
    """Speakers, corrections and filters of both sides. From its making on, their ids are told as ours."""

    def __init__(self, job: Job) -> None:
        self.job = job
        for table, marks in (("speaker", SPEAKERS), ("correction", CORRECTIONS)):
            same = matched(self.job.ours.rows(table), self.job.theirs.rows(table), marks)
            self.job.theirs.ids[table, "id"] = same

    def labels(self, rows: Iterable[Difference]) -> dict[RowName, str]:
        """What speakers and corrections are called in a conflict."""

        def label(row: Row) -> str:
            said = row.get("label") or row.get("pattern") or row.get("original") or ""
            return ": ".join(filter(None, (self.job.paths.get(str(row["document_id"])), str(said))))

        return {name: label(one) for name, one, other in rows if one is not None and other is not None}

    def put(self, decided: Decided) -> int:
        """Bring speakers or corrections in; how many changed."""
        job, before = self.job, len(self.job.recorder.changes)
        for name in decided.dropped:
            job.recorder.delete(name[0], {"id": name[1][0]})
        for name, row in decided.new.items():
            job.insert(name[0], row)
        for name, (_, _, held) in decided.both.items():
            columns = COLUMNS[name[0]]
            job.update(name[0], {"id": name[1][0]}, {column: held[column] for column in columns})
        return len(job.recorder.changes) - before

    def put_filters(self, rows: Iterable[Difference]) -> int:
        """Bring saved filters in; of two of one name that were made apart one gets another name."""
        job, before = self.job, len(self.job.recorder.changes)
        sql = "select name, text from saved_filter"
        texts = dict(job.recorder.conn.execute(sql).fetchall())
        texts |= {str(other["name"]): other["text"] for _, one, other in rows if one is None and other is not None}
        for name, one, other in rows:
            if one is None or other is None:
                if job.scales.is_gone(name, one, other):
                    if one is not None:
                        job.recorder.delete("saved_filter", {"name": name[1][0]})
                elif other is not None:
                    job.insert("saved_filter", other)
                continue
            self._put_filter(name, one, other, texts)
        return len(job.recorder.changes) - before

    def _put_filter(self, name: RowName, one: Row, other: Row, texts: dict[str, object]) -> None:
        job, group = self.job, GROUPS["saved_filter"][0]
        ahead = job.scales.standing(name, group, one, other)
        taken = {Standing.OURS: "ours", Standing.THEIRS: "theirs"}.get(ahead)
        if taken is None:
            taken = chosen(*job.scales.known(name, group, one, other), job.prefer)
            loser = other if taken == "ours" else one
            label = str(one["name"])
            job.conflicts.append(Conflict("filter", label, str(one["text"]), str(other["text"]), "both"))
            if loser["text"] not in [text for each, text in texts.items() if each != label]:
                number = 2
                while f"{label} {number}" in texts:
                    number += 1
                texts[f"{label} {number}"] = loser["text"]
                job.recorder.insert("saved_filter", {**loser, "name": f"{label} {number}"})
        if taken == "theirs":
            job.recorder.update("saved_filter", {"name": one["name"]}, {"text": other["text"]})
