"""A text, found in all documents of an index: which of them hold it, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.search.classes import ready
from tui.search.fulltext import FullText
from tui.search.hits import Hits
from tui.search.matching import matcher_of
from tui.search.running import hits_in
from tui.search.wanted import Wanted


class Holding(NamedTuple):
    """A document that holds what was wanted."""

    id: int
    name: str
    hits: Hits


def holdings(texts: FullText, wanted: Wanted, within: Sequence[int] | None = None) -> Iterator[Holding]:
    """The documents that hold what is wanted, one after the other as they are found; `within`: among these ids.

    Raises SearchProblem where a pattern takes too long, sqlite3.Error.
    """
    ready()
    matcher = matcher_of(wanted)
    for identity, name in texts.holding(wanted, within):
        try:
            reading = texts.said(identity)
        except KeyError:
            # It was dropped since the question was asked.
            continue
        if hits := hits_in(reading, matcher):
            yield Holding(identity, name, hits)


def names_holding(texts: FullText, wanted: Wanted) -> set[str]:
    """The names of all documents that hold what is wanted. Raises as `holdings` does."""
    if texts.is_exact(wanted):
        return {name for _, name in texts.holding(wanted)}
    return {holding.name for holding in holdings(texts, wanted)}
