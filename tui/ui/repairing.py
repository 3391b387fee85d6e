"""What takes a while when a document is opened: misread bytes are put right beside the reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from tui.errors import PizhuError
from tui.library import Entry
from tui.transcript.model import Transcript

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen


class Repaired(Message):
    """A document can be shown repaired."""


def repair(screen: MainScreen, entry: Entry, transcript: Transcript) -> None:
    """Put a document right in a thread, if it needs that; the screen is told when it is done."""
    if not transcript.unrepaired:
        return

    def work() -> None:
        try:
            screen.library.transcript(entry)
        except PizhuError:
            # The file has gone meanwhile: what is open stays as it is, and opening it again tells of it.
            return
        screen.post_message(Repaired())

    screen.run_worker(work, thread=True, group="repair", exit_on_error=False)
