"""Back: annotations from interchange files into the library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tui.annotations.acts import excerpt
from tui.annotations.anchor import describe, resolve
from tui.annotations.bringing import MarkToBring, TagToBring
from tui.annotations.model import AWAY, AnchorState, DocumentFacts, Mark
from tui.errors import Misuse, PizhuError
from tui.export.incoming import read_annotations
from tui.export.records import DocumentRecord, HighlightRecord, Incoming
from tui.library import Entry, Library
from tui.recognising import Finder
from tui.transcript.model import Transcript

if TYPE_CHECKING:
    from tui.annotations.realign.outcome import Remapped

_EXACT = AnchorState.EXACT


@dataclass(frozen=True, slots=True)
class Remark:
    """A highlight of an interchange file about which there is something to be said."""

    document: str
    """The path that the file gives."""
    quote: str
    """Its first characters."""
    why: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of the highlights of interchange files."""

    made: int = 0
    already: int = 0
    """Left alone: they were here."""
    moved: tuple[Remark, ...] = ()
    """Made, but elsewhere than the file says."""
    changed: tuple[Remark, ...] = ()
    """Made, but standing nowhere until the reader has looked: they are not found for certain."""
    lost: tuple[Remark, ...] = ()
    """Made as lost: their words are not found."""
    missing: tuple[Remark, ...] = ()
    """Not made: their document is not here or cannot be read."""
    repaired: int = 0
    """Characters that no text may hold, replaced."""


def bring_in(library: Library, lines: Iterable[str]) -> Brought:
    """Bring in what an interchange file holds, as one act named `import`.

    A highlight is made where its words are found for certain; others come in as well, to be looked at or lost. One
    that is here already, by its id or by its place, tags and note, is left alone. Raises LineProblem if the file is
    wrong in any line, Misuse, StoreProblem; then nothing is made.
    """
    return bring_in_all(library, [read_annotations(lines)])


def bring_in_all(library: Library, files: Sequence[Incoming]) -> Brought:
    """Bring in what several interchange files hold, as one act; as `bring_in`."""
    bringing = _Bringing(library)
    for incoming in files:
        documents = {(document.path, document.sha256): document for document in incoming.documents}
        ordered = sorted(incoming.highlights, key=lambda r: (r.document, r.sha256))
        for key, records in groupby(ordered, lambda r: (r.document, r.sha256)):
            bringing.take(list(records), documents[key])
    tags = {
        tag.path: TagToBring(tag.path, tag.letter, tag.colour, tag.description, tag.aliases)
        for incoming in files[::-1]
        for tag in incoming.tags
    }
    made = library.store.bring_in(list(tags.values()), bringing.marks)
    return Brought(
        made=len(made),
        already=bringing.already + len(bringing.marks) - len(made),
        moved=tuple(bringing.moved),
        changed=tuple(bringing.changed),
        lost=tuple(bringing.lost),
        missing=tuple(bringing.missing),
        repaired=sum(incoming.repaired for incoming in files),
    )


