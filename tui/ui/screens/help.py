"""All keys, out of the table of actions."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.layout.cells import fit
from tui.layout.wrap import wrap_lines
from tui.ui.action import Group
from tui.ui.actions import ACTIONS, sign
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

_KEYS, _NAME = 13, 14


class Help(ModalScreen[None]):
    """Every action with its keys."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS = [Binding("escape,q,question_mark,fullwidth_question_mark,enter", "leave", show=False)]

    def compose(self) -> ComposeResult:
        """A title and the table."""
        with Vertical(classes="help"):
            yield Bar(id="help-title")
            yield RowList(id="help-rows")

    def on_mount(self) -> None:
        """Show the table; the arrows scroll it."""
        hint = (Piece("↑↓ Esc ", "quiet"),)
        self.query_one(Bar).say(
            Piece(" 帮助 Help: all keys can be typed through an input method too", "strong"), right=hint
        )
        self.query_one(RowList).focus()

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.dismiss(None)

    def on_resize(self) -> None:
        """Set the table to the width."""
        rows = self.query_one(RowList)
        self.call_after_refresh(lambda: rows.show(help_rows(max(30, rows.size.width - 2))))

    def action_leave(self) -> None:
        """Back to the page."""
        self.dismiss(None)


def help_rows(width: int) -> list[ListRow]:
    """The table of all actions, its help wrapped to `width` cells."""
    rows: list[ListRow] = []
    for group in Group:
        rows += [ListRow(()), ListRow((Piece(f" {group.value}", "accent"),))]
        for action in ACTIONS:
            if action.group is not group or (action.id.startswith("recent_") and action.id != "recent_1"):
                continue
            keys = "1 … 9" if action.id == "recent_1" else " ".join(sign(key) for key in action.keys) or ":"
            names = ("近用标签", "Put on one of the tags that were used last.") if keys == "1 … 9" else None
            name, text = names or (action.chinese, action.help)
            lead = (Piece(f" {fit(keys, _KEYS)}", "strong"), Piece(fit(name, _NAME)))
            blank = (Piece(" " * (_KEYS + _NAME + 1)),)
            for number, line in enumerate(wrap_lines(text, max(16, width - _KEYS - _NAME - 2))):
                rows.append(ListRow((*(blank if number else lead), Piece(line, "quiet"))))
    return rows[1:]
