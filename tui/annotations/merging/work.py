"""One database brought into another, through the recorder of one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tui.annotations.merging.job import Decided, Job, decide
from tui.annotations.merging.matching import CORRECTIONS, DOCUMENTS, SPEAKERS, matched
from tui.annotations.merging.merged import Conflict, Merged, Prefer, Remark
from tui.annotations.merging.settling import chosen, join
from tui.annotations.merging.sides import Difference, Side, between, differences
from tui.annotations.merging.standing import GROUPS, Standing
from tui.annotations.merging.tags import Tags, put_on
from tui.annotations.merging.weighing import Held
from tui.annotations.recorder import Recorder, Row
from tui.annotations.replay import RowName

_ON_TEXTS = ("document", "highlight", "correction")
_OF_DOCUMENTS = ("highlight", "speaker", "correction")


def merge(recorder: Recorder, theirs: Side, prefer: Prefer) -> Merged:
    """Bring all that `theirs` holds into the database that `recorder` changes; what was done.

    The same highlights, tags and documents come out whichever of two databases is brought into the other, unless a
    side is preferred; nothing changes if it is done again. Raises sqlite3.Error.
    """
    return _Merging(Job(recorder, Side(recorder.conn), theirs, prefer)).run()


class _Merging:
    def __init__(self, job: Job) -> None:
        self.job = job
        self.united: list[Remark] = []
        self.changed: list[Remark] = []
        self.trashed: list[Remark] = []

    def run(self) -> Merged:
        job = self.job
        self._match_documents()
        tags = Tags(job)
        self._match_words()
        rows = {table: list(differences(table, job.ours, job.theirs)) for table in ("highlight", "highlight_tag")}
        for table in ("document", "speaker", "correction", "saved_filter"):
            rows[table] = list(between(table, job.ours.by_name(table), job.theirs.by_name(table)))
        names = {name for some in rows.values() for name, _, _ in some}
        job.ours.learn(names)
        job.theirs.learn(names)

        links = decide(job, rows["highlight_tag"], {}, frozenset())
        carriers = frozenset(str(row["highlight_id"]) for row in (*links.new.values(), *links.kept.values()))
        documents = self._documents(rows["document"])
        highlights = decide(job, rows["highlight"], self._labels(rows["highlight"]), carriers)
        words = {
            table: decide(job, rows[table], self._labels_of_words(rows[table]), frozenset())
            for table in ("speaker", "correction")
        }
        brought = self._put_documents(documents, (highlights, *words.values()))
        new_tags, tags_united = tags.plant(links)
        self._put_highlights(highlights, links)
        for name in links.dropped:
            job.recorder.delete("highlight_tag", dict(zip(("highlight_id", "tag_id"), name[1], strict=True)))
        put_on(job, links.new.values())
        for name in highlights.dropped:
            job.recorder.delete("highlight", {"id": name[1][0]})
        absorbed = self._unite(highlights)
        counts = {table: self._put_words(decided) for table, decided in words.items()}
        tags.uproot()
        self._drop_documents(documents)
        filters = self._put_filters(rows["saved_filter"])
        new = [row for row in highlights.new.values() if row["deleted"] is None and row["id"] not in absorbed]
        return Merged(
            brought=tuple(map(job.remark, new)),
            united=tuple(self.united),
            changed=tuple(self.changed),
            trashed=tuple(self.trashed),
            documents=tuple(brought),
            tags=tuple(new_tags),
            tags_united=tuple(tags_united),
            corrections=counts["correction"],
            speakers=counts["speaker"],
            filters=filters,
            conflicts=tuple(job.conflicts),
            changes=len(job.recorder.changes),
        )

    def _match_documents(self) -> None:
        job = self.job
        texts = dict(job.recorder.conn.execute("select sha256, id from snapshot").fetchall())
        rows = job.theirs.conn.execute("select id, sha256 from snapshot").fetchall()
        same_text = {identity: texts[digest] for identity, digest in rows if digest in texts}
        for table in _ON_TEXTS:
            job.theirs.ids[table, "snapshot_id"] = same_text
        same = matched(job.ours.rows("document"), job.theirs.rows("document"), DOCUMENTS)
        job.theirs.ids["document", "id"] = same
        for table in _OF_DOCUMENTS:
            job.theirs.ids[table, "document_id"] = same

    def _match_words(self) -> None:
        for table, marks in (("speaker", SPEAKERS), ("correction", CORRECTIONS)):
            same = matched(self.job.ours.rows(table), self.job.theirs.rows(table), marks)
            self.job.theirs.ids[table, "id"] = same

    def _documents(self, rows: Iterable[Difference]) -> list[tuple[Difference, Held, bool]]:
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

    def _put_documents(self, found: list[tuple[Difference, Held, bool]], users: Iterable[Decided]) -> list[str]:
        """Change the documents that are needed or not gone; gives the paths of the new ones."""
        job, record = self.job, self.job.recorder
        needed = {row["document_id"] for d in users for row in (*d.new.values(), *d.kept.values())}
        wanted = [(each, held) for each, held, is_gone in found if not is_gone or held["id"] in needed]
        self._leaving = [held for (_, one, _), held, gone in found if one and gone and held["id"] not in needed]
        leaving = {held["id"] for held in (held for _, held, gone in found if gone and held["id"] not in needed)}
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
                columns = [name for group in GROUPS["document"] for name in group]
                job.update("document", {"id": held["id"]}, {name: held[name] for name in columns})
        return sorted(brought)

    def _settle_paths(self, wanted: list[Held], taken: set[str]) -> None:
        """Two documents of one path, which only moves on both sides can make: the second gets a number."""
        job = self.job
        ids = {held["id"] for held in wanted}
        rest = {path for identity, path in job.paths.items() if identity not in ids and path in taken}
        for held in sorted(wanted, key=lambda row: (str(row["sha256"]), str(row["id"]))):
            path, number = str(held["path"]), 2
            while held["path"] in rest:
                held["path"] = f"{path} ({number})"
                number += 1
            if held["path"] != path:
                job.conflicts.append(Conflict("path", path, path, path, str(held["path"])))
            rest.add(str(held["path"]))
            job.paths[str(held["id"])] = str(held["path"])

    def _drop_documents(self, found: list[tuple[Difference, Held, bool]]) -> None:
        for held in self._leaving:
            self.job.recorder.delete("document", {"id": held["id"]})

    def _labels(self, rows: Iterable[Difference]) -> dict[RowName, str]:
        return {name: self.job.where(one) for name, one, other in rows if one is not None and other is not None}

    def _labels_of_words(self, rows: Iterable[Difference]) -> dict[RowName, str]:
        def label(row: Row) -> str:
            said = row.get("label") or row.get("pattern") or row.get("original") or ""
            return ": ".join(filter(None, (self.job.paths.get(str(row["document_id"])), str(said))))

        return {name: label(one) for name, one, other in rows if one is not None and other is not None}

    def _put_highlights(self, decided: Decided, links: Decided) -> None:
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
            columns = [column for group in GROUPS["highlight"] for column in group]
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

    def _unite(self, decided: Decided) -> set[object]:
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

    def _put_words(self, decided: Decided) -> int:
        """Bring speakers or corrections in; how many changed."""
        job, before = self.job, len(self.job.recorder.changes)
        for name in decided.dropped:
            job.recorder.delete(name[0], {"id": name[1][0]})
        for name, row in decided.new.items():
            job.insert(name[0], row)
        for name, (_, _, held) in decided.both.items():
            columns = [column for group in GROUPS[name[0]] for column in group]
            job.update(name[0], {"id": name[1][0]}, {column: held[column] for column in columns})
        return len(job.recorder.changes) - before

    def _put_filters(self, rows: Iterable[Difference]) -> int:
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
