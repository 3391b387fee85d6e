"""What all parts of one merging share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tui.annotations.acts import excerpt
from tui.annotations.merging.merged import Conflict, Prefer, Remark
from tui.annotations.merging.sides import Difference, Side
from tui.annotations.merging.weighing import Held, Scales
from tui.annotations.recorder import Recorder, Row
from tui.annotations.replay import RowName


@dataclass
class Job:
    """One merging: where its changes go, the two sides, and what is found out by the way."""

    recorder: Recorder
    ours: Side
    theirs: Side
    prefer: Prefer
    paths: dict[str, str] = field(default_factory=dict)
    """Document id to the path that it has in the end."""
    conflicts: list[Conflict] = field(default_factory=list)

    @cached_property
    def scales(self) -> Scales:
        """What weighs rows against each other."""
        return Scales(self.ours, self.theirs, self.prefer)

    def remark(self, row: Row) -> Remark:
        """A highlight, for the report."""
        words = excerpt(str(row["quote"]))
        return Remark(self.paths.get(str(row["document_id"]), ""), words, str(row["author"] or ""))

    def where(self, row: Row) -> str:
        """A highlight, for a conflict."""
        said = self.remark(row)
        return f"{said.document}: “{said.quote}”"

    def insert(self, table: str, row: Row) -> None:
        """Insert a row, and before it the text that it was made on, if that is not here."""
        self._bring_text(row.get("snapshot_id"))
        self.recorder.insert(table, row)

    def update(self, table: str, key: Row, values: Row) -> bool:
        """As the recorder's, with the text that the row was made on."""
        self._bring_text(values.get("snapshot_id"))
        return self.recorder.update(table, key, values)

    def _bring_text(self, snapshot_id: object) -> None:
        if snapshot_id is None or snapshot_id in self._texts:
            return
        columns = "id, sha256, characters, text, created"
        row = self.theirs.conn.execute(f"select {columns} from snapshot where id = ?", (snapshot_id,)).fetchone()
        self.recorder.conn.execute(f"insert into snapshot ({columns}) values (?, ?, ?, ?, ?)", row)
        self._texts.add(str(snapshot_id))

    @cached_property
    def _texts(self) -> set[str]:
        return {row[0] for row in self.recorder.conn.execute("select id from snapshot").fetchall()}


@dataclass
class Decided:
    """What is to become of the rows of one table in which the two sides differ."""

    new: dict[RowName, Held] = field(default_factory=dict)
    """Theirs alone, to be here."""
    kept: dict[RowName, Held] = field(default_factory=dict)
    """Ours alone, to stay."""
    dropped: list[RowName] = field(default_factory=list)
    """Ours alone, to go: they took it back, and nothing was done to it here since."""
    both: dict[RowName, tuple[Held, Held, Held]] = field(default_factory=dict)
    """On both sides: ours, theirs, and what is to be."""


def decide(job: Job, rows: Iterable[Difference], labels: Mapping[RowName, str], needed: frozenset[str]) -> Decided:
    """Decide over rows in which the sides differ. `labels`: what a row is called in a conflict; `needed`: ids that
    are to be here because something else needs them."""
    decided = Decided()
    for name, one, other in rows:
        if one is not None and other is not None:
            label = labels.get(name, str(name[1][0]))
            held = job.scales.both(name, one, other, label, job.conflicts)
            decided.both[name] = one, other, held
            continue
        is_gone = str(name[1][0]) not in needed and job.scales.is_gone(name, one, other)
        if one is None and other is not None and not is_gone:
            decided.new[name] = other
        elif one is not None and is_gone:
            decided.dropped.append(name)
        elif one is not None:
            decided.kept[name] = one
    return decided
