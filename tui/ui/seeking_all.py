"""What keys do to find a text in all documents, and what keeps the index up to date behind the page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.ui.finding import go_to_hit

if TYPE_CHECKING:
    from subprocess import Popen

    from tui.ui.screens.everywhere import Place
    from tui.ui.screens.main import MainScreen

_FEWEST = 2
"""Documents that are worth an index."""


class _Helper:
    """The process that brings the index up to date, if one was begun."""

    process: Popen[bytes] | None = None


_HELPER = _Helper()


def search_all(screen: MainScreen) -> None:
    """Ask for a text; what is found of it in all documents is listed while it is typed."""
    from tui.ui.screens.everywhere import Everywhere

    def chosen(place: Place | None) -> None:
        if place is not None:
            go_to_hit(screen, place.typed, place.name, place.offset)

    index_idly(screen)
    screen.app.push_screen(Everywhere(screen.library, screen.pane.needle or screen.searches.last), chosen)


def index_idly(screen: MainScreen) -> None:
    """Let another process of low priority bring the index up to date, unless one does; it ends with this one."""
    library, before = screen.library, _HELPER.process
    if screen.app.is_headless or not library.is_listed or len(library.entries) < _FEWEST:
        return
    if before is not None and before.poll() is None:
        return
    from subprocess import DEVNULL, Popen

    command = [sys.executable, "-m", "tui", "index", "--idle", "--db", str(library.store.path)]
    command += [str(path) for path in library.given]
    with suppress(OSError):
        _HELPER.process = Popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {"search_all": search_all}
"""By the action's id, what does it."""
