"""The chunks of a database: some thousand highlights each, read when they are asked for, from a file or anew.

A chunk is let go when one of its documents was changed. What was read is kept in a file of the cache, from which the
next program takes what is still true.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from tui.annotations.store import Store
from tui.disks import bytes_read, fits_in_memory
from tui.paths import cache_file

if TYPE_CHECKING:
    from tui.annotations.slices import Change, Moment
    from tui.search.chunk import Chunk
    from tui.search.chunkfile import ChunkFile, Kept

SIZE = 8192
"""Highlights of a chunk: as many, and those that its last document has beyond."""

FOLDER = "filters"

_FEWEST = 4
"""So many chunks at least are worth a file."""
_JUMPS = 4 << 20
"""Who reads so many bytes of a disk for one chunk, reads them here and there."""
_AT_ONCE = 8
"""So many are written in one transaction."""


class Chunks:
    """The highlights of a library's database, in chunks. May be used from several threads.

    All methods raise StoreProblem; a file of the cache that cannot be used is done without.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = RLock()
        self._moment: Moment | None = None
        """What the chunks say was true then; None if the documents are not parted into chunks yet."""
        self._firsts: list[str] = []
        """The path of each chunk's first document; of the first chunk, the empty text."""
        self._chunks: list[Chunk | None] = []
        self._places: dict[str, int] = {}
        """Document id to the chunk in which it was found."""
        self._file: ChunkFile | None = None
        self._kept: dict[str, Kept] = {}
        """What was in the file when it was opened, by the first path."""
        self._changed: dict[str, int] = {}
        """The number of the last change of documents, by their id, since the oldest chunk in the file was read, ..."""
        self._changed_in: dict[int, int] = {}
        """... and that of the last change in the paths of a chunk, by its number."""
        self._unkept: set[int] = set()
        """The numbers of the chunks that were read anew."""
        self._is_closed = False
        self._is_slow = self._is_gone_through = False
        """Whether the last chunk was waited for, and whether all was read ahead because of one."""

    @property
    def kept_at(self) -> Path:
        """The file of the cache; it may not be there."""
        return cache_file(FOLDER, self._store.path)

    def forget(self) -> None:
        """Delete the file."""
        from tui.search.indexfile import remove

        with self._lock, suppress(OSError):
            self._let_go()
            remove(self.kept_at)

    def close(self) -> None:
        """Let go the file, and read ahead no more."""
        self._is_closed = True
        self._let_go()

    def _let_go(self) -> None:
        with self._lock:
            if self._file is not None:
                with suppress(sqlite3.Error):
                    self._file.close()
            self._file, self._kept = None, {}

    def look(self) -> None:
        """Let go what is no longer so."""
        with self._lock:
            if self._moment is None:
                return
            changed = self._store.changed_since(self._moment)
            if changed is None:
                self._moment = None
                return
            self._moment = changed.now
            for change in changed.documents:
                if change.id in self._places:
                    self._chunks[self._places[change.id]] = None
                if change.path is not None:
                    self._chunks[self._at(change.path)] = None
                self._note(change)

    def unread(self) -> int:
        """About how many highlights are not in memory."""
        with self._lock:
            if self._moment is None:
                return self._store.highlight_count()
            return self._chunks.count(None) * SIZE

    def each(self, path: str) -> Iterator[Chunk]:
        """The chunks from that of the document at `path` on, by path."""
        with self._lock:
            if self._moment is None:
                self._part()
            number = self._at(path)
        while True:
            with self._lock:
                if number >= len(self._chunks):
                    return
                chunk = self._chunks[number] or self._read(number)
                is_slow, self._is_slow = self._is_slow, False
            yield chunk
            number += 1
            if is_slow and self.unread() > _FEWEST * SIZE:
                for _ in self._store.go_through():
                    if self._is_closed:
                        break

    def keep(self, is_over: Callable[[], bool] = lambda: False) -> None:
        """Write what was read anew into the file of the cache, if it is worth it; stops when it `is_over`."""
        with self._lock:
            told = [(number, *told) for number in self._unkept if (told := self._told(number)) is not None]
            if self._store.file is None or len(self._chunks) < _FEWEST or not told:
                return
            firsts = set(self._firsts)
        from tui.search.chunkfile import ChunkFile
        from tui.search.indexfile import remove

        path = self.kept_at
        with suppress(sqlite3.Error, OSError):
            try:
                with closing(ChunkFile(path)) as file:
                    self._write(file, told, firsts, is_over)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                # It is damaged: the next time it is made anew.
                remove(path)

    def _write(
        self, file: ChunkFile, told: list[tuple[int, Kept, Chunk]], firsts: set[str], is_over: Callable[[], bool]
    ) -> None:
        file.drop(kept.first for kept in file.kept() if kept.first not in firsts)
        for at in range(0, len(told), _AT_ONCE):
            if is_over():
                return
            some = told[at : at + _AT_ONCE]
            file.write((kept, chunk) for _, kept, chunk in some)
            with self._lock:
                self._unkept -= {number for number, _, chunk in some if chunk in self._chunks}
        file.settle()

    def _told(self, number: int) -> tuple[Kept, Chunk] | None:
        """A chunk that is in memory, as it is to be kept."""
        from tui.search.chunkfile import Kept

        chunk = self._chunks[number] if number < len(self._chunks) else None
        if chunk is None or self._moment is None:
            return None
        return Kept(*self._span(number), repr(self._store.file), self._moment), chunk

    def _at(self, path: str) -> int:
        """The number of the chunk to which a document at `path` belongs."""
        return max(0, bisect_right(self._firsts, path) - 1)

    def _span(self, number: int) -> tuple[str, str]:
        from tui.annotations.slices import LAST

        return self._firsts[number], self._firsts[number + 1] if number + 1 < len(self._firsts) else LAST

    def _note(self, change: Change) -> None:
        self._changed[change.id] = max(change.changed, self._changed.get(change.id, 0))
        if change.path is not None:
            at = self._at(change.path)
            self._changed_in[at] = max(change.changed, self._changed_in.get(at, 0))

    def _part(self) -> None:
        """Part the documents into chunks, none of which is read; as they are parted in the file, if there is one."""
        from tui.annotations.slices import LAST

        self._moment, sizes = self._store.moment(), self._store.document_sizes()
        changes = self._open() if sum(size for _, size in sizes) > SIZE * (_FEWEST - 1) else []
        borders = {border for kept in self._kept.values() for border in (kept.first, kept.behind)} - {"", LAST}
        self._firsts, held = [""], 0
        coming = iter([*sorted(borders), None])
        border = next(coming)
        for path, size in sizes:
            while border is not None and border <= path:
                self._firsts.append(border)
                border, held = next(coming), 0
            if held >= (2 * SIZE if self._firsts[-1] in self._kept else SIZE):
                self._firsts.append(path)
                held = 0
            held += size
        self._chunks = [None] * len(self._firsts)
        self._places, self._unkept, self._changed, self._changed_in = {}, set(), {}, {}
        for change in changes:
            self._note(change)

    def _open(self) -> list[Change]:
        """Open the file, if there is one; the changes since the oldest chunk of it that may still be true."""
        self._let_go()
        from tui.search.chunkfile import ChunkFile

        path = self.kept_at
        try:
            if not path.exists():
                return []
            self._file = ChunkFile(path)
            known = [kept for kept in self._file.kept() if kept.file == repr(self._store.file)]
        except (sqlite3.Error, OSError):
            return []
        changes: list[Change] = []
        for then in sorted({kept.then for kept in known}, key=lambda moment: moment.changed):
            since = self._store.changed_since(then)
            if since is not None:
                self._kept |= {kept.first: kept for kept in known if kept.then == then}
                changes = changes or since.documents
        return changes

    def _read(self, number: int) -> Chunk:
        chunk = self._read_kept(number)
        if chunk is None:
            from tui.search.chunk import Chunk

            before = bytes_read()
            chunk = Chunk.of(self._store.slice(*self._span(number)))
            self._unkept.add(number)
            if bytes_read() - before > _JUMPS and not self._is_gone_through and fits_in_memory(self._store.path):
                # In the order in which it lies all of it is read sooner than a part of it here and there.
                self._is_slow = self._is_gone_through = True
        self._chunks[number] = chunk
        self._places.update((key, number) for key in chunk.keys)
        return chunk

    def _read_kept(self, number: int) -> Chunk | None:
        """A chunk from the file, if it is there and none of its documents was changed since it was read."""
        first, behind = self._span(number)
        kept = self._kept.get(first)
        if self._file is None or kept is None or kept.behind != behind:
            return None
        if self._changed_in.get(number, 0) > kept.then.changed:
            return None
        try:
            chunk = self._file.read(kept)
        except sqlite3.Error:
            return None
        if chunk is None or any(self._changed.get(key, 0) > kept.then.changed for key in chunk.keys):
            return None
        return chunk
