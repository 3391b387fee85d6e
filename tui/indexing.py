"""The full-text index of a library: which documents it knows as they are, and taking in the others.

It lies in the cache directory, one file for each database: what a document says depends on what its reader says of it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.asread import Ways, ways_of
from tui.digest import sha256
from tui.errors import FileProblem
from tui.paths import cache_file, private_dir
from tui.search.everywhere import names_holding
from tui.search.fulltext import FullText, Kept, Stamp
from tui.search.scan import searched

if TYPE_CHECKING:
    from tui.library import Entry, Library
    from tui.search.wanted import Wanted
    from tui.transcript.model import Transcript

FOLDER = "search"


def index_path(library: Library) -> Path:
    """Where the index of a library lies, or will."""
    return cache_file(FOLDER, library.store.path)


def opened(library: Library) -> FullText | None:
    """The index of a library; None if there can be none: all else goes on without it."""
    try:
        return FullText(index_path(library))
    except (sqlite3.Error, OSError):
        return None


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Within, whether no other program writes the index at `path`; they are kept from it as long. Raises OSError."""
    try:
        import fcntl
    except ImportError:
        yield True
        return
    private_dir(path.parent)
    handle = os.open(path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def documents(library: Library) -> Iterator[Entry]:
    """The documents that are listed, and those that the database knows and that are there. Raises FileProblem."""
    yield from library.entries
    for document in library.store.documents():
        if document.path not in library.by_name and (library.root / document.path).is_file():
            yield library.entry(document.path)


class Indexing:
    """A library and its index, compared and brought together, document by document."""

    def __init__(self, library: Library, texts: FullText) -> None:
        """What is known is read once. Raises StoreProblem, sqlite3.Error."""
        self._library = library
        self._texts = texts
        self._known = texts.known()
        self._plain = _hash_of(Ways(rules=tuple(library.store.rules())), "")
        told = library.store.told_documents()
        self._told = {document.path: document for document in told}
        self._told_by_hash = {document.sha256: document for document in reversed(told)}

    @property
    def known(self) -> dict[str, Kept]:
        """What is kept, by the documents' names; what is taken in is not seen here."""
        return self._known

    def fresh(self, entry: Entry) -> Kept | None:
        """What is kept of a document, if that is as it is now."""
        kept = self._known.get(entry.name)
        return kept if kept is not None and kept.stamp == self._stamp(entry, kept.sha256) else None

    def stale(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        """Those of the documents that are not known, or not as they are now."""
        return (entry for entry in entries if self.fresh(entry) is None)

    def take_in(self, entry: Entry) -> Transcript:
        """Let the index have what a document says; gives the document. Raises FileProblem, StoreProblem, sqlite3.Error.

        That it cannot be read is kept in mind too.
        """
        before = self._stamp(entry, "")
        try:
            transcript = self._library.transcript(entry)
        except FileProblem as problem:
            self._texts.keep_problem(entry.name, before, problem.message)
            raise
        sha256 = transcript.source.sha256
        # The file's stamp is of the time before it was read: if it was changed meanwhile, it is read again.
        stamp = before._replace(ways=self._hash(entry, sha256))
        kept = self._known.get(entry.name)
        if kept is not None and (kept.sha256, kept.stamp.ways) == (sha256, stamp.ways):
            self._texts.restamp(entry.name, stamp)
        else:
            self._texts.keep(entry.name, stamp, sha256, searched(transcript))
        return transcript

    def forget_missing(self, entries: Iterator[Entry]) -> int:
        """Let the index forget the documents that are neither among these nor there; tells how many."""
        names = {entry.name for entry in entries}
        gone = [name for name in self._known if name not in names and not (self._library.root / name).is_file()]
        if gone:
            self._texts.drop(gone)
        return len(gone)

    def _stamp(self, entry: Entry, sha256: str) -> Stamp:
        try:
            found = os.stat(entry.path)
        except (OSError, ValueError):
            return Stamp(-1, -1, self._hash(entry, sha256))
        return Stamp(found.st_size, found.st_mtime_ns, self._hash(entry, sha256))

    def _hash(self, entry: Entry, sha256: str) -> str:
        """Of what the reader says of a document: its encoding, corrections, the glossary, the speakers."""
        document = self._told.get(entry.name)
        if document is None:
            moved = self._told_by_hash.get(sha256)
            if moved is not None and not (self._library.root / moved.path).exists():
                document = moved
        if document is None:
            return self._plain
        return _hash_of(ways_of(self._library.store, document), document.asked_encoding)


def _hash_of(ways: Ways, encoding: str) -> str:
    rules = [rule for rule in ways.rules if rule.accepted]
    said = repr((encoding, ways.corrections, rules, [(each.label, each.name) for each in ways.speakers]))
    return sha256(said.encode("utf-8", "surrogatepass"))[:16]


def holding(
    library: Library, entries: Iterator[Entry], wanted: Wanted, *, keep: bool, tell: Callable[[int], None]
) -> Iterator[Entry]:
    """Those of the documents that hold what is wanted, and those of which that is not known.

    `keep`: the latter are taken into the index by the way, unless another program does that, and what is gone is
    forgotten. Without an index all are given. `tell` is told how many were read so far that were not known.
    Raises SearchProblem, FileProblem, StoreProblem.
    """
    texts = opened(library)
    if texts is None:
        yield from entries
        return
    try:
        with alone(texts.path) as may_write:
            yield from _holding(library, texts, entries, wanted, keep and may_write, tell)
    finally:
        with suppress(sqlite3.Error):
            texts.close()


def _holding(
    library: Library,
    texts: FullText,
    entries: Iterator[Entry],
    wanted: Wanted,
    keep: bool,
    tell: Callable[[int], None],
) -> Iterator[Entry]:
    try:
        indexing = Indexing(library, texts)
        names = names_holding(texts, wanted)
    except sqlite3.Error:
        # A damaged index is no reason not to find: `pizhu check` tells of it.
        yield from entries
        return
    seen = []
    unknown = 0
    for entry in entries:
        seen.append(entry)
        kept = indexing.fresh(entry)
        if kept is None:
            unknown += 1
            tell(unknown)
        if kept is None and keep:
            with suppress(FileProblem):
                try:
                    indexing.take_in(entry)
                except sqlite3.Error:
                    keep = False
        if kept is None or kept.problem or entry.name in names:
            yield entry
    if keep:
        with suppress(sqlite3.Error):
            indexing.forget_missing(iter(seen))
            texts.write()
