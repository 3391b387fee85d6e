"""A list to choose from that shows what choosing would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from tui.ui.screens.dialog import Pick
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow


class Preview(Pick):
    """Calls `show` with the item under the cursor, once the cursor rests on it."""

    def __init__(
        self, title: str, rows_for: Callable[[str], Sequence[ListRow]], show: Callable[[str], object], first: str
    ) -> None:
        """`first` is the item that the cursor is on at the beginning."""
        super().__init__(title, rows_for, key=first)
        self._preview = show
        self._waiting: object = None

    def _show(self, typed: str, key: str | None) -> None:
        super()._show(typed, key)
        if chosen := self.query_one(RowList).key:
            self._rests_on(chosen)

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        self._rests_on(event.key)

    def _rests_on(self, key: str) -> None:
        if self._waiting is not None:
            self._waiting.stop()  # type: ignore[attr-defined]
        preview = self._preview
        self._waiting = self.set_timer(0.12, lambda: preview(key) if self.is_current else None)
