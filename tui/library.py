"""The library: a root folder with its documents and its database. What keys, mouse and commands do, they do here."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tui.annotations.anchor import describe, resolve
from tui.annotations.ids import storable
from tui.annotations.model import AnchorState, Document, DocumentFacts, Highlight, Quote
from tui.annotations.store import Store
from tui.errors import FileProblem, NotFound, PizhuError
from tui.paths import library_path
from tui.search.filters import Filter
from tui.search.match import compile_filter
from tui.transcript.files import load, transcript_files
from tui.transcript.model import Source, Transcript

DATABASE = "annotations.db"
SEEDS = "seeds"

K = TypeVar("K")
V = TypeVar("V")

_OPEN = 8
"""How many transcripts are kept understood."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the library."""

    path: Path
    name: str
    """How the library and its database know it: relative to the root, forward slashes."""

    @property
    def title(self) -> str:
        """What lists show."""
        return self.path.name

    @property
    def stem(self) -> str:
        """The same without its suffix, where room is scarce."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Found:
    """A highlight, with where it stands in the document as it is now."""

    highlight: Highlight
    start: int
    end: int
    state: AnchorState


class Library:
    """Documents and annotations under one root. Not thread-safe but for `transcript`, which only reads files."""

    def __init__(self, root: Path, entries: Sequence[Entry], store: Store) -> None:
        self.root = root
        self.entries = tuple(entries)
        self.store = store
        self._transcripts: OrderedDict[Path, tuple[tuple[int, int], Transcript]] = OrderedDict()
        self._snapshots: OrderedDict[str, Transcript] = OrderedDict()

    @classmethod
    def open(cls, paths: Iterable[Path] = (), *, database: Path | None = None) -> Library:
        """The library of these files and folders; without any, of `seeds/` if it is there, else of this folder.

        `database` is `annotations.db` in the current folder unless given; its folder is the root. A path that is not
        there raises FileProblem; files that cannot be read are met when they are opened.
        """
        file = database if database is not None else Path.cwd() / DATABASE
        root = file.parent
        given = list(paths)
        if not given:
            given = [root / SEEDS if (root / SEEDS).is_dir() else Path.cwd()]
        files: list[Path] = []
        for path in given:
            if path.is_dir():
                files += transcript_files(path)
            elif path.exists() or path.is_symlink():
                files.append(path)
            else:
                raise FileProblem(f"{path}: there is no such file or folder", "check the name")
        names = {storable(library_path(path, root)): path for path in files}
        return cls(root, [Entry(path, name) for name, path in names.items()], Store(file))

    def close(self) -> None:
        """Leave the database as one file."""
        self.store.close()

    def entry(self, name: str) -> Entry:
        """The document of this name; also one outside the list that the database knows. Raises NotFound."""
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

    def transcript(self, entry: Entry) -> Transcript:
        """The document, read and understood; kept until the file changes. Raises FileProblem."""
        try:
            stat = entry.path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
        except OSError:
            stamp = (0, 0)
        known = self._transcripts.get(entry.path)
        if known is not None and known[0] == stamp:
            return known[1]
        transcript = load(entry.path)
        _keep(self._transcripts, entry.path, (stamp, transcript))
        return transcript

    def document(self, entry: Entry, transcript: Transcript) -> Document | None:
        """The database's row for a document: by its path, else by the hash of its bytes (it was renamed)."""
        found = self.store.document(entry.name)
        if found is not None:
            return found
        moved = self.store.document_by_sha256(transcript.source.sha256)
        return moved if moved is not None and not (self.root / moved.path).exists() else None

    def highlights(self, entry: Entry, transcript: Transcript) -> list[Found]:
        """The highlights of a document with where they stand now; lost ones last, at no place (-1)."""
        document = self.document(entry, transcript)
        if document is None:
            return []
        found = []
        for highlight in self.store.highlights(document.id):
            place = resolve(highlight.anchor, transcript)
            if place.state is AnchorState.LOST:
                found.append(Found(highlight, -1, -1, place.state))
            else:
                found.append(Found(highlight, place.start, place.end, place.state))
        return sorted(found, key=lambda f: (f.start < 0, f.start, f.end))

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
    ) -> str:
        """Highlight `[start, end)` of the source as one act; gives the highlight's id. Raises Misuse, StoreProblem."""
        return self.store.mark(
            self.facts(entry, transcript),
            describe(transcript, start, end),
            source_text=transcript.text,
            tags=tags,
            note=note,
            starred=starred,
        )

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
        passes: Callable[[Quote], bool] = compile_filter(filter_, self.store.codebook())
        return [quote for quote in self.store.quotes() if passes(quote)]

    def context_of(self, document: Document, highlight: Highlight) -> Transcript | None:
        """The transcript in which a quote can be shown: the file if it still says what was marked, else the text kept.

        None if neither can be read.
        """
        transcript = self._file_of(document)
        if transcript is not None and resolve(highlight.anchor, transcript).state is AnchorState.EXACT:
            return transcript
        return self._kept(document, highlight.snapshot_id)

    def _file_of(self, document: Document) -> Transcript | None:
        try:
            return self.transcript(self.entry(document.path))
        except PizhuError:
            # What the database kept is shown instead; `check` and opening the document tell of the file.
            return None

    def _kept(self, document: Document, snapshot_id: str) -> Transcript | None:
        from tui.transcript.understand import understand

        known = self._snapshots.get(snapshot_id)
        if known is None:
            try:
                text = self.store.snapshot_text(snapshot_id)
            except PizhuError:
                # A damaged snapshot: the quote itself is still there, `check` tells of the rest.
                return None
            known = understand(Source(text, document.encoding, document.sha256), name=document.path)
            _keep(self._snapshots, snapshot_id, known)
        return known


def _keep(kept: OrderedDict[K, V], key: K, value: V) -> None:
    """Keep `value`, and let the oldest go beyond what is kept."""
    kept[key] = value
    while len(kept) > _OPEN:
        kept.popitem(last=False)
