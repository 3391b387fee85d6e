"""Saved filters: the present one kept under a name, one of them chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.errors import PizhuError
from tui.search.filters import Saved
from tui.ui import finding
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen


def save(screen: MainScreen) -> None:
    """Ask for a name and keep the filter under it."""
    from tui.ui.screens.dialog import Ask

    if not screen.desk.filtered:
        screen.say("没有筛选 no filter is set: f sets one")
        return
    filter_ = screen.desk.filter

    def done(name: str | None) -> None:
        if name is None:
            return
        try:
            screen.library.gathering.save(name, filter_)
        except PizhuError as problem:
            screen.complain(problem)
            return
        screen.refresh_desk(filter_)
        screen.say(f"已存 saved:{name.strip()}  {filter_}")

    screen.app.push_screen(
        Ask(
            f"保存筛选 Save {filter_} as",
            filter_.name if isinstance(filter_, Saved) else "",
            check=lambda name: None if name.strip() else "a name is needed",
        ),
        done,
    )


def choose(screen: MainScreen) -> None:
    """Choose one of the saved filters; it is asked anew whenever something changes."""
    from tui.search.names import answers
    from tui.ui.screens.dialog import Pick

    saved = screen.library.store.filters()
    if not saved:
        screen.say("没有存过筛选 no filter is saved yet: f sets one, : 保存筛选 saves it")
        return

    def rows_for(typed: str) -> list[ListRow]:
        return [
            ListRow((Piece(f" {name}"), Piece(f"  {saved[name]}", "quiet")), key=name) for name in answers(typed, saved)
        ]

    def chosen(name: str | None) -> None:
        if name:
            finding.set_filter(screen, Saved(name))

    present = screen.desk.filter
    screen.app.push_screen(
        Pick("筛选 Saved filters", rows_for, key=present.name if isinstance(present, Saved) else "", total=len(saved)),
        chosen,
    )


def refine(screen: MainScreen) -> None:
    """Choose a speaker among those of whom something passes the filter, with their numbers; the filter asks for it."""
    from tui.search.filters import conjoin
    from tui.search.names import answers
    from tui.search.terms import BySpeaker
    from tui.ui.screens.dialog import Pick

    tally = screen.desk.tally or screen.library.gathering.tally(screen.desk.filter)
    counts = {} if tally is None else tally.speakers
    names = sorted(counts, key=lambda name: (-counts[name], name))
    if not names:
        screen.say("没有发言人 nobody is named in what passes")
        return

    def rows_for(typed: str) -> list[ListRow]:
        return [
            ListRow((Piece(f" @{name}"),), (Piece(f" {counts[name]} ", "quiet"),), name)
            for name in answers(typed, names)
        ]

    def chosen(name: str | None) -> None:
        if name:
            finding.set_filter(screen, conjoin(screen.desk.filter, BySpeaker(name)))

    screen.app.push_screen(Pick("发言人 Speakers of what passes", rows_for, total=len(names)), chosen)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "save_filter": save,
    "saved_filters": choose,
    "by_speaker": refine,
}
"""By the action's id, what does it."""
