"""What keys do to the view: split, script, source, commands, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.search.names import rank
from tui.transcript.script import next_script
from tui.ui.actions import ACTIONS, BY_ID, Action, Where, sign
from tui.ui.screens.dialog import Pick
from tui.ui.screens.help import Help
from tui.ui.widgets.pane import Pane
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen


def do(screen: MainScreen, action: str) -> None:
    """Do the action of this id, wherever it applies."""
    if BY_ID[action].where is Where.READER:
        screen.pane.reader.action_reader(action)
    else:
        screen.action_perform(action)


def split(screen: MainScreen) -> None:
    """Two transcripts side by side; one again, the active one, if there are two."""
    panes = list(screen.query(Pane))
    here = screen.pane
    if len(panes) > 1:
        for pane in panes:
            if pane is not here:
                screen.keep_position(pane)
                pane.remove()
        here.remove_class("second")
        here.reader.focus()
        return
    pane = Pane(classes="second")
    screen.query_one("#panes").mount(pane)

    def fill() -> None:
        if not pane.reader.is_attached:
            return  # Another key was faster, and closed it again.
        if here.entry is not None and here.transcript is not None:
            pane.script, pane.raw = here.script, here.raw
            pane.open(here.entry, here.transcript, here.reader.source_offset)
            screen.refresh_desk()
        screen.activate(pane)
        pane.reader.focus()

    # Among its own messages this comes when it is composed.
    pane.call_later(fill)


def to_other_pane(screen: MainScreen) -> None:
    """To the other transcript."""
    other = next((pane for pane in screen.query(Pane) if pane is not screen.pane), None)
    if other is not None:
        screen.activate(other)
        other.reader.focus()


def change_script(screen: MainScreen) -> None:
    """As in the source, simplified, traditional, in turn."""
    pane = screen.pane
    pane.script = next_script(pane.script)
    pane.reader.set_script(pane.script)
    screen.show_titles()


def switch_raw(screen: MainScreen) -> None:
    """The untouched source, or the reading text again."""
    pane = screen.pane
    pane.raw = not pane.raw
    pane.reader.set_raw(pane.raw)
    if pane.needle:
        pane.find(pane.needle)
    screen.show_titles()


def show_help(screen: MainScreen) -> None:
    """All keys."""
    screen.app.push_screen(Help())


def show_commands(screen: MainScreen) -> None:
    """All commands; type to find."""

    def chosen(key: str | None) -> None:
        if key is not None:
            do(screen, key)

    screen.app.push_screen(Pick("命令 Commands", command_rows), chosen)


def command_rows(typed: str) -> list[ListRow]:
    """The actions that answer what was typed, by their names in either language or their help."""
    offered: list[tuple[int, Action]] = []
    for action in ACTIONS:
        ranks = [rank(typed, name) for name in (action.chinese, action.title, action.help)]
        best = [found for found in ranks if found is not None]
        if best and action.where is not Where.BOARD:
            offered.append((min(best), action))
    return [
        ListRow(
            (Piece(f" {action.chinese} {action.title}  "), Piece(action.help, "quiet")),
            (Piece(f" {sign(action.keys[0])} ", "accent"),),
            action.id,
        )
        for _, action in sorted(offered, key=lambda pair: pair[0])
    ]
