"""Two trees of tags as one: what stands at one path is one tag, whoever made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tui.annotations.merging.merged import Conflict, Prefer
from tui.annotations.merging.settling import settle
from tui.annotations.merging.standing import GROUPS, Known, picked
from tui.annotations.recorder import Value

TagRow = dict[str, Value]

FIRST = "first"
"""Of a conflict: what the tag had that was made first is kept."""


@dataclass
class Forest:
    """The tags of both sides, each with what it holds; `unite` makes those of one path one."""

    tags: dict[str, TagRow]
    """By id."""
    gone: frozenset[str]
    """Those that one side deleted, and the other did not change."""
    prefer: Prefer
    same: dict[str, str] = field(default_factory=dict)
    """Tags that became a part of another one: which."""
    conflicts: list[Conflict] = field(default_factory=list)

    def unite(self) -> None:
        """Make the tags of one path one: the one that was made first, unless it is gone."""
        self._cut_loops()
        while twins := self._twins():
            for first, second in twins:
                self._unite(first, second)

    def canonical(self, identity: str) -> str:
        """The tag that this one is now."""
        while identity in self.same:
            identity = self.same[identity]
        return identity

    def path(self, identity: str) -> str:
        """The path of a tag."""
        names: list[str] = []
        at: str | None = self.canonical(identity)
        while at is not None:
            row = self.tags[at]
            names.append(str(row["name"]))
            at = self._parent(row)
        return "/".join(reversed(names))

    def _parent(self, row: Mapping[str, Value]) -> str | None:
        parent = row["parent_id"]
        return None if parent is None or str(parent) not in self.tags else self.canonical(str(parent))

    def _cut_loops(self) -> None:
        """Two moves, one on each side, can hang tags below each other: the first of them goes to the root."""
        for identity in sorted(self.tags):
            chain = [identity]
            while (parent := self._parent(self.tags[chain[-1]])) is not None and parent not in chain:
                chain.append(parent)
            if parent == identity:
                self.tags[identity] = {**self.tags[identity], "parent_id": None}
                name = str(self.tags[identity]["name"])
                self.conflicts.append(Conflict("place", name, "below one of its own", "below one of its own", "both"))

    def _twins(self) -> list[tuple[str, str]]:
        seen: dict[tuple[str | None, Value], str] = {}
        twins = []
        for identity in sorted(self.tags, key=lambda each: (each in self.gone, each)):
            if identity in self.same:
                continue
            row = self.tags[identity]
            first = seen.setdefault((self._parent(row), row["name"]), identity)
            if first != identity:
                twins.append((first, identity))
        return twins

    def _unite(self, first: str, second: str) -> None:
        one, other = self.tags[first], self.tags[second]
        self.same[second] = first
        if second in self.gone:
            return
        for group in GROUPS["tag"][1:]:
            mine, its = picked(one, group), picked(other, group)
            if mine == its:
                continue
            first_said, then_said = (
                Known(value, "", str(row["created"]), ()) for value, row in ((mine, one), (its, other))
            )
            settled = settle(group, first_said, then_said, Prefer.OURS)
            one |= dict(zip(group, settled.values, strict=True))
            if settled.kept:
                words = Conflict(group[0], self.path(first), str((mine or ("",))[0]), str((its or ("",))[0]), FIRST)
                self.conflicts.append(words)
        one["parent_id"] = self._parent(one)

    def finish(self) -> dict[str, TagRow]:
        """The tags as they are in the end, by id, each behind its parent; those that became a part of another aside."""
        found: dict[str, TagRow] = {}

        def add(identity: str) -> None:
            if identity not in found:
                parent = self._parent(self.tags[identity])
                if parent is not None:
                    add(parent)
                found[identity] = {**self.tags[identity], "parent_id": parent}

        for identity in self.tags:
            if identity not in self.same:
                add(identity)
        return found
