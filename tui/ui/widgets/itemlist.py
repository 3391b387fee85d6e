"""A virtual list whose items have several rows each: rows are made of those items that are seen, and of no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.message import Message

from tui.ui.colours import Paper
from tui.ui.widgets.rows import ListRow, Rows


class ItemList(Rows, can_focus=True):
    """A list with a cursor on one item. An item without a key is a heading, which cannot be chosen."""

    BINDINGS: ClassVar = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("pagedown,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end,G", "edge(1)", show=False),
    ]

    class Chosen(Message):
        """An item was clicked."""

    class Moved(Message):
        """The cursor is on another item, or other items are seen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.keys: Sequence[str] = ()
        self.cursor = -1
        self._make: Callable[[int], Sequence[ListRow]] = lambda _: ()
        self._made: dict[int, Sequence[ListRow]] = {}
        self._top = 0
        """The item on top."""
        self._skip = 0
        """So many of its rows are above what is seen."""

    @property
    def key(self) -> str:
        """The item that the cursor is on; empty if there is none."""
        return self.keys[self.cursor] if 0 <= self.cursor < len(self.keys) else ""

    @property
    def marked(self) -> str:
        """The item under the cursor, where the keys are here."""
        return self.key if self.has_focus else ""

    @property
    def seen(self) -> range:
        """The items of which anything is seen."""
        self._set()
        return range(self._top, self._end)

    def show(self, keys: Sequence[str], make: Callable[[int], Sequence[ListRow]], key: str, near: int = 0) -> None:
        """Show the items of these keys, of each of which `make` makes the rows, with the cursor on the item `key`.

        If there is no such item it is on the one that has the number `near`, or one beside it.
        """
        self.keys, self._make, self._made = keys, make, {}
        at = keys.index(key) if key and key in keys else min(near, len(keys) - 1)
        order = [*range(at, len(keys)), *range(at - 1, -1, -1)] if keys else []
        self.cursor = next((i for i in order if keys[i]), -1)
        self._top, self._skip = min(self._top, max(0, len(keys) - 1)), 0
        self._follow()

    def show_anew(self) -> None:
        """Make the rows of all items again when they are seen."""
        self._made.clear()
        self._follow()

    def _rows_of(self, item: int) -> Sequence[ListRow]:
        made = self._made.get(item)
        if made is None:
            made = self._made[item] = self._make(item)
        return made

    def _set(self) -> None:
        """The rows that are seen."""
        height, item = self.size.height, self._top
        rows = list(self._rows_of(item)[self._skip :]) if self.keys else []
        while len(rows) < height and item + 1 < len(self.keys):
            item += 1
            rows += self._rows_of(item)
        self.rows, self.first, self._end = rows[:height], 0, min(item + 1, len(self.keys))

    def begin_frame(self, size: object, last: int, paper: Paper) -> None:
        """Gather the rows that are seen."""
        self._set()

    def _thumb(self) -> tuple[int, int] | None:
        height, count = self.size.height, len(self.keys)
        if not (self._top or self._skip or self._end < count):
            return None
        start = self._top * height // count
        return start, max(start + 1, -(-self._end * height // count))

    def action_step(self, way: int) -> None:
        """To the next item or the one before; first what is not seen yet of this one, if it is longer than the list."""
        if self.cursor < 0:
            return
        above, below = self._hidden()
        if (hidden := below if way > 0 else above) > 0 and len(self._rows_of(self.cursor)) > self.size.height:
            self._scroll(way * min(hidden, max(1, self.size.height - 2)))
        else:
            self.step_item(way)

    def step_item(self, way: int) -> None:
        """To the next item or the one before, however much of this one is seen."""
        at = self.cursor + way
        while 0 <= at < len(self.keys) and not self.keys[at]:
            at += way
        if 0 <= at < len(self.keys):
            self._put(at)
        else:
            self._scroll(way)

    def action_page(self, way: int) -> None:
        """A page on or back; the cursor goes along."""
        self._scroll(way * max(1, self.size.height - 1))
        self._set()
        seen = [item for item in range(self._top, self._end) if self.keys[item]]
        if seen and self.cursor not in seen:
            self.cursor = seen[0] if way > 0 else seen[-1]
        elif seen:
            self.cursor = seen[-1] if way > 0 else seen[0]
        self._told()

    def action_edge(self, last: int) -> None:
        """To the last item or the first."""
        order = range(len(self.keys) - 1, -1, -1) if last else range(len(self.keys))
        at = next((item for item in order if self.keys[item]), -1)
        if at >= 0:
            self._put(at)

    def _put(self, at: int) -> None:
        self.cursor = at
        self._follow()
        self.post_message(self.Moved())

    def _told(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def _hidden(self) -> tuple[int, int]:
        """How many rows of the item under the cursor are above and below what is seen; all of them, if none is seen."""
        rows = len(self._rows_of(self.cursor))
        if self.cursor < self._top:
            return rows, 0
        above = self._skip if self.cursor == self._top else 0
        begins = -self._skip
        for item in range(self._top, self.cursor):
            begins += len(self._rows_of(item))
            if begins >= self.size.height:
                return 0, rows
        return above, max(0, begins + rows - self.size.height)

    def _follow(self) -> None:
        """Let the item under the cursor be seen, with the heading above it; as much of it as fits."""
        if self.cursor >= 0:
            height, at = max(1, self.size.height), self.cursor
            first = at
            while first > 0 and not self.keys[first - 1]:
                first -= 1
            together = sum(len(self._rows_of(item)) for item in range(first, at + 1))
            above, below = self._hidden()
            if len(self._rows_of(at)) >= height:
                if self._top != at:
                    self._top, self._skip = at, 0
            elif above or (first < self._top and together <= height):
                self._top, self._skip = first if together <= height else at, 0
            elif below:
                self._end_with(at, height)
        self._fill()
        self.refresh()

    def _end_with(self, item: int, height: int) -> None:
        """Let the last row of `item` be the last one that is seen; or its first one the first, if it is too long."""
        rows = len(self._rows_of(item))
        if rows >= height:
            self._top, self._skip = item, 0
            return
        while rows < height and item > 0:
            item -= 1
            rows += len(self._rows_of(item))
        self._top, self._skip = item, max(0, rows - height)

    def _fill(self) -> None:
        """Leave no rows empty at the end that could show something."""
        height = self.size.height
        rows, item = -self._skip, self._top
        while rows < height and item < len(self.keys):
            rows += len(self._rows_of(item))
            item += 1
        if rows < height and self.keys and (self._top or self._skip):
            self._top, self._skip = 0, 0
            self._end_with(len(self.keys) - 1, height)

    def _scroll(self, rows: int) -> None:
        self._skip += rows
        while self._skip < 0 and self._top > 0:
            self._top -= 1
            self._skip += len(self._rows_of(self._top))
        self._skip = max(0, self._skip)
        while self._top + 1 < len(self.keys) and self._skip >= len(self._rows_of(self._top)):
            self._skip -= len(self._rows_of(self._top))
            self._top += 1
        self._fill()
        self._told()

    def on_resize(self) -> None:
        """Other rows, the same cursor."""
        self.show_anew()

    def on_click(self, event: events.Click) -> None:
        """Choose the item that was clicked."""
        self._set()
        if event.y < len(self.rows) and (key := self.rows[event.y].key):
            self._put(self.keys.index(key))
            self.post_message(self.Chosen())
