"""How many highlights carry each tag and lie in each document: counted behind the reader's back where they are many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Thread
from typing import NamedTuple

from tui.annotations.store import Store
from tui.errors import StoreProblem

AT_ONCE = 20_000
"""Highlights up to which they are counted while the reader waits."""


class Counted(NamedTuple):
    """Numbers of live highlights."""

    tags: Mapping[str, int]
    """By tag id; a tag counts those of the tags below it too."""
    documents: Mapping[str, int]
    """By the document's path."""


class Tally:
    """Counts, as fresh as can be had at once; `told` is called, in another thread, when fresher ones are there."""

    def __init__(self, told: Callable[[], object]) -> None:
        self._told = told
        self._known = Counted({}, {})
        self._fresh: tuple[int, Counted] | None = None
        self._counting: Thread | None = None

    def of(self, store: Store) -> Counted:
        """The counts of a store. Raises StoreProblem."""
        if store.knows_counts() or store.size() <= AT_ONCE:
            return Counted(store.subtree_counts(), store.document_counts())
        version = store.version()
        if self._fresh is not None and self._fresh[0] == version:
            store.take_counts(version, *self._fresh[1])
            return self._fresh[1]
        if self._counting is None or not self._counting.is_alive():
            self._counting = Thread(target=self._count, args=(store, version), daemon=True)
            self._counting.start()
        return self._known

    def _count(self, store: Store, version: int) -> None:
        try:
            self._known = Counted(*store.counted_apart())
        except StoreProblem:
            return  # whoever reads the store next tells what is wrong
        self._fresh = version, self._known
        self._told()
