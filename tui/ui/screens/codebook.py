"""The codebook: the tags as a tree, and all that is done to them. Every change is an act of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from tui.annotations.model import ActRecord, Tag
from tui.errors import PizhuError
from tui.search.tagnames import TagNames
from tui.ui import tagdeeds
from tui.ui.acting import attempt, redo, undo
from tui.ui.action import Where
from tui.ui.bindings import bindings
from tui.ui.screens.dialog import Line
from tui.ui.screens.keyed import Keyed
from tui.ui.tagtree import NUMBERS, Tree, digits_of
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.lazyrows import LazyRows
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

_PIN = "codebook_pin"


class CodebookScreen(Keyed[None]):
    """All tags; keys act on the one under the cursor. `/` finds by typing."""

    WHERE = Where.CODEBOOK
    ENGLISH_FROM = 160
    GAP = " "
    BINDINGS: ClassVar = [
        *bindings(Where.CODEBOOK, first=lambda action: False, but=_PIN),
        *(Binding(str(digit), f"{_PIN}({digit})", show=False) for digit in range(1, 10)),
        Binding("left,h", "fold_up", show=False),
        Binding("right,l", "unfold", show=False),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
    ]

    def __init__(self, main: MainScreen) -> None:
        """Of the library's database."""
        super().__init__()
        self.main = main
        self.tree_ = Tree()
        self._folded: set[str] = set()
        self._found: list[str] | None = None
        """The tags that answer what is being typed; None while nothing is."""
        self._names: TagNames | None = None

    def compose(self) -> ComposeResult:
        """Title, tags, what is to be known of one, keys."""
        yield Bar(id="codebook-title")
        yield Line(id="codebook-find")
        yield RowList(id="codebook-rows", always=True)
        yield RowList(id="codebook-here")
        yield KeyBar(id="codebook-foot", classes="footer")

    def on_mount(self) -> None:
        """Show the tags as they are."""
        self.query_one("#codebook-here", RowList).can_focus = False
        self._rows.focus()
        self.read()

    @property
    def _rows(self) -> RowList:
        return self.query_one("#codebook-rows", RowList)

    @property
    def here(self) -> Tag | None:
        """The tag under the cursor."""
        return self.tree_.codebook.by_id.get(self._rows.key)

    @property
    def path(self) -> str:
        """The path of the tag under the cursor; empty if there is none."""
        return self.tree_.codebook.paths.get(self._rows.key, "")

    def on_resize(self) -> None:
        """Set the rows to the width."""
        self.show_keys()
        self.call_after_refresh(self._show)

    async def press(self, action: str) -> None:
        """Do the action of this id; pinning needs its digit."""
        if action != _PIN:
            await super().press(action)

    def read(self, key: str | None = None) -> None:
        """Read the tags anew; the cursor goes to the tag of this id, or stays."""
        desk = self.main.desk
        book = desk.codebook
        try:
            own = self.main.library.store.tag_counts()
        except PizhuError as problem:
            self.say(f"⚠ {problem}")
            return
        self.tree_ = Tree(book, own, desk.counts, digits_of(desk.slots, book, desk.pinned))
        self._names = None
        if key is not None and key in book.by_id:
            self._folded -= {tag.id for tag in book.lineage(key)[:-1]}
        self._show(key)

    def _show(self, key: str | None = None) -> None:
        tree, wanted = self.tree_, self._rows.key if key is None else key
        keys = self._found if self._found is not None else tree.ids(self._folded)
        rows: Sequence[ListRow] = LazyRows(keys, self._row(keys))
        if not keys:
            rows = [ListRow((Piece(" 没有标签 no tags   N 新标签 makes one", "quiet"),))]
        if wanted not in keys and wanted in self._keys_before:
            # What was under the cursor is gone: the next one takes its place.
            at = self._keys_before.index(wanted)
            left = set(keys)
            wanted = next((k for k in [*self._keys_before[at:], *self._keys_before[:at][::-1]] if k in left), "")
        self._keys_before = keys
        self._rows.show(rows, key=wanted)
        unused = sum(not tree.whole.get(tag.id, 0) for tag in tree.codebook)
        self.query_one("#codebook-title", Bar).say(
            Piece(" 代码本 Codebook  ", "strong"),
            Piece(f"{len(tree.codebook):,} ", "accent"),
            Piece(f" 未用 unused {unused:,}", "quiet"),
            right=(Piece(NUMBERS, "quiet"),),
        )
        self._show_here()

    _keys_before: Sequence[str] = ()

    def _row(self, keys: Sequence[str]) -> Callable[[int], ListRow]:
        tree, found = self.tree_, self._found is not None
        return lambda at: tree.row(keys[at], is_folded=keys[at] in self._folded, is_found=found)

    @on(RowList.Moved, "#codebook-rows")
    def _show_here(self) -> None:
        here, box = self.here, self.query_one("#codebook-here", RowList)
        box.show(self.tree_.told(here, box.size.width) if here is not None else [])

    def act(self, change: Callable[[], object], told: str, key: str | None = None) -> bool:
        """Carry out one act and tell of it; whether it changed anything. The cursor goes to the tag of this id."""
        done, problem = attempt(self.main, change)
        made = done.id if isinstance(done, Tag) else key
        self.read(made)
        self.say(problem or (told if done else "没有变化 nothing has changed"))
        return bool(done)

    @on(RowList.Chosen, "#codebook-rows")
    def action_codebook_fold(self) -> None:
        """Fold the branch away, or open it."""
        here = self.here
        if here is not None and self._found is not None:
            self._end_finding(here.id)
        elif here is not None and self.tree_.has_below(here.id):
            self._folded ^= {here.id}
            self._show()

    def action_fold_up(self) -> None:
        """Fold the branch away; if it is, to the tag above."""
        here = self.here
        if here is not None and self.tree_.has_below(here.id) and here.id not in self._folded:
            self.action_codebook_fold()
        elif here is not None and here.parent_id in self.tree_.codebook.by_id:
            self._show(here.parent_id)

    def action_unfold(self) -> None:
        """Open the branch."""
        if self._rows.key in self._folded:
            self.action_codebook_fold()

    def action_codebook_fold_all(self) -> None:
        """Fold all branches away, or open all."""
        book = self.tree_.codebook
        top = book.lineage(self._rows.key)[0].id if self.here is not None else ""
        self._folded = set() if self._folded else {tag.parent_id for tag in book if tag.parent_id is not None}
        self._show(top)

    def action_step(self, way: int) -> None:
        """To another tag while something is typed."""
        self._rows.action_step(way)

    def action_codebook_find(self) -> None:
        """Type to find."""
        line = self.query_one(Line)
        line.display = True
        line.focus()
        self._find(line.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.input.display:
            self._find(event.value)

    def _find(self, typed: str) -> None:
        book = self.tree_.codebook
        if self._names is None:
            self._names = TagNames(book)
        self._found = [book.by_path[path].id for path in self._names.find(typed)]
        self._show((self._found or [""])[0])

    @on(Input.Submitted)
    def _taken(self) -> None:
        self._end_finding(self._rows.key)

    def _end_finding(self, key: str) -> None:
        line = self.query_one(Line)
        line.display, self._found = False, None
        line.value = ""
        self._rows.focus()
        self.read(key)

    def action_codebook_close(self) -> None:
        """Back to the tree if something is typed, else to the transcript."""
        if self._found is not None:
            self._end_finding(self._rows.key)
        else:
            self.dismiss(None)

    def action_codebook_pin(self, digit: int) -> None:
        """Pin the tag to the digit; where it is already, let it go."""
        here, desk = self.here, self.main.desk
        if here is None:
            return
        was = desk.pinned.get(digit) == here.id
        pinned = {n: tag_id for n, tag_id in desk.pinned.items() if n != digit and tag_id != here.id}
        self.main.desk = replace(desk, pinned=pinned if was else {**pinned, digit: here.id})
        self.main.refresh_desk()
        self.read()
        self.say(f"{digit} 已松开 let go" if was else f"已固定 pinned: {digit} #{self.path}")

    def action_codebook_undo(self) -> None:
        """Take back the last act."""
        self._turned(undo(self.main))

    def action_codebook_redo(self) -> None:
        """Do again what was undone."""
        self._turned(redo(self.main))

    def _turned(self, turned: tuple[ActRecord | None, str]) -> None:
        self.read()
        self.say(turned[1])

    def on_key(self, event: events.Key) -> None:
        """Digits of a full-width input method pin, too."""
        if event.character is not None and "１" <= event.character <= "９":
            event.stop()
            self.action_codebook_pin(ord(event.character) - ord("０"))

    def action_codebook_new(self) -> None:
        """Make a tag below this one."""
        tagdeeds.new(self, self.path)

    def action_codebook_new_top(self) -> None:
        """Make a tag at the top."""
        tagdeeds.new(self, "")

    def action_codebook_rename(self) -> None:
        """Give the tag another name."""
        tagdeeds.rename(self)

    def action_codebook_merge(self) -> None:
        """Make the tag a part of another one."""
        tagdeeds.merge(self)

    def action_codebook_split(self) -> None:
        """Let some of its quotes carry another tag."""
        tagdeeds.split(self)

    def action_codebook_move(self) -> None:
        """Hang the tag under another one."""
        tagdeeds.move(self)

    def action_codebook_colour(self) -> None:
        """Choose the colour."""
        tagdeeds.recolour(self)

    def action_codebook_letter(self) -> None:
        """Set the letter."""
        tagdeeds.set_letter(self)

    def action_codebook_describe(self) -> None:
        """Write what the tag means."""
        tagdeeds.describe(self)

    def action_codebook_alias(self) -> None:
        """Set the aliases."""
        tagdeeds.set_aliases(self)

    def action_codebook_check(self) -> None:
        """Look for tags that are not used or may be one."""
        tagdeeds.check(self)

    def action_codebook_delete(self) -> None:
        """Delete the tag and all below it."""
        tagdeeds.delete(self)

    def action_codebook_trash(self) -> None:
        """Bring back a tag that was deleted."""
        tagdeeds.restore(self)
