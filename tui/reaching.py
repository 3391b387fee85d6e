"""Where a filter can take anything at all, by the database's own indices: for a program that has read nothing yet."""

from __future__ import annotations

from collections.abc import Iterator

from tui.annotations.model import Codebook
from tui.annotations.store import Store
from tui.search.bounds import Bound, bounds_of
from tui.search.filters import Filter
from tui.search.predicates import name_holds
from tui.search.tagterms import wanted_tags
from tui.search.terms import BySpeaker, HasTag

_FIRST, _MOST = 256, 4096
"""Highlights that are read at once: the first ones soon, then more."""


def reached_by(store: Store, filter_: Filter, codebook: Codebook, most: int) -> list[tuple[str, str, int]] | None:
    """Path, id and number of highlights of the documents in which a filter may take some, by path.

    None if no tag and no speaker of it bounds it to `most` highlights. Raises StoreProblem.
    """
    speakers: list[str] = []

    def names_of(term: BySpeaker) -> list[str]:
        if not speakers:
            speakers.extend(store.highlight_speakers())
        return list(filter(name_holds(term.name), speakers))

    def count(term: Bound) -> int | None:
        if isinstance(term, HasTag):
            return store.count_tagged(wanted_tags(term, codebook))
        return store.count_spoken(names_of(term), most)

    bound = bounds_of(filter_, count)
    if bound is None or bound[0] > most:
        return None
    tags = {tag for term in bound[1] if isinstance(term, HasTag) for tag in wanted_tags(term, codebook)}
    names = {name for term in bound[1] if not isinstance(term, HasTag) for name in names_of(term)}
    return store.reached(tags, names)


def parted(reached: list[tuple[str, str, int]]) -> Iterator[list[str]]:
    """The ids of documents, of few highlights first, then of more."""
    some: list[str] = []
    held, room = 0, _FIRST
    for _, identity, count in reached:
        some.append(identity)
        held += count
        if held >= room:
            yield some
            some, held, room = [], 0, min(_MOST, room * 2)
    if some:
        yield some
