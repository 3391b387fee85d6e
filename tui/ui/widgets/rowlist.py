"""A virtual list on the line API: thousands of rows cost what is seen of them. Tags, documents, quotes, commands, help.

Rows that share a key are one item, which is chosen as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.message import Message

from tui.ui.widgets.lazyrows import LazyRows, row_of
from tui.ui.widgets.rows import ListRow, Rows


class RowList(Rows, can_focus=True):
    """A list of rows with a cursor on one item."""

    BINDINGS = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("pagedown,space,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Chosen(Message):
        """An item was chosen: Enter, or a click."""

        def __init__(self, rows: RowList, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> RowList:
            """The list that it happened in."""
            return self.rows

    class Moved(Message):
        """The cursor is on another item."""

        def __init__(self, rows: RowList, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> RowList:
            """The list that it happened in."""
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None, always: bool = False) -> None:  # noqa: A002
        """`always`: the cursor is shown although the keys are elsewhere (a list below an input)."""
        super().__init__(id=id, classes=classes)
        self.cursor = -1
        self._always = always

    def stand_out(self, always: bool) -> None:
        """Show the cursor although the keys are elsewhere, or only where they are."""
        self._always = always
        self.refresh()

    @property
    def marked(self) -> str:
        """The item under the cursor, where the keys are here or go here."""
        return self.key if self.has_focus or self._always else ""

    @property
    def key(self) -> str:
        """The item that the cursor is on; empty if there is none."""
        return self.rows[self.cursor].key if 0 <= self.cursor < len(self.rows) else ""

    def show(self, rows: Sequence[ListRow], *, key: str | None = None) -> None:
        """Show `rows`, with the cursor on the item `key`, else on the one it was on, else on the first."""
        wanted = self.key if key is None else key
        if rows == self.rows and wanted == self.key:
            return
        self.rows = rows
        self.cursor = row_of(rows, wanted)
        if self.cursor < 0:
            self.cursor = next((i for i, row in enumerate(rows) if row.key), -1)
        self._follow()
        self.refresh()

    def show_anew(self) -> None:
        """The same items, whose rows may say something else by now; they are made again as they are seen."""
        if isinstance(self.rows, LazyRows):
            self.rows.forget()
            self.refresh()

    def action_step(self, way: int) -> None:
        """To the next item, or the one before."""
        at, here = self.cursor, self.key
        while 0 <= at + way < len(self.rows):
            at += way
            if self.rows[at].key and self.rows[at].key != here:
                self._put(at)
                return
        # Nothing further to choose: let the rows beyond be seen all the same.
        self._scroll(way)

    def action_page(self, way: int) -> None:
        """A page on or back."""
        height = max(1, self.size.height - 1)
        if self.cursor < 0:
            self._scroll(way * height)
            return
        at = min(max(self.cursor + way * height, 0), len(self.rows) - 1)
        while 0 < at < len(self.rows) - 1 and not self.rows[at].key:
            at += way
        if self.rows[at].key:
            self._put(at)

    def action_edge(self, last: int) -> None:
        """To the last item or the first."""
        order = range(len(self.rows) - 1, -1, -1) if last else range(len(self.rows))
        at = next((i for i in order if self.rows[i].key), -1)
        if at >= 0:
            self._put(at)
        else:
            self._scroll(len(self.rows) if last else -len(self.rows))

    def action_choose(self) -> None:
        """Choose the item that the cursor is on."""
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def _put(self, at: int) -> None:
        key = self.rows[at].key
        while at > 0 and self.rows[at - 1].key == key:
            at -= 1
        self.cursor = at
        self._follow()
        self.refresh()
        self.post_message(self.Moved(self, key))

    def _item_end(self) -> int:
        at, key = self.cursor, self.key
        while at + 1 < len(self.rows) and self.rows[at + 1].key == key:
            at += 1
        return at

    def _follow(self) -> None:
        if not self.size.height:
            return  # not laid out yet: what is above the cursor would be scrolled away
        height = self.size.height
        if self.cursor >= 0:
            end = self._item_end()
            if end >= self.first + height:
                self.first = end - height + 1
            top = self.cursor
            # A heading above the first item of a group is shown with it.
            while top > 0 and not self.rows[top - 1].key and self.cursor - top < 2:
                top -= 1
            if top < self.first:
                self.first = top
            if self.cursor < self.first:
                self.first = self.cursor
        self.first = max(0, min(self.first, len(self.rows) - height))

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._follow()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the item that was clicked."""
        at = self.first + event.y
        if 0 <= at < len(self.rows) and self.rows[at].key:
            self._put(at)
            self.action_choose()
