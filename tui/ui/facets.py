"""The desk under a filter: what passes in the open documents at once, the counts of all documents behind the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from tui.errors import PizhuError
from tui.ui import desk
from tui.ui.widgets.pane import Pane
from tui.ui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from tui.search.filters import Filter
    from tui.search.tally import Tally
    from tui.ui.screens.main import MainScreen


def lay_out(screen: MainScreen, filter_: Filter, tell: Callable[[str], None] | None = None) -> desk.Desk:
    """The desk as it is now; what passes in all is counted in a worker, and shown and told when it is known.

    Raises StoreProblem.
    """
    library, before = screen.library, screen.desk
    laid = desk.lay_out(library, filter_, before)
    if not laid.filtered:
        return laid
    passing: set[str] = set()
    for pane in screen.query(Pane):
        if pane.entry is not None and pane.transcript is not None:
            document = library.document(pane.entry, pane.transcript)
            if document is not None:
                passing |= library.gathering.passing_in(filter_, document)
    count(screen, filter_, tell)
    laid = replace(laid, passing=frozenset(passing))
    # Until they are counted anew, the numbers of the same filter are nearer the truth than none.
    return _with(laid, before.tally) if before.tally is not None and before.filter == filter_ else laid


def _with(laid: desk.Desk, tally: Tally) -> desk.Desk:
    return replace(laid, tally=tally, total=tally.total, by_document=tally.documents)


def count(screen: MainScreen, wanted: Filter, tell: Callable[[str], None] | None = None) -> None:
    """Count what passes a filter, which is that of the desk by then; `tell` is told how many quotes do."""
    library = screen.library

    def counting() -> None:
        worker = get_current_worker()
        try:
            tally = library.gathering.tally(wanted, lambda: worker.is_cancelled)
        except PizhuError as problem:
            if not worker.is_cancelled:
                screen.app.call_from_thread(screen.complain, problem)
            return
        if tally is not None and not worker.is_cancelled:
            screen.app.call_from_thread(counted, screen, wanted, tally, tell)
            with suppress(PizhuError):
                library.gathering.keep(lambda: worker.is_cancelled)

    screen.run_worker(counting, thread=True, exclusive=True, group="facets", exit_on_error=False)


def counted(screen: MainScreen, filter_: Filter, tally: Tally, tell: Callable[[str], None] | None) -> None:
    """Show what was counted, if it is still asked for."""
    if screen.desk.filter != filter_:
        return
    screen.desk = _with(screen.desk, tally)
    screen.query_one(Sidebar).show_desk(screen.desk, screen.pane.found)
    screen.show_documents()
    screen.show_status()
    if tell is not None:
        tell(f"{tally.total} 条 quotes pass")
