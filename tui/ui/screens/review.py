"""Highlights of a changed file that are not found for certain: each beside the place that is proposed for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from tui.annotations.model import AnchorState
from tui.carrying import Refound, as_they_are, look_for, lose, take
from tui.errors import PizhuError
from tui.export.excerpt import Excerpt
from tui.ui.acting import attempt, undo
from tui.ui.action import Where
from tui.ui.bindings import bindings
from tui.ui.boardrows import passage
from tui.ui.carrying import Left, Telling
from tui.ui.differences import Finding, evidence, findings_of, state_of, told_difference, wrapped
from tui.ui.measure import NARROW
from tui.ui.screens.keyed import Keyed
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.library import Entry
    from tui.ui.screens.main import MainScreen

_LONGEST = 12
"""Rows that a quote takes at the most."""

_STATES = {
    AnchorState.CHANGED: "? 待复核 to be looked at",
    AnchorState.LOST: "✗ 已失 lost",
}


class Review(Keyed[int | None]):
    """One finding at a time; gives the source offset to go to, or None."""

    WHERE = Where.REVIEW
    ENGLISH_FROM = 140
    BINDINGS: ClassVar = bindings(Where.REVIEW, first=lambda action: True)

    class Found(Message):
        """The highlights were looked for; None: there is none that stands nowhere."""

        def __init__(self, refound: Refound | None, findings: Sequence[Finding]) -> None:
            super().__init__()
            self.refound = refound
            self.findings = tuple(findings)

    def __init__(self, main: MainScreen, entry: Entry) -> None:
        """On a document that is open."""
        super().__init__()
        self._main, self._entry = main, entry
        self._refound: Refound | None = None
        self._findings: tuple[Finding, ...] = ()
        self._states: dict[str, AnchorState | None] = {}
        """By the highlight's id: None if it stands, missing if it was deleted."""
        self._at = 0
        self._part = 0.0
        self._looking = True

    def compose(self) -> ComposeResult:
        """Was and is, side by side where there is room; what is different; the keys."""
        yield Bar(id="review-title")
        with Horizontal(id="review-both"):
            for side in ("was", "now"):
                with Vertical(classes="review-side"):
                    yield Bar(id=f"review-{side}-title", classes="review-head")
                    yield RowList(id=f"review-{side}")
        yield Bar(id="review-difference-title", classes="review-head")
        yield RowList(id="review-difference")
        yield KeyBar(id="review-foot", classes="footer")

    def on_mount(self) -> None:
        """Look for the highlights behind the screen."""
        for rows in self.query(RowList):
            rows.can_focus = rows.id == "review-difference"
        self.query_one("#review-difference", RowList).focus()
        self.show_keys()
        self._show()
        self._look()

    @work(thread=True, exclusive=True, group="review", exit_on_error=False)
    def _look(self) -> None:
        library, known = self._main.library, self._main.reviews.refound
        try:
            transcript = library.transcript(self._entry)
            refound = None
            if known is not None and known.entry == self._entry and known.transcript.text == transcript.text:
                refound = as_they_are(library, replace(known, transcript=transcript))
            if refound is None:
                refound = look_for(library, self._entry, transcript, Telling(self, self._tell), again=True)
            findings = findings_of(library, refound) if refound is not None else []
        except PizhuError as problem:
            self.call_later(self.say, f"⚠ {problem}")
            return
        except Left:
            return
        self.post_message(self.Found(refound, findings))

    def _tell(self, part: float) -> None:
        self._part = part
        self._show()

    @on(Found)
    def _found(self, event: Found) -> None:
        self._looking = False
        self._refound, self._findings = event.refound, event.findings
        if event.refound is not None:
            self._main.reviews.refound = event.refound
        self._read_states()
        # What was carried over meanwhile needs no look.
        self._findings = tuple(f for f in self._findings if self._states.get(f.proposal.highlight.id) is not None)
        self._at = next((n for n, one in enumerate(self._findings) if self._waits(one)), 0)
        self._show()

    def _read_states(self) -> None:
        """What has become of each of them by now."""
        self._states = {}
        if self._refound is None:
            return
        try:
            there = {each.id: each for each in self._main.library.store.highlights(self._refound.document.id)}
        except PizhuError as problem:
            self.say(f"⚠ {problem}")
            return
        for before in (finding.proposal.highlight for finding in self._findings):
            if before.id in there:
                self._states[before.id] = state_of(before, there[before.id])

    def _waits(self, finding: Finding) -> bool:
        return self._states.get(finding.proposal.highlight.id) is AnchorState.CHANGED

    @property
    def _here(self) -> Finding | None:
        return self._findings[self._at] if self._findings else None

    def on_resize(self) -> None:
        """Side by side, or one above the other."""
        self.set_class(self.size.width < NARROW, "narrow")
        self.show_keys()
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        here, many = self._here, len(self._findings)
        title = self.query_one("#review-title", Bar)
        if here is None:
            nothing = "本文档没有待复核的 nothing to look at in this document"
            told = f"正在找 looking … {self._part * 100:.0f} %" if self._looking else nothing
            title.say(Piece(" 复核 Review  ", "strong"), Piece(told, "accent"))
            return
        waiting = sum(map(self._waits, self._findings))
        title.say(
            Piece(f" 复核 Review {self._at + 1}/{many}  ", "strong"),
            Piece(self._standing(here), "accent"),
            right=(Piece(f" {'' if self.has_class('narrow') else self._entry.title}  还有 {waiting} left ", "quiet"),),
        )
        self._show_side("was", here.was, f" 原来 then  {here.was.position}  {here.was.speaker or ''}")
        told = f" 现在 now  {here.now.position}  {here.now.speaker or ''}" if here.now is not None else " 现在 now"
        self._show_side("now", here.now, told)
        self._show_difference(here)

    def _standing(self, finding: Finding) -> str:
        identity = finding.proposal.highlight.id
        if identity not in self._states:
            return "已删除 deleted"
        state = self._states[identity]
        return _STATES.get(state, "") if state is not None else "✓ 已就位 it stands"

    def _show_side(self, side: str, excerpt: Excerpt | None, told: str) -> None:
        self.query_one(f"#review-{side}-title", Bar).say(Piece(told, "strong"))
        box = self.query_one(f"#review-{side}", RowList)
        width = max(20, box.size.width - 2)
        if excerpt is None:
            box.show([ListRow((Piece(" 没有找到足够像的地方 no place is alike enough", "quiet"),))])
            return
        box.show(passage(excerpt, "yellow" if side == "was" else "green", width, "", min(_LONGEST, box.size.height)))

    def _show_difference(self, finding: Finding) -> None:
        title, box = self.query_one("#review-difference-title", Bar), self.query_one("#review-difference", RowList)
        said = Piece(f"  {evidence(finding.proposal)}", "quiet")
        title.say(Piece(" 差别 difference", "strong"), said, right=(Piece(" [-去-] {+来+} ", "quiet"),))
        width = max(20, box.size.width - 2)
        rows = list(wrapped(told_difference(finding), width))
        note = finding.proposal.highlight.note.strip().split("\n")[0]
        about = [Piece(f"#{path} ", "quiet") for path in finding.was.tags] + ([Piece(f"✎ {note}")] if note else [])
        box.show([*rows, ListRow(()), ListRow((Piece(" "), *about))] if about else rows)

    def _step(self, way: int) -> None:
        if self._findings:
            self._at = (self._at + way) % len(self._findings)
            self._show()

    def action_review_next(self) -> None:
        """To the next one, around the end."""
        self._step(1)

    def action_review_previous(self) -> None:
        """To the one before, around the beginning."""
        self._step(-1)

    def action_review_later(self) -> None:
        """Leave it, and look at the next one."""
        self._step(1)

    def action_review_take(self) -> None:
        """The highlight stands at the place that is proposed."""
        self._decide(take, "已取 taken")

    def action_review_lose(self) -> None:
        """Its words are gone."""
        self._decide(lose, "已记为失 marked lost; kept with its quote and note")

    def action_review_here(self) -> None:
        """The highlight stands at what is selected in the transcript."""
        here, refound, pane = self._here, self._refound, self._main.pane
        span = pane.reader.source_selection
        if here is None or refound is None:
            return
        if span is None or pane.entry != self._entry:
            self.say("先在文中选好文字，再按 R m   select its words in the transcript first, then R m")
            return
        identity, library = here.proposal.highlight.id, self._main.library
        _, problem = attempt(self._main, lambda: library.move_edges(refound.transcript, identity, *span))
        self._decided(problem, "已放在选区 set on the selection")

    def action_review_all(self) -> None:
        """Take all places that are certain, though words have changed there; one act."""
        refound = self._refound
        waiting = [finding.proposal for finding in self._findings if self._waits(finding)]
        certain = [proposal for proposal in waiting if proposal.place.sure and proposal.anchor is not None]
        if refound is None or not certain:
            self.say("没有位置确定的 no place is certain: look at each")
            return
        _, problem = attempt(self._main, lambda: take(self._main.library, refound, *certain))
        self._decided(problem, f"已取 {len(certain)} 处 taken")

    def _decide(self, way: Callable[..., bool], told: str) -> None:
        here, refound = self._here, self._refound
        if here is None or refound is None:
            return
        _, problem = attempt(self._main, lambda: way(self._main.library, refound, here.proposal))
        self._decided(problem, told)

    def _decided(self, problem: str, told: str) -> None:
        """Go on to the next one that waits."""
        self._read_states()
        if not problem:
            order = [*range(self._at + 1, len(self._findings)), *range(self._at)]
            self._at = next((n for n in order if self._waits(self._findings[n])), self._at)
            left = sum(map(self._waits, self._findings))
            told = f"{told} · {f'还有 {left} left' if left else '复核完了 all are looked at'} · u 撤销 undoes"
        self._show()
        self.say(problem or told)

    def action_review_undo(self) -> None:
        """Take back the last change."""
        record, told = undo(self._main)
        self._read_states()
        if record is not None:
            ids = [finding.proposal.highlight.id for finding in self._findings]
            self._at = next((ids.index(i) for i in record.highlight_ids if i in ids), self._at)
        self._show()
        self.say(told)

    def action_review_go(self) -> None:
        """To the proposed place in the transcript."""
        here = self._here
        if here is None or here.now is None:
            self.say("没有可去的地方 there is no place to go to")
        else:
            self.dismiss(here.now.start)

    def action_review_close(self) -> None:
        """Back to the transcript."""
        self.dismiss(None)
