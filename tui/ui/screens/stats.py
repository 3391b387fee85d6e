"""The numbers: who says how much, which tags fall where, and which go together, under the filter of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from tui.counting.asking import numbers_of
from tui.counting.lines import Sheet, sheet
from tui.counting.tables import Numbers
from tui.errors import PizhuError
from tui.search.filters import Filter
from tui.ui import finding
from tui.ui.action import Where
from tui.ui.bindings import bindings
from tui.ui.counting import save_page
from tui.ui.screens.keyed import Keyed
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.lazyrows import LazyRows
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen


class Stats(Keyed[None]):
    """All tables in one list that scrolls; rows are made as they are seen."""

    WHERE = Where.STATS
    BINDINGS: ClassVar = bindings(Where.STATS, first=lambda action: action.id == "stats_table")

    class Counted(Message):
        """The numbers are there."""

        def __init__(self, numbers: Numbers) -> None:
            super().__init__()
            self.numbers = numbers

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self._main = main
        self._numbers: Numbers | None = None
        self._sheet = Sheet([], [])

    def compose(self) -> ComposeResult:
        """Title, tables, keys."""
        yield Bar(id="stats-title")
        yield RowList(id="stats-rows")
        yield KeyBar(id="stats-foot", classes="footer")

    def on_mount(self) -> None:
        """Count behind the screen."""
        self.show_keys()
        self.query_one(RowList).focus()
        self._ask()

    def _title(self, right: str = "") -> None:
        desk = self._main.desk
        self.query_one("#stats-title", Bar).say(
            Piece(" 统计 Numbers  ", "strong"),
            Piece(str(desk.filter) if desk.filtered else "全部 all", "quiet"),
            right=(Piece(f"{right} ", "quiet"),) if right else (),
        )

    def _ask(self) -> None:
        self._title("正在数 counting …")
        self._count(self._main.desk.filter)

    @work(thread=True, exclusive=True, group="stats", exit_on_error=False)
    def _count(self, filter_: Filter) -> None:
        worker = get_current_worker()
        shown = 0

        def tell(done: int, of: int) -> bool:
            nonlocal shown
            if done * 20 // max(1, of) != shown and not worker.is_cancelled:
                shown = done * 20 // max(1, of)
                self.app.call_from_thread(self._title, f"正在数 counting {done:,}/{of:,}")
            return not worker.is_cancelled

        try:
            numbers = numbers_of(self._main.library, filter_, tell)
        except PizhuError as problem:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.say, f"⚠ {problem}")
            return
        if numbers is not None and not worker.is_cancelled:
            self.post_message(self.Counted(numbers))

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        numbers = self._numbers = event.numbers
        self._sheet = sheet(numbers)
        self._set_rows()
        self._title(f"{numbers.totals.documents:,} 文档 documents")

    def _set_rows(self) -> None:
        box = self.query_one(RowList)
        width = max(60, box.size.width - 2)
        made = self._sheet.lines

        def make(at: int) -> ListRow:
            return ListRow((Piece(" "), *(Piece(run.text, run.look) for run in made[at](width))))

        box.show(LazyRows([""] * len(made), make))

    def on_resize(self) -> None:
        """Set the tables to the width."""
        self.call_after_refresh(self._set_rows)

    def action_stats_table(self) -> None:
        """Bring the next table to the top; behind the last one, the totals."""
        box = self.query_one(RowList)
        last = max(0, len(self._sheet.lines) - max(1, box.size.height))
        at = next((head for head in self._sheet.heads if head > box.first), 0)
        box.first = 0 if box.first >= last else min(at, last)
        box.refresh()

    def action_stats_filter(self) -> None:
        """Ask for another filter."""
        finding.ask_filter(self._main, self.say, self._ask)

    def action_stats_hosts(self) -> None:
        """Leave out what hosts said, or take it in again."""
        finding.switch_hosts(self._main, self.say, self._ask)

    def action_stats_html(self) -> None:
        """Write a page."""
        if self._numbers is not None:
            save_page(self._main, self._numbers, self.say)

    def action_stats_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)
