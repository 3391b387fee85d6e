"""One row of text: a pane's title, the status line, the footer's keys."""

from __future__ import annotations

from tui.ui.widgets.rows import ListRow, Piece, Rows


class Bar(Rows):
    """A single row; what does not fit is cut."""

    def say(self, *left: Piece, right: tuple[Piece, ...] = ()) -> None:
        """Show these pieces, left and right."""
        rows = (ListRow(left, right),)
        if rows != self.rows:
            self.rows = rows
            self.refresh()
