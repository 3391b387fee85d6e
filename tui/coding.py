"""What several coders put on the documents of a library, held against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tui.annotations.agreement import Agreement, Coded, Unit, by_character, by_stretch, measure, of_tag
from tui.errors import FileProblem, NotFound
from tui.library import Entry, Found, Library
from tui.transcript.model import SPOKEN, Transcript


class By(StrEnum):
    """What gets one code."""

    CHARACTER = "character"
    """A code point of the reading text."""
    TURN = "turn"
    """What one speaker says until the next, or a paragraph without a speaker."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far the coders of a library agree."""

    coders: tuple[str, ...]
    documents: tuple[str, ...]
    """Paths of those that two coders or more coded and that could be read."""
    unread: tuple[str, ...]
    """Paths of those that could not."""
    whole: Agreement
    """Of all tags at once: a unit's code is the set of its tags."""
    tags: tuple[tuple[str, Agreement], ...]
    """Of each tag alone: whether it, or one below it, was put there."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A stretch of a document that its coders coded differently."""

    start: int
    """Code points of the source."""
    end: int
    said: tuple[tuple[str, tuple[str, ...] | None], ...]
    """Coder and tags, in order; no tags: a highlight without any; None: no highlight."""


def compare(library: Library, by: By, tags: Sequence[str] = (), coders: Collection[str] = ()) -> Comparison:
    """How far the coders agree in all documents that two or more of them coded, over all tags or these.

    With `coders`, only these are looked at. Raises NotFound if there are no two coders of one document, StoreProblem.
    """
    authors: dict[str, dict[str, None]] = {}
    for quote in library.store.quotes():
        if not coders or quote.highlight.author in coders:
            authors.setdefault(quote.document.path, {})[quote.highlight.author] = None
    shared = {path: tuple(sorted(names)) for path, names in authors.items() if len(names) > 1}
    everyone = tuple(sorted({name for names in shared.values() for name in names}))
    if not shared:
        raise NotFound("no document has highlights of two authors", "`pizhu merge` brings in those of another reader")
    paths = library.store.codebook().paths
    units: list[Unit] = []
    read, unread = [], []
    for path, names in sorted(shared.items()):
        try:
            entry = library.entry(path)
            transcript = library.transcript(entry)
        except (FileProblem, NotFound):
            unread.append(path)
            continue
        read.append(path)
        place = [names.index(name) if name in names else -1 for name in everyone]
        for unit in units_of(library.highlights(entry, transcript), transcript, names, paths, by):
            units.append(replace(unit, codes=tuple(unit.codes[at] if at >= 0 else None for at in place)))
    if not read:
        raise NotFound("none of the documents that two authors marked can be read", f"look for {unread[0]}")
    wanted = tags or sorted({str(tag) for unit in units for code in unit.codes for tag in _tags(code) if tag})
    one_by_one = tuple((tag, measure(of_tag(units, tag))) for tag in wanted)
    whole = measure(_only(units, tags) if tags else units)
    return Comparison(everyone, tuple(read), tuple(unread), whole, one_by_one)


def _tags(code: object) -> frozenset[str]:
    return code if isinstance(code, frozenset) else frozenset()


def _only(units: Iterable[Unit], paths: Sequence[str]) -> list[Unit]:
    """The units with codes that tell these tags alone, each with all below it."""
    columns = [of_tag(units, path) for path in paths]
    return [replace(same[0], codes=_together(same)) for same in zip(*columns, strict=True)]


def _together(same: Sequence[Unit]) -> tuple[object, ...]:
    return tuple(None if None in codes else codes for codes in zip(*(unit.codes for unit in same), strict=True))


def units_of(
    found: Iterable[Found], transcript: Transcript, coders: Sequence[str], paths: Mapping[str, str], by: By
) -> list[Unit]:
    """What the coders put on a document, unit by unit; offsets are code points of its reading text.

    `paths`: tag id to path.
    """
    reading = transcript.reading
    coded = []
    for each in found:
        if each.start >= 0 and each.highlight.author in coders:
            tags = frozenset(paths[tag_id] for tag_id in each.highlight.tag_ids)
            coded.append(Coded(each.highlight.author, *reading.reading_span(each.start, each.end), tags))
    if by is By.CHARACTER:
        return by_character(coded, coders, len(reading.text))
    spans = (reading.reading_span(s.start, s.end) for s in transcript.segments if s.kind in SPOKEN)
    return by_stretch(coded, coders, spans)


def disputes(library: Library, entry: Entry, transcript: Transcript) -> list[Dispute]:
    """Where the coders of a document put different tags, in order; none if it has one coder. Raises StoreProblem."""
    found = library.highlights(entry, transcript)
    coders = tuple(sorted({each.highlight.author for each in found}))
    if len(coders) < 2:
        return []
    reading = transcript.reading
    disputed = []
    for unit in units_of(found, transcript, coders, library.store.codebook().paths, By.CHARACTER):
        if unit.is_disputed and reading.text[unit.start : unit.end].strip():
            start, end = reading.source_span(unit.start, unit.end)
            disputed.append(Dispute(start, end, tuple(zip(coders, map(_said, unit.codes), strict=True))))
    return disputed


def _said(code: object) -> tuple[str, ...] | None:
    tags = _tags(code)
    return tuple(sorted(tags - {""})) if tags else None
