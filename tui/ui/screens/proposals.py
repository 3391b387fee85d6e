"""What may be misheard: wordings that sound or look like a term of the glossary, each accepted or refused by a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from tui import rewording
from tui.annotations.reading_acts import Corrected
from tui.asread import misheard, terms_of
from tui.errors import PizhuError
from tui.layout.cells import cell_len, cut, on_screen
from tui.library import Entry
from tui.transcript.edits.corrections import Rule
from tui.transcript.edits.proposals import Wording
from tui.transcript.edits.wording import Place, place_of
from tui.transcript.model import Transcript
from tui.ui import plan
from tui.ui.acting import attempt, undo
from tui.ui.action import Where
from tui.ui.bindings import bindings
from tui.ui.choosing import split_names
from tui.ui.screens.dialog import Ask
from tui.ui.screens.keyed import Keyed
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.places import place_row
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

WHY = {"sounds alike": "音近 sounds alike", "looks alike": "形近 looks alike", "same pinyin": "同音 same pinyin"}


class Proposals(Keyed[None]):
    """The wordings, the likeliest first, and below them all places of the one under the cursor."""

    WHERE = Where.PROPOSALS
    ENGLISH_FROM = 110
    GAP = "   "
    BINDINGS: ClassVar = bindings(Where.PROPOSALS)

    class Heard(Message):
        """The wordings were found."""

        def __init__(self, transcript: Transcript, found: Sequence[Wording]) -> None:
            super().__init__()
            self.transcript = transcript
            self.found = tuple(found)

    def __init__(self, main: MainScreen) -> None:
        """On the document of the active pane."""
        super().__init__()
        self._main = main
        self._terms: list[str] = []
        self._transcript: Transcript | None = None
        self._found: tuple[Wording, ...] = ()
        self._looking = True
        self._wanted = ""
        self._done: list[str] = []
        """The keys of the wordings that were decided on, the last one last."""

    def compose(self) -> ComposeResult:
        """The wordings, the places, the keys."""
        yield Bar(id="proposals-title")
        yield RowList(id="proposals-rows")
        yield Bar(id="proposals-here")
        yield RowList(id="proposals-places")
        yield KeyBar(id="proposals-foot", classes="footer")

    def on_mount(self) -> None:
        """Look for them behind the screen."""
        places = self.query_one("#proposals-places", RowList)
        places.can_focus = False
        self._rows.focus()
        self.show_keys()
        self.gather()

    @property
    def _rows(self) -> RowList:
        return self.query_one("#proposals-rows", RowList)

    def gather(self, wanted: str = "") -> None:
        """Look for the wordings in a worker; the cursor goes to the one that is `wanted`."""
        entry = self._main.pane.entry
        if entry is None:
            return
        try:
            rules = self._main.library.store.rules()
        except PizhuError as problem:
            self.say(f"⚠ {problem}")
            return
        self._terms = terms_of(rules)
        self._wanted, self._looking = wanted, True
        self._show()
        self._listen(entry, tuple(rules))

    @work(thread=True, exclusive=True, group="proposals", exit_on_error=False)
    def _listen(self, entry: Entry, rules: tuple[Rule, ...]) -> None:
        try:
            transcript = self._main.library.transcript(entry)
        except PizhuError as problem:
            self.app.call_from_thread(self.say, f"⚠ {problem}")
            return
        self.post_message(self.Heard(transcript, misheard(transcript, rules)))

    @on(Heard)
    def _heard(self, event: Heard) -> None:
        self._transcript, self._found, self._looking = event.transcript, event.found, False
        self._show(self._wanted or None)

    def on_resize(self) -> None:
        """Set everything to the width."""
        self.show_keys()
        self.call_after_refresh(self._show)

    def _show(self, key: str | None = None) -> None:
        terms = "，".join(self._terms)
        looking = "正在找 listening …  " if self._looking else f"{len(self._found)}  "
        self.query_one("#proposals-title", Bar).say(
            Piece(" 误听 Proposals ", "strong"), Piece(looking, "accent"), Piece(f"术语 terms: {terms}", "quiet")
        )
        width = max(30, self._rows.size.width - 1)
        rows = [row for each in self._found for row in wording_rows(each, width)]
        if not rows and not self._looking:
            rows = [
                ListRow((Piece(" 没有找到误听 nothing sounds or looks like the terms", "quiet"),)),
                ListRow((Piece(" t 加术语 adds terms", "quiet"),)),
            ]
        self._rows.show(rows, key=key)
        self._show_places()

    @property
    def _here(self) -> Wording | None:
        return next((each for each in self._found if _key(each) == self._rows.key), None)

    @on(RowList.Moved, "#proposals-rows")
    def _show_places(self) -> None:
        here, places = self._here, self.query_one("#proposals-places", RowList)
        title = self.query_one("#proposals-here", Bar)
        if here is None:
            title.say(Piece(""))
            places.show([])
            return
        title.say(Piece(f" {here.text} → {here.term}", "strong"), Piece(f"  {here.count} 处 places", "quiet"))
        width = max(30, places.size.width - 1)
        places.show([place_row(place, width, new=here.term) for place in here.places])
        places.first = 0
        places.refresh()

    @on(RowList.Chosen, "#proposals-rows")
    def _clicked(self) -> None:
        self._show_places()

    def action_proposal_accept(self) -> None:
        """Correct all places of the wording in this document, as one act."""
        here, old = self._here, self._transcript
        entry = self._main.pane.entry
        if here is None or old is None or entry is None:
            return

        def change() -> bool:
            now = self._main.library.transcript(entry)
            made = plan.put(now, still(here.places, old, now), here.term)
            return rewording.correct(self._main.library, entry, Corrected(made=made))

        self._do(change, f"已订正 {here.count} 处 places: {here.text} → {here.term}")

    def action_proposal_always(self) -> None:
        """Read the term for the wording in every document."""
        self._rule(accepted=True)

    def action_proposal_refuse(self) -> None:
        """Never propose the wording again."""
        self._rule(accepted=False)

    def _rule(self, *, accepted: bool) -> None:
        here, entry = self._here, self._main.pane.entry
        if here is None or entry is None:
            return
        rule = Rule(here.text, here.term, accepted)
        sign = "→" if accepted else "≠"
        told = f"已入词表 in the glossary: {here.text} {sign} {here.term}"
        self._do(lambda: rewording.correct(self._main.library, entry, Corrected(rules=[rule])), told)

    def _do(self, change: Callable[[], bool], told: str) -> None:
        """Carry out an act on the wording under the cursor, and go on to the next one."""
        here = self._here
        if here is None:
            return
        _, problem = attempt(self._main, change)
        if not problem:
            self._done.append(_key(here))
            keys = [_key(each) for each in self._found]
            at = keys.index(_key(here))
            self._found = (*self._found[:at], *self._found[at + 1 :])
            self._show((keys[at + 1 :] or keys[:at][-1:] or [""])[0])
        self.say(problem or told)

    def action_proposal_undo(self) -> None:
        """Take back the last act, and look again."""
        record, told = undo(self._main)
        if record is not None:
            self.gather(self._done.pop() if self._done and record.what == "correct" else self._rows.key)
        self.say(told)

    def action_proposal_terms(self) -> None:
        """Ask for more terms."""
        ask_terms(self._main, self.gather)

    def action_proposals_close(self) -> None:
        """Back to the transcript."""
        self.dismiss(None)


def ask_terms(main: MainScreen, then: Callable[[], object]) -> None:
    """Ask for terms, put them into the glossary as one act, and go on."""

    def check(text: str) -> str | None:
        return None if split_names(text) else "a term is needed"

    def done(text: str | None) -> None:
        if text is not None:
            rules = [Rule(term, term) for term in split_names(text)]
            if not attempt(main, lambda: rewording.correct_everywhere(main.library, Corrected(rules=rules)))[1]:
                then()

    main.app.push_screen(Ask("术语 Terms  正确的写法 as they are written, with commas between", check=check), done)


def still(places: Iterable[Place], old: Transcript, now: Transcript) -> list[Place]:
    """Those of the places in `old` that are read the same in `now`, as places of `now`."""
    if old is now:
        return list(places)
    found = []
    for place in places:
        before, after = old.reading, now.reading
        if before.between(place.start, place.end) == after.between(place.start, place.end):
            shift = after.to_reading(place.start) - before.to_reading(place.start)
            found.append(place_of(now, place.first + shift, place.last + shift))
    return found


def _key(wording: Wording) -> str:
    return f"{wording.text}\n{wording.term}"


def wording_rows(wording: Wording, width: int) -> list[ListRow]:
    """A wording on two rows of `width` cells: what it may be and why, and the first place where it stands."""
    why = WHY.get(wording.why, wording.why)
    right = (Piece(f" {why} {wording.likeness:.2f} ", "quiet"),)
    room = max(12, width - cell_len(right[0].text) - 14) // 2
    left = (
        Piece(" "),
        Piece(cut(on_screen(wording.text), room), "strong"),
        Piece(f" ×{wording.count}", "quiet"),
        Piece(" → ", "quiet"),
        Piece(cut(on_screen(wording.term), room), "accent"),
    )
    key = _key(wording)
    return [ListRow(left, right, key), place_row(wording.places[0], width, key=key)]
