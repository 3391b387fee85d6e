"""Rows of a list that are made when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from tui.ui.widgets.rows import ListRow


class LazyRows(Sequence[ListRow]):
    """A row for each key; `make` makes the one of this number, and gives it that key."""

    def __init__(self, keys: Sequence[str], make: Callable[[int], ListRow]) -> None:
        self.keys = keys
        self._make = make
        self._made: dict[int, ListRow] = {}

    def forget(self) -> None:
        """Make the rows again when they are asked for."""
        self._made.clear()

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> ListRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[ListRow]: ...
    def __getitem__(self, at: int | slice) -> ListRow | list[ListRow]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        made = self._made.get(at)
        if made is None:
            if not -len(self) <= at < len(self):
                raise IndexError(at)
            made = self._made[at] = self._make(at % len(self))
        return made


def keys_of(rows: Sequence[ListRow]) -> Sequence[str]:
    """The key of each row."""
    return rows.keys if isinstance(rows, LazyRows) else [row.key for row in rows]


def row_of(rows: Sequence[ListRow], key: str) -> int:
    """The first row of the item `key`; -1 if there is none."""
    keys = keys_of(rows) if key else ()
    return keys.index(key) if key in keys else -1
