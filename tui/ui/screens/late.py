"""A list to choose from of which some, or all, is known only after a while: it is worked out behind the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual.widgets import Input
from textual.worker import get_current_worker

from tui.errors import PizhuError
from tui.ui.screens.dialog import Pick
from tui.ui.waiting import give_way
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.rows import ListRow, Piece

T = TypeVar("T")

_MOST_WAIT = 0.04
"""Seconds, at the most, while a key is dealt with."""


class LatePick(Pick):
    """Shows what there is at once; `show_again` when there is more. What is worked out ends with the screen."""

    def __init__(
        self,
        title: str,
        rows_for: Callable[[str], Sequence[ListRow]],
        begin: Callable[[LatePick], object],
        *,
        key: str = "",
    ) -> None:
        """`begin` is called when the list is there."""
        super().__init__(title, rows_for, key=key)
        self._begin = begin
        self._told = ""

    def on_mount(self) -> None:
        """Begin behind the first picture."""
        self.call_after_refresh(self._begin, self)

    def work_out(self, ask: Callable[[Callable[[], bool]], T], then: Callable[[T], object]) -> None:
        """Call `ask` in a thread, and `then` with its answer; it is given what tells whether the screen has gone.

        That gives way to the keys, and should be asked often. A PizhuError is told.
        """

        def working() -> None:
            worker = get_current_worker()

            def is_over() -> bool:
                give_way(self.app, _MOST_WAIT, lambda: worker.is_cancelled)
                return worker.is_cancelled

            try:
                answer = ask(is_over)
            except PizhuError as problem:
                if not worker.is_cancelled:
                    self.app.call_from_thread(self.tell, f"⚠ {problem}")
                return
            if not worker.is_cancelled:
                self.app.call_from_thread(then, answer)

        self.run_worker(working, thread=True, exclusive=True, group="late", exit_on_error=False)

    def tell(self, told: str) -> None:
        """Say something in the title from now on, e.g. how far it is."""
        self._told = told
        self.query_one(Bar).say(Piece(f" {self._title}", "strong"), right=(Piece(f"{told} ", "quiet"),))

    def _show(self, typed: str, key: str | None) -> None:
        super()._show(typed, key)
        if self._told:
            self.tell(self._told)

    @property
    def typed(self) -> str:
        """What was typed so far."""
        return self.query_one(Input).value
