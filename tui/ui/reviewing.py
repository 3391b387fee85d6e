"""Screens over the page: the history, the trash, the codebook and the drafts, opened, and where they lead to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.ui.screens.history import Goal
    from tui.ui.screens.main import MainScreen


def history(screen: MainScreen) -> None:
    """Look through all acts."""
    from tui.ui.screens.history import HistoryScreen

    screen.app.push_screen(HistoryScreen(screen), _to(screen))


def trash(screen: MainScreen) -> None:
    """Look at what was deleted."""
    from tui.ui.screens.trash import Trash

    screen.app.push_screen(Trash(screen), _to(screen))


def codebook(screen: MainScreen) -> None:
    """Look after the tags."""
    from tui.ui.screens.codebook import CodebookScreen

    screen.app.push_screen(CodebookScreen(screen))


def drafts(screen: MainScreen) -> None:
    """Choose one of the drafts that wait, and go on writing."""
    # Not before it is wanted: the first frame does without.
    from tui.ui.drafting import choose_draft

    choose_draft(screen)


def _to(screen: MainScreen) -> Callable[[Goal | None], None]:
    def go(goal: Goal | None) -> None:
        if goal is not None:
            screen.jump(goal.document, goal.offset, goal.highlight_id)
            # Else the reader is told why it cannot be gone to.
            if goal.told and screen.pane.reader.active_id == goal.highlight_id:
                screen.say(goal.told)

    return go
