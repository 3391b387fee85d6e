"""Splitting a tag: its quotes, of which those ticked get another tag in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from tui.annotations.model import Quote, Tag
from tui.annotations.tags import names_of
from tui.errors import Misuse, PizhuError
from tui.layout.cells import cut, on_screen
from tui.search.terms import HasTag
from tui.ui.action import Where
from tui.ui.bindings import bindings
from tui.ui.screens.dialog import Ask
from tui.ui.screens.keyed import Keyed
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.lazyrows import LazyRows
from tui.ui.widgets.places import Ticking
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen


class SplitTag(Keyed[tuple[list[str], str] | None]):
    """Gives the ids of the ticked highlights with the path of their new tag, or None."""

    WHERE = Where.SPLIT
    BINDINGS: ClassVar = bindings(Where.SPLIT)

    class Gathered(Message):
        """The quotes of the tag were read."""

        def __init__(self, quotes: Sequence[Quote]) -> None:
            super().__init__()
            self.quotes = quotes

    def __init__(self, main: MainScreen, tag: Tag, path: str) -> None:
        """`path` is the tag's own."""
        super().__init__()
        self._main, self._tag, self._path = main, tag, path
        self._quotes: Sequence[Quote] | None = None

    def compose(self) -> ComposeResult:
        """Title, quotes, keys."""
        yield Bar(id="split-title")
        yield Ticking(id="split-rows")
        yield KeyBar(id="split-foot", classes="footer")

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

    def _title(self) -> None:
        count = "…" if self._quotes is None else f"{len(self._quotes):,}"
        self.query_one("#split-title", Bar).say(
            Piece(f" 拆分 Split #{cut(on_screen(self._path), 30)}  ", "strong"),
            Piece(f"{count}  ✓{len(self._rows.ticked)}  ", "accent"),
            Piece("空格 Space 勾选 ticks   a 全 all", "quiet"),
        )

    @work(thread=True, exclusive=True, group="split", exit_on_error=False)
    def _gather(self) -> None:
        try:
            quotes = self._main.library.quotes(HasTag(self._path, exact=True))
        except PizhuError as problem:
            self.app.call_from_thread(self.say, f"⚠ {problem}")
            return
        # The filter folds the path: what it takes may carry a tag that is written a little otherwise.
        self.post_message(self.Gathered([q for q in quotes if self._tag.id in q.highlight.tag_ids]))

    @on(Gathered)
    def _gathered(self, event: Gathered) -> None:
        self._quotes = event.quotes
        self._rows.show(LazyRows([quote.highlight.id for quote in event.quotes], self._row))
        self._title()

    def _row(self, at: int) -> ListRow:
        quote = (self._quotes or ())[at]
        is_ticked, width = quote.highlight.id in self._rows.ticked, self.size.width
        name = cut(on_screen(quote.document.path.rpartition("/")[2]), width // 4)
        left = (
            Piece(" ✓ " if is_ticked else " · ", "accent"),
            Piece(f"{quote.anchor.speaker}  " if quote.anchor.speaker else "", "strong"),
            Piece(" ".join(quote.anchor.quote.split()), "strong" if is_ticked else "plain"),
        )
        return ListRow(left, (Piece(f" {name} ", "quiet"),), quote.highlight.id)

    @on(Ticking.Ticked)
    def _ticked(self) -> None:
        self._title()

    def action_split_go(self) -> None:
        """Ask for the tag that the ticked quotes get."""
        ids = [quote.highlight.id for quote in self._quotes or () if quote.highlight.id in self._rows.ticked]
        if not ids:
            self.say("先用空格勾选 tick quotes with Space first")
            return

        def check(text: str) -> str | None:
            try:
                same = "/".join(names_of(text)) == self._path
            except Misuse as problem:
                return problem.message
            return "是同一个标签 that is the tag itself" if same else None

        def done(text: str | None) -> None:
            if text is not None:
                self.dismiss((ids, text.strip()))

        title = f"{len(ids)} 条改用标签 quotes get the tag, made if it is missing"
        self.app.push_screen(Ask(title, f"{self._path}/", check=check), done)

    def action_split_close(self) -> None:
        """Back to the codebook."""
        self.dismiss(None)
