"""The marks of a document, to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import normalize

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.ui.screens.dialog import be_as_high_as
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece


class Marks(ModalScreen[str | None]):
    """A list of marks. Its letter, or Enter, gives one; Delete forgets it; Escape gives None."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS = [Binding("escape", "leave", show=False), Binding("delete,backspace", "forget", show=False)]

    def __init__(self, rows: Sequence[ListRow], forget: Callable[[str], Sequence[ListRow]]) -> None:
        """`forget` takes a letter's mark away, and gives the rows that are left."""
        super().__init__()
        self._rows = rows
        self._forget = forget

    def compose(self) -> ComposeResult:
        """A title and the list."""
        with Vertical(classes="marks"):
            yield Bar(id="marks-title")
            yield RowList(id="marks-rows")

    def on_mount(self) -> None:
        """Show them."""
        hint = (Piece("a–z  ↑↓ Enter  Del ✗  Esc ", "quiet"),)
        self.query_one(Bar).say(Piece(" 记号 Marks", "strong"), right=hint)
        be_as_high_as(self.query_one(".marks"), len(self._rows) + 1)
        self.query_one(RowList).show(self._rows)
        self.query_one(RowList).focus()

    def on_key(self, event: events.Key) -> None:
        """A letter goes to its mark, before the list takes it for a key of its own."""
        letter = normalize("NFKC", event.character or "")
        if letter and any(row.key == letter for row in self.query_one(RowList).rows):
            event.stop()
            self.dismiss(letter)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self.dismiss(event.key)

    def action_forget(self) -> None:
        """Take the mark under the cursor away."""
        rows = self.query_one(RowList)
        if rows.key:
            rows.show(self._forget(rows.key))

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)
