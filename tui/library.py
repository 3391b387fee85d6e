"""The library: a root folder with its documents and its database. What keys, mouse and commands do, they do here."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from tui.annotations.ids import storable
from tui.annotations.model import Anchor, AnchorState, Document, DocumentFacts, Highlight, Quote, Speaker
from tui.annotations.reading_acts import Corrected
from tui.annotations.store import Store
from tui.asread import Dressed, Ways, dress, reworded, ways_of
from tui.authors import author
from tui.errors import NotFound, PizhuError
from tui.gathering import Gathering
from tui.listing import Entry, listed
from tui.paths import DATABASE, library_path
from tui.transcript.edits.corrections import Rule
from tui.transcript.files import load, read, repaired
from tui.transcript.model import Source, Transcript

if TYPE_CHECKING:
    from tui.annotations.anchor import Resolved
    from tui.search.filters import Filter

__all__ = ["Entry", "Found", "Library"]

SEEDS = "seeds"

K = TypeVar("K")
V = TypeVar("V")

_keeping = Lock()

_OPEN = 8
"""How many transcripts are kept understood."""


@dataclass(frozen=True, slots=True)
class Found:
    """A highlight, with where it stands in the document as it is now."""

    highlight: Highlight
    start: int
    end: int
    state: AnchorState


class Library:
    """Documents and annotations under one root. Not thread-safe but for `transcript`, which only reads files."""

    def __init__(self, root: Path, entries: Sequence[Entry] | Callable[[], Sequence[Entry]], store: Store) -> None:
        """`entries` may be a function that looks the documents up when they are asked for first."""
        self.root = root
        self.store = store
        self.gathering = Gathering(store, self.context_of)
        self.given: tuple[Path, ...] = ()
        """The files and folders that were named when it was opened."""
        self._look = entries if callable(entries) else None
        self._entries = () if callable(entries) else tuple(entries)
        self._looking = Lock()
        self._first: Entry | None = None
        self._files: OrderedDict[Path, tuple[tuple[object, ...], Transcript]] = OrderedDict()
        self._snapshots: OrderedDict[str, Transcript] = OrderedDict()
        self._found: OrderedDict[str, tuple[Transcript, dict[str, Found]]] = OrderedDict()
        """Document name to its highlights as they were found last in a transcript, by id."""
        self._dressed: OrderedDict[str, tuple[int, Dressed]] = OrderedDict()

    @classmethod
    def open(cls, paths: Iterable[Path] = (), *, database: Path | None = None, later: bool = False) -> Library:
        """The library of these files and folders; without any, of `seeds/` if it is there, else of this folder.

        `database` is `annotations.db` in the current folder unless given; its folder is the root. A path that is not
        there raises FileProblem; files that cannot be read are met when they are opened.
        `later`: the documents are not looked up before they are asked for.
        """
        file = database if database is not None else Path.cwd() / DATABASE
        root = file.parent
        given = list(paths)
        if not given:
            given = [root / SEEDS if (root / SEEDS).is_dir() else Path.cwd()]
        library = cls(root, partial(_entries, given, root) if later else _entries(given, root), Store(file))
        library.given = tuple(given)
        return library

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The documents, looked up now if they are not yet. Raises FileProblem."""
        with self._looking:
            if self._look is not None:
                look, self._look = self._look, None
                self._entries = tuple(look())
            return self._entries

    @property
    def is_listed(self) -> bool:
        """Whether the documents have been looked up."""
        return self._look is None and not self._looking.locked()

    def close(self) -> None:
        """Leave the database as one file."""
        self.store.close()

    def entry(self, name: str) -> Entry:
        """The document of this name; also one outside the list that the database knows. Raises NotFound."""
        if self._first is not None and self._first.name == name:
            return self._first
        for entry in self.entries:
            if entry.name == name:
                return entry
        path = self.root / name
        if path.is_file():
            return Entry(path, name)
        raise NotFound(f"{name}: the document is not here", "its quotes and notes are kept; put the file back")

    def entry_of(self, path: Path) -> Entry:
        """The entry for a path as a reader types it."""
        return Entry(path, storable(library_path(path, self.root)))

    def transcript(self, entry: Entry, *, patient: bool = True) -> Transcript:
        """The document as it is read; the same object until its file, or what the reader says of it, changes.

        Not `patient`: misread bytes may be left for later (`unrepaired` tells). Raises FileProblem.
        """
        return self._dress(entry.name, self._understood(entry, patient=patient))

    def begin_with(self, path: Path, stamp: tuple[int, int], transcript: Transcript | None) -> Entry:
        """The entry of a document that is opened before the others are looked up, and may have been read already.

        `stamp`: when its file was changed then, in ns, and its size in bytes.
        """
        self._first = self.entry_of(path)
        if transcript is not None:
            # As if no encoding were asked for: if one is, the file is read again.
            _keep(self._files, path, ((*stamp, None), transcript))
        return self._first

    def again(self, entry: Entry, transcript: Transcript) -> Transcript:
        """A document that is open, as it is read by now; its file is not looked at. Raises StoreProblem."""
        known = self._files.get(entry.path)
        if known is not None and known[1].source is transcript.source:
            return self._dress(entry.name, known[1])
        return transcript

    def _understood(self, entry: Entry, *, patient: bool = True) -> Transcript:
        """The document as its file has it; kept until the file changes. Raises FileProblem."""
        known_document = self.store.document(entry.name)
        encoding = (known_document.asked_encoding if known_document is not None else "") or None
        try:
            stat = entry.path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size, encoding)
        except OSError:
            stamp = (0, 0, encoding)
        known = self._files.get(entry.path)
        if known is not None and known[0] == stamp:
            transcript = known[1]
        else:
            transcript = load(entry.path, encoding=encoding)
            _keep(self._files, entry.path, (stamp, transcript))
        if patient and transcript.unrepaired:
            transcript = repaired(transcript)
            _keep(self._files, entry.path, (stamp, transcript))
        return transcript

    def _dress(self, name: str, base: Transcript) -> Transcript:
        """`base` with the names and corrections of the document that the library knows as `name`."""
        version = self.store.version()
        known = self._dressed.get(name)
        if known is not None and known[0] == version and known[1].base is base:
            return known[1].transcript
        ways = ways_of(self.store, self._row(name, base.source.sha256))
        dressed = dress(base, ways, known[1] if known is not None else None)
        _keep(self._dressed, name, (version, dressed))
        return dressed.transcript

    def document(self, entry: Entry, transcript: Transcript) -> Document | None:
        """The database's row for a document: by its path, else by the hash of its bytes (it was renamed)."""
        return self._row(entry.name, transcript.source.sha256)

    def _row(self, name: str, sha256: str) -> Document | None:
        found = self.store.document(name)
        if found is not None:
            return found
        moved = self.store.document_by_sha256(sha256)
        return moved if moved is not None and not (self.root / moved.path).exists() else None

    def highlights(self, entry: Entry, transcript: Transcript) -> list[Found]:
        """The highlights of a document with where they stand now; lost ones last, at no place (-1)."""
        document = self.document(entry, transcript)
        if document is None:
            return []
        known = self._found.get(entry.name)
        before = known[1] if known is not None and known[0] is transcript else {}
        found = []
        for highlight in self.store.highlights(document.id):
            its = before.get(highlight.id)
            found.append(its if its is not None and its.highlight == highlight else self._find(highlight, transcript))
        _keep(self._found, entry.name, (transcript, {f.highlight.id: f for f in found}))
        return sorted(found, key=lambda f: (f.start < 0, f.start, f.end))

    def _find(self, highlight: Highlight, transcript: Transcript) -> Found:
        place = self.place(highlight, transcript)
        if place.state is AnchorState.LOST:
            return Found(highlight, -1, -1, place.state)
        return Found(highlight, place.start, place.end, place.state)

    def place(self, highlight: Highlight, transcript: Transcript) -> Resolved:
        """Where a highlight stands in its document as it is now."""
        from tui.annotations.anchor import resolve

        text = transcript.text
        return resolve(
            highlight.anchor,
            transcript,
            same_source=lambda: self.store.is_snapshot_of(highlight.snapshot_id, text),
        )

    def mark(
        self,
        entry: Entry,
        transcript: Transcript,
        start: int,
        end: int,
        *,
        tags: Sequence[str] = (),
        note: str = "",
        starred: bool = False,
        by: str = "",
    ) -> str:
        """Highlight `[start, end)` of the source as one act, `by` whoever is named, else the reader; gives its id.

        Raises Misuse, StoreProblem.
        """
        from tui.annotations.anchor import describe

        if transcript.unrepaired:
            self._understood(entry)
            transcript = self.again(entry, transcript)
        return self.store.mark(
            self.facts(entry, transcript),
            describe(transcript, start, end),
            source_text=transcript.text,
            tags=tags,
            note=note,
            starred=starred,
            author=by or author(),
        )

    def move_edges(self, transcript: Transcript, highlight_id: str, start: int, end: int) -> bool:
        """Let a highlight be of source `[start, end)`, as one act; whether that changed anything.

        Raises NotFound, Misuse, StoreProblem.
        """
        from tui.annotations.anchor import describe

        return self.store.move_edges(highlight_id, describe(transcript, start, end), source_text=transcript.text)

    def correct(self, entry: Entry, corrected: Corrected) -> bool:
        """Put places of a document right, and wordings of every one, as one act; whether that changed anything.

        Highlights say what is then read at their places. Raises FileProblem, Misuse, StoreProblem.
        """
        base = self._understood(entry)
        row = self._row(entry.name, base.source.sha256)
        said = self._said_everywhere(corrected, row)
        said |= self._said_anew(row, base, ways_of(self.store, row).after(corrected))
        return self.store.correct(self.facts(entry, base), base.text, replace(corrected, reworded=said))

    def correct_everywhere(self, corrected: Corrected) -> bool:
        """Change the glossary as one act; whether that changed anything. Raises Misuse, StoreProblem."""
        return self.store.correct(None, "", replace(corrected, reworded=self._said_everywhere(corrected, None)))

    def _said_everywhere(self, corrected: Corrected, but: Document | None) -> dict[str, Anchor]:
        """The highlights of all documents but one that say something else when the glossary changes so."""
        said: dict[str, Anchor] = {}
        if corrected.rules or corrected.dropped_rules:
            for document, base in self._told_of(corrected, self.store.rules()):
                if but is None or document.id != but.id:
                    said |= self._said_anew(document, base, ways_of(self.store, document).after(corrected))
        return said

    def set_speakers(self, entry: Entry, speakers: Sequence[Speaker]) -> bool:
        """Say how speakers of a document are called and what they are; whether that changed anything.

        Raises FileProblem, Misuse, StoreProblem.
        """
        base = self._understood(entry)
        row = self._row(entry.name, base.source.sha256)
        said = dict(self._said_anew(row, base, ways_of(self.store, row).named(speakers)))
        return self.store.set_speakers(self.facts(entry, base), speakers, said)

    def speakers(self, entry: Entry) -> list[Speaker]:
        """All who speak in a document by its labels, in order of first speaking. Raises FileProblem, StoreProblem."""
        base = self._understood(entry)
        row = self._row(entry.name, base.source.sha256)
        said = {speaker.label: speaker for speaker in ways_of(self.store, row).speakers}
        return [said.get(label, Speaker(label)) for label in base.speakers]

    def ask_encoding(self, entry: Entry, encoding: str) -> bool:
        """Read a document in this encoding from now on (empty: find out); whether that changed anything.

        Raises FileProblem if it cannot be read so, StoreProblem.
        """
        transcript = load(entry.path, encoding=encoding or None)
        return self.store.ask_encoding(self.facts(entry, transcript), encoding and transcript.source.encoding)

    def _said_anew(self, document: Document | None, base: Transcript, ways: Ways) -> Iterator[tuple[str, Anchor]]:
        """The highlights of a document that say something else when it is read in these ways."""
        if document is None:
            return iter(())
        text, store = base.text, self.store
        highlights = store.highlights(document.id)
        if not highlights:
            return iter(())
        return reworded(highlights, ways.applied(base), lambda h: store.is_snapshot_of(h.snapshot_id, text))

    def _told_of(self, corrected: Corrected, rules: Sequence[Rule]) -> Iterator[tuple[Document, Transcript]]:
        """The documents of which a highlight may say something else when the glossary changes so."""
        from tui.search.fold import fold_text

        gone = {*corrected.dropped_rules, *(rule.pattern for rule in corrected.rules)}
        wordings = {fold_text(rule.pattern) for rule in corrected.rules}
        wordings |= {fold_text(rule.replacement) for rule in rules if rule.pattern in gone}
        seen: set[str] = set()
        for quote in self.store.quotes():
            document, anchor = quote.document, quote.anchor
            if document.id in seen:
                continue
            around = fold_text(anchor.prefix + anchor.quote + anchor.suffix)
            if "" in wordings or any(wording in around for wording in wordings):
                seen.add(document.id)
                try:
                    yield document, self._understood(self.entry(document.path))
                except PizhuError:
                    # Its file is not to be read: what its highlights say stays as it was.
                    continue

    def facts(self, entry: Entry, transcript: Transcript) -> DocumentFacts:
        """What the database keeps of a document; a renamed one goes on under the row that it has."""
        known = self.document(entry, transcript)
        source = transcript.source
        return DocumentFacts(
            path=entry.name if known is None else known.path,
            title=transcript.title or entry.path.stem,
            sha256=source.sha256,
            format=transcript.format,
            encoding=source.encoding,
        )

    def quotes(self, filter_: Filter) -> list[Quote]:
        """The quotes of all documents that pass the filter, by document and place."""
        return self.gathering.quotes(filter_)

    def context_of(self, document: Document, highlight: Highlight) -> Transcript | None:
        """The transcript in which a quote can be shown: the file if it still says what was marked, else the text kept.

        None if neither can be read.
        """
        transcript = self._file_of(document)
        if transcript is not None and self.place(highlight, transcript).state is AnchorState.EXACT:
            return transcript
        return self._kept(document, highlight.snapshot_id)

    def _file_of(self, document: Document) -> Transcript | None:
        try:
            return self.transcript(self.entry(document.path))
        except PizhuError:
            # What the database kept is shown instead; `check` and opening the document tell of the file.
            return None

    def _kept(self, document: Document, snapshot_id: str) -> Transcript | None:
        known = self._snapshots.get(snapshot_id)
        if known is None:
            try:
                text = self.store.snapshot_text(snapshot_id)
            except PizhuError:
                # A damaged snapshot: the quote itself is still there, `check` tells of the rest.
                return None
            known = repaired(read(Source(text, document.encoding, document.sha256), name=document.path))
            _keep(self._snapshots, snapshot_id, known)
        return ways_of(self.store, document).applied(known)


def _entries(given: Sequence[Path], root: Path) -> list[Entry]:
    return [Entry(path, name) for name, path in listed(given, root).items()]


def _keep(kept: OrderedDict[K, V], key: K, value: V) -> None:
    """Keep `value`, and let the oldest go beyond what is kept. Safe in several threads."""
    with _keeping:
        kept[key] = value
        while len(kept) > _OPEN:
            kept.popitem(last=False)
