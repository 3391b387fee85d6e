"""The filter language as a value: frozen terms that print as they were written (blanks and brackets made canonical).

`#模型/分化 -#闲聊 @姚顺雨 "自主学习" doc:AGI* has:note is:starred after:2026-01-01 near(#a, #b, 2turns)`.
`tui.search.query.parse` reads it; `str` prints it; `parse(str(f)) == f` for every filter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from tui.records import record
from tui.search.terms import Leaf, demand, value_of

MOST = 1_000_000
"""The largest distance of `near`."""


@record(frozen=True)
class Everything:
    """Takes every quote. It stands alone, never inside another filter; prints as nothing."""

    def __str__(self) -> str:
        return ""


@record(frozen=True)
class Saved:
    """`saved:对话`: what the filter that is saved under this name takes, as it is then. `column`: where it stands."""

    name: str
    column: int = field(default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        demand(self.name.strip(), "a saved filter has a name")

    def __str__(self) -> str:
        return f"saved:{value_of(self.name)}"


@record(frozen=True)
class Not:
    """`-part` or `NOT part`."""

    part: Filter

    def __post_init__(self) -> None:
        demand(not isinstance(self.part, Everything), "nothing stands behind the minus")

    def __str__(self) -> str:
        return f"-{_inside(self.part, And, Or, Overlapping)}"


@record(frozen=True)
class And:
    """All of two or more parts, written one behind the other."""

    parts: tuple[Filter, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)

    def __str__(self) -> str:
        return " ".join(_inside(part, And, Or, Overlapping) for part in self.parts)


@record(frozen=True)
class Overlapping:
    """`#a && #b`: takes the highlights of either part that overlap, in their document, one of each other part.

    A highlight overlaps itself, so that what fits all parts is taken too. It binds less than And, more than Or.
    """

    parts: tuple[Filter, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)

    def __str__(self) -> str:
        return " && ".join(_inside(part, Or, Overlapping) for part in self.parts)


class Unit(StrEnum):
    """What distances are counted in."""

    CHARS = "chars"
    SENTENCES = "sentences"
    PARAGRAPHS = "paragraphs"
    TURNS = "turns"


@record(frozen=True)
class Near:
    """`near(#a, #b, 2turns)`: takes the highlights of either part that stand so near to one of the other.

    Characters: those between the two, at most so many; none between overlapping ones. The other units: so many
    steps from the one that the first ends in to the one that the second begins in, 0 for the same one.
    """

    one: Filter
    other: Filter
    distance: int
    unit: Unit

    def __post_init__(self) -> None:
        demand(0 <= self.distance <= MOST, "a distance is a number from 0 to a million")
        demand(not isinstance(self.one, Everything) and not isinstance(self.other, Everything), "a part is missing")

    def __str__(self) -> str:
        unit = self.unit[:-1] if self.distance == 1 else self.unit
        return f"near({self.one}, {self.other}, {self.distance}{unit})"


@record(frozen=True)
class Or:
    """At least one of two or more parts, with `OR` between them; it binds less than And."""

    parts: tuple[Filter, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)

    def __str__(self) -> str:
        return " OR ".join(_inside(part, Or) for part in self.parts)


Filter: TypeAlias = Everything | Leaf | Saved | Not | And | Or | Overlapping | Near
"""Any filter. All are immutable, hashable, and compare by value."""


def parts_of(filter_: Filter) -> tuple[Filter, ...]:
    """The filters that it is made of; none of one that is not made of others."""
    match filter_:
        case And(parts) | Or(parts) | Overlapping(parts):
            return parts
        case Not(part):
            return (part,)
        case Near(one, other):
            return one, other
        case _:
            return ()


def with_parts(filter_: Filter, parts: tuple[Filter, ...]) -> Filter:
    """The same filter made of other parts, as many as `parts_of` gives."""
    match filter_:
        case And():
            return And(parts)
        case Or():
            return Or(parts)
        case Overlapping():
            return Overlapping(parts)
        case Not():
            return Not(parts[0])
        case Near():
            return Near(parts[0], parts[1], filter_.distance, filter_.unit)
        case _:
            return filter_


def conjoin(*filters: Filter) -> Filter:
    """One filter that takes what all of these take; the conjunctions among them are laid open, Everything left out."""
    return conjunction([part for f in filters for part in terms(f)])


def conjunction(parts: Sequence[Filter]) -> Filter:
    """What takes what all parts take; of no part, Everything. The parts stay as they are."""
    if len(parts) > 1:
        return And(tuple(parts))
    return parts[0] if parts else Everything()


def without(filter_: Filter, term: Filter) -> Filter:
    """The filter with `-term` in its top-level conjunction; without it if it is there. `term` itself gives way."""
    kept = [part for part in terms(filter_) if part not in (term, Not(term))]
    return conjunction(kept if Not(term) in terms(filter_) else [*kept, Not(term)])


def terms(filter_: Filter) -> tuple[Filter, ...]:
    """The parts of the top-level conjunction: none of Everything, one of a filter that is no And."""
    match filter_:
        case Everything():
            return ()
        case And(parts):
            return parts
        case _:
            return (filter_,)


def _inside(part: Filter, *bracketed: type) -> str:
    return f"({part})" if isinstance(part, bracketed) else str(part)


def _check_parts(parts: tuple[Filter, ...]) -> None:
    demand(len(parts) > 1, "two parts at least")
    demand(not any(isinstance(part, Everything) for part in parts), "Everything stands alone")
