"""Which of two databases is ahead in one thing: what their histories know of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from tui.annotations.recorder import Row, Value

Values = tuple[Value, ...]

GROUPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "document": (
        ("path",),
        ("title", "sha256", "format", "encoding", "snapshot_id"),
        ("note",),
        ("fields",),
        ("asked_encoding",),
    ),
    "highlight": (
        ("document_id",),
        ("snapshot_id", "start", "end", "quote", "prefix", "suffix", "speaker", "start_ms", "state"),
        ("note",),
        ("starred",),
        ("author",),
        ("deleted",),
    ),
    "tag": (("parent_id", "name"), ("letter",), ("colour",), ("description",), ("aliases",)),
    "highlight_tag": (("tag_id",),),
    "correction": (("replacement", "accepted"),),
    "speaker": (("name",), ("role",), ("note",)),
    "saved_filter": (("text",),),
}
"""What of a row is changed together. A column that is in none was set when the row was made."""

_DEFAULTS: Row = {"asked_encoding": ""}
"""What a new row holds in columns that the act that makes it does not name."""

COLUMNS = {table: tuple(column for group in groups for column in group) for table, groups in GROUPS.items()}
"""All columns of a table that are weighed."""
PLACE = GROUPS["highlight"][1]
"""Where a highlight stands and what is read there."""


@dataclass(frozen=True, slots=True)
class Event:
    """One act's change of one row."""

    act: str
    time: str
    in_force: bool
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Known:
    """What one side knows of one group of columns of one row."""

    value: Values | None
    """What it holds; None if the row is not there."""
    act: str
    """The act in force that made it so; empty if the history does not tell."""
    time: str
    """When; for an unknown act, when the row was changed last."""
    values: tuple[Values, ...]
    """All that it ever held, in order."""


class Standing(Enum):
    """Who is ahead."""

    OURS = "ours"
    THEIRS = "theirs"
    APART = "apart"
    """Each side changed it without knowing of the other."""


def known(events: Iterable[Event], group: tuple[str, ...], row: Row | None) -> Known:
    """What the events of a row, in order, and the row as it is say of a group of its columns."""
    values: list[Values] = []
    state: Row | None = None
    act = time = ""
    for event in events:
        before = None if event.before is None else {**(state or {}), **event.before}
        after = None if event.after is None else {**(before or _DEFAULTS), **event.after}
        old, new = _picked(before, group), _picked(after, group)
        values += [value for value in (old, new, None if event.in_force else old) if value is not None]
        if event.in_force:
            state = after
            if old != new:
                act, time = event.act, event.time
    if not act and row is not None:
        time = str(row.get("updated") or row.get("created") or "")
    value = picked(row, group)
    values += [] if value is None else [value]
    return Known(value, act, time, tuple(value for value, _ in groupby(values)))


def picked(row: Row | None, group: tuple[str, ...]) -> Values | None:
    """The columns of the group; of when something was deleted only whether it was. None where there is no row."""
    if row is None:
        return None
    return tuple(int(row[name] is not None) if name == "deleted" else row[name] for name in group)


def _picked(row: Row | None, group: tuple[str, ...]) -> Values | None:
    return picked(row, group) if row is not None and all(name in row for name in group) else None


def standing(ours: Known, theirs: Known, our_acts: Mapping[str, int], their_acts: Mapping[str, int]) -> Standing:
    """Who is ahead; `our_acts` and `their_acts` are the acts of the two histories, each with whether it is undone.

    Whoever knows the other's last word and has changed or undone it, is. Where the acts do not tell (they are not
    taken along by a merging), it is who once held what the other holds.
    """
    here, there = their_acts.get(ours.act), our_acts.get(theirs.act)
    for mine, other in ((bool(there), bool(here)), (there is not None, here is not None)):
        if mine != other:
            return Standing.OURS if mine else Standing.THEIRS
    held, was_held = theirs.value in ours.values, ours.value in theirs.values
    if held and was_held:
        # A star that was put on and taken off: who went through all that the other did, and further, is ahead.
        held, was_held = _goes_through(ours.values, theirs.values), _goes_through(theirs.values, ours.values)
    if held != was_held:
        return Standing.OURS if held else Standing.THEIRS
    return Standing.APART


def _goes_through(way: Iterable[Values], other: Iterable[Values]) -> bool:
    rest = iter(way)
    return all(value in rest for value in other)
