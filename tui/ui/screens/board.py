"""The quotes board: every quote of every document that passes the filter, with the sentence around it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import get_current_worker

from tui.annotations.model import Quote
from tui.errors import PizhuError
from tui.export.context import Context, Unit
from tui.export.excerpt import Excerpt, excerpts
from tui.layout.wrap import wrap
from tui.ui import finding
from tui.ui.action import Where
from tui.ui.actions import ACTIONS, footer, twins
from tui.ui.desk import Desk
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

_AROUND = Context(1, Unit.SENT)
_LONGEST = 6
"""Rows that a quote takes at the most."""


class Board(Screen[tuple[str, int, str] | None]):
    """All quotes; Enter gives document, source offset and highlight of the one under the cursor."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS = [
        Binding(",".join(twins(a.keys)), f"{a.id}", a.title, show=False, id=a.id, priority=a.id == "board_go")
        for a in ACTIONS
        if a.where is Where.BOARD
    ]

    class Gathered(Message):
        """The excerpts are there."""

        def __init__(self, gathered: tuple[Excerpt, ...]) -> None:
            super().__init__()
            self.gathered = gathered

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self._main = main
        self._by_tag, self._at = main.board_at
        self._excerpts: tuple[Excerpt, ...] = ()
        self._told: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title, quotes, keys."""
        yield Bar(id="board-title")
        yield RowList(id="board-rows")
        yield KeyBar(id="board-foot", classes="footer")

    def on_mount(self) -> None:
        """Gather the quotes behind the screen."""
        self._show_keys()
        self.query_one(RowList).focus()
        self.gather()

    def _show_keys(self) -> None:
        self.query_one("#board-foot", KeyBar).offer(footer(Where.BOARD), english=True, gap="  ")

    @on(KeyBar.Pressed)
    async def _key_pressed(self, event: KeyBar.Pressed) -> None:
        await self.run_action(event.action)

    def say(self, text: str) -> None:
        """Tell the reader something in the place of the keys, for some seconds."""
        self.query_one("#board-foot", Bar).tell(text, "accent")
        if self._told is not None:
            self._told.stop()
        self._told = self.set_timer(6, self._show_keys)

    def gather(self) -> None:
        """Read the quotes that pass, and fetch what stands around them in a worker."""
        try:
            quotes = self._main.library.quotes(self._main.desk.filter)
        except PizhuError as problem:
            self.say(f"⚠ {problem}")
            return
        self._title(len(quotes))
        self._fetch(quotes)

    @work(thread=True, exclusive=True, group="board", exit_on_error=False)
    def _fetch(self, quotes: Sequence[Quote]) -> None:
        worker = get_current_worker()
        gathered: list[Excerpt] = []
        try:
            for excerpt in excerpts(quotes, self._main.library.context_of, _AROUND):
                if worker.is_cancelled:
                    return
                gathered.append(excerpt)
        except PizhuError as problem:
            self.app.call_from_thread(self.say, f"⚠ {problem}")
        self.post_message(self.Gathered(tuple(gathered)))

    @on(Gathered)
    def _gathered(self, event: Gathered) -> None:
        self._excerpts = event.gathered
        self._set_rows()

    def _title(self, count: int) -> None:
        desk = self._main.desk
        text = str(desk.filter) if desk.filtered else "全部 all"
        grouped = "按标签 by tag" if self._by_tag else "按文档 by document"
        self.query_one("#board-title", Bar).say(
            Piece(" 摘录 Quotes ", "strong"),
            Piece(f"{count}  ", "accent"),
            Piece(text, "quiet"),
            right=(Piece(f"{grouped} ", "quiet"),),
        )

    def _set_rows(self) -> None:
        box = self.query_one(RowList)
        self._title(len({e.id for e in self._excerpts}))
        rows = board_rows(self._excerpts, self._main.desk, max(20, min(box.size.width - 6, 100)), by_tag=self._by_tag)
        box.show(rows or [ListRow((Piece(" 没有摘录 no quote passes the filter", "quiet"),))], key=self._at)
        if rows:
            self._at = None

    def on_resize(self) -> None:
        """Set the quotes to the width."""
        self.call_after_refresh(self._set_rows)

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_board_go()

    def action_board_go(self) -> None:
        """To the quote under the cursor."""
        key = self.query_one(RowList).key.rpartition("\n")[2]
        excerpt = next((e for e in self._excerpts if e.id == key), None)
        if excerpt is not None:
            self._leave((excerpt.path, excerpt.start, excerpt.id))

    def action_board_group(self) -> None:
        """Group by the other: document or tag."""
        self._by_tag = not self._by_tag
        self._set_rows()

    def action_board_filter(self) -> None:
        """Ask for another filter."""
        finding.ask_filter(self._main, self.say, self.gather)

    def action_board_export(self) -> None:
        """Write these quotes to a file."""
        finding.export(self._main, self.say)

    def action_board_close(self) -> None:
        """Back to the transcript."""
        self._leave(None)

    def _leave(self, target: tuple[str, int, str] | None) -> None:
        self._main.board_at = self._by_tag, self.query_one(RowList).key or None
        self.dismiss(target)


def board_rows(gathered: Sequence[Excerpt], desk: Desk, width: int, *, by_tag: bool) -> list[ListRow]:
    """The rows of the board: a heading per group, and each quote with who, where, tags and note."""
    groups: dict[str, list[Excerpt]] = {}
    for excerpt in gathered:
        for name in (excerpt.tags or ("",)) if by_tag else (excerpt.path,):
            groups.setdefault(name, []).append(excerpt)
    names = sorted(groups, key=lambda n: (not n, n.split("/"))) if by_tag else list(groups)
    rows: list[ListRow] = []
    for name in names:
        title = (f"#{name}" if name else "无标签 untagged") if by_tag else name
        rows += [ListRow(()), ListRow((Piece(f" {title} ", "accent"), Piece(str(len(groups[name])), "quiet")))]
        for excerpt in groups[name]:
            rows += _quote_rows(excerpt, desk, width, f"{name}\n{excerpt.id}", by_tag=by_tag)
    return rows[1:]


def _quote_rows(excerpt: Excerpt, desk: Desk, width: int, key: str, *, by_tag: bool) -> list[ListRow]:
    tag = desk.codebook.by_path.get(excerpt.tags[0]) if excerpt.tags else None
    colour = tag.colour if tag is not None else "untagged"
    head = [Piece("   ★ " if excerpt.starred else "     ", "accent")]
    if excerpt.speaker:
        head.append(Piece(f"{excerpt.speaker}  ", "strong"))
    if by_tag:
        head.append(Piece(f"{excerpt.path}  ", "quiet"))
    head.append(Piece(f"{excerpt.position}  ", "quiet"))
    for path in excerpt.tags:
        known = desk.codebook.by_path.get(path)
        head.append(Piece(f"#{path} ", f"ink:{known.colour if known is not None else 'untagged'}"))
    rows = [ListRow(()), ListRow(tuple(head), key=key)]
    rows += passage(excerpt, colour, width, key)
    if excerpt.standing:
        rows.append(ListRow((Piece("     ⚠ ", "accent"), Piece(excerpt.standing, "quiet")), key=key))
    if excerpt.note:
        first = excerpt.note.strip().split("\n")[0]
        rows.append(ListRow((Piece("     ✎ ", f"ink:{colour}"), Piece(first, "quiet")), key=key))
    return rows


def passage(excerpt: Excerpt, colour: str, width: int, key: str, longest: int = _LONGEST) -> list[ListRow]:
    """The quote within what stands around it, wrapped, in at most `longest` rows; the quote itself is tinted."""
    before = (excerpt.before or "").replace("\n", " ")
    after = (excerpt.after or "").replace("\n", " ")
    quote = excerpt.quote.replace("\n", " ")
    # What stands around comes without the blanks at its ends.
    before = before[-2 * width :] + (" " if before and excerpt.prefix[-1:].isspace() else "")
    after = (" " if after and excerpt.suffix[:1].isspace() else "") + after
    text = before + quote + after
    borders = (len(before), len(before) + len(quote))
    starts = [0, *wrap(text, width - 5), len(text)]
    rows: list[ListRow] = []
    first = 0
    for number, (start, end) in enumerate(pairwise(starts)):
        a, b = (min(max(at, start), end) for at in borders)
        pieces = (
            Piece("   ▎ " if a < b else "     ", f"ink:{colour}"),
            Piece(text[start:a], "quiet"),
            Piece(text[a:b], f"tint:{colour}"),
            Piece(text[b:end], "quiet"),
        )
        rows.append(ListRow(tuple(piece for piece in pieces if piece.text), key=key))
        if start <= borders[0] < end:
            first = number
    if len(rows) > longest:
        lead = max(0, min(first - 1, len(rows) - longest))
        is_cut = lead + longest < len(rows)
        rows = rows[lead : lead + longest]
        if is_cut:
            rows[-1] = rows[-1]._replace(left=(*rows[-1].left, Piece(" …", "quiet")))
    return rows
