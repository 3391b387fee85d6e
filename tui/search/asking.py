"""Terms, made ready to be asked of chunks: what they name is looked up once, not in every chunk."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import tzinfo
from functools import cache

from tui.annotations.model import Codebook
from tui.search import terms
from tui.search.chunk import Chunk
from tui.search.fold import fold_text
from tui.search.predicates import document_fits, field_fits, literal_of, name_holds, span_of
from tui.search.tagterms import wanted_tags
from tui.search.terms import Leaf, Place

_KEPT = 64
"""Of so many terms the rows are kept by a chunk."""

_FEW = 800
"""So few rows of a chunk are asked one by one what they say."""

Asker = Callable[[Chunk, int], int]
"""Gives those of some rows of a chunk that a term takes."""


def asker(term: Leaf, codebook: Codebook, zone: tzinfo | None) -> Asker:
    """What asks `term`; of what turns and documents say it takes all rows."""
    asks = _asker(term, codebook, zone)
    needle = fold_text(term.text) if isinstance(term, terms.HasText) else ""
    key: Hashable = (term, str(zone))
    if isinstance(term, terms.HasTag):
        key = wanted_tags(term, codebook)

    def known(chunk: Chunk, within: int) -> int:
        rows = chunk.known.get(key)
        if rows is None:
            if needle and within.bit_count() < _FEW:
                return chunk.quotes.holding_among(needle, within) | chunk.notes.holding(needle, chunk.size) & within
            rows = asks(chunk)
            remember(chunk, key, rows)
        return rows & within

    return known


def remember(chunk: Chunk, key: Hashable, rows: int) -> None:
    """Let a chunk keep what something takes of it."""
    if len(chunk.known) >= _KEPT:
        chunk.known.clear()
    chunk.known[key] = rows


def _asker(term: Leaf, codebook: Codebook, zone: tzinfo | None) -> Callable[[Chunk], int]:
    match term:
        case terms.HasTag():
            return _tagged(wanted_tags(term, codebook))
        case terms.HasTags():
            return lambda chunk: _any(list(chunk.tags.values()))
        case terms.BySpeaker(name):
            holds = cache(name_holds(name))
            return lambda chunk: chunk.speakers.rows(holds)
        case terms.ByRole(role):
            return lambda chunk: chunk.roles.rows(role.__eq__)
        case terms.ByCoder(name):
            holds = cache(name_holds(name))
            return lambda chunk: chunk.authors.rows(holds)
        case terms.IsState(state):
            return lambda chunk: chunk.states.rows(state.__eq__)
        case terms.IsStarred():
            return lambda chunk: chunk.starred
        case terms.HasNote():
            return lambda chunk: chunk.noted
        case terms.HasText(text):
            needle = fold_text(text)
            return lambda chunk: chunk.quotes.holding(needle, chunk.size) | chunk.notes.holding(needle, chunk.size)
        case terms.HasTextIn(place, text):
            return _texts(place, fold_text(text))
        case terms.InDocument(pattern):
            fits, literal = document_fits(pattern), literal_of(pattern)
            return lambda chunk: chunk.in_documents(fits) if literal in chunk.names else 0
        case terms.HasField():
            has = field_fits(term)
            return lambda chunk: chunk.in_documents(has)
        case terms.Since() | terms.Until() | terms.On():
            first, behind = span_of(term, zone)
            return lambda chunk: chunk.created.between(first, behind)


def _tagged(tags: frozenset[str]) -> Callable[[Chunk], int]:
    return lambda chunk: _any([chunk.tags[tag] for tag in tags if tag in chunk.tags])


def _texts(place: Place, needle: str) -> Callable[[Chunk], int]:
    match place:
        case Place.QUOTE:
            return lambda chunk: chunk.quotes.holding(needle, chunk.size)
        case Place.NOTE:
            return lambda chunk: chunk.notes.holding(needle, chunk.size)
        case _:
            return lambda chunk: chunk.full


def _any(sets: list[int]) -> int:
    found = 0
    for one in sets:
        found |= one
    return found
