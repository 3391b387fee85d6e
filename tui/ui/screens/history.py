"""The history: all acts, the newest first. Type to find; one alone is taken back, or it is shown how all was then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import get_current_worker

from tui.annotations.chronicle import Told
from tui.annotations.ids import local
from tui.annotations.model import ActRecord
from tui.errors import PizhuError
from tui.layout.cells import cut, fit, on_screen
from tui.ui.acting import attempt
from tui.ui.action import Where
from tui.ui.acts import of_kind
from tui.ui.bindings import bindings
from tui.ui.screens.dialog import Line
from tui.ui.screens.keyed import Keyed
from tui.ui.screens.overlist import OverList
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.lazyrows import LazyRows
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

_PAGE = 100
"""Acts that are read at once for the list."""

_CHUNK = 500
"""Acts that are looked through at once."""

_REST_S = 0.15
"""Seconds without a key until what was typed is looked for."""


_EVERY_S = 0.3
"""Seconds between two looks at what was found so far."""


class Goal(NamedTuple):
    """Where the reader wants to go."""

    document: str
    highlight_id: str
    offset: int | None = None
    """Of the source, where the highlight cannot be gone to."""
    told: str = ""
    """What was done to it, to be told there."""


class HistoryScreen(Keyed[Goal | None], OverList[Goal | None]):
    """Gives the place to go to, or None. The acts are read as they are seen."""

    WHERE = Where.HISTORY
    ENGLISH_FROM = 76
    BINDINGS: ClassVar = bindings(Where.HISTORY, first=lambda action: True)

    class Found(Message):
        """So far these acts answer what was typed."""

        def __init__(self, typed: str, numbers: Sequence[int], is_all: bool) -> None:
            super().__init__()
            self.typed, self.numbers, self.is_all = typed, numbers, is_all

    def __init__(self, main: MainScreen) -> None:
        """Of the library's database."""
        super().__init__()
        self._main = main
        self._all: list[int] = []
        self._shown: Sequence[int] = ()
        self._shown_for = ""
        """What was typed when they were found."""
        self._is_looking = False
        self._read: dict[int, Told] = {}
        self._version = -1
        self._said_of = ""
        """The act under the cursor, while something is said that is not about what it was."""
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """The line to type in, the acts, what is told of one, the keys."""
        yield Bar(id="history-title")
        yield Line(id="history-input")
        yield RowList(id="history-rows", always=True)
        yield RowList(id="history-told")
        yield KeyBar(id="history-foot", classes="footer")

    def on_mount(self) -> None:
        """Read the numbers of all acts; the keys go to the input."""
        for rows in self.query(RowList):
            rows.can_focus = False
        self.query_one(Input).focus()
        self._look_for_changes()
        self.set_interval(1.0, self._look_for_changes)

    def on_resize(self) -> None:
        """Set the rows to the width."""
        self.show_keys()
        self.call_after_refresh(self._rows.show_anew)

    @property
    def _rows(self) -> RowList:
        return self.query_one("#history-rows", RowList)

    moved = _rows

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip()

    @property
    def _here(self) -> Told | None:
        """The act under the cursor."""
        return self._read.get(int(self._rows.key or 0))

    @property
    def _chosen(self) -> Told | None:
        """The act under the cursor, unless it is of what was typed before."""
        if self._shown_for == self._typed:
            return self._here
        self._tell("还在找，再按一次 still looking: press it again")
        self._said_of = ""  # until they are found
        return None

    def _look_for_changes(self) -> None:
        """Show what was done here or by another process since."""
        store = self._main.library.store
        try:
            version = store.version()
            if version == self._version:
                return
            self._version = version
            self._all = store.act_numbers()
        except PizhuError as problem:
            self._tell(str(problem))
            return
        self._read.clear()
        self._find()

    def _find(self) -> None:
        """Show the acts that answer what is typed."""
        if typed := self._typed:
            self._is_looking = True
            self._look_through(typed, tuple(self._all))
        else:
            self.workers.cancel_group(self, "history")
            self._is_looking = False
            self._show(self._all)

    @work(thread=True, exclusive=True, group="history", exit_on_error=False)
    def _look_through(self, typed: str, numbers: Sequence[int]) -> None:
        from tui.search.fold import fold_text

        worker = get_current_worker()
        words = fold_text(typed).split()
        found: list[int] = []
        posted = monotonic()
        for first in range(0, len(numbers), _CHUNK):
            chunk = numbers[first : first + _CHUNK]
            try:
                acts = self._main.library.store.acts(chunk)
            except PizhuError as problem:
                self.app.call_from_thread(self._tell, str(problem))
                return
            if worker.is_cancelled:
                return
            found += [each.act.number for each in acts if _answers(fold_text(_words(each)), words)]
            is_all = first + _CHUNK >= len(numbers)
            if is_all or monotonic() - posted > _EVERY_S:
                posted = monotonic()
                self.post_message(self.Found(typed, tuple(found), is_all))

    @on(Found)
    def _found(self, event: Found) -> None:
        if event.typed == self._typed:
            self._is_looking = not event.is_all
            if len(event.numbers) != len(self._shown) or event.is_all:
                self._show(event.numbers)

    def _show(self, numbers: Sequence[int]) -> None:
        self._shown, self._shown_for = numbers, self._typed
        rows: Sequence[ListRow] = LazyRows([str(number) for number in numbers], self._row)
        if not numbers and not self._is_looking:
            empty = "没有这样的 no act answers" if self._typed else "还没有做过什么 nothing was done yet"
            rows = [ListRow((Piece(f" {empty}", "quiet"),))]
        self._rows.show(rows)
        count = f"{len(numbers):,}/{len(self._all):,}" if self._typed else f"{len(self._all):,}"
        self.query_one("#history-title", Bar).say(
            Piece(" 历史 History  ", "strong"),
            Piece(f"{count}{'…' if self._is_looking else ''}  ", "accent"),
            Piece("什么 时候 哪里 type to find: what, when, where", "quiet"),
        )
        self._tell_here()

    def _row(self, at: int) -> ListRow:
        number = self._shown[at]
        if number not in self._read:
            first = at - at % _PAGE
            try:
                acts = self._main.library.store.acts(self._shown[first : first + _PAGE])
            except PizhuError as problem:
                return ListRow((Piece(f" ⚠ {problem}", "accent"),), key=str(number))
            self._read |= {told.act.number: told for told in acts}
        told = self._read.get(number)
        return act_row(told, self.size.width) if told is not None else ListRow((), key=str(number))

    def _tell(self, text: str) -> None:
        """Say in the rows below the list why something could not be done."""
        self._said_of = self._rows.key
        first, *others = text.split("\n")
        self._say([[Piece(f" ⚠ {first}", "accent")], *([Piece(f" {line}")] for line in others)])

    def _tell_here(self) -> None:
        """Say in full what the act under the cursor was."""
        if self._said_of and self._said_of == self._rows.key:
            return
        self._said_of = ""
        told = self._here
        if told is None:
            self._say([])
            return
        act = told.act
        what = (Piece(f" {act.number}  {of_kind(act.what)}  ", "strong"), Piece(act.about), Piece(_whose(told)))
        when = f" {local(act.created, seconds=True)}  {told.document}"
        self._say([what, (Piece(when, "quiet"), Piece(f"  {became(told)}", "accent"))])

    def _say(self, lines: Iterable[Sequence[Piece]]) -> None:
        rows = [ListRow(tuple(line)) for line in lines]
        box = self.query_one("#history-told", RowList)
        box.styles.height = max(2, min(len(rows), self.size.height // 2))
        box.show(rows)

    @on(Input.Changed)
    def _changed(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST_S, self._find)

    @on(RowList.Moved, "#history-rows")
    def _moved(self) -> None:
        self._tell_here()

    def action_history_take_back(self) -> None:
        """Take back the act under the cursor alone, as an act of its own."""
        told = self._chosen
        if told is None:
            return
        store = self._main.library.store
        done, problem = attempt(self._main, lambda: store.take_back(str(told.act.number)))
        self._look_for_changes()
        if isinstance(done, ActRecord):
            words = f"已单独撤销 taken back: {told.act.number} {of_kind(told.act.what)} {told.act.about}"
            self._said_of = self._rows.key
            how = f" 这是第 {done.number} 项 as act {done.number}; u 撤销它 undoes it"
            self._say([[Piece(f" {words}", "accent")], [Piece(how, "quiet")]])
        else:
            self._tell(problem.removeprefix("⚠ "))

    def action_history_past(self) -> None:
        """Show how all was when the act under the cursor had been done."""
        from tui.ui.screens.past import Past

        if (told := self._chosen) is not None:
            self.app.push_screen(Past(self._main.library, told.act))

    def action_history_go(self) -> None:
        """To what the act under the cursor was done to."""
        told = self._chosen
        if told is not None and told.document:
            self.dismiss(Goal(told.document, told.highlight_id))
        elif told is not None:
            self._tell("这里没有可去的地方 this act was done to no document")

    def action_history_close(self) -> None:
        """Back to the transcript."""
        self.dismiss(None)


def _answers(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _words(told: Told) -> str:
    """What an act is found by."""
    act = told.act
    kind = f"{of_kind(act.what)} {act.what}"
    return f"{act.number} {local(act.created)} {kind} {act.about} {told.quote} {told.document} {became(told)}"


def _whose(told: Told) -> str:
    """The quote that an act was done to, where what is told of it does not say that."""
    is_said = not told.quote or told.act.about[:1] not in "+-"
    return "" if is_said else f"  “{told.quote}”"


def became(told: Told) -> str:
    """What became of an act, and what it took back; empty if nothing."""
    if told.act.undone:
        return "已撤销 undone"
    if told.taken_back_by:
        return f"已由 {told.taken_back_by} 撤销 taken back"
    return f"← {told.takes_back}" if told.takes_back else ""


def act_row(told: Told, width: int) -> ListRow:
    """An act on one row of `width` cells: number, time, kind, what it was done to, the document."""
    act = told.act
    is_void = act.undone or told.taken_back_by > 0
    kind = of_kind(act.what)
    wide = width >= 100
    left = (
        Piece(f"{'✗' if is_void else ' '}{act.number:>6} ", "quiet"),
        Piece(f"{local(act.created)[0 if wide else 5 :]}  ", "quiet"),
        Piece(fit(cut(kind, 24 if wide else 14), 24 if wide else 14) + " ", "quiet" if is_void else "strong"),
        Piece(act.about, "quiet" if is_void else "plain"),
        Piece(_whose(told), "quiet"),
    )
    note = f"↩ {told.taken_back_by}" if told.taken_back_by else became(told)
    name = on_screen(told.document.rpartition("/")[2])
    right = Piece(f" {cut(name, width // 5)} ", "quiet") if name else Piece(" ")
    return ListRow(left, (*((Piece(f" {note}", "accent"),) if note else ()), right), str(act.number))
