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


_UNDONE = ("已撤销 undone", "没有可撤销的 nothing to undo")
_REDONE = ("已重做 done again", "没有可重做的 nothing to redo")
_LARGE = 100_000
"""Characters of what an act changed from which on it is undone behind the screen: some 500 highlights."""


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


def attempt_aside(main: MainScreen, change: Callable[[], object], then: Callable[[object, str], None]) -> None:
    """Carry out one act on many behind the screen; `then` is told what `attempt` gives, when it is shown.

    As long as `main.acting`, no other act may begin.
    """
    main.acting = True

    def work() -> None:
        try:
            done, problem = change(), None
        except PizhuError as error:
            done, problem = None, error
        main.call_later(show, done, problem)

    def show(done: object, problem: PizhuError | None) -> None:
        def result() -> object:
            if problem is not None:
                raise problem
            return done

        main.acting = False
        then(*attempt(main, result))

    main.run_worker(work, thread=True, group="act")


def undo(main: MainScreen) -> tuple[ActRecord | None, str]:
    """Take back the last act; its record, and what the reader is told."""
    return _turn(main, main.library.store.undo, *_UNDONE)


def redo(main: MainScreen) -> tuple[ActRecord | None, str]:
    """Do again what was undone; its record, and what the reader is told."""
    return _turn(main, main.library.store.redo, *_REDONE)


def turn_aside(main: MainScreen, then: Callable[[ActRecord | None, str], None], *, again: bool) -> None:
    """As `undo`, or `redo` if `again`; of what changed much, behind the screen. `then` is told what they give."""
    store = main.library.store
    turn, told = (store.redo, _REDONE) if again else (store.undo, _UNDONE)
    try:
        is_large = store.turn_size(again=again) >= _LARGE
    except PizhuError:
        is_large = False  # which the act itself tells of
    if is_large:
        attempt_aside(main, turn, lambda record, problem: then(*_told(record, problem, *told)))
    else:
        then(*_turn(main, turn, *told))


def _turn(main: MainScreen, turn: Callable[[], object], done: str, nothing: str) -> tuple[ActRecord | None, str]:
    return _told(*attempt(main, turn), done, nothing)


def _told(record: object, problem: str, done: str, nothing: str) -> tuple[ActRecord | None, str]:
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
    if main.acting:
        return  # the database is busy, and will be shown anew
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
