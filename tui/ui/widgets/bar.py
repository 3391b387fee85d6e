"""One row of text: a pane's title, the status line, the footer's keys."""

from __future__ import annotations

from tui.layout.wrap import wrap_lines
from tui.ui.widgets.rows import ListRow, Piece, Rows
from tui.visible import visible_line

_MOST = 4


class Bar(Rows):
    """A single row; what does not fit is cut. What must be read to its end is told in up to four."""

    def say(self, *left: Piece, right: tuple[Piece, ...] = ()) -> None:
        """Show these pieces, left and right."""
        self._show((ListRow(left, right),))

    def tell(self, text: str, look: str) -> None:
        """Show a text whole, in as many rows as it needs."""
        lines = wrap_lines(visible_line(text), max(8, self.size.width - 2))
        self._show(tuple(ListRow((Piece(f" {line}", look),)) for line in lines[:_MOST]))

    def _show(self, rows: tuple[ListRow, ...]) -> None:
        if rows != self.rows:
            if len(rows) != max(1, len(self.rows)):
                self.styles.height = len(rows)
            self.rows = rows
            self.refresh()
