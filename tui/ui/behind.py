"""What the desk has done in other threads: the reader need not wait for it, and may have left before it is done."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tui.errors import PizhuError

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen


def list_documents(screen: MainScreen) -> None:
    """Look the library's documents up, and show them."""
    with suppress(RuntimeError):
        try:
            screen.library.entries  # noqa: B018
        except PizhuError as problem:
            screen.app.call_from_thread(screen.complain, problem)
        screen.app.call_from_thread(screen.show_documents)


def show_counts(screen: MainScreen) -> None:
    """Show the counts that have come."""
    with suppress(RuntimeError):
        screen.app.call_from_thread(screen.refresh_desk)
