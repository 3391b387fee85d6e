"""Auto-coding: many hits tagged at once, each with the clause, sentence or turn around it; one act for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.annotations.anchor import describe
from tui.annotations.model import Anchor, Mark
from tui.authors import author
from tui.errors import Misuse
from tui.layout.rows import Layout
from tui.layout.setting import UNSET
from tui.layout.units import Unit, span_at

if TYPE_CHECKING:
    from tui.library import Entry, Library
    from tui.transcript.model import Transcript

Span = tuple[int, int]


class Extent(StrEnum):
    """What is highlighted around a hit, from small to large."""

    HIT = "hit"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    TURN = "turn"

    @property
    def label(self) -> str:
        """Its name as the reader sees it."""
        return {"hit": "词 hit", "clause": "小句 clause", "sentence": "句 sentence", "turn": "轮 turn"}[self]


_UNITS = {Extent.CLAUSE: Unit.CLAUSE, Extent.SENTENCE: Unit.SENTENCE, Extent.TURN: Unit.TURN}


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is to be tagged for one hit or several."""

    name: str
    """Of the document."""
    line: int
    """Of the source, from 1."""
    anchor: Anchor
    highlight_id: str
    """Of the highlight that stands just there; empty: one is made."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What auto-coding would do."""

    hits: int
    stretches: tuple[Stretch, ...]
    """Of all documents, each place once."""
    marks: tuple[Mark, ...]
    """The highlights to be made, without tags."""

    @property
    def there(self) -> tuple[str, ...]:
        """The ids of highlights that get the tag as they are."""
        return tuple(each.highlight_id for each in self.stretches if each.highlight_id)


def batch(library: Library, hits: Iterable[tuple[Entry, Sequence[Span]]], extent: Extent) -> Batch:
    """What tagging these hits, source spans by document, would do; hits in one unit are one stretch.

    A highlight that stands just there is used, the reader's own before those of others. Hits where nothing is spoken,
    as in a speaker's label, are passed over. Raises FileProblem, StoreProblem.
    """
    count = 0
    stretches: list[Stretch] = []
    marks: list[Mark] = []
    me = author()
    for entry, spans in hits:
        count += len(spans)
        transcript = library.transcript(entry)
        facts = library.facts(entry, transcript)
        found = sorted(library.highlights(entry, transcript), key=lambda each: each.highlight.author == me)
        standing = {(each.start, each.end): each.highlight.id for each in found if each.start >= 0}
        for anchor in _anchors(transcript, spans, extent):
            known = standing.get((anchor.start, anchor.end), "")
            stretches.append(Stretch(entry.name, transcript.line_of(anchor.start), anchor, known))
            if not known:
                marks.append(Mark(facts, anchor, transcript.text, author=me))
    return Batch(count, tuple(stretches), tuple(marks))


def code(library: Library, wanted: Batch, tags: Sequence[str]) -> list[str]:
    """Do it, as one act; the ids of the highlights made. Raises Misuse, NotFound, StoreProblem."""
    return library.store.code(wanted.marks, wanted.there, tags)


def _anchors(transcript: Transcript, spans: Sequence[Span], extent: Extent) -> Iterable[Anchor]:
    """The anchors of what is around the hits, each place once, in order."""
    wanted = spans if extent is Extent.HIT else _around(transcript, spans, _UNITS[extent])
    seen: dict[Span, Anchor] = {}
    for span in dict.fromkeys(wanted):
        try:
            anchor = describe(transcript, *span)
        except Misuse:
            continue
        seen.setdefault((anchor.start, anchor.end), anchor)
    return (seen[place] for place in sorted(seen))


def _around(transcript: Transcript, spans: Sequence[Span], unit: Unit) -> Iterable[Span]:
    """The units that hold the source spans, as they are selected on the page; from the first to the last of several."""
    page = Layout(transcript, UNSET)
    for start, end in spans:
        first, last = page.reading.reading_span(start, end)
        opens, closes = span_at(page, first, unit)
        if last > closes:
            closes = span_at(page, last - 1, unit)[1]
        yield page.source_span(opens, closes)
