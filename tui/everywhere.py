"""A text in all documents of a library, found again and again: by the index where it knows them, else one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from tui.asread import ways_of
from tui.errors import FileProblem
from tui.indexing import Indexing, documents, opened
from tui.search.everywhere import Holding, holdings
from tui.search.running import Ground, Search
from tui.search.scan import searched
from tui.search.wanted import Wanted
from tui.transcript.files import load

if TYPE_CHECKING:
    from tui.library import Entry, Library
    from tui.search.fulltext import FullText


@dataclass(frozen=True, slots=True)
class Standing:
    """How the documents of a library and its index compare."""

    ids: tuple[int, ...]
    """Of the documents that the index knows as they are."""
    stale: tuple[Entry, ...]
    """The others, which are looked through themselves."""
    is_all: bool
    """Whether the index knows no more than those."""


class Sweep:
    """For one thread at a time; `stop` alone may be called by another."""

    def __init__(self, library: Library) -> None:
        """Nothing is looked at yet."""
        self._library = library
        self._texts: FullText | None = None
        self._standing: Standing | None = None
        self._holding_on = Lock()
        """So that nothing is stopped while it is closed."""

    @property
    def stale(self) -> int:
        """How many documents the index did not know as they are when that was looked at last."""
        return len(self._standing.stale) if self._standing is not None else 0

    def stop(self) -> None:
        """Let a search that runs end soon."""
        with self._holding_on, suppress(sqlite3.Error):
            if self._texts is not None:
                self._texts.interrupt()

    def close(self) -> None:
        """Let the index go."""
        with self._holding_on, suppress(sqlite3.Error):
            texts, self._texts = self._texts, None
            if texts is not None:
                texts.close()

    def search(self, wanted: Wanted, go_on: Callable[[], bool]) -> Iterator[Holding]:
        """The documents that hold what is wanted, as they are found; ends when it shall not `go_on`.

        Those that cannot be read are left out. Raises SearchProblem, PizhuError.
        """
        standing = self._look()
        if self._texts is not None:
            try:
                for each in holdings(self._texts, wanted, None if standing.is_all else standing.ids):
                    yield each
                    if not go_on():
                        return
            except sqlite3.Error:
                # Interrupted, or damaged: `pizhu check` tells of that.
                if not go_on():
                    return
        for entry in standing.stale:
            if not go_on():
                return
            with suppress(FileProblem):
                yield from self._look_through(entry, wanted)

    def _look(self) -> Standing:
        if self._standing is None:
            self._standing = self._compared()
        return self._standing

    def _compared(self) -> Standing:
        entries = tuple(documents(self._library))
        self._texts = opened(self._library)
        if self._texts is None:
            return Standing((), entries, True)
        try:
            indexing = Indexing(self._library, self._texts)
        except sqlite3.Error:
            self.close()
            return Standing((), entries, True)
        kept = [(entry, indexing.fresh(entry)) for entry in entries]
        ids = tuple(its.id for _, its in kept if its is not None)
        return Standing(ids, tuple(entry for entry, its in kept if its is None), len(ids) == len(indexing.known))

    def _look_through(self, entry: Entry, wanted: Wanted) -> Iterator[Holding]:
        """The document itself, read apart from those that are open; misread bytes are not put right here."""
        library = self._library
        known = library.store.document(entry.name)
        base = load(entry.path, encoding=(known.asked_encoding if known is not None else "") or None)
        transcript = ways_of(library.store, library.document(entry, base)).applied(base)
        hits = Search(Ground(transcript, searched(transcript)), str(wanted)).run()
        if hits:
            yield Holding(-1, entry.name, hits)
