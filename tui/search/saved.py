"""Saved filters inside filters: put in place of their names whenever they are asked, so that they live."""

from __future__ import annotations

from collections.abc import Mapping

from tui.errors import FilterProblem, Misuse
from tui.search.filters import Everything, Filter, Not, Or, Saved, parts_of, with_parts
from tui.search.query import parse
from tui.search.terms import HasNote

_EVERYTHING = Or((HasNote(), Not(HasNote())))
"""What takes every quote and can stand inside another filter."""


def unfold(filter_: Filter, saved: Mapping[str, str]) -> Filter:
    """`filter_` with what is saved in place of the names; what is not there, or takes itself in, stays a name.

    `saved`: name to text. Raises nothing.
    """
    return _unfold(filter_, saved, ())


def _unfold(filter_: Filter, saved: Mapping[str, str], within: tuple[str, ...]) -> Filter:
    if not isinstance(filter_, Saved):
        parts = parts_of(filter_)
        return with_parts(filter_, tuple(_unfold(part, saved, within) for part in parts)) if parts else filter_
    if filter_.name in within or filter_.name not in saved:
        return filter_
    try:
        found = parse(saved[filter_.name])
    except FilterProblem:
        return filter_
    return _EVERYTHING if isinstance(found, Everything) else _unfold(found, saved, (*within, filter_.name))


def must_be_saved(filter_: Filter, saved: Mapping[str, str], text: str) -> None:
    """Raises FilterProblem, which points into `text`, if a name that is meant to be saved is not, or does not work."""
    for term in _names_in(filter_):
        if term.name not in saved:
            there = f"; there is: {'，'.join(list(saved)[:8])}" if saved else ""
            raise FilterProblem(f"no filter is saved as “{term.name}”{there}", text, term.column)
        for left in _names_in(unfold(term, saved)):
            why = "takes itself in" if left.name in saved else f"asks for “{left.name}”, which is not saved"
            if left.name in saved:
                try:
                    parse(saved[left.name])
                except FilterProblem as problem:
                    why = f"cannot be read: {problem.message}"
            raise FilterProblem(f"the saved filter “{term.name}” {why}", text, term.column)


def must_end(name: str, filter_: Filter, saved: Mapping[str, str]) -> None:
    """Raises Misuse if `filter_`, once it is saved as `name`, takes itself in."""
    new = {**saved, name: str(filter_)}
    if any(left.name == name for left in _names_in(unfold(Saved(name), new))):
        raise Misuse(f"the filter “{name}” would take itself in", "save it under another name")


def asking_for(name: str, saved: Mapping[str, str]) -> dict[str, Filter]:
    """The saved filters that ask for the one of this name themselves; what cannot be read is left out."""
    found = {}
    for other, text in saved.items():
        try:
            filter_ = parse(text)
        except FilterProblem:
            continue
        if other != name and any(term.name == name for term in _names_in(filter_)):
            found[other] = filter_
    return found


def renamed(filter_: Filter, name: str, new: str) -> Filter:
    """`filter_` that asks for a saved filter by its new name."""
    if isinstance(filter_, Saved):
        return Saved(new) if filter_.name == name else filter_
    parts = parts_of(filter_)
    return with_parts(filter_, tuple(renamed(part, name, new) for part in parts)) if parts else filter_


def _names_in(filter_: Filter) -> list[Saved]:
    if isinstance(filter_, Saved):
        return [filter_]
    return [name for part in parts_of(filter_) for name in _names_in(part)]
