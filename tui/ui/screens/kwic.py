"""The concordance: every hit of a text on a line, the hits in one column; to be sorted, ticked and tagged at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from tui.autocode import Batch, Extent, batch, code
from tui.concordance import lines
from tui.errors import PizhuError
from tui.indexing import documents, holding
from tui.layout.concordance import Setting, set_line, setting
from tui.library import Entry
from tui.search.filters import Everything, Filter, without
from tui.search.kwic import Line, Sort, in_order
from tui.search.wanted import read_wanted
from tui.ui import concording, finding
from tui.ui.acting import attempt, undo
from tui.ui.action import Where
from tui.ui.bindings import bindings
from tui.ui.choosing import NEW, TagChoices
from tui.ui.screens.dialog import Pick
from tui.ui.screens.keyed import Keyed
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.lazyrows import LazyRows
from tui.ui.widgets.places import Ticking
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

_MOST = 20_000
"""So many lines are listed."""
_TELL = 0.2
"""Seconds between two tellings of what was found."""


@dataclass(frozen=True, slots=True)
class Left:
    """How the concordance was left."""

    typed: str
    sort: Sort
    extent: Extent
    beyond: bool
    filter: Filter
    reader_filter: Filter
    """That of the reader; when it is another one, the concordance begins with it anew."""
    key: str
    """Of the line under the cursor."""
    goal: tuple[str, int] | None
    """The document and source offset to go to."""


class Kwic(Keyed[Left]):
    """The lines of a text; Enter goes to one, the blank ticks."""

    WHERE = Where.KWIC
    ENGLISH_FROM = 110
    BINDINGS: ClassVar = bindings(Where.KWIC)

    class Gathered(Message):
        """More lines are there, or all."""

        def __init__(self, found: list[Line], entries: dict[str, Entry], done: bool) -> None:
            super().__init__()
            self.found, self.entries, self.done = found, entries, done

    class Sorted(Message):
        """The lines are in another order."""

        def __init__(self, found: list[Line]) -> None:
            super().__init__()
            self.found = found

    class Counted(Message):
        """What tagging would do."""

        def __init__(self, its: Batch) -> None:
            super().__init__()
            self.its = its

    def __init__(self, main: MainScreen, typed: str, left: Left | None) -> None:
        """`left`: how it was left before; with the same text, it is at that line again."""
        super().__init__()
        self._main = main
        self._typed = typed
        self._sort = left.sort if left is not None else Sort.PLACE
        self._extent = left.extent if left is not None else Extent.SENTENCE
        self._beyond = left is not None and left.beyond
        self._reader_filter = main.desk.filter
        keeps = left is not None and left.reader_filter == self._reader_filter
        self._filter = left.filter if left is not None and keeps else self._reader_filter
        self._wanted = left.key if left is not None and left.typed == typed else None
        self._found: list[Line] = []
        """In the order of their places."""
        self._shown: list[Line] = []
        self._entries: dict[str, Entry] = {}
        self._done = False
        self._is_new = True
        """Whether nothing was listed of the text yet; what is there stays until all is found anew."""
        self._setting: Setting | None = None

    def compose(self) -> ComposeResult:
        """Title, lines, keys."""
        yield Bar(id="kwic-title")
        yield Ticking(id="kwic-rows")
        yield KeyBar(id="kwic-foot", classes="footer")

    def on_mount(self) -> None:
        """Look for the text behind the screen."""
        self._rows.focus()
        self.gather()

    def on_resize(self) -> None:
        """Set the lines to the width."""
        self.show_keys()
        self._title()
        self.call_after_refresh(self._set)

    @property
    def _rows(self) -> Ticking:
        return self.query_one(Ticking)

    def gather(self) -> None:
        """Look for the hits that pass the filter."""
        self._done = False
        self._title()
        self._gather()

    @work(thread=True, exclusive=True, group="kwic", exit_on_error=False)
    def _gather(self) -> None:
        worker, library = get_current_worker(), self._main.library
        found: list[Line] = []
        entries: dict[str, Entry] = {}
        told = perf_counter()
        try:
            wanted = read_wanted(self._typed)
            some = holding(library, documents(library), wanted, keep=False, tell=lambda count: None)
            for entry, its in lines(library, some, wanted, self._filter, beyond=self._beyond):
                entries[entry.name] = entry
                found += its
                if worker.is_cancelled:
                    return
                if perf_counter() - told > _TELL:
                    told = perf_counter()
                    self.post_message(self.Gathered(found[:_MOST], dict(entries), False))
                if len(found) > _MOST:
                    break
        except PizhuError as problem:
            self.app.call_from_thread(self.say, f"⚠ {problem}")
        if not worker.is_cancelled:
            self.post_message(self.Gathered(found, entries, True))

    @on(Gathered)
    def _gathered(self, event: Gathered) -> None:
        if not (event.done or self._is_new):
            return
        self._found, self._entries, self._done = event.found[:_MOST], event.entries, event.done
        if event.done:
            self._rows.ticked &= {line.key for line in self._found}
            self._arrange(self._found, self._sort)
        else:
            self._show(self._found)

    @work(thread=True, exclusive=True, group="kwic-order", exit_on_error=False)
    def _arrange(self, found: list[Line], sort: Sort) -> None:
        ordered = in_order(found, sort)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Sorted(ordered))

    @on(Sorted)
    def _sorted(self, event: Sorted) -> None:
        self._show(event.found)
        self._wanted, self._is_new = None, False

    def _show(self, found: list[Line]) -> None:
        self._shown = found
        self._set()

    def _set(self) -> None:
        self._setting = setting(max(24, self.size.width - 5), (line.place for line in self._shown))
        rows: Sequence[ListRow] = LazyRows([line.key for line in self._shown], self._row)
        if not self._shown and self._done:
            rows = [ListRow((Piece(" 没有找到 not found", "quiet"),))]
        self._rows.show(rows, key=self._wanted)
        self._title()

    def _title(self) -> None:
        going = "+" if len(self._found) >= _MOST else "" if self._done else " …"
        ticked = f"  ✓{len(self._rows.ticked):,}" if self._rows.ticked else ""
        wide = self.size.width >= 100
        order, unit = (text if wide else text.split()[0] for text in (self._sort.label, self._extent.label))
        hint = "空格 Space a 勾选 tick  " if wide else "空格 a 勾选  "
        self.query_one("#kwic-title", Bar).say(
            Piece(" 语境 KWIC  " if wide else " 语境 ", "strong"),
            Piece(f"{self._typed}  ", "strong"),
            Piece(f"{len(self._found):,}{going}{ticked}", "accent"),
            *self._filter_told(),
            right=(Piece(hint, "quiet"), Piece(f"{order}  {unit} ", "accent")),
        )

    def _filter_told(self) -> list[Piece]:
        """The filter, and whether it is the concordance's own."""
        if self._filter == self._reader_filter:
            return [] if isinstance(self._filter, Everything) else [Piece(f"  {self._filter}", "quiet")]
        told = "全部 all" if isinstance(self._filter, Everything) else str(self._filter)
        return [Piece("  仅此筛选 filter here only  ", "quiet"), Piece(told, "strong")]

    def _row(self, at: int) -> ListRow:
        line = self._shown[at]
        assert self._setting is not None
        is_ticked = line.key in self._rows.ticked
        told = set_line(self._setting, line.place, line.before, line.match, line.after)
        pieces = (
            Piece(" ✓" if is_ticked else " ·", "accent"),
            self._sign(line),
            Piece(told.lead, "quiet"),
            Piece(told.before),
            Piece(told.match, "tint:yellow"),
            Piece(told.after),
        )
        return ListRow(pieces, key=line.key)

    def _sign(self, line: Line) -> Piece:
        """Whether the hit stands in a highlight: the letter of its first tag, a stripe if it has none."""
        if line.tags is None:
            return Piece("  ")
        tag = self._main.desk.codebook.by_path.get(line.tags[0]) if line.tags else None
        return Piece("▎ ", "ink:untagged") if tag is None else Piece(f"{tag.letter or '▎'} ", f"ink:{tag.colour}")

    @on(Ticking.Ticked)
    def _ticked(self) -> None:
        self._title()

    def action_kwic_go(self) -> None:
        """To the hit under the cursor."""
        line = next((line for line in self._shown if line.key == self._rows.key), None)
        if line is not None:
            self._leave((line.name, line.start))

    def action_kwic_close(self) -> None:
        """Back to the transcript."""
        self._leave(None)

    def _leave(self, goal: tuple[str, int] | None) -> None:
        filters = self._filter, self._reader_filter
        self.dismiss(Left(self._typed, self._sort, self._extent, self._beyond, *filters, self._rows.key, goal))

    def action_kwic_sort(self) -> None:
        """Sort by the next of place, left, right."""
        orders = list(Sort)
        self._sort = orders[(orders.index(self._sort) + 1) % len(orders)]
        self._title()
        if self._done:
            self._arrange(self._found, self._sort)

    def action_kwic_grow(self) -> None:
        """More around each hit is tagged."""
        self._step(1)

    def action_kwic_shrink(self) -> None:
        """Less around each hit is tagged."""
        self._step(-1)

    def _step(self, way: int) -> None:
        extents = list(Extent)
        self._extent = extents[min(max(extents.index(self._extent) + way, 0), len(extents) - 1)]
        self._title()
        self.say(f"标签加在 what is tagged: {self._extent.label}")

    def action_kwic_filter(self) -> None:
        """Ask for another filter of the concordance; that of the reader stays."""

        def other(filter_: Filter) -> None:
            self._filter = filter_
            if unknown := finding.unknown_told(self._main, filter_):
                self.say(unknown)
            self.gather()

        finding.ask_other_filter(self._main, self._filter, other)

    def action_kwic_hosts(self) -> None:
        """Leave out what hosts said, or take it in again; the filter of the reader stays."""
        self._filter = without(self._filter, finding.HOSTS)
        self.gather()

    def action_kwic_beyond(self) -> None:
        """Tell what stands beyond the turn, or not."""
        self._beyond = not self._beyond
        self.gather()

    def action_kwic_text(self) -> None:
        """Ask for another text."""

        def typed(text: str) -> None:
            self._typed, self._wanted, self._is_new = text, "", True
            self._rows.clear_ticks()
            self._found, self._done = [], False
            self._show([])
            self.gather()

        concording.ask(self._main, self._typed, typed)

    def action_kwic_undo(self) -> None:
        """Take back the last act."""
        self.say(undo(self._main)[1])
        self.gather()

    def action_kwic_tag(self) -> None:
        """Count what would be tagged, then ask for the tag."""
        meant = self._rows.meant
        them = [line for line in self._found if line.key in meant]
        if them:
            self.say("正在数 counting …")
            self._count(them, self._extent)

    @work(thread=True, exclusive=True, group="kwic-count", exit_on_error=False)
    def _count(self, meant: list[Line], extent: Extent) -> None:
        hits = (
            (self._entries[name], [(line.start, line.end) for line in its])
            for name, its in groupby(meant, key=lambda line: line.name)
        )
        try:
            self.post_message(self.Counted(batch(self._main.library, hits, extent)))
        except PizhuError as problem:
            self.app.call_from_thread(self.say, f"⚠ {problem}")

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        its, desk = event.its, self._main.desk
        if not its.stretches:
            self.say("那里没有说话 nothing is spoken there")
            return
        self.show_keys()
        told = f"{its.hits} 处 hits → {len(its.stretches)} {self._extent.label}"
        told += f"，{len(its.marks)} 新 new" + (f"，{len(its.there)} 已有 marked" if its.there else "")

        def chosen(key: str | None) -> None:
            if key is not None:
                self.say("正在加标签 tagging …")
                self.call_after_refresh(self._put, its, key.removeprefix(NEW))

        self.app.push_screen(Pick(f"标签 Tag  {told}", TagChoices(desk, ()).rows), chosen)

    def _put(self, its: Batch, path: str) -> None:
        _, problem = attempt(self._main, lambda: code(self._main.library, its, [path]))
        if problem:
            self.say(problem)
            return
        self._rows.clear_ticks()
        self.say(f"已加标签 tagged: #{path} ×{len(its.stretches)}   u 撤销 undo")
        self.gather()
