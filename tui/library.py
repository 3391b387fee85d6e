"""The library: a root folder with its documents and its database. What keys, mouse and commands do, they do here."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from tui.annotations.ids import storable
from tui.annotations.model import AWAY, AnchorState, Document, DocumentFacts, Highlight, Quote
from tui.annotations.store import Store
from tui.asread import Dressed, dress, ways_of
from tui.authors import author
from tui.errors import NotFound, PizhuError
from tui.gathering import Gathering
from tui.listing import Entry, listed
from tui.paths import DATABASE, library_path
from tui.records import record
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


@record(frozen=True, slots=True)
class Found:
    """A highlight, with where it stands in the document as it is now; -1:-1 if it is lost, or waits for a look."""

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
        self._by_name: dict[str, Entry] | None = None
        self._looking = Lock()
        self._first: Entry | None = None
        self.named: Path | None = None
        """The file that was named before all others when the library was opened; None if a folder was, or nothing."""
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
        made = cls(root, partial(_entries, given, root) if later else _entries(given, root), Store(file))
        made.given = tuple(given)
        made.named = given[0] if not given[0].is_dir() else None
        return made

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The documents, looked up now if they are not yet. Raises FileProblem."""
        with self._looking:
            if self._look is not None:
                look, self._look = self._look, None
                self._entries = tuple(look())
            return self._entries

    @property
    def by_name(self) -> Mapping[str, Entry]:
        """The same by their names. Raises FileProblem."""
        entries = self.entries
        if self._by_name is None:
            self._by_name = {entry.name: entry for entry in reversed(entries)}
        return self._by_name

    @property
    def is_listed(self) -> bool:
        """Whether the documents have been looked up."""
        return self._look is None and not self._looking.locked()

    def close(self) -> None:
        """Leave the database as one file."""
        self.gathering.close()
        self.store.close()

    def entry(self, name: str) -> Entry:
        """The document of this name; also one outside the list that the database knows. Raises NotFound."""
        if self._first is not None and self._first.name == name:
            return self._first
        if (known := self.by_name.get(name)) is not None:
            return known
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
        return self._dress(entry.name, self.understood(entry, patient=patient))

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

    def understood(self, entry: Entry, *, patient: bool = True) -> Transcript:
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
        ways = ways_of(self.store, self.row(name, base.source.sha256))
        dressed = dress(base, ways, known[1] if known is not None else None)
        _keep(self._dressed, name, (version, dressed))
        return dressed.transcript

    def document(self, entry: Entry, transcript: Transcript) -> Document | None:
        """The database's row for a document: by its path, else by the hash of its bytes (it was renamed)."""
        return self.row(entry.name, transcript.source.sha256)

    def row(self, name: str, sha256: str) -> Document | None:
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
        return Found(highlight, place.start, place.end, place.state)

    def place(self, highlight: Highlight, transcript: Transcript) -> Resolved:
        """Where a highlight stands in its document as it is now.

        One that waits for a look, or is lost, stands nowhere but in its own text.
        """
        from tui.annotations.anchor import Resolved, resolve

        text = transcript.text

        def same_source() -> bool:
            return self.store.is_snapshot_of(highlight.snapshot_id, text)

        if highlight.state in AWAY and not same_source():
            return Resolved(highlight.state)
        return resolve(highlight.anchor, transcript, same_source=same_source)

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
            self.understood(entry)
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
        return self.kept(document, highlight.snapshot_id)

    def _file_of(self, document: Document) -> Transcript | None:
        try:
            return self.transcript(self.entry(document.path))
        except PizhuError:
            # What the database kept is shown instead; `check` and opening the document tell of the file.
            return None

    def kept(self, document: Document, snapshot_id: str) -> Transcript | None:
        """The text of a snapshot as a document's reader reads it; None if it is damaged. Raises StoreProblem."""
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
