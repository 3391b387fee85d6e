"""The trash: highlights that were deleted, the last one first, to be brought back with their tags and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from tui.annotations.ids import local
from tui.annotations.model import Trashed
from tui.errors import PizhuError
from tui.layout.cells import cut, in_brief, on_screen
from tui.ui.acting import attempt, undo
from tui.ui.action import Where
from tui.ui.bindings import bindings
from tui.ui.screens.history import Goal
from tui.ui.screens.keyed import Keyed
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.lazyrows import LazyRows
from tui.ui.widgets.places import Ticking
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen


class Trash(Keyed[Goal | None]):
    """Gives the place to go to, or None. The blank ticks, Enter brings back."""

    WHERE = Where.TRASH
    ENGLISH_FROM = 90
    BINDINGS: ClassVar = bindings(Where.TRASH)

    class Gathered(Message):
        """What is in the trash was read."""

        def __init__(self, trashed: Sequence[Trashed]) -> None:
            super().__init__()
            self.trashed = trashed

    def __init__(self, main: MainScreen) -> None:
        """Of the library's database."""
        super().__init__()
        self._main = main
        self._trashed: Sequence[Trashed] = ()
        self._by_id: dict[str, Trashed] = {}
        self._is_read = False

    def compose(self) -> ComposeResult:
        """Title, highlights, keys."""
        yield Bar(id="trash-title")
        yield Ticking(id="trash-rows")
        yield KeyBar(id="trash-foot", classes="footer")

    def on_mount(self) -> None:
        """Read behind the screen."""
        self._rows.focus()
        self._title()
        self._gather()

    def on_resize(self) -> None:
        """Set the rows to the width."""
        self.show_keys()
        self.call_after_refresh(self._rows.show_anew)

    @property
    def _rows(self) -> Ticking:
        return self.query_one(Ticking)

    @work(thread=True, exclusive=True, group="trash", exit_on_error=False)
    def _gather(self) -> None:
        try:
            trashed = self._main.library.store.trash()
        except PizhuError as problem:
            self.app.call_from_thread(self.say, f"⚠ {problem}")
            return
        self.post_message(self.Gathered(trashed))

    @on(Gathered)
    def _gathered(self, event: Gathered) -> None:
        before, at = list(self._by_id), self._rows.cursor
        self._trashed, self._is_read = event.trashed, True
        self._by_id = {each.quote.highlight.id: each for each in event.trashed}
        self._rows.ticked &= self._by_id.keys()
        # What was under the cursor is gone: the next one takes its place.
        behind = [key for key in before[max(0, at) :] if key in self._by_id]
        keys = list(self._by_id)
        rows: Sequence[ListRow] = LazyRows(keys, self._row)
        if not keys:
            rows = [ListRow((Piece(" 回收站是空的 the trash is empty", "quiet"),))]
        self._rows.show(rows, key=(behind or keys[-1:] or [""])[0] if before else None)
        self._title()

    def _title(self) -> None:
        count = f"{len(self._trashed):,}  " if self._is_read else "…  "
        ticked = f"✓{len(self._rows.ticked)}  " if self._rows.ticked else ""
        self.query_one("#trash-title", Bar).say(
            Piece(" 回收站 Trash  ", "strong"),
            Piece(f"{count}{ticked}", "accent"),
            Piece("空格 Space 勾选 ticks   a 全 all", "quiet"),
        )

    def _row(self, at: int) -> ListRow:
        each = self._trashed[at]
        return trash_row(each, self.size.width, is_ticked=each.quote.highlight.id in self._rows.ticked)

    @on(Ticking.Ticked)
    def _ticked(self) -> None:
        self._title()

    @property
    def _meant(self) -> list[str]:
        """Those ticked, else the one under the cursor."""
        meant = self._rows.meant
        return [key for key in self._by_id if key in meant]

    def _restore(self) -> tuple[Trashed, str] | None:
        """Bring back what is meant, as one act; the first of it, and what the reader is told."""
        meant = self._meant
        if not meant:
            return None
        first = self._by_id[meant[0]]
        _, problem = attempt(self._main, lambda: self._main.library.store.restore(meant))
        if problem:
            self.say(problem)
            return None
        return first, f"已恢复 restored: {_named(first) if len(meant) == 1 else f'{len(meant)} highlights'}"

    def action_trash_restore(self) -> None:
        """Bring back what is meant, and go there."""
        if (done := self._restore()) is not None:
            first, told = done
            self.dismiss(_goal(first)._replace(told=told))

    def action_trash_stay(self) -> None:
        """Bring back what is meant, and stay here."""
        if (done := self._restore()) is not None:
            self.say(f"{done[1]}   u 撤销 undo")
            self._rows.clear_ticks()
            self._gather()

    def action_trash_go(self) -> None:
        """To the place of the one under the cursor, which stays deleted."""
        if (each := self._by_id.get(self._rows.key)) is not None:
            self.dismiss(_goal(each))

    def action_trash_undo(self) -> None:
        """Take back the last act."""
        self.say(undo(self._main)[1])
        self._gather()

    def action_trash_close(self) -> None:
        """Back to the transcript."""
        self.dismiss(None)


def _goal(each: Trashed) -> Goal:
    highlight = each.quote.highlight
    return Goal(each.quote.document.path, highlight.id, highlight.start)


def _named(each: Trashed) -> str:
    text = in_brief(each.quote.anchor.quote, 30)
    return f"“{text}”{''.join(f' #{path}' for path in each.quote.tags)}"


def trash_row(each: Trashed, width: int, *, is_ticked: bool) -> ListRow:
    """A deleted highlight on one row of `width` cells: tick, quote, tags, note; document, when it was deleted."""
    highlight = each.quote.highlight
    quote = in_brief(highlight.anchor.quote, width * 2 // 5)
    note = " ".join(highlight.note.split())
    left = (
        Piece(" ✓ " if is_ticked else " · ", "accent"),
        Piece("★ " if highlight.starred else ""),
        Piece(f"“{quote}” ", "strong" if is_ticked else "plain"),
        Piece("".join(f"#{path} " for path in each.quote.tags), "accent"),
        *((Piece(f"✎ {note}", "quiet"),) if note else ()),
    )
    name = cut(on_screen(each.quote.document.path.rpartition("/")[2]), width // 5)
    when = local(each.deleted)[0 if width >= 100 else 5 :]
    return ListRow(left, (Piece(f" {name}  {when} ", "quiet"),), highlight.id)
