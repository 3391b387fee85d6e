"""One row of text: a pane's title, the status line, the footer's keys."""

from __future__ import annotations

from tui.ui.widgets.rowlist import ListRow, Piece, RowList


class Bar(RowList, can_focus=False):
    """A single row that cannot be chosen; what does not fit is cut."""

    def say(self, *left: Piece, right: tuple[Piece, ...] = ()) -> None:
        """Show these pieces, left and right."""
        self.show([ListRow(left, right)])
