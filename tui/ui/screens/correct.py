"""Correcting: how a place is read, what is to be read there, and where else the same is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.annotations.reading_acts import Corrected
from tui.asread import Ways
from tui.errors import Misuse
from tui.transcript.edits.corrections import Rule
from tui.transcript.edits.wording import Place, find_places
from tui.transcript.model import EditKind, Transcript
from tui.ui import plan
from tui.ui.plan import Scope, Spot
from tui.ui.screens.offers import FORGET, REFUSE, Foot, ScopeBar, Wanted, full_width, offers_of
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.places import TickList, place_row
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.drafting import Typing

_MORE = ("Tab    本文档里每一处 every place in this document", "Tab 2× 所有文档 every document: a glossary rule")


class Answer(NamedTuple):
    """What is to be done, and what the reader is told when it is."""

    corrected: Corrected
    told: str


class Correct(ModalScreen[Answer | None]):
    """One Enter gives one act; a reading that is offered is taken by its key. Escape gives None."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS: ClassVar = [
        Binding("escape", "leave", show=False),
        Binding("tab", "scope(1)", show=False, priority=True),
        Binding("shift+tab", "scope(-1)", show=False, priority=True),
        Binding("down,ctrl+n", "step(1)", show=False, priority=True),
        Binding("up,ctrl+p", "step(-1)", show=False, priority=True),
        Binding("ctrl+s", "commit", show=False, priority=True),
        *(Binding(f"{n},{full_width(n)}", f"offered('{n}')", show=False) for n in "0123456789"),
        Binding(FORGET, f"offered('{FORGET}')", show=False),
        Binding("i", "type", show=False),
    ]

    class Stood(Message):
        """The places where the wording stands were found."""

        def __init__(self, places: Sequence[Place]) -> None:
            super().__init__()
            self.places = tuple(places)

    def __init__(self, transcript: Transcript, spot: Spot, ways: Ways, typing: Typing) -> None:
        """`spot` is of `transcript`, which is read in these `ways`; `typing` is told what is typed, and has what was
        typed before and not done."""
        super().__init__()
        self._transcript, self._spot, self._ways = transcript, spot, ways
        self._draft = typing
        self._scope = Scope.HERE
        self._places: tuple[Place, ...] | None = None
        self._unticked: set[int] = set()
        """Places that are left out, by where they begin in the reading text."""
        self._offers = offers_of(spot)
        self._problem = ""
        self._typing = False
        """Whether the reader asked for the line: digits are characters there from then on."""
        self._waiting = False
        """Whether Enter came before the places were found."""

    def compose(self) -> ComposeResult:
        """The place, the line to type in, the scopes, and what can be chosen."""
        with Vertical(classes="correct"):
            yield Bar(id="correct-title")
            yield Bar(id="correct-here")
            yield Bar(id="correct-source")
            with Horizontal(id="correct-line"):
                yield Bar(id="correct-to")
                yield Wanted(self._spot.place.text)
            yield ScopeBar(id="correct-scope")
            yield TickList(id="correct-rows", always=True)
            yield Foot(id="correct-foot")

    def on_mount(self) -> None:
        """The keys go to the readings if there are any to choose from, else to the line."""
        place, spot = self._spot.place, self._spot
        hint = (Piece("Enter ✓  Esc ✗ ", "quiet"),)
        draft = (Piece("  草稿 draft, not done 未订正", "accent"),) if self._draft.draft is not None else ()
        self.query_one("#correct-title", Bar).say(Piece(" 订正 Correct", "strong"), *draft, right=hint)
        source = self.query_one("#correct-source", Bar)
        source.display = spot.source != place.text
        source.say(Piece(" 原文 source  ", "quiet"), Piece(spot.source))
        self.query_one("#correct-to", Bar).say(Piece(" 改为 to  →", "accent"))
        kinds = {edit.kind for edit in spot.edits}
        first = self._list if kinds & {EditKind.MISREAD, EditKind.CORRECTION} else self.query_one(Wanted)
        first.focus()
        self._show()
        if self._draft.draft is not None:
            self.query_one(Wanted).value = self._draft.draft.text
            self.action_type()

    def on_resize(self) -> None:
        """Set the rows to the width."""
        self.call_after_refresh(self._show)

    @property
    def _list(self) -> TickList:
        return self.query_one(TickList)

    @property
    def _text(self) -> str:
        return self.query_one(Wanted).value

    @property
    def _width(self) -> int:
        return max(24, self._list.size.width - 1)

    def _show(self) -> None:
        place = self._spot.place
        width = self._width
        shown = place_row(place, width)
        self.query_one("#correct-here", Bar).say(*shown.left)
        self.query_one(ScopeBar).offer(self._scope, len(self._places) if self._places is not None else None)
        self._list.show(self._rows(width))
        takes = self._scope is Scope.HERE and not self._typing
        digits = [key for key in self._offers if key.isdigit()] if takes else []
        self.query_one(Wanted).offers = {twin for key in digits for twin in (key, full_width(key))}
        self._hint()

    def _rows(self, width: int) -> list[ListRow]:
        if self._scope is Scope.HERE:
            offers = [ListRow((Piece(f" {key}  ", "accent"), *its), key=key) for key, its in self._offers.items()]
            return offers or [ListRow((Piece(f" {line}", "quiet"),)) for line in _MORE]
        if self._places is None:
            return [ListRow((Piece(" 正在找 looking for the places …", "quiet"),))]
        return [
            place_row(place, width, new=self._text, ticked=place.first not in self._unticked, key=str(place.first))
            for place in self._places
        ]

    def _complain(self, problem: str) -> None:
        self._problem = problem
        self._hint()

    def _hint(self) -> None:
        foot = self.query_one("#correct-foot", Bar)
        if self._problem:
            foot.tell(self._problem, "accent")
            return
        if self._scope is Scope.HERE:
            told = (
                " 一键选定 one key chooses   i 改写 type"
                if self._list.has_focus
                else " Enter 改这一处 corrects this place"
            )
        else:
            ticked = len(self._ticked)
            of = "处处改 everywhere, 本文档 here" if self._scope is Scope.ALWAYS else "改 corrects"
            told = f" Enter {of} ✓{ticked}   ↓ 空格 勾选 ticks"
            if self._list.has_focus:
                told = f" 空格 Space 勾选 ticks   a 全 all   i Enter 改 corrects ✓{ticked}"
        empty = () if self._text else (Piece("   空 empty: 这里什么也不读 nothing is read there", "accent"),)
        foot.say(Piece(told, "quiet"), *empty)

    @property
    def _ticked(self) -> list[Place]:
        return [place for place in self._places or () if place.first not in self._unticked]

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._problem = ""
        self._draft(event.value)
        self._show()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focus_moved(self) -> None:
        self._hint()

    def action_scope(self, way: int) -> None:
        """The next scope."""
        self._set_scope(self._scope.after(way))

    @on(ScopeBar.Chosen)
    def _scope_clicked(self, event: ScopeBar.Chosen) -> None:
        self._set_scope(event.scope)

    def _set_scope(self, scope: Scope) -> None:
        self._scope, self._problem, self._waiting = scope, "", False
        if scope is not Scope.HERE:
            self.query_one(Wanted).focus()
            if self._places is None:
                self._find()
        self._show()

    @work(thread=True, exclusive=True, group="places", exit_on_error=False)
    def _find(self) -> None:
        self.post_message(self.Stood(find_places(self._transcript, self._spot.place.text)))

    @on(Stood)
    def _found(self, event: Stood) -> None:
        here = self._spot.place
        others = [p for p in event.places if p.last <= here.first or here.last <= p.first]
        self._places = tuple(sorted([*others, here], key=lambda place: place.first))
        self._show()
        self._list.show(self._list.rows, key=str(here.first))
        if self._waiting:
            self.action_commit()

    def action_step(self, way: int) -> None:
        """From the line into the list, in it from row to row, and back."""
        rows = self._list
        if not rows.has_focus:
            if way > 0 and rows.key:
                rows.focus()
        elif way < 0 and rows.key == next((row.key for row in rows.rows if row.key), ""):
            self.action_type()
        else:
            rows.action_step(way)

    def action_type(self) -> None:
        """To the line."""
        self._typing = True
        self._show()
        self.query_one(Wanted).focus()

    def on_key(self, event: events.Key) -> None:
        """What is typed while the keys are in the list goes to the line, and takes the place of what is there."""
        if not self._list.has_focus or event.character is None or event.key in self.active_bindings:
            return
        if event.is_printable:
            event.stop()
            line = self.query_one(Wanted)
            line.focus()
            line.value = event.character
            line.cursor_position = len(event.character)
            line.select_on_focus = False

    def action_offered(self, key: str) -> None:
        """Take what is offered under a key."""
        if self._scope is Scope.HERE and key in self._offers:
            self._take(key)

    @on(Wanted.Taken)
    def _taken(self, event: Wanted.Taken) -> None:
        self._take(str(int(event.key)))

    @on(TickList.Chosen)
    def _row_chosen(self, event: TickList.Chosen) -> None:
        if self._scope is Scope.HERE:
            self._take(event.key)
        else:
            self._unticked ^= {int(event.key)}
            self._problem = ""
            self._show()

    @on(TickList.All)
    def _all_chosen(self) -> None:
        if self._scope is not Scope.HERE and self._places is not None:
            self._unticked = set() if self._unticked else {place.first for place in self._places}
            self._show()

    def _take(self, key: str) -> None:
        spot = self._spot
        try:
            if key == FORGET:
                told = "已去掉订正 forgotten" if spot.made else "已从词表去掉 dropped from the glossary"
                self.dismiss(Answer(plan.forgotten(spot), told))
            elif key == REFUSE:
                self.dismiss(Answer(plan.refused(self._transcript, spot), f"照原文 as in the source: {spot.source}"))
            else:
                told = f"已选定 chosen: {spot.readings[int(key) - 1] or '∅'}"
                self.dismiss(Answer(plan.chosen(self._transcript, spot, int(key)), told))
        except Misuse as problem:
            self._complain(f"⚠ {problem}")

    @on(Input.Submitted)
    @on(Foot.Pressed)
    def action_commit(self) -> None:
        """Correct what is meant by the scope."""
        text, wording = self._text, self._spot.place.text
        if text == wording and self._scope is not Scope.ALWAYS:
            self._complain("⚠ 同现在一样 it is read so already: type what is to be read, or Esc")
            return
        if self._scope is Scope.HERE:
            made = plan.put(self._transcript, [self._spot.place], text)
            self.dismiss(Answer(Corrected(made=made), f"已订正 corrected: {wording} → {text or '∅'}"))
            return
        if text == wording:
            told = f"已入词表 in the glossary: {wording}"
            self.dismiss(Answer(Corrected(rules=[Rule(wording, wording)]), told))
            return
        if self._places is None:
            self._waiting = True
            return
        ticked = self._ticked
        if self._scope is Scope.DOCUMENT:
            if not ticked:
                self._complain("⚠ 没有勾选 no place is ticked")
                return
            made = plan.put(self._transcript, ticked, text)
            self.dismiss(Answer(Corrected(made=made), f"已订正 {len(ticked)} 处 places: {wording} → {text or '∅'}"))
            return
        firsts = {place.first for place in ticked}
        corrected = plan.everywhere(
            self._transcript, self._spot, self._places, lambda place: place.first in firsts, text, self._ways
        )
        self.dismiss(Answer(corrected, f"已入词表 in the glossary: {wording} → {text or '∅'}"))

    def action_leave(self) -> None:
        """Leave, nothing done."""
        self.dismiss(None)
