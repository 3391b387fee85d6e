"""Filters at work: which quotes a filter takes, which tags it names, and how a tag term is switched."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal

from tui.annotations.model import Codebook, Document, Quote, Tag
from tui.search.filters import (
    And,
    BySpeaker,
    Everything,
    Filter,
    HasNote,
    HasTag,
    HasText,
    InDocument,
    IsStarred,
    Not,
    Or,
    Since,
    Until,
    conjoin,
    terms,
)
from tui.search.fold import fold_text

Matcher = Callable[[Quote], bool]

_fold_name = lru_cache(maxsize=4096)(fold_text)


def compile_filter(filter_: Filter, codebook: Codebook, zone: tzinfo | None = None) -> Matcher:
    """A function that says whether `filter_` takes a quote.

    Tags are looked up in `codebook` once, here; days begin at midnight in `zone` (None: where the computer stands).
    A tag that is not in the codebook takes nothing: ask `unknown_tags`.
    """

    def build(part: Filter) -> Matcher:
        match part:
            case Everything():
                return lambda quote: True
            case And(parts):
                matchers = tuple(build(p) for p in parts)
                return lambda quote: all(takes(quote) for takes in matchers)
            case Or(parts):
                matchers = tuple(build(p) for p in parts)
                return lambda quote: any(takes(quote) for takes in matchers)
            case Not(inner):
                takes = build(inner)
                return lambda quote: not takes(quote)
            case HasTag():
                wanted = _wanted_paths(part, codebook)
                return lambda quote: not wanted.isdisjoint(quote.tags)
            case BySpeaker(name):
                return _speaker_matcher(name)
            case HasText(text):
                return _text_matcher(text)
            case InDocument(pattern):
                return _document_matcher(pattern)
            case HasNote():
                return lambda quote: bool(quote.highlight.note)
            case IsStarred():
                return lambda quote: quote.highlight.starred
            case Since(day):
                midnight = _midnight(day, zone)
                return lambda quote: quote.highlight.created >= midnight
            case Until(day):
                midnight = _midnight(day, zone)
                return lambda quote: quote.highlight.created < midnight

    return build(filter_)


def find_tags(path: str, codebook: Codebook) -> tuple[Tag, ...]:
    """The tags that `path` names: those with this path or alias, else the only one whose path ends in it.

    Empty if there is none, or if several end in it.
    """
    wanted = _fold_path(path)
    found = tuple(
        tag
        for tag in codebook
        if _fold_path(codebook.paths[tag.id]) == wanted or any(_fold_path(alias) == wanted for alias in tag.aliases)
    )
    if found:
        return found
    ending = tuple(tag for tag in codebook if _fold_path(codebook.paths[tag.id]).endswith(f"/{wanted}"))
    return ending if len(ending) == 1 else ()


def unknown_tags(filter_: Filter, codebook: Codebook) -> list[str]:
    """The tags that `filter_` names and `codebook` does not know (or knows several of), as written, each once."""
    return list(dict.fromkeys(tag.path for tag in _tag_terms(filter_) if not find_tags(tag.path, codebook)))


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
    if len(kept) > 1:
        return And(tuple(kept))
    return kept[0] if kept else Everything()


def _is_tag(term: Filter, path: str) -> bool:
    return isinstance(term, HasTag) and _fold_path(term.path) == _fold_path(path)


def _tag_terms(filter_: Filter) -> Iterator[HasTag]:
    match filter_:
        case HasTag():
            yield filter_
        case Not(part):
            yield from _tag_terms(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _tag_terms(part)


def _wanted_paths(term: HasTag, codebook: Codebook) -> frozenset[str]:
    found = find_tags(term.path, codebook)
    ids = {tag.id for tag in found} if term.exact else {below for tag in found for below in codebook.under(tag.id)}
    return frozenset(codebook.paths[tag_id] for tag_id in ids)


@lru_cache(maxsize=4096)
def _fold_path(path: str) -> str:
    return "/".join(name.strip() for name in fold_text(path).strip().strip("/").split("/"))


def _text_matcher(text: str) -> Matcher:
    needle = fold_text(text)
    return lambda quote: any(needle in fold_text(part) for part in (quote.anchor.quote, quote.highlight.note))


def _speaker_matcher(name: str) -> Matcher:
    wanted = fold_text(name).strip()

    def takes(quote: Quote) -> bool:
        speaker = quote.anchor.speaker
        return speaker is not None and wanted in _fold_name(speaker)

    return takes


def _document_matcher(pattern: str) -> Matcher:
    """A pattern without wildcards is looked for anywhere in the names, one with them must fit a whole name."""
    wanted = fold_text(pattern)
    if not any(sign in wanted for sign in "*?["):
        wanted = f"*{wanted}*"
    fits = re.compile(fnmatch.translate(wanted)).match

    @lru_cache(maxsize=4096)
    def takes_names(path: str, title: str) -> bool:
        file = PurePosixPath(path)
        names = [fold_text(name) for name in (path, file.name, file.stem, title)]
        return any(name == wanted or fits(name) for name in names)

    def takes(quote: Quote) -> bool:
        document: Document = quote.document
        return takes_names(document.path, document.title)

    return takes


def _midnight(day: date, zone: tzinfo | None) -> str:
    """When `day` begins in `zone`, as the database writes it, so that texts compare as times do."""
    begins = datetime.combine(day, time())
    try:
        begins = (begins.replace(tzinfo=zone) if zone else begins.astimezone()).astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        # The first and the last year that can be written lie beyond the calendar in some zones.
        begins = begins.replace(tzinfo=UTC)
    return begins.strftime("%Y-%m-%dT%H:%M:%S.000Z").rjust(24, "0")
