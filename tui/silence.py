"""What the full-text index knows of filters: documents that do not say a text, so that they need not be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from tui.errors import NotFound
from tui.library import Entry, Library

if TYPE_CHECKING:
    from tui.indexing import Indexing
    from tui.search.terms import HasTextIn

_TEXT = "text"
"""The place of `text:`, as filters write it."""


def let_index_tell(library: Library) -> None:
    """Let the filters of a library ask its index, if there is one, before they read a document."""
    library.gathering.let_tell(lambda: Silence(library).is_silent)


class Silence:
    """An index, asked for one filter. What it does not know for sure it does not say."""

    def __init__(self, library: Library) -> None:
        """Nothing is read before it is asked."""
        self._library = library
        self._indexing: Indexing | None = None
        self._is_of_use = True
        self._holding: dict[HasTextIn, frozenset[str]] = {}
        self._hashes: dict[str, str] = {}

    def is_silent(self, term: HasTextIn, document_id: str, path: str, snapshots: Sequence[str]) -> bool:
        """Whether no highlight of a document can have what `text:` or `turn:` asks for.

        `snapshots`: of all its highlights. Raises StoreProblem.
        """
        if not self._is_of_use:
            return False
        try:
            holding = self._names(term)
        except (sqlite3.Error, OSError):
            self._is_of_use = False
            return False
        if holding is None or path in holding or self._indexing is None:
            return False
        kept = self._indexing.fresh(Entry(self._library.root / path, path))
        if kept is None or kept.problem:
            return False
        # A highlight of another text than the file's may be shown in that one.
        if any(self._hash_of(snapshot) != kept.sha256 for snapshot in snapshots):
            return False
        # What is inserted between two paragraphs may be spoken beside what it does not stand beside in the text.
        return term.place == _TEXT or not self._library.store.corrections(document_id)

    def _names(self, term: HasTextIn) -> frozenset[str] | None:
        """The documents that may say it, as the index knows them; None if there is none."""
        from tui.indexing import Indexing, index_path
        from tui.search.fulltext import FullText
        from tui.search.wanted import Kind, Wanted

        if term not in self._holding:
            path = index_path(self._library)
            if not path.exists():
                self._is_of_use = False
                return None
            with closing(FullText(path)) as texts:
                if self._indexing is None:
                    self._indexing = Indexing(self._library, texts)
                found = texts.holding(Wanted(Kind.TEXT, _asked(term)))
                self._holding[term] = frozenset(name for _, name in found)
        return self._holding[term]

    def _hash_of(self, snapshot: str) -> str:
        if snapshot not in self._hashes:
            try:
                self._hashes[snapshot] = self._library.store.snapshot_sha256(snapshot)
            except NotFound:
                self._hashes[snapshot] = ""
        return self._hashes[snapshot]


def _asked(term: HasTextIn) -> str:
    """What all that says it holds in its text: in turns, lines are joined otherwise, but not inside of a word."""
    from tui.search.fold import fold_text

    if term.place == _TEXT:
        return term.text
    return max(fold_text(term.text).split(), key=len, default="")