class _Bringing:
    """Sorts incoming highlights: those to be made, those that are here, those that cannot be made."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._finder = Finder(library)
        self._live = {quote.highlight.id for quote in library.store.quotes()}
        self._paths = library.store.codebook().paths
        self._here: dict[str, set[tuple[object, ...]]] = {}
        self._facts: dict[str, DocumentFacts] = {}
        self.marks: list[MarkToBring] = []
        self.already = 0
        self.moved: list[Remark] = []
        self.changed: list[Remark] = []
        self.lost: list[Remark] = []
        self.missing: list[Remark] = []

    def take(self, records: Sequence[HighlightRecord], document: DocumentRecord) -> None:
        """Sort the highlights of one document."""
        new = [record for record in records if record.id not in self._live]
        self.already += len(records) - len(new)
        entry = self._finder.find(document.path, document.sha256)
        if entry is None:
            self.missing += [_remark(record, "its document is not here") for record in new]
            return
        try:
            transcript = self._library.transcript(entry)
        except PizhuError as problem:
            self.missing += [_remark(record, problem.message) for record in new]
            return
        for record, place in zip(new, _places(new, document, transcript), strict=True):
            self._put(record, place, document, entry, transcript)

    def _put(
        self,
        record: HighlightRecord,
        place: tuple[AnchorState, int, int],
        document: DocumentRecord,
        entry: Entry,
        transcript: Transcript,
    ) -> None:
        state, start, end = place
        if state in AWAY:
            # Its offsets count in a text that is not here: it keeps none, and waits with its quote.
            anchor, text = record.anchor, ""
        else:
            anchor, text = describe(transcript, start, end), transcript.text
        same = (state in AWAY, anchor.start, anchor.end, anchor.quote, frozenset(record.tags), record.note)
        if same in self._present(entry, transcript):
            self.already += 1
            return
        if state is AnchorState.MOVED:
            self.moved.append(_remark(record, f"from {record.anchor.start} to {anchor.start}"))
        elif state is AnchorState.CHANGED:
            self.changed.append(_remark(record, "it may stand elsewhere, or in other words"))
        elif state is AnchorState.LOST:
            self.lost.append(_remark(record, "its words are gone"))
        # The same id in a second file means the same highlight.
        self._live.add(record.id)
        its = record.tags, record.note, record.starred, record.author
        mark = Mark(self._facts_of(entry, transcript), anchor, text, *its, state=state if state in AWAY else _EXACT)
        self.marks.append(MarkToBring(mark, record.id, record.created, document.note, document.fields))

    def _facts_of(self, entry: Entry, transcript: Transcript) -> DocumentFacts:
        if entry.name not in self._facts:
            self._facts[entry.name] = self._library.facts(entry, transcript)
        return self._facts[entry.name]

    def _present(self, entry: Entry, transcript: Transcript) -> set[tuple[object, ...]]:
        """Whether it is away, place, words, tags and note of what is on the document already."""
        if entry.name not in self._here:
            self._here[entry.name] = {
                (
                    found.highlight.state in AWAY,
                    found.start if found.start >= 0 else found.highlight.start,
                    found.end if found.start >= 0 else found.highlight.end,
                    found.highlight.anchor.quote,
                    frozenset(self._paths[tag_id] for tag_id in found.highlight.tag_ids),
                    found.highlight.note,
                )
                for found in self._library.highlights(entry, transcript)
            }
        return self._here[entry.name]


def _places(
    records: Sequence[HighlightRecord], document: DocumentRecord, transcript: Transcript
) -> list[tuple[AnchorState, int, int]]:
    """Where the highlights stand: as the file says if it is of the same bytes, else where they are surely found."""
    is_same = document.sha256 == transcript.source.sha256
    quick = [record for record in records if is_same and record.state not in AWAY]
    found = {record.id: _quickly(record, transcript) for record in quick}
    others = [record for record in records if record.id not in found]
    if others:
        from tui.annotations.realign.refind import refind

        for record, place in zip(others, refind([r.anchor for r in others], transcript), strict=True):
            is_certain = place.sure and place.state is not AnchorState.CHANGED
            is_told = is_certain and place.state is not AnchorState.LOST and _is_said(transcript, place)
            state = place.state if is_told or place.state is AnchorState.LOST else AnchorState.CHANGED
            found[record.id] = state, place.start, place.end
    return [found[record.id] for record in records]


def _quickly(record: HighlightRecord, transcript: Transcript) -> tuple[AnchorState, int, int]:
    place = resolve(record.anchor, transcript)
    return place.state, place.start, place.end


def _is_said(transcript: Transcript, place: Remapped) -> bool:
    try:
        describe(transcript, place.start, place.end)
    except Misuse:
        return False
    return True


def _remark(record: HighlightRecord, why: str) -> Remark:
    return Remark(record.document, excerpt(record.anchor.quote), why)
