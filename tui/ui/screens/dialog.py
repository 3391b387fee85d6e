"""Questions over the page: one line to fill in, a list to choose from, a note to write, keys to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from tui.layout.cells import cell_len
from tui.ui.screens.overlist import OverList
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from tui.ui.drafting import Typing


_LEAST = 8
"""Rows of a box that has little to show."""


class Line(Input):
    """One line to type in."""

    def on_key(self, event: events.Key) -> None:
        """Take the blank of a full-width input method, which Textual takes for no printable character."""
        if event.character == "\u3000":
            event.stop()
            self.insert_text_at_cursor(event.character)


class Wrong(NamedTuple):
    """What is wrong with a text, and the character at which it is, from 0."""

    message: str
    column: int


class Ask(ModalScreen[str | None]):
    """One line of text at the foot of the screen. Enter gives it, Escape gives None."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        check: Callable[[str], str | Wrong | None] | None = None,
        live: Callable[[str], None] | None = None,
        replace: bool = False,
    ) -> None:
        """`check` says what is wrong with the text (None: nothing), and where; `live` is told each change after a rest.

        What is typed goes on behind `value`, or replaces it.
        """
        super().__init__()
        self._title = title
        self._value = value
        self._check = check
        self._live = live
        self._replace = replace
        self._rest: object = None

    def compose(self) -> ComposeResult:
        """The question, the line, and room for what is wrong."""
        with Vertical(classes="ask"):
            yield Bar(id="ask-title")
            yield Line(self._value, select_on_focus=self._replace)
            yield Bar(id="ask-mark")

    def on_mount(self) -> None:
        """Ready to type."""
        self._say()

    def _say(self, problem: str = "") -> None:
        right = (Piece(f"  {problem} ", "accent"),) if problem else (Piece("  Enter ✓  Esc ✗ ", "quiet"),)
        self.query_one(Bar).say(Piece(f" {self._title}", "strong"), right=right)

    def _mark(self, column: int | None = None) -> None:
        """Mark a character of the line, or none."""
        line, mark = self.query_one(Line), Piece("")
        if column is not None:
            # One cell of padding, as before the line.
            cells = cell_len(line.value[:column]) - round(line.scroll_x) + 1
            mark = Piece(" " * max(0, cells) + "▲", "accent")
        self.query_one("#ask-mark", Bar).say(mark)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._say()
        self._mark()
        if self._live is not None:
            value, live = event.value, self._live
            if self._rest is not None:
                self._rest.stop()  # type: ignore[attr-defined]
            self._rest = self.set_timer(0.08, lambda: live(value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        problem = self._check(event.value) if self._check is not None else None
        if problem is None:
            self.dismiss(event.value)
        elif isinstance(problem, Wrong):
            self._say(problem.message)
            self._mark(problem.column)
        else:
            self._say(problem)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def be_as_high_as(box: Widget, rows: int) -> None:
    """Let a box be no higher than these rows and what was asked for before, so that it stands still as one types."""
    before = box.styles.max_height
    least = _LEAST if before is None else int(before.value)
    if before is None or rows > least:
        box.styles.max_height = max(rows, least)


class Pick(ModalScreen[str | None], OverList[str | None]):
    """A list that narrows as one types. Enter gives the key of the item under the cursor, Escape gives None."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS = [
        Binding("escape", "leave", show=False),
    ]

    def __init__(
        self, title: str, rows_for: Callable[[str], Sequence[ListRow]], *, key: str = "", total: int = 0
    ) -> None:
        """`rows_for` gives the rows that answer what was typed so far.

        `key`: the item that the cursor is on while nothing is typed. `total`: how many items there are, if that is
        to be told together with how many of them answer.
        """
        super().__init__()
        self._title = title
        self._rows_for = rows_for
        self._key = key
        self._total = total
        self._shown = ""

    def compose(self) -> ComposeResult:
        """The line to type in, and the list below it."""
        with Vertical(classes="pick"):
            yield Bar(id="pick-title")
            yield Line(id="pick-input")
            yield RowList(id="pick-rows", always=True)

    def on_mount(self) -> None:
        """Everything at first; the keys go to the input."""
        self.query_one(RowList).can_focus = False
        self._show("", None)
        self.query_one(Input).focus()

    def _show(self, typed: str, key: str | None) -> None:
        rows, self._shown = self._rows_for(typed), typed
        be_as_high_as(self.query_one(".pick"), len(rows) + 2)
        self.query_one(RowList).show(rows, key=self._key if self._key and not typed else key)
        told = (Piece(f"{len(rows)}/{self._total}  ", "accent"),) if self._total else ()
        self.query_one(Bar).say(Piece(f" {self._title}", "strong"), right=(*told, Piece("↑↓ Enter Esc ", "quiet")))

    def show_again(self) -> None:
        """The rows may be others by now; the cursor stays on its item."""
        rows = self._rows_for(self._shown)
        be_as_high_as(self.query_one(".pick"), len(rows) + 2)
        self.query_one(RowList).show(rows)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._show(event.value, "")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        # The list may be behind the line by one key.
        rows, typed = self.query_one(RowList), self.query_one(Input).value
        if typed != self._shown:
            self._show(typed, None)
        self.dismiss(rows.key or None)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self.dismiss(event.key)

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)


class WriteNote(ModalScreen[str | None]):
    """A note in Markdown. Ctrl+S gives it, Escape gives None (asks once if something was written).

    What was written before and not saved is there again.
    """

    CSS_PATH = "dialogs.tcss"

    BINDINGS = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str, typing: Typing | None = None, kind: str = "笔记 Note") -> None:
        """`text` is what is saved; `typing` is told each change, and has what was written before, if anything."""
        super().__init__()
        self._kind = kind
        self._title = title
        self._text = text
        self._typing = typing
        self._asked = False

    def compose(self) -> ComposeResult:
        """The passage that it is about, and the note."""
        from tui.ui.widgets.notearea import NoteArea

        with Vertical(classes="note"):
            yield Bar(id="note-title")
            draft = self._typing.draft if self._typing is not None else None
            text = self._text if draft is None else draft.text
            yield NoteArea(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
            yield Bar(id="note-foot")

    def on_mount(self) -> None:
        """Ready to type behind what is there."""
        from textual.widgets import TextArea

        self.query_one("#note-title", Bar).say(Piece(f" {self._kind}  ", "strong"), Piece(self._title, "quiet"))
        if self._typing is None or self._typing.draft is None:
            self._foot("Ctrl+S 保存 save   Esc 放弃 leave")
        else:
            self._foot("草稿 draft, not saved 未保存   Ctrl+S 保存 saves it   Esc 放弃 leave", "accent")
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def _foot(self, text: str, look: str = "quiet") -> None:
        self.query_one("#note-foot", Bar).say(Piece(f" {text}", look))

    def action_save(self) -> None:
        """Give the text."""
        from textual.widgets import TextArea

        self.dismiss(self.query_one(TextArea).text)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """What was written since it was asked is not thrown away either."""
        self._asked = False
        if self._typing is not None:
            self._typing(event.text_area.text)

    @property
    def unsaved(self) -> bool:
        """Whether something was written that leaving would throw away, and that was not said yet."""
        from textual.widgets import TextArea

        return not self._asked and self.query_one(TextArea).text != self._text

    def action_leave(self) -> None:
        """Leave; what was written is not thrown away by one key."""
        if not self.unsaved:
            self.dismiss(None)
            return
        self._asked = True
        self._foot("Not saved 未保存: Ctrl+S saves, Esc again throws it away", "accent")
