"""A text in all documents: typed in a line, its hits below, document by document. Enter goes to one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from threading import Lock
from time import perf_counter
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import get_current_worker

from tui.errors import PizhuError
from tui.everywhere import Sweep
from tui.layout.cells import fit, on_screen, tail
from tui.library import Library
from tui.search.everywhere import Holding
from tui.search.wanted import SearchProblem, Wanted, read_wanted
from tui.ui.finding import told
from tui.ui.screens.dialog import Line
from tui.ui.screens.overlist import OverList
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

_REST = 0.06
"""Seconds without a key after which what was typed is searched."""
_TELL = 0.15
"""Seconds between two tellings of what was found."""
_SHOWN = 500
"""So many documents are listed; the others are counted."""
_OF_ONE, _OF_ALL = 4, 400
"""So many hits of a document are listed at least; in few documents more, some so many in all."""
_BEFORE, _BEHIND = 24, 120
"""Cells before a hit, characters behind it."""


class Place(NamedTuple):
    """A hit that was chosen."""

    name: str
    offset: int
    """Into the source."""
    typed: str


class Words(NamedTuple):
    """A hit with the words around."""

    before: str
    match: str
    behind: str
    offset: int


class Listed(NamedTuple):
    """A document with its first hits."""

    name: str
    hits: int
    lines: tuple[Words, ...]


class Everywhere(ModalScreen[Place | None], OverList[Place | None]):
    """Gives the place that was chosen, or None."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS = [
        Binding("escape", "leave", show=False),
    ]

    class Found(Message):
        """More was found, or the search is done."""

        def __init__(self, typed: str, listed: list[Listed], documents: int, hits: int, done: bool) -> None:
            super().__init__()
            self.typed, self.listed, self.documents, self.hits, self.done = typed, listed, documents, hits, done

    class Failed(Message):
        """It cannot be searched."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, library: Library, typed: str) -> None:
        """`typed`: what was searched before; it is searched at once."""
        super().__init__()
        self._library = library
        self._first = typed
        self._sweep = Sweep(library)
        self._turn = Lock()
        """One search after the other has the index."""
        self._listed: list[Listed] = []
        self._of = ""
        """The text whose hits are listed."""
        self._looked_for = ""
        """The text of which hits may still come; empty: none will."""
        self._goes = False
        """Whether Enter came before the first hit."""
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """The line to type in, and what is found."""
        with Vertical(classes="everywhere"):
            yield Bar(id="everywhere-title")
            yield Line(self._first, id="everywhere-input", select_on_focus=True)
            yield RowList(id="everywhere-rows", always=True)

    def on_mount(self) -> None:
        """The keys go to the line."""
        self.query_one(RowList).can_focus = False
        self.query_one(Input).focus()
        self._say("w: 词 words  re: 正则  ↑↓ Enter Esc")

    def on_unmount(self) -> None:
        """Search no more."""
        self._sweep.stop()
        if self._turn.acquire(blocking=False):
            self._sweep.close()
            self._turn.release()

    def _say(self, told: str, look: str = "quiet") -> None:
        self.query_one("#everywhere-title", Bar).say(
            Piece(" 全库搜索 Search all  ", "strong"), right=(Piece(f"{told} ", look),)
        )

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        typed = event.value
        self._sweep.stop()
        self._looked_for, self._goes = "", False
        if self._rest is not None:
            self._rest.stop()
        try:
            wanted = read_wanted(typed)
        except SearchProblem as problem:
            self._say(told(problem), "accent")
            return
        if not wanted.text:
            self._show([])
            self._say("w: 词 words  re: 正则  ↑↓ Enter Esc")
            return
        self._looked_for = typed
        self._rest = self.set_timer(_REST, lambda: self._search(typed, wanted))

    @work(thread=True, exclusive=True, group="everywhere", exit_on_error=False)
    def _search(self, typed: str, wanted: Wanted) -> None:
        worker = get_current_worker()
        with self._turn:
            if worker.is_cancelled:
                return
            try:
                self._gather(typed, wanted, lambda: self.is_running and not worker.is_cancelled)
            except PizhuError as problem:
                self.post_message(self.Failed(problem.message))
            if not self.is_running:
                self._sweep.close()

    def _gather(self, typed: str, wanted: Wanted, go_on: Callable[[], bool]) -> None:
        listed: list[Listed] = []
        documents = hits = 0
        told = perf_counter()
        for each in self._sweep.search(wanted, go_on):
            documents += 1
            hits += len(each.hits)
            if documents <= _SHOWN:
                listed.append(_listed(each, _of_each(documents)))
            if go_on() and perf_counter() - told > _TELL:
                told = perf_counter()
                self.post_message(self.Found(typed, list(listed), documents, hits, False))
        if go_on():
            self.post_message(self.Found(typed, listed, documents, hits, True))

    @on(Found)
    def _found(self, event: Found) -> None:
        if event.typed != self.query_one(Input).value:
            return
        self._of = event.typed
        self._show(event.listed)
        if event.done:
            self._looked_for = ""
        going = "" if event.done else " …"
        if event.documents:
            self._say(f"{event.documents:,} 篇 documents  {event.hits:,} 处 hits{going}", "accent")
        elif event.done:
            self._say("没有找到 not found", "accent")
        if self._goes and event.documents:
            self._goes = False
            self._go("0:0")

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self._looked_for = ""
        self._say(event.why, "accent")

    def _show(self, listed: list[Listed]) -> None:
        self._listed = listed
        rows: list[ListRow] = []
        for number, its in enumerate(listed):
            title, lines = Piece(f" {its.name}", "strong"), its.lines[: _of_each(len(listed))]
            part = f"{len(lines)}/" if len(lines) < its.hits else ""
            rows.append(ListRow((title,), (Piece(f"{part}{its.hits:,} 处 ", "quiet"),)))
            for at, line in enumerate(lines):
                before = fit(tail(on_screen(line.before), _BEFORE), _BEFORE, right=True)
                rows.append(
                    ListRow(
                        (Piece(f"   {before}", "quiet"), Piece(line.match, "accent"), Piece(line.behind)),
                        key=f"{number}:{at}",
                    )
                )
        self.query_one(RowList).show(rows)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        key = self.query_one(RowList).key if event.value == self._of else ""
        if not key and event.value == self._looked_for != "":
            self._goes = True
            self._say("Enter … 去第一处 to the first hit", "accent")
        self._go(key)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self._go(event.key)

    def _go(self, key: str) -> None:
        if key:
            number, _, at = key.partition(":")
            its = self._listed[int(number)]
            self.dismiss(Place(its.name, its.lines[int(at)].offset, self.query_one(Input).value))

    def action_leave(self) -> None:
        """Leave where one was."""
        self.dismiss(None)


def _of_each(documents: int) -> int:
    """How many hits of each are listed, where so many documents have some."""
    return max(_OF_ONE, _OF_ALL // max(1, documents))


def _listed(holding: Holding, most: int) -> Listed:
    hits = holding.hits
    text = hits.reading.text
    lines = []
    for hit in islice(hits, most):
        first, last = hit.reading_start, hit.reading_end
        before, behind = text[max(0, first - _BEFORE) : first], text[last : last + _BEHIND]
        lines.append(Words(_one_line(before), _one_line(text[first:last]), _one_line(behind), hit.start))
    return Listed(holding.name, len(hits), tuple(lines))


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
