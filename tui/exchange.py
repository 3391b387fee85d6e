"""Out and back: quotes to a file or a stream, and annotations from an interchange file into the library."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TextIO

from tui.annotations.anchor import describe, resolve
from tui.annotations.bringing import MarkToBring, TagToBring
from tui.annotations.model import AnchorState, Document, DocumentFacts, Highlight, Mark, Quote
from tui.errors import FileProblem, Misuse, PizhuError
from tui.export.context import Context
from tui.export.excerpt import Excerpt, Wording, excerpts
from tui.export.formats import SUFFIXES, format_named, format_of
from tui.export.incoming import read_annotations
from tui.export.records import DocumentRecord, HighlightRecord, Incoming
from tui.export.target import write_file
from tui.library import Entry, Library
from tui.search.filters import Filter
from tui.transcript.files import read_source
from tui.transcript.model import Transcript

_EXCERPT = 40


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
    lost: tuple[Remark, ...] = ()
    """Not made: their words cannot be found for certain."""
    missing: tuple[Remark, ...] = ()
    """Not made: their document is not here or cannot be read."""
    repaired: int = 0
    """Characters that no text may hold, replaced."""


def excerpts_of(
    library: Library, quotes: Iterable[Quote], context: Context | None = None, wording: Wording = Wording.READ
) -> Iterable[Excerpt]:
    """The quotes as excerpts, each with its line and context in the text that it was made on."""
    return excerpts(quotes, library.context_of, context, wording)


def render(
    library: Library,
    filter_: Filter,
    out: TextIO,
    *,
    format: str,  # noqa: A002  the word of the command line
    context: Context | None = None,
    wording: Wording = Wording.READ,
) -> int:
    """Write the quotes that pass the filter to `out`, whose line ends must not be translated; how many there are.

    Raises Misuse if there is no such format, or if it is the interchange format, which finds quotes again by what is
    read, and another wording is asked for; StoreProblem.
    """
    form = format_named(format)
    if form.name == "jsonl" and wording is not Wording.READ:
        raise Misuse("the interchange format carries quotes as they are read", "take markdown, text or csv")
    quotes = library.quotes(filter_)
    # The interchange format says nothing that only a transcript knows.
    found = excerpts(quotes, _nowhere) if form.name == "jsonl" else excerpts_of(library, quotes, context, wording)
    form.write(found, out, library.store.codebook())
    return len(quotes)


def _nowhere(document: Document, highlight: Highlight) -> Transcript | None:
    return None


def write_quotes(
    library: Library,
    filter_: Filter,
    path: Path,
    *,
    format: str | None = None,  # noqa: A002
    context: Context | None = None,
    wording: Wording = Wording.READ,
    force: bool = False,
) -> int:
    """Write the quotes that pass the filter to a file, whole or not at all; how many there are.

    Without `format` the file's suffix says it. Raises Misuse if neither does, TargetExists if the file is there and
    `force` is not given, Misuse if it is the database or an annotated transcript, FileProblem, StoreProblem.
    """
    form = format_of(path) if format is None else format_named(format)
    if form is None:
        raise Misuse(
            f"{path}: the name does not say in which format to write", f"end it in one of {', '.join(SUFFIXES)}"
        )
    _refuse_ours(library, path)
    count = 0

    def write(out: TextIO) -> None:
        nonlocal count
        count = render(library, filter_, out, format=form.name, context=context, wording=wording)

    write_file(path, write, force=force, encoding=form.encoding)
    return count


def _refuse_ours(library: Library, path: Path) -> None:
    """A transcript that carries annotations is never overwritten, nor is the database; not with `force` either."""
    database = library.store.path
    beside = (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm", "-journal")))
    for ours in (*beside, *(library.root / document.path for document in library.store.documents())):
        if _is_same(path, ours):
            what = "the database" if ours in beside else "a transcript with annotations"
            raise Misuse(f"{path} is {what}, which is never overwritten", "give another name")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return os.path.abspath(one) == os.path.abspath(other)


def bring_in(library: Library, lines: Iterable[str]) -> Brought:
    """Bring in what an interchange file holds, as one act named `import`.

    A highlight is made where its words are found for certain (`resolve`: exact or moved); one that is here already,
    by its id or by its place, tags and note, is left alone. Raises LineProblem if the file is wrong in any line,
    Misuse, StoreProblem; then nothing is made.
    """
    return bring_in_all(library, [read_annotations(lines)])


def bring_in_all(library: Library, files: Sequence[Incoming]) -> Brought:
    """Bring in what several interchange files hold, as one act; as `bring_in`."""
    bringing = _Bringing(library)
    for incoming in files:
        documents = {(document.path, document.sha256): document for document in incoming.documents}
        for record in sorted(incoming.highlights, key=lambda r: (r.document, r.sha256)):
            bringing.take(record, documents[record.document, record.sha256])
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
        lost=tuple(bringing.lost),
        missing=tuple(bringing.missing),
        repaired=sum(incoming.repaired for incoming in files),
    )


class Finder:
    """Finds the file of a document that is known by its path and the hash of its bytes."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, path: str, sha256: str) -> Entry | None:
        """The document at this path, else the one of the library with these bytes.

        A path that leads out of the library's folder is taken only if it holds these bytes: the file that names it
        may come from anywhere.
        """
        known = {entry.name: entry for entry in self._library.entries}.get(path)
        if known is not None:
            return known
        file = self._library.root / path
        try:
            if file.is_file() and (_is_inside(path) or read_source(file).sha256 == sha256):
                return Entry(file, path)
        except (FileProblem, OSError, ValueError):
            pass
        return self._by_bytes.get(sha256)

    @cached_property
    def _by_bytes(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for entry in self._library.entries:
            try:
                found.setdefault(read_source(entry.path).sha256, entry)
            except FileProblem:
                continue
        return found


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/")


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
        self.lost: list[Remark] = []
        self.missing: list[Remark] = []

    def take(self, record: HighlightRecord, document: DocumentRecord) -> None:
        if record.id in self._live:
            self.already += 1
            return
        entry = self._finder.find(record.document, record.sha256)
        if entry is None:
            self.missing.append(_remark(record, "its document is not here"))
            return
        try:
            transcript = self._library.transcript(entry)
        except PizhuError as problem:
            self.missing.append(_remark(record, problem.message))
            return
        place = resolve(record.anchor, transcript)
        if place.state not in (AnchorState.EXACT, AnchorState.MOVED):
            changed = place.state is AnchorState.CHANGED
            self.lost.append(_remark(record, "its words are read otherwise now" if changed else "its words are gone"))
            return
        anchor = describe(transcript, place.start, place.end)
        same = (anchor.start, anchor.end, frozenset(record.tags), record.note)
        if same in self._present(entry, transcript):
            self.already += 1
            return
        if place.state is AnchorState.MOVED:
            self.moved.append(_remark(record, f"from {record.anchor.start} to {anchor.start}"))
        # The same id in a second file means the same highlight.
        self._live.add(record.id)
        mark = Mark(
            self._facts_of(entry, transcript),
            anchor,
            transcript.text,
            record.tags,
            record.note,
            record.starred,
            record.author,
        )
        self.marks.append(MarkToBring(mark, record.id, record.created, document.note, document.fields))

    def _facts_of(self, entry: Entry, transcript: Transcript) -> DocumentFacts:
        if entry.name not in self._facts:
            self._facts[entry.name] = self._library.facts(entry, transcript)
        return self._facts[entry.name]

    def _present(self, entry: Entry, transcript: Transcript) -> set[tuple[object, ...]]:
        """Place, tags and note of what is on the document already."""
        if entry.name not in self._here:
            self._here[entry.name] = {
                (
                    found.start,
                    found.end,
                    frozenset(self._paths[tag_id] for tag_id in found.highlight.tag_ids),
                    found.highlight.note,
                )
                for found in self._library.highlights(entry, transcript)
            }
        return self._here[entry.name]


def _remark(record: HighlightRecord, why: str) -> Remark:
    line = " ".join(record.anchor.quote[: 2 * _EXCERPT].split())
    return Remark(record.document, line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1]}…", why)
