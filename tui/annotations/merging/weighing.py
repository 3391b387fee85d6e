"""Row by row, which side holds: what is to be here in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.annotations.merging.merged import Conflict, Prefer
from tui.annotations.merging.settling import settle
from tui.annotations.merging.sides import Side
from tui.annotations.merging.standing import GROUPS, PLACE, Known, Standing, known, picked, standing
from tui.annotations.recorder import Row, Value
from tui.annotations.replay import RowName

Held = dict[str, Value]
"""A row as it is to be."""

_SHOWN = 200


class Scales:
    """Weighs rows of two sides that have learnt what their histories say of them."""

    def __init__(self, ours: Side, theirs: Side, prefer: Prefer) -> None:
        self._ours, self._theirs, self._prefer = ours, theirs, prefer

    def standing(self, name: RowName, group: tuple[str, ...], one: Row | None, other: Row | None) -> Standing:
        """Who is ahead in a group of columns."""
        return standing(*self.known(name, group, one, other), self._ours.acts, self._theirs.acts)

    def known(self, name: RowName, group: tuple[str, ...], one: Row | None, other: Row | None) -> tuple[Known, Known]:
        """What the two sides know of a group of columns."""
        return known(self._ours.events(name), group, one), known(self._theirs.events(name), group, other)

    def is_gone(self, name: RowName, one: Row | None, other: Row | None) -> bool:
        """Whether a row that one side alone has was taken away by the other, which knew all that is in it."""
        absent = self._ours if one is None else self._theirs
        ahead = Standing.OURS if one is None else Standing.THEIRS
        if not absent.events(name):
            return False
        return all(self.standing(name, group, one, other) is ahead for group in GROUPS[name[0]])

    def both(self, name: RowName, one: Row, other: Row, where: str, conflicts: list[Conflict]) -> Held:
        """What a row holds that both sides have; of when it was deleted what ours has."""
        held = dict(one)
        for group in GROUPS[name[0]]:
            if group == ("deleted",) or picked(one, group) == picked(other, group):
                continue
            ours, theirs = self.known(name, group, one, other)
            ahead = standing(ours, theirs, self._ours.acts, self._theirs.acts)
            if ahead is Standing.THEIRS:
                held |= {column: other[column] for column in group}
            elif ahead is Standing.APART:
                settled = settle(group, ours, theirs, self._prefer)
                held |= dict(zip(group, settled.values, strict=True))
                if settled.kept:
                    conflicts.append(disagreement(group, where, one, other, settled.kept))
        return held

    def is_dead(self, name: RowName, one: Row, other: Row, links: Iterable[Held], where: str) -> tuple[bool, bool]:
        """Whether a highlight that is in the trash on one side is so in the end, and whether the sides disagree.

        It is, unless it was brought back knowingly, or changed later than it was deleted by someone who did not know.
        `links`: its tags that one side alone has.
        """
        alive = Standing.OURS if one["deleted"] is None else Standing.THEIRS
        group = ("deleted",)
        if self.standing(name, group, one, other) is alive:
            return False, False
        dead = self.known(name, group, one, other)[alive is Standing.OURS]
        times = [self._times(alive, pair) for pair in self._changes(name, one, other, links)]
        changed = max((time for time, is_news in times if is_news), default="")
        return not changed or dead.time > changed, bool(changed)

    def _changes(
        self, name: RowName, one: Row, other: Row, links: Iterable[Held]
    ) -> Iterator[tuple[RowName, tuple[str, ...], Row | None, Row | None]]:
        for group in GROUPS["highlight"]:
            # Where its text has moved to is no word about the highlight.
            if group not in (PLACE, ("deleted",)) and picked(one, group) != picked(other, group):
                yield name, group, one, other
        for link in links:
            row = {key: value for key, value in link.items() if key != "ours"}
            sides = (row, None) if link["ours"] else (None, row)
            yield ("highlight_tag", (row["highlight_id"], row["tag_id"])), ("tag_id",), *sides

    def _times(self, alive: Standing, of: tuple[RowName, tuple[str, ...], Row | None, Row | None]) -> tuple[str, bool]:
        """When the side on which the highlight lives changed this, and whether the other does not know of it."""
        return self.known(*of)[alive is Standing.THEIRS].time, self.standing(*of) in (alive, Standing.APART)


def disagreement(group: tuple[str, ...], where: str, one: Row, other: Row, kept: str) -> Conflict:
    """What is told of a thing that both sides changed."""
    what = {PLACE: "edges", GROUPS["tag"][0]: "name", GROUPS["document"][1]: "text"}.get(group, group[0])
    return Conflict(what, where, _shown(group, one), _shown(group, other), kept)


def _shown(group: tuple[str, ...], row: Row) -> str:
    columns = {PLACE: ("start", "end", "quote"), GROUPS["document"][1]: ("title", "sha256")}.get(group, group)
    return " ".join(str(row[name]) for name in columns if row[name] is not None)[:_SHOWN]
