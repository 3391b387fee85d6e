"""Drafts while one types, and when one comes back: kept a moment after a key, told at the start, opened again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tui.errors import PizhuError
from tui.layout.cells import cut, in_brief, on_screen
from tui.ui.drafts import AFTER_S, Draft, Subject
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.ui.screens.main import MainScreen


class Typing:
    """One text that is being typed: called with it at every change, it keeps it from time to time."""

    def __init__(self, screen: MainScreen, subject: Subject, saved: str = "") -> None:
        """`saved` is what is saved already: that is no draft."""
        self._screen, self._subject, self._saved = screen, subject, saved
        self._text = saved
        self._timer: Timer | None = None
        waits = screen.drafts.of(subject)
        self.draft: Draft | None = waits if waits is not None and waits.text != saved else None
        """What was typed and not saved before, to be offered."""
        self._is_kept = waits is not None

    def __call__(self, text: str) -> None:
        """This is what is there now."""
        self._text = text
        if self._timer is None:
            self._timer = self._screen.set_timer(AFTER_S, self._keep)

    def _keep(self) -> None:
        self._timer = None
        if self._text != self._saved:
            self._is_kept = True
            self._screen.drafts.keep(self._subject, self._text)

    def end(self, *, keeps: bool = False) -> None:
        """The typing is over: the text is saved, or not wanted; or it could not be saved, and is kept."""
        if self._timer is not None:
            self._timer.stop()
        if keeps:
            self._keep()
        elif self._is_kept:
            self._screen.drafts.drop(self._subject)


def told(waiting: list[Draft]) -> str:
    """What the reader is told of drafts that wait."""
    count = "1 draft waits" if len(waiting) == 1 else f"{len(waiting)} drafts wait"
    return f"草稿 {count}: “{in_brief(waiting[0].subject.quote)}”   : 草稿 Drafts 打开 opens"


def choose_draft(screen: MainScreen) -> None:
    """Choose one of the drafts that wait, and go on writing."""
    from tui.search.names import rank
    from tui.ui.screens.dialog import Pick

    waiting = {draft.subject.key: draft for draft in screen.drafts.waiting()}
    if not waiting:
        screen.say("没有草稿 no draft waits")
        return

    def rows(typed: str) -> list[ListRow]:
        return [
            _row(draft)
            for draft in waiting.values()
            if any(rank(typed, text) is not None for text in (draft.text, draft.subject.quote, draft.subject.document))
        ]

    def chosen(key: str | None) -> None:
        if key is not None:
            open_draft(screen, waiting[key])

    screen.app.push_screen(Pick("草稿 Drafts", rows), chosen)


def _row(draft: Draft) -> ListRow:
    subject = draft.subject
    kind = "✎ 笔记 note  " if subject.kind == "note" else "→ 订正 correction  "
    words = Piece(cut(" ".join(on_screen(draft.text).split()), 40), "strong")
    place = f"  “{in_brief(subject.quote)}” {subject.document}"
    return ListRow((Piece(f" {kind}", "accent"), words, Piece(place, "quiet")), key=subject.key)


def open_draft(screen: MainScreen, draft: Draft) -> None:
    """Go to the place of a draft and go on writing there; if the place is gone, write without it."""
    from tui.ui import correcting, marking
    from tui.ui.screens.dialog import WriteNote

    subject = draft.subject
    with suppress(PizhuError):
        screen.library.entry(subject.document)
        screen.jump(subject.document, subject.start, subject.highlight_id)
        if subject.highlight_id == screen.pane.reader.active_id and subject.highlight_id:
            marking.note(screen)
            return
        if not subject.highlight_id and screen.pane.transcript is not None:
            screen.pane.reader.select_span(subject.start, subject.end)
            (marking.note if subject.kind == "note" else correcting.correct)(screen)
            return
    typing = Typing(screen, subject)

    def written(text: str | None) -> None:
        if text is None:
            typing.end()
            return
        done = screen.act(lambda: screen.library.store.set_note(subject.highlight_id, text))
        typing.end(keeps=done is not True)

    screen.app.push_screen(WriteNote(subject.quote, "", typing), written)
