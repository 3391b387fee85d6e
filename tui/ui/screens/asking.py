"""The line in which the filter is typed: over it stands what the term under the cursor may become."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from tui.errors import PizhuError
from tui.search.unfinished import Unfinished, unfinished
from tui.ui.screens.dialog import Ask, Line, Wrong
from tui.ui.screens.overlist import OverList
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.search.picking import Index
    from tui.ui.offering import FilterOffers, People

_MOST = 8
"""Rows of the list."""


class AskFilter(Ask, OverList[str | None]):
    """One line at the foot of the screen. Enter gives it, Escape gives None, Tab takes what is offered into it.

    Enter takes what is offered, too, if the reader has gone to it, or if the term as it stands would surely take
    nothing; it gives the line when it is pressed again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "take", show=False, priority=True)]

    class Prepared(Message):
        """The tags can be offered; the documents or the people, too, if they are given."""

        def __init__(self, documents: Index | None = None, people: People | None = None) -> None:
            super().__init__()
            self.documents = documents
            self.people = people

    def __init__(
        self,
        title: str,
        value: str,
        offers: FilterOffers,
        *,
        check: Callable[[str], str | Wrong | None],
        typing: Callable[[str], Wrong | None],
    ) -> None:
        """`check` says what is wrong with the text, and where; `typing` what is wrong already while it is typed."""
        super().__init__(title, value, check=check, typing=typing)
        self._offers = offers
        self._term: Unfinished | None = None
        self._shown = (value, len(value))
        """Text and cursor to which the list belongs."""
        self._problem = ""
        self._is_prepared = False
        self._went = False
        """Whether the reader has gone into the list."""

    def compose(self) -> ComposeResult:
        """The list, and the line below it."""
        yield RowList(id="ask-rows")
        yield from super().compose()

    def on_mount(self) -> None:
        """Nothing is offered before something is typed."""
        self.moved.can_focus = False
        self.moved.display = False
        line = self.query_one(Line)
        line.focus()
        self.watch(line, "cursor_position", self._offer_soon, init=False)
        self._prepare()

    @work(thread=True, exclusive=True, group="offers", exit_on_error=False)
    def _prepare(self) -> None:
        worker = get_current_worker()
        self._offers.prepare()
        self.post_message(self.Prepared())
        documents = self._offers.documents()
        if documents is not None and not worker.is_cancelled:
            self.post_message(self.Prepared(documents))
        try:
            people = self._offers.people(lambda: worker.is_cancelled)
        except PizhuError:
            # The filter itself will tell of it.
            return
        if people is not None and not worker.is_cancelled:
            self.post_message(self.Prepared(people=people))

    @on(Prepared)
    def _was_prepared(self, event: Prepared) -> None:
        if event.documents is not None:
            self._offers.know_documents(event.documents)
        if event.people is not None:
            self._offers.know_people(event.people)
        self._is_prepared = True
        if self._shown != self._at or self._term is not None:
            self._offer(anew=True)

    @property
    def _at(self) -> tuple[str, int]:
        line = self.query_one(Line)
        return line.value, line.cursor_position

    @on(Input.Changed)
    def _offer_soon(self) -> None:
        # The character that was typed is painted first.
        self.call_after_refresh(self._offer_if_prepared)

    def _offer_if_prepared(self) -> None:
        if self._is_prepared and self.is_current:
            self._offer()

    def _offer(self, *, anew: bool = False) -> None:
        """Show what the term under the cursor may become, unless that is what is shown."""
        at = self._at
        if at == self._shown and not anew:
            return
        went = self._went and at == self._shown
        self._shown, self._went = at, went
        self._term = unfinished(*at)
        self._show(self._offers.rows(self._term) if self._term is not None else (), keeps=went)

    def _show(self, rows: Sequence[ListRow], *, keeps: bool) -> None:
        box = self.moved
        box.display = bool(rows)
        box.styles.height = min(len(rows), _MOST)
        box.show(rows, key=None if keeps else "")
        self._tell_keys()

    def _tell_keys(self) -> None:
        self.moved.stand_out(self._takes)
        self._say(self._problem)

    @property
    def _takes(self) -> bool:
        """Whether Enter takes what is offered."""
        if not self.moved.rows or self._term is None:
            return False
        return self._went or not self._offers.says_something(self._term)

    def _say(self, problem: str = "") -> None:
        self._problem = problem
        if problem or not self.moved.rows:
            super()._say(problem)
            return
        key = "Enter 取 takes  " if self._takes else "Tab 取 takes  Enter ✓  "
        self.query_one("#ask-title", Bar).say(
            Piece(f" {self._title}", "strong"), right=(Piece(f"  {key}Esc ✗ ", "quiet"),)
        )

    @on(Input.Submitted)
    def _take_or_give(self, event: Input.Submitted) -> None:
        # The list may be behind the line by some keys.
        self._offer()
        if self._takes:
            event.prevent_default()
            self.action_take()

    def action_take(self) -> None:
        """Take what is offered into the line: what the list's cursor is on, at first the best."""
        self._offer()
        key, line = self.moved.key, self.query_one(Line)
        if self._term is None or not key:
            return
        text, cursor = self._term.completed(line.value, self._offers.written(key))
        line.value = text
        line.cursor_position = cursor

    @on(RowList.Chosen)
    def _clicked(self) -> None:
        self.action_take()

    def action_step(self, way: int) -> None:
        """Into the list, and to another item; up from the first one: out of it."""
        if way < 0 and self._went and self.moved.cursor <= 0:
            self._went = False
        elif self._takes:
            super().action_step(way)
        else:
            self._went = way > 0
        self._tell_keys()

    def action_page(self, way: int) -> None:
        """A page of items on or back."""
        super().action_page(way)
        self._went = True
        self._tell_keys()

    def action_edge(self, last: int) -> None:
        """To the last item or the first."""
        super().action_edge(last)
        self._went = True
        self._tell_keys()
