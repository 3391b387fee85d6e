"""What is done behind the first frame: the reader need not wait for it, and may have left before it is done."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from tui.errors import PizhuError
from tui.ui.knowing import load_words_idly
from tui.ui.later import fetch
from tui.ui.seeking_all import index_idly

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

_DIALOGS = Path(__file__).parent / "screens" / "dialogs.tcss"
"""The rules of all other screens: a screen that is opened earlier brings them itself, and all are parsed anew."""

_SOON = 0.05
"""Seconds between two looks whether the first frame is there."""


def begin(screen: MainScreen) -> None:
    """The first frame is about to be painted: what can wait is done behind it."""
    screen.set_timer(_SOON, lambda: follow(screen))
    load_words_idly(screen)
    screen.set_timer(0.3, Thread(target=look_for_drafts, args=(screen,), daemon=True).start)
    # The index of names takes a while where there are thousands.
    screen.set_timer(1.0, Thread(target=lambda: screen.shelf.index, daemon=True).start)
    screen.set_timer(2.0, lambda: screen.pane.get_ready())
    screen.set_timer(4.0, lambda: index_idly(screen))


def follow(screen: MainScreen) -> None:
    """What is to be there soon, but must not take the processor from the first frame."""
    if not screen.is_shown:
        screen.set_timer(_SOON, lambda: follow(screen))
        return
    sheet = screen.app.stylesheet
    sheet.read(_DIALOGS)
    sheet.parse()
    Thread(target=fetch, daemon=True).start()
    if not screen.library.is_listed:
        Thread(target=list_documents, args=(screen,), daemon=True).start()


def list_documents(screen: MainScreen) -> None:
    """Look the library's documents up, and show them."""
    with suppress(RuntimeError):
        try:
            screen.library.entries  # noqa: B018
        except PizhuError as problem:
            screen.app.call_from_thread(screen.complain, problem)
        screen.app.call_from_thread(screen.show_documents)


def look_for_drafts(screen: MainScreen) -> None:
    """Tell of drafts that wait."""
    from tui.ui.drafting import told

    if waiting := screen.drafts.left_over():
        with suppress(RuntimeError):
            screen.app.call_from_thread(screen.say, told(waiting))
