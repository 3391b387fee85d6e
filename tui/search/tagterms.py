"""The tags that a filter names: which they are, which are not there, and how the term of one is switched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tui.annotations.model import Codebook, Tag
from tui.search.filters import Filter, Not, conjoin, conjunction, parts_of, terms
from tui.search.fold import fold_text
from tui.search.terms import HasTag


def find_tags(path: str, codebook: Codebook) -> tuple[Tag, ...]:
    """The tags that `path` names: those with this path or alias, else the only one whose path ends in it.

    Empty if there is none, or if several end in it.
    """
    wanted, names = _fold_path(path), _names_of(codebook)
    if found := names.whole.get(wanted):
        return tuple(found.values())
    ending = names.endings.get(wanted, ())
    return tuple(ending) if len(ending) == 1 else ()


@dataclass(frozen=True, slots=True)
class _Names:
    codebook: Codebook
    whole: Mapping[str, Mapping[str, Tag]]
    """Paths and aliases, folded, to the tags that have them, by id."""
    endings: Mapping[str, Sequence[Tag]]
    """What stands behind a slash of a path, folded, to the tags whose paths end so."""


_names: _Names | None = None


def _names_of(codebook: Codebook) -> _Names:
    """The names of its tags; they are kept for the codebook that was asked for last."""
    global _names
    known = _names
    if known is None or known.codebook is not codebook:
        whole: dict[str, dict[str, Tag]] = {}
        endings: dict[str, list[Tag]] = {}
        for tag in codebook:
            path = _fold_path(codebook.paths[tag.id])
            for name in (path, *map(_fold_path, tag.aliases)):
                whole.setdefault(name, {})[tag.id] = tag
            _, slash, ending = path.partition("/")
            while slash:
                endings.setdefault(ending, []).append(tag)
                _, slash, ending = ending.partition("/")
        known = _names = _Names(codebook, whole, endings)
    return known


def unknown_tags(filter_: Filter, codebook: Codebook) -> list[str]:
    """The tags that `filter_` names and `codebook` does not know (or knows several of), as written, each once."""
    return list(dict.fromkeys(tag.path for tag in tags_in(filter_) if not find_tags(tag.path, codebook)))


def wanted_tags(term: HasTag, codebook: Codebook) -> frozenset[str]:
    """The ids of the tags that the term takes: those it names and, unless it is exact, all below them."""
    found = find_tags(term.path, codebook)
    if term.exact:
        return frozenset(tag.id for tag in found)
    return frozenset(below for tag in found for below in codebook.under(tag.id))


def tag_state(filter_: Filter, path: str) -> Literal["must", "not"] | None:
    """What the top-level conjunction says of the tag: it must be there, must not be there, or nothing."""
    for term in terms(filter_):
        if _is_tag(term, path):
            return "must"
        if isinstance(term, Not) and _is_tag(term.part, path):
            return "not"
    return None


def toggle_tag(filter_: Filter, path: str) -> Filter:
    """The filter with the tag's term in the top-level conjunction moved on: nothing -> must -> must not -> nothing."""
    state = tag_state(filter_, path)
    if state is None:
        return conjoin(filter_, HasTag(path))
    kept: list[Filter] = []
    for term in terms(filter_):
        if _is_tag(term, path):
            if state == "must" and Not(term) not in kept:
                kept.append(Not(term))
        elif not (isinstance(term, Not) and _is_tag(term.part, path)):
            kept.append(term)
    return conjunction(kept)


def _is_tag(term: Filter, path: str) -> bool:
    return isinstance(term, HasTag) and _fold_path(term.path) == _fold_path(path)


def tags_in(filter_: Filter) -> Iterator[HasTag]:
    """The terms of tags in a filter, as they stand."""
    if isinstance(filter_, HasTag):
        yield filter_
    for part in parts_of(filter_):
        yield from tags_in(part)


@lru_cache(maxsize=4096)
def _fold_path(path: str) -> str:
    return "/".join(name.strip() for name in fold_text(path).strip().strip("/").split("/"))
