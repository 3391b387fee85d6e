"""The outline of a document: its headings, excerpts and turns; below, who speaks how much. Type to find, Enter goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.layout.cells import cell_len, cut, fit, on_screen
from tui.search.picking import Index
from tui.transcript.model import Transcript, clock
from tui.transcript.outline import HEADING, Outline, outline_of
from tui.ui.colours import speaker_colour
from tui.ui.screens.dialog import Line
from tui.ui.screens.overlist import OverList
from tui.ui.screens.speakers import Said, said_by
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.lazyrows import LazyRows
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

_NAME = 14
"""Cells of a speaker's name before a turn, at most."""


class OutlineScreen(ModalScreen[int | None], OverList[int | None]):
    """Gives the source offset to go to, or None. What it shows is gathered behind the screen."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("tab,shift+tab", "other_part", show=False, priority=True),
    ]

    class Gathered(Message):
        """The outline is there."""

        def __init__(self, outline: Outline) -> None:
            super().__init__()
            self.outline = outline

    class Counted(Message):
        """It was counted how much everybody says."""

        def __init__(self, said: Mapping[str | None, Said]) -> None:
            super().__init__()
            self.said = said

    def __init__(self, transcript: Transcript, title: str, offset: int) -> None:
        """Of `transcript`, with the caret at the source `offset`."""
        super().__init__()
        self._transcript = transcript
        self._title = title
        self._offset = offset
        self._outline: Outline | None = None
        self._index: Index | None = None
        self._sections: Sequence[int] = ()
        self._said: Mapping[str | None, Said] = {}
        self._among_speakers = False

    def compose(self) -> ComposeResult:
        """The line to type in, the items, the speakers."""
        with Vertical(classes="outline"):
            yield Bar(id="outline-title")
            yield Line(id="outline-input")
            yield RowList(id="outline-items", always=True)
            yield Bar(id="outline-speakers-title")
            yield RowList(id="outline-speakers")

    def on_mount(self) -> None:
        """Gather what there is; the keys go to the input."""
        for rows in self.query(RowList):
            rows.can_focus = False
        self.query_one(Input).focus()
        self._say(0)
        self._gather()

    @property
    def _items(self) -> RowList:
        return self.query_one("#outline-items", RowList)

    @property
    def _speakers(self) -> RowList:
        return self.query_one("#outline-speakers", RowList)

    @work(thread=True, exclusive=True, group="outline", exit_on_error=False)
    def _gather(self) -> None:
        outline = outline_of(self._transcript, lambda: self.is_running)
        if outline is not None:
            self.post_message(self.Gathered(outline))
        if self.is_running:
            self.post_message(self.Counted(said_by(self._transcript)))

    @on(Gathered)
    def _gathered(self, event: Gathered) -> None:
        outline = self._outline = event.outline
        self._sections = [item for item in outline.sections if outline.kinds[item] == HEADING]
        # A `/` would count as the end of a folder.
        names = (*outline.names, *map(outline.text, self._sections))
        self._index = Index(f"{name.replace('/', '∕')}." for name in names)
        self._show(self.query_one(Input).value)

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        self._said = event.said
        self._show_speakers(self.query_one(Input).value)

    def _show(self, typed: str) -> None:
        outline = self._outline
        if outline is None:
            return
        items: Sequence[int] = range(len(outline))
        if typed.strip():
            kinds, headings = self._found(typed)
            items = [item for item, kind in enumerate(outline.kinds) if kind in kinds or item in headings]
        here = outline.at(self._offset) if len(outline) else -1
        nearest = max((item for item in items if item <= here), default=-1) if typed.strip() else here
        rows = LazyRows([str(item) for item in items], lambda row: self._row(outline, items[row]))
        self._items.show(rows, key=str(nearest))
        self._say(len(items))
        self._show_speakers(typed)

    def _found(self, typed: str) -> tuple[set[int], set[int]]:
        """The speakers (their numbers) and the headings (their items) that answer."""
        if self._index is None or self._outline is None:
            return set(), set()
        count = len(self._outline.names)
        found = self._index.find(typed)
        return {at for at in found if at < count}, {self._sections[at - count] for at in found if at >= count}

    def _say(self, count: int) -> None:
        total = "…" if self._outline is None else f"{count}/{len(self._outline)}"
        hint = (
            "↑↓ Tab Enter Esc "
            if self._outline is None or len(self._outline)
            else "没有标题和发言人 nothing to outline "
        )
        right = (Piece(f"{total}  ", "accent"), Piece(hint, "quiet"))
        self.query_one("#outline-title", Bar).say(
            Piece(" 大纲 Outline  ", "strong"), Piece(self._title, "quiet"), right=right
        )

    def _row(self, outline: Outline, item: int) -> ListRow:
        kind, text = outline.kinds[item], outline.text(item)
        sign = Piece("▸" if item == outline.at(self._offset) else " ", "accent")
        if kind < 0:
            count = outline.sections[item]
            told = f" {count} 轮 turns " if count else f" {self._share(outline.starts[item])}% "
            return ListRow((sign, Piece(text or "（空）", "strong")), (Piece(told, "quiet"),), str(item))
        name = outline.names[kind]
        width = min(_NAME, max(cell_len(on_screen(n)) for n in outline.names[:200]))
        left = (
            sign,
            Piece("  "),
            Piece(fit(cut(on_screen(name), width), width, right=True), f"ink:{speaker_colour(kind)}"),
            Piece(f"  {text}"),
        )
        start_ms = outline.paragraph(item).start_ms
        when = clock(start_ms) if start_ms is not None else f"{self._share(outline.starts[item])}%"
        return ListRow(left, (Piece(f" {when} ", "quiet"),), str(item))

    def _share(self, offset: int) -> int:
        return offset * 100 // max(1, len(self._transcript.text))

    def _show_speakers(self, typed: str) -> None:
        outline = self._outline
        if outline is None:
            return
        kinds = self._found(typed)[0] if typed.strip() else set(range(len(outline.names)))
        whole = max(1, sum(said.characters for said in self._said.values()))
        rows = []
        for number, name in enumerate(outline.names):
            if number in kinds:
                said = self._said.get(name)
                share = f"{said.characters:,} 字  {said.characters * 100 / whole:.0f}%" if said is not None else "…"
                told = f"{outline.turns[name]} 轮 turns  {fit(share, 18, right=True)} "
                rows.append(
                    ListRow((Piece("  "), Piece(name, f"ink:{speaker_colour(number)}")), (Piece(told, "quiet"),), name)
                )
        self._speakers.display = self.query_one("#outline-speakers-title", Bar).display = bool(outline.names)
        self._speakers.styles.height = min(8, max(1, len(outline.names)))
        self._speakers.show(rows)
        self.query_one("#outline-speakers-title", Bar).say(
            Piece(" 发言人 Speakers ", "strong"),
            Piece(f"{len(rows)}", "accent"),
            right=(Piece("Enter 下一轮 next turn ", "quiet"),),
        )

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._go(self._speakers.key if self._among_speakers else self._items.key)

    @on(RowList.Chosen, "#outline-items")
    def _item_chosen(self, event: RowList.Chosen) -> None:
        self._among_speakers = False
        self._go(event.key)

    @on(RowList.Chosen, "#outline-speakers")
    def _speaker_chosen(self, event: RowList.Chosen) -> None:
        self._among_speakers = True
        self._go(event.key)

    def _go(self, key: str) -> None:
        """To an item; to the next turn of a speaker, around the end."""
        outline = self._outline
        if outline is None or not key:
            return
        item: int | None = None
        if self._among_speakers:
            item = outline.of_speaker(key, self._offset, 1)
            item = outline.of_speaker(key, -1, 1) if item is None else item
        else:
            item = int(key)
        if item is not None:
            self.dismiss(outline.starts[item])

    def action_other_part(self) -> None:
        """To the speakers, or back to the items."""
        self._among_speakers = not self._among_speakers and bool(self._speakers.rows)
        self._items.stand_out(not self._among_speakers)
        self._speakers.stand_out(self._among_speakers)

    @property
    def moved(self) -> RowList:
        return self._speakers if self._among_speakers else self._items

    def action_leave(self) -> None:
        """Leave where one was."""
        self.dismiss(None)
