"""Tags of the other side, and which highlights carry them."""

from __future__ import annotations

from collections.abc import Iterable

from tui.annotations.merging.forest import Forest, TagRow
from tui.annotations.merging.job import Decided, Job
from tui.annotations.merging.sides import Difference, between, learn
from tui.annotations.merging.standing import COLUMNS
from tui.annotations.recorder import Row
from tui.annotations.tags import free_letter, pass_on


class Tags:
    """The codebook of both sides: looked at first, changed when it is known which tags are needed."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._here = {str(row["id"]): row for row in job.ours.rows("tag")}
        there = {str(row["id"]): row for row in job.theirs.rows("tag")}
        self._there = there
        rows = list(
            between(
                "tag", {("tag", (i,)): r for i, r in self._here.items()}, {("tag", (i,)): r for i, r in there.items()}
            )
        )
        learn(job.ours, job.theirs, rows)
        self._forest = self._united(rows)
        same = {identity: self._forest.canonical(identity) for identity in self._forest.same}
        for side in (job.ours, job.theirs):
            side.ids["highlight_tag", "tag_id"] = same

    def _united(self, rows: list[Difference]) -> Forest:
        job = self._job
        tags: dict[str, TagRow] = {identity: dict(row) for identity, row in self._here.items()}
        gone = set()
        for name, one, other in rows:
            identity = str(name[1][0])
            if one is not None and other is not None:
                tags[identity] = job.scales.both(name, one, other, str(one["name"]), job.conflicts)
            else:
                tags[identity] = dict(one or other or {})
                if job.scales.is_gone(name, one, other):
                    gone.add(identity)
        forest = Forest(tags, frozenset(gone), job.prefer)
        forest.unite()
        job.conflicts += forest.conflicts
        return forest

    def label(self, identity: str) -> str:
        """The path of a tag."""
        return self._forest.path(identity)

    def plant(self, links: Decided) -> tuple[list[str], list[str]]:
        """Change the tags, and put the highlights of those that became a part of another under that one.

        Gives the paths of the new ones, and of those that are one now. Tags that are to go stay until `uproot`.
        """
        record, here = self._job.recorder, self._here
        finals = self._finals({str(row["tag_id"]) for row in (*links.new.values(), *links.kept.values())})
        self._leaving = [identity for identity in here if identity not in finals]
        moved = [i for i, row in finals.items() if i in here and _place(row) != _place(here[i])]
        for identity in (*moved, *self._leaving):
            # A name that is free until all have theirs: two may have changed places.
            record.update("tag", {"id": identity}, {"name": identity})
        for identity, row in finals.items():
            if identity not in here:
                record.insert("tag", row)
            else:
                record.update("tag", {"id": identity}, {name: row[name] for name in COLUMNS["tag"]})
        for identity, letter in self._other_letters(finals).items():
            # After the letter that it had, so that the history tells which of the two is the later one.
            record.update("tag", {"id": identity}, {"letter": letter})
        united = [identity for identity in self._forest.same if identity in here]
        for identity in united:
            pass_on(record, identity, self._forest.canonical(identity))
        new = [i for i in finals if i not in here and not any(self._forest.canonical(j) == i for j in united)]
        both = {self._forest.canonical(i) for i in self._forest.same}
        ones = [i for i in both if i in finals and self._is_of_both(i)]
        return sorted(map(self.label, new)), sorted(map(self.label, ones))

    def _other_letters(self, finals: dict[str, TagRow]) -> dict[str, str]:
        """Another letter for each tag that one side alone has, if an older one of the other side alone has its letter.

        It does not depend on which side is ours.
        """
        found: dict[str, str] = {}
        taken = {str(row["letter"]) for row in finals.values()}
        had: set[tuple[object, bool]] = set()
        for identity, row in sorted(finals.items(), key=lambda item: (str(item[1]["created"]), item[0])):
            ours = identity in self._here
            if ours and identity in self._there:
                continue
            if (row["letter"], not ours) not in had:
                had.add((row["letter"], ours))
            elif (letter := free_letter(str(row["name"]), taken)) not in taken:
                found[identity] = letter
                taken.add(letter)
        return found

    def _is_of_both(self, identity: str) -> bool:
        members = {identity, *(i for i in self._forest.same if self._forest.canonical(i) == identity)}
        return bool(members - self._there.keys()) and bool(members - self._here.keys())

    def _finals(self, needed: set[str]) -> dict[str, TagRow]:
        found = self._forest.finish()
        wanted = {self._forest.canonical(identity) for identity in needed}
        wanted |= {self._forest.canonical(i) for i in self._forest.tags if i not in self._forest.gone}
        queue = list(wanted)
        while queue:
            parent = found[queue.pop()]["parent_id"]
            if parent is not None and parent not in wanted:
                wanted.add(str(parent))
                queue.append(str(parent))
        return {identity: row for identity, row in found.items() if identity in wanted}

    def uproot(self) -> None:
        """Take away the tags that are to go; nothing carries them any more."""
        children: dict[str, list[str]] = {}
        for identity in self._leaving:
            row = self._job.recorder.conn.execute("select parent_id from tag where id = ?", (identity,)).fetchone()
            children.setdefault(str(row[0]), []).append(identity)

        def remove(identity: str) -> None:
            for child in children.get(identity, ()):
                remove(child)
            self._job.recorder.delete("tag", {"id": identity})

        leaving = set(self._leaving)
        for parent, some in children.items():
            if parent not in leaving:
                for identity in some:
                    remove(identity)


def _place(row: Row) -> tuple[object, object]:
    return row["parent_id"], row["name"]


def put_on(job: Job, links: Iterable[Row]) -> None:
    """Let highlights carry tags, each behind those that it has."""
    record = job.recorder
    for link in sorted(
        links, key=lambda row: (str(row["highlight_id"]), int(row["position"] or 0), str(row["tag_id"]))
    ):
        highlight_id, tag_id = link["highlight_id"], link["tag_id"]
        sql = (
            "select coalesce(max(position), -1), coalesce(max(tag_id = ?), 0) from highlight_tag where highlight_id = ?"
        )
        last, has = record.conn.execute(sql, (tag_id, highlight_id)).fetchone()
        if not has:
            record.insert("highlight_tag", {**link, "position": int(last) + 1})
