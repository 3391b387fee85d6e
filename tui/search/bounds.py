"""Terms without which a filter takes nothing of a document: by few tags and speakers it is known where to look."""

from __future__ import annotations

from collections.abc import Callable

from tui.search.filters import And, Filter, Near, Or, Overlapping, parts_of
from tui.search.terms import BySpeaker, HasTag

Bound = HasTag | BySpeaker
"""A term whose highlights an index of the database gives."""


def bounds_of(filter_: Filter, count: Callable[[Bound], int | None]) -> tuple[int, list[Bound]] | None:
    """Terms of which every document that the filter takes something of has one, with how many highlights they take.

    `count` tells how many a term takes at most, or None if too many to go by. Of several ways the least is given;
    None if there is none.
    """
    match filter_:
        case HasTag() | BySpeaker():
            known = count(filter_)
            return None if known is None else (known, [filter_])
        case And() | Near() | Overlapping():
            # Each part takes something in the same document, so any of them will do.
            found = [bound for part in parts_of(filter_) if (bound := bounds_of(part, count)) is not None]
            return min(found, key=lambda bound: bound[0], default=None)
        case Or(parts):
            total, terms = 0, list[Bound]()
            for part in parts:
                bound = bounds_of(part, count)
                if bound is None:
                    return None
                total, terms = total + bound[0], [*terms, *bound[1]]
            return total, terms
        case _:
            return None
