"""The quotes board: the quotes of every document that pass the filter, in groups, with what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from tui.annotations.model import Quote
from tui.errors import PizhuError
from tui.export.excerpt import have_several_authors
from tui.ui import boarding, bulk
from tui.ui.action import Where
from tui.ui.actions import footer
from tui.ui.bindings import bindings
from tui.ui.boardrows import Passage, empty_rows, further_rows, group_rows, quote_rows, title_row
from tui.ui.grouping import Arranged, BoardView, Grouping, Order, grouped
from tui.ui.measure import NARROW
from tui.ui.screens.keyed import Keyed
from tui.ui.surroundings import Surroundings, passage_of
from tui.ui.ticks import Ticks
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.itemlist import ItemList
from tui.ui.widgets.rows import ListRow

if TYPE_CHECKING:
    from tui.export.around import Around
    from tui.ui.screens.main import MainScreen

MOST = 10_000
"""Quotes that are read at once; further ones when they are asked for."""

_FIRST = 100
"""Quotes that are shown before the others are read."""

_BEYOND = 8
"""Items above and below those that are seen of which the surroundings are read, too."""

_FURTHER = "\x00further"
"""The key of the item that reads further quotes."""

_WIDE = 110
"""Cells of a screen in which all is told in both languages."""


class Board(Keyed[tuple[str, int, str] | None]):
    """All quotes; Enter gives document, source offset and highlight of the one under the cursor."""

    WHERE = Where.BOARD
    BINDINGS: ClassVar = bindings(Where.BOARD, first=lambda action: False, does="perform('{}')")

    class Gathered(Message):
        """These quotes are all there are, or the first ones."""

        def __init__(self, quotes: Sequence[Quote], *, is_all: bool) -> None:
            super().__init__()
            self.quotes = quotes
            self.is_all = is_all

    class Read(Message):
        """This stands around some quotes."""

        def __init__(self, passages: Sequence[tuple[Quote, Around, Passage]], *, is_last: bool = False) -> None:
            super().__init__()
            self.passages = passages
            self.is_last = is_last

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self.main: MainScreen = main
        self._view = main.board_view or BoardView()
        self._around = Surroundings(self._view.around)
        self._ticks = Ticks()
        self._most = MOST
        self._is_all = self._is_read = self._is_signed = False
        self._by_id: dict[str, Quote] = {}
        self._items = Arranged(())
        self._wanted: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Title, quotes, keys."""
        yield Bar(id="board-title")
        yield ItemList(id="board-rows")
        yield KeyBar(id="board-foot", classes="footer")

    def on_mount(self) -> None:
        """Gather the quotes behind the screen."""
        self.show_keys()
        self._list.focus()
        self.gather()

    @property
    def _list(self) -> ItemList:
        return self.query_one(ItemList)

    def show_keys(self) -> None:
        """Tell the keys, as far as the width has room."""
        wide = self.size.width >= 2 * NARROW
        gap = "  " if self.size.width >= NARROW else " "
        self.query_one(KeyBar).offer(footer(Where.BOARD), english=wide, gap=gap)

    async def press(self, action: str) -> None:
        """Do the action of this id."""
        self.action_perform(action)

    def action_perform(self, action: str) -> None:
        """Do the action of this id; while an act is being done, only what shows the quotes otherwise."""
        if self.main.acting and action not in boarding.MEANWHILE:
            self.say("… 上一件还在做 the last act is still being done")
            return
        if action in bulk.HANDLERS and self._ticks.since:
            self.tick_range()
        boarding.HANDLERS[action](self)

    def gather(self, *, anew: bool = False) -> None:
        """Read the quotes that pass, the first ones first; `anew`: what stands around them, too."""
        if anew:
            self._around.forget()
        self._title()
        self._gather(self._most, first=not self._is_read)

    @work(thread=True, exclusive=True, group="board", exit_on_error=False)
    def _gather(self, most: int, *, first: bool) -> None:
        worker, gathering, filter_ = get_current_worker(), self.main.library.gathering, self.main.desk.filter
        try:
            quotes = gathering.page(filter_, None, min(_FIRST, most)) if first else []
            if first and len(quotes) == _FIRST:
                self.post_message(self.Gathered(list(quotes), is_all=False))
            if not first or len(quotes) == _FIRST < most:
                quotes += gathering.page(filter_, quotes[-1] if quotes else None, most - len(quotes))
        except PizhuError as problem:
            self.app.call_from_thread(self.say, f"⚠ {problem}")
            return
        if not worker.is_cancelled:
            self.post_message(self.Gathered(quotes, is_all=len(quotes) < most))

    @on(Gathered)
    def _gathered(self, event: Gathered) -> None:
        self._by_id = {quote.highlight.id: quote for quote in event.quotes}
        self._is_all, self._is_read = event.is_all, True
        self._is_signed = have_several_authors(event.quotes)
        self._set()

    def _set(self, *, follows: bool = False) -> None:
        """Put the quotes into groups, and show them; the cursor `follows` its quote into another group, or stays."""
        box, view = self._list, self._view
        wanted, at = [one for one in self._wanted if one in self._by_id], box.key or view.at
        if wanted or self._is_all:
            self._wanted = ()
        if wanted and at.rpartition("\n")[2] not in wanted:
            at, follows = f"\n{wanted[0]}", True
        self._items = Arranged(grouped(self._by_id.values(), view.grouping, view.order))
        keys = [*self._items.keys, *([_FURTHER] if self._by_id and not self._is_all else [])]
        self._view = replace(view, at="")
        box.show(keys or [""], self._rows, self._items.same(at) if follows else at, max(0, box.cursor))
        self._title()
        self._read_around()

    def _rows(self, at: int) -> Sequence[ListRow]:
        width = self.size.width
        if not self._items.keys:
            desk = self.main.desk
            return empty_rows(str(desk.filter) if desk.filtered else "", is_read=self._is_read)
        if at >= len(self._items.keys):
            return further_rows(_FURTHER)
        group, quote = self._items.each[at]
        if quote is None:
            return group_rows(group, is_first=at == 0)
        is_ticked = quote.highlight.id in self._ticks or at in self._range
        key = self._list.keys[at]
        passage, desk = self._around.of(quote), self.main.desk
        grouping, signed = self._view.grouping, self._is_signed
        return quote_rows(quote, passage, desk, width, key, grouping, is_ticked=is_ticked, is_signed=signed)

    def _title(self) -> None:
        desk, view = self.main.desk, self._view
        count = f"{len(self._by_id):,}{'' if self._is_all or not self._is_read else '+'}"
        row = title_row(
            count,
            len(self._ticked),
            str(desk.filter) if desk.filtered else "全部 all",
            [view.grouping.label, view.order.label, self._around.much.label],
            is_open=bool(self._ticks.since),
            is_wide=self.size.width >= _WIDE,
        )
        self.query_one("#board-title", Bar).say(*row.left, right=row.right)

    def on_resize(self) -> None:
        """Set the quotes to the width."""
        self.show_keys()
        self.call_after_refresh(self._read_around)
        self._title()

    @on(ItemList.Moved)
    def _moved(self) -> None:
        if self._ticks.since:
            self._shown_anew()
        self._read_around()

    def _read_around(self) -> None:
        """Read what stands around the quotes that are seen, as far as it is not known."""
        seen = self._list.seen
        near = self._items.quotes(max(0, seen.start - _BEYOND), seen.stop + _BEYOND)
        quotes = [quote for quote in near if not self._around.is_read(quote)]
        if quotes:
            self._read([(quote, self._around.wanted(quote)) for quote in quotes])

    @work(thread=True, exclusive=True, group="around", exit_on_error=False)
    def _read(self, wanted: Sequence[tuple[Quote, Around]]) -> None:
        worker = get_current_worker()
        passages: list[tuple[Quote, Around, Passage]] = []
        for quote, much in wanted:
            if worker.is_cancelled:
                return
            try:
                passages.append((quote, much, passage_of(self.main.library, quote, much)))
            except PizhuError as problem:
                self.app.call_from_thread(self.say, f"⚠ {problem}")
                return
            if passages[0][0].document.id != quote.document.id:
                # The next document may have to be read and repaired first.
                self.post_message(self.Read(passages))
                passages = []
        self.post_message(self.Read(passages, is_last=True))

    @on(Read)
    def _was_read(self, event: Read) -> None:
        for quote, much, passage in event.passages:
            self._around.keep(quote, much, passage)
        self._list.show_anew()
        if event.is_last:
            self._read_around()

    @property
    def _here(self) -> Quote | None:
        """The quote under the cursor."""
        return self._by_id.get(self._list.key.rpartition("\n")[2])

    @property
    def meant(self) -> list[Quote]:
        """The quotes that are ticked, else the one under the cursor."""
        return self._ticked or [quote for quote in (self._here,) if quote is not None]

    @property
    def _ticked(self) -> list[Quote]:
        ranged = set(self._in_range)
        return [quote for identity, quote in self._by_id.items() if identity in self._ticks or identity in ranged]

    @property
    def _in_range(self) -> list[str]:
        """The highlights of the range that is open."""
        return [quote.highlight.id for quote in self._items.quotes(self._range.start, self._range.stop)]

    @property
    def tag_here(self) -> str:
        """The tag of the group under the cursor; empty if it is none of a tag."""
        return self._list.key.partition("\n")[0] if self._view.grouping is Grouping.TAG else ""

    def look_at(self, ids: tuple[str, ...]) -> None:
        """When the quotes are gathered, let the cursor be on one of these highlights."""
        self._wanted = ids

    @property
    def _range(self) -> range:
        """The items of the range that is open."""
        box, since = self._list, self._ticks.since
        if not since or since not in box.keys:
            return range(0)
        first, last = sorted((box.keys.index(since), box.cursor))
        return range(first, last + 1)

    def _shown_anew(self) -> None:
        self._list.show_anew()
        self._title()

    @on(ItemList.Chosen)
    def _chosen(self) -> None:
        self.go()

    def go(self) -> None:
        """To the quote under the cursor; or read further ones."""
        quote = self._here
        if quote is not None:
            self.leave((quote.document.path, quote.anchor.start, quote.highlight.id))
        elif self._list.key == _FURTHER:
            self._most += MOST
            self.gather()

    def group(self) -> None:
        """Group by the next of what one can group by."""
        self._view = replace(self._view, grouping=Grouping((self._view.grouping + 1) % len(Grouping)))
        self._set(follows=True)

    def order(self) -> None:
        """The next order."""
        self._view = replace(self._view, order=Order((self._view.order + 1) % len(Order)))
        self._set(follows=True)

    def grow(self, way: int) -> None:
        """More or less around the quote under the cursor."""
        quote = self._here
        if quote is not None and self._around.grow(quote, way):
            self._read_around()
            self.say(f"上下文 context: {self._around.wanted(quote).label}")

    def grow_all(self, way: int) -> None:
        """More or less around all quotes."""
        if self._around.grow_all(way):
            self._title()
            self._read_around()

    def tick(self) -> None:
        """Tick the quote under the cursor, or take its tick away, and go on; the cursor of an open range stays."""
        if (quote := self._here) is not None:
            self._ticks.turn(quote.highlight.id)
            if not self._ticks.since:
                self._list.step_item(1)
            self._shown_anew()

    def tick_all(self) -> None:
        """Tick all quotes, or none."""
        self._ticks.turn_all(list(self._by_id))
        self._shown_anew()

    def tick_range(self) -> None:
        """Begin a range, or tick what is in it."""
        if self._ticks.since:
            self._ticks.add(self._in_range)
        else:
            self._ticks.since = self._list.key
        self._shown_anew()

    def back(self) -> None:
        """Let the range go, then the ticks; else back to the transcript."""
        if self._ticks.let_go(self._by_id):
            self._shown_anew()
        else:
            self.leave()

    def leave(self, target: tuple[str, int, str] | None = None) -> None:
        """To the transcript: to this place, if one is given."""
        self.main.board_view = replace(self._view, around=self._around.much, at=self._list.key)
        self.dismiss(target)
