"""What keys do to how a document is read: correct it, choose a reading, look at what may be misheard, name speakers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui import rewording
from tui.errors import PizhuError
from tui.transcript.model import EditKind
from tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from tui.asread import Ways
    from tui.transcript.reading import Reading
    from tui.ui.screens.correct import Answer
    from tui.ui.screens.main import MainScreen


def correct(screen: MainScreen) -> None:
    """Correct the selection, what was repaired or corrected under the caret, or the word there."""
    from tui.ui.acting import REFUSED
    from tui.ui.drafting import Typing
    from tui.ui.drafts import Subject
    from tui.ui.plan import spot_at
    from tui.ui.screens.correct import Correct

    pane = screen.pane
    entry, transcript = pane.entry, pane.transcript
    span = _span(pane)
    if entry is None or transcript is None or span is None:
        return
    try:
        ways = _ways(screen)
        spot = spot_at(transcript, ways, *span)
    except PizhuError as problem:
        screen.complain(problem)
        return

    place = spot.place
    typing = Typing(screen, Subject("correction", entry.name, place.start, place.end, place.text), place.text)

    def answered(answer: Answer | None) -> None:
        if answer is None:
            typing.end()
            return
        done = screen.act(lambda: rewording.correct(screen.library, entry, answer.corrected))
        typing.end(keeps=done is REFUSED)
        if done:
            screen.say(answer.told)
        elif done is False:
            screen.say("没有变化 nothing has changed")

    screen.app.push_screen(Correct(transcript, spot, ways, typing), answered)


def next_uncertain(screen: MainScreen) -> None:
    """To the next repair that is uncertain, around the end."""
    pane = screen.pane
    if pane.transcript is None:
        return
    doubts = [edit for edit in pane.transcript.edits if edit.uncertain and edit.kind is EditKind.MISREAD]
    if not doubts:
        wait = "正在修复误读 misread stretches are still being repaired"
        screen.say(wait if pane.transcript.unrepaired else "没有存疑处 nothing is uncertain here")
        return
    at = pane.reader.source_offset
    number = next((n for n, edit in enumerate(doubts) if edit.start > at), 0)
    screen.remember()
    pane.reader.go_to(doubts[number].start, reveal=True)
    screen.say(f"存疑 {number + 1}/{len(doubts)} uncertain: {doubts[number].replacement}   c 选 chooses")


def proposals(screen: MainScreen) -> None:
    """Look at what may be misheard; asks for terms if there are none."""
    from tui.asread import terms_of
    from tui.ui.screens.proposals import Proposals, ask_terms

    if screen.pane.transcript is None:
        return
    try:
        terms = terms_of(screen.library.store.rules())
    except PizhuError as problem:
        screen.complain(problem)
        return
    if terms:
        screen.app.push_screen(Proposals(screen))
    else:
        ask_terms(screen, lambda: screen.app.push_screen(Proposals(screen)))


def speakers(screen: MainScreen) -> None:
    """Look at who speaks; rename, merge, say who is the host."""
    from tui.ui.screens.speakers import Speakers

    pane = screen.pane
    if pane.transcript is None or pane.entry is None:
        return
    if not pane.transcript.speakers:
        screen.say("这里没有发言人 nobody is named in this document")
        return
    screen.app.push_screen(Speakers(screen))


def _ways(screen: MainScreen) -> Ways:
    """What is said of how the document is read. Raises StoreProblem."""
    from tui.asread import ways_of

    entry, transcript = screen.pane.entry, screen.pane.transcript
    document = screen.library.document(entry, transcript) if entry is not None and transcript is not None else None
    return ways_of(screen.library.store, document)


def _span(pane: Pane) -> tuple[int, int] | None:
    """What is meant, as a stretch of the transcript's own reading text."""
    from tui.layout.units import Unit, span_at

    page, transcript, reader = pane.reader.page, pane.transcript, pane.reader
    if page is None or transcript is None or not page.text.strip():
        return None
    reading = transcript.reading
    selected = reader.cursor.selection(page)
    edit = reader.edit_here
    if selected is None and edit is not None and edit.kind in (EditKind.MISREAD, EditKind.CORRECTION):
        return reading.reading_span(edit.start, edit.end)
    first, last = selected or span_at(page, reader.cursor.offset, Unit.WORD)
    bare = page.text[first:last]
    first += len(bare) - len(bare.lstrip())
    last = first + len(bare.strip())
    start, end = page.reading.source_span(first, last)
    shown = page.reading.edits
    if first == last or any(edit.start < end and start < edit.end and edit not in shown for edit in transcript.edits):
        return reading.reading_span(start, end)
    return _carried(page.reading, reading, first), _carried(page.reading, reading, last - 1) + 1


def _carried(one: Reading, other: Reading, offset: int) -> int:
    """An offset of one reading in another that has the same edits there."""
    start = one.to_source(offset)
    return other.to_reading(start) + offset - one.to_reading(start)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "correct": correct,
    "next_uncertain": next_uncertain,
    "proposals": proposals,
    "speakers": speakers,
}
"""By the action's id, what does it."""
