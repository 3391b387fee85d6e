"""A document read otherwise: corrections, glossary, speakers, encodings; its highlights follow in the same act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tui.annotations.model import Anchor, Document, Speaker
from tui.annotations.reading_acts import Corrected
from tui.asread import Ways, reworded, ways_of
from tui.errors import PizhuError
from tui.library import Entry, Library
from tui.transcript.edits.corrections import Rule
from tui.transcript.files import load
from tui.transcript.model import Transcript


def correct(library: Library, entry: Entry, corrected: Corrected) -> bool:
    """Put places of a document right, and wordings of every one, as one act; whether that changed anything.

    Highlights say what is then read at their places. Raises FileProblem, Misuse, StoreProblem.
    """
    base = library.understood(entry)
    row = library.row(entry.name, base.source.sha256)
    said = _said_everywhere(library, corrected, row)
    said |= _said_anew(library, row, base, ways_of(library.store, row).after(corrected))
    return library.store.correct(library.facts(entry, base), base.text, replace(corrected, reworded=said))


def correct_everywhere(library: Library, corrected: Corrected) -> bool:
    """Change the glossary as one act; whether that changed anything. Raises Misuse, StoreProblem."""
    return library.store.correct(None, "", replace(corrected, reworded=_said_everywhere(library, corrected, None)))


def _said_everywhere(library: Library, corrected: Corrected, but: Document | None) -> dict[str, Anchor]:
    """The highlights of all documents but one that say something else when the glossary changes so."""
    said: dict[str, Anchor] = {}
    if corrected.rules or corrected.dropped_rules:
        for document, base in _told_of(library, corrected, library.store.rules()):
            if but is None or document.id != but.id:
                said |= _said_anew(library, document, base, ways_of(library.store, document).after(corrected))
    return said


def set_speakers(library: Library, entry: Entry, speakers: Sequence[Speaker]) -> bool:
    """Say how speakers of a document are called and what they are; whether that changed anything.

    Raises FileProblem, Misuse, StoreProblem.
    """
    base = library.understood(entry)
    row = library.row(entry.name, base.source.sha256)
    said = dict(_said_anew(library, row, base, ways_of(library.store, row).named(speakers)))
    return library.store.set_speakers(library.facts(entry, base), speakers, said)


def speakers(library: Library, entry: Entry) -> list[Speaker]:
    """All who speak in a document by its labels, in order of first speaking. Raises FileProblem, StoreProblem."""
    base = library.understood(entry)
    row = library.row(entry.name, base.source.sha256)
    said = {speaker.label: speaker for speaker in ways_of(library.store, row).speakers}
    return [said.get(label, Speaker(label)) for label in base.speakers]


def ask_encoding(library: Library, entry: Entry, encoding: str) -> bool:
    """Read a document in this encoding from now on (empty: find out); whether that changed anything.

    Raises FileProblem if it cannot be read so, StoreProblem.
    """
    transcript = load(entry.path, encoding=encoding or None)
    return library.store.ask_encoding(library.facts(entry, transcript), encoding and transcript.source.encoding)


def _said_anew(
    library: Library, document: Document | None, base: Transcript, ways: Ways
) -> Iterator[tuple[str, Anchor]]:
    """The highlights of a document that say something else when it is read in these ways."""
    if document is None:
        return iter(())
    text, store = base.text, library.store
    highlights = store.highlights(document.id)
    if not highlights:
        return iter(())
    return reworded(highlights, ways.applied(base), lambda h: store.is_snapshot_of(h.snapshot_id, text))


def _told_of(library: Library, corrected: Corrected, rules: Sequence[Rule]) -> Iterator[tuple[Document, Transcript]]:
    """The documents of which a highlight may say something else when the glossary changes so."""
    from tui.search.fold import fold_text

    gone = {*corrected.dropped_rules, *(rule.pattern for rule in corrected.rules)}
    wordings = {fold_text(rule.pattern) for rule in corrected.rules}
    wordings |= {fold_text(rule.replacement) for rule in rules if rule.pattern in gone}
    seen: set[str] = set()
    for quote in library.store.quotes():
        document, anchor = quote.document, quote.anchor
        if document.id in seen:
            continue
        around = fold_text(anchor.prefix + anchor.quote + anchor.suffix)
        if "" in wordings or any(wording in around for wording in wordings):
            seen.add(document.id)
            try:
                yield document, library.understood(library.entry(document.path))
            except PizhuError:
                # Its file is not to be read: what its highlights say stays as it was.
                continue
