"""Acts of the screens that lie over the page, carried out by the main screen; and what others have done meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from tui.annotations.model import ActRecord
from tui.errors import PizhuError
from tui.ui.acts import of_kind

if TYPE_CHECKING:
    from tui.library import Entry, Found
    from tui.transcript.model import Transcript
    from tui.ui.screens.main import MainScreen


class Refused(Enum):
    """The answer of an act that could not be done."""

    REFUSED = "refused"

    def __bool__(self) -> bool:
        return False


REFUSED = Refused.REFUSED


def attempt(main: MainScreen, change: Callable[[], object]) -> tuple[object, str]:
    """Carry out one act; what it gave, and why it could not be done (empty: it was)."""
    problems: list[PizhuError] = []

    def guarded() -> object:
        try:
            return change()
        except PizhuError as problem:
            problems.append(problem)
            raise

    main.hush()  # what was said of an act before may hold no more
    done = main.act(guarded)
    return (None, f"⚠ {problems[0]}") if problems else (done, "")


def undo(main: MainScreen) -> tuple[ActRecord | None, str]:
    """Take back the last act; its record, and what the reader is told."""
    return _turn(main, main.library.store.undo, "已撤销 undone", "没有可撤销的 nothing to undo")


def redo(main: MainScreen) -> tuple[ActRecord | None, str]:
    """Do again what was undone; its record, and what the reader is told."""
    return _turn(main, main.library.store.redo, "已重做 done again", "没有可重做的 nothing to redo")


def _turn(main: MainScreen, turn: Callable[[], object], done: str, nothing: str) -> tuple[ActRecord | None, str]:
    record, problem = attempt(main, turn)
    if isinstance(record, ActRecord):
        return record, f"{done}: {of_kind(record.what)} {record.about}"
    return None, problem or nothing


def found_in(main: MainScreen, entry: Entry, transcript: Transcript) -> list[Found]:
    """The highlights of a document; none, with the reader told why, if they cannot be read: its text still can."""
    try:
        return main.library.highlights(entry, transcript)
    except PizhuError as problem:
        main.complain(problem)
        return []


def look_for_changes(main: MainScreen) -> None:
    """Show what another process has written, and tell that a backup could not be made."""
    store = main.library.store
    try:
        version = store.version()
    except PizhuError as problem:
        main.complain(problem)
        return
    if version != main.version:
        main.refresh_desk()
    if (unkept := store.new_backup_problem()) is not None:
        main.say(f"⚠ 没有备份 no backup could be made: {unkept}")
