"""The list of documents: rows are made when they are seen, as there may be ten thousand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import overload

from tui.library import Entry
from tui.ui.widgets.rows import KeyedRows, ListRow, Piece


class DocumentRows(KeyedRows):
    """A row for each document: its name, whether it is open, and how many quotes are in it."""

    def __init__(
        self, entries: Sequence[Entry], opened: str, counts: Mapping[str, int], before: DocumentRows | None = None
    ) -> None:
        """`opened` is the name of the one that is read; `before` is spared what is known of the same entries."""
        self._entries, self._opened, self._counts = entries, opened, counts
        self._stems: Mapping[str, int]
        self._places: Mapping[str, int]
        if before is not None and before._entries is entries:
            self._stems, self._places = before._stems, before._places
        else:
            self._stems = Counter(entry.stem for entry in entries)
            self._places = {entry.name: at for at, entry in enumerate(entries)}

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, at: int) -> ListRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ListRow]: ...
    def __getitem__(self, at: int | slice) -> ListRow | Sequence[ListRow]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        entry = self._entries[at]
        return ListRow(
            (
                Piece("▸" if entry.name == self._opened else " ", "accent"),
                Piece(entry.stem if self._stems[entry.stem] == 1 else entry.name),
            ),
            (Piece(f" {self._counts.get(entry.name) or ''} ", "quiet"),),
            entry.name,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DocumentRows):
            return NotImplemented
        same = self._entries is other._entries and self._opened == other._opened
        return same and self._counts == other._counts

    __hash__ = None  # type: ignore[assignment]

    def at_key(self, key: str) -> int:
        """Where the row of the document with this name is; -1 if it is not there."""
        return self._places.get(key, -1)
