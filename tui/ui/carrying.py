"""What is done when a document that has changed is opened: its highlights are found again beside the reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.worker import get_current_worker

from tui.annotations.model import AnchorState
from tui.errors import NotFound, PizhuError
from tui.library import Entry, Found
from tui.transcript.model import Transcript
from tui.ui import status
from tui.ui.waiting import give_way
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.carrying import Refound
    from tui.recognising import Kin
    from tui.ui.screens.main import MainScreen

_SOON = 0.3
"""Seconds after a document was opened."""
_TELL = 0.25
"""Seconds between two tellings of how far it is."""
_MOST_WAIT = 0.03
"""Seconds for which the work stands still while a key is dealt with."""


class Reviews:
    """What waits for the reader in documents that have changed."""

    def __init__(self) -> None:
        self.refound: Refound | None = None
        """The highlights that were looked for last."""
        self.likely: tuple[Entry, Kin] | None = None
        """A file that may be a new version of a document whose file is gone."""


class Left(Exception):
    """The application ends."""


class Telling:
    """Tells how far a search in a thread is, gives way to keys, and ends it when the application ends."""

    def __init__(self, screen: Screen[Any], tell: Callable[[float], object]) -> None:
        """`tell` is called by the screen, with what is done from 0 to 1."""
        self._screen, self._worker = screen, get_current_worker()
        self._tell = tell
        self._told = monotonic()

    def __call__(self, part: float) -> None:
        if self._worker.is_cancelled:
            raise Left
        give_way(self._screen.app, _MOST_WAIT)
        if part < 1 and monotonic() - self._told > _TELL:
            self._told = monotonic()
            self._screen.call_later(self._tell, part)


def opened(
    screen: MainScreen,
    entry: Entry,
    transcript: Transcript,
    found: Sequence[Found],
    place: Found | None,
    *,
    is_new: bool,
) -> None:
    """A document was opened, or one that is open was gone to; `place`: the highlight that was asked for."""
    if place is not None and place.start < 0:
        words = "不在文中了 the quote is no longer in the document"
        if place.state is AnchorState.CHANGED:
            words = "位置待复核 the quote may stand elsewhere, or in other words"
        screen.complain(NotFound(words, "R 复核 reviews"))
    elif is_new and (told := status.news(found, transcript)):
        screen.say(told)
    if is_new:
        screen.set_timer(_SOON, lambda: _begin(screen, entry))


def _begin(screen: MainScreen, entry: Entry) -> None:
    """Look for the highlights in a thread, as soon as the text is whole."""
    shown = next((pane.transcript for pane in screen.panes if pane.entry == entry), None)
    if shown is None:
        return
    if shown.unrepaired:
        screen.set_timer(_SOON, lambda: _begin(screen, entry))
        return
    screen.run_worker(partial(_look, screen, entry), thread=True, group="carrying", exit_on_error=False)


def _look(screen: MainScreen, entry: Entry) -> None:
    library = screen.library
    try:
        transcript = library.transcript(entry)
        if library.document(entry, transcript) is None:
            _recognise(screen, entry, transcript)
            return
        from tui.carrying import look_for

        def tell(part: float) -> None:
            screen.say(f"文件已变，正在重新定位批注 finding the highlights again: {part * 100:.0f} %")

        refound = look_for(library, entry, transcript, Telling(screen, tell))
    except PizhuError as problem:
        screen.call_later(screen.complain, problem)
    except Left:
        return
    else:
        if refound is not None:
            screen.call_later(_found, screen, refound)


def _found(screen: MainScreen, refound: Refound) -> None:
    """Take what is certain as one act, and tell."""
    from tui.carrying import carry_over

    screen.reviews.refound = refound
    if refound.is_declined:
        screen.say(f"文件已变 the file has changed: {len(refound.proposals)} 待复核 to be looked at · R 复核 reviews")
        return
    if not screen.act(lambda: carry_over(screen.library, refound)):
        return
    counts = refound.counts
    stays, moved = counts[AnchorState.EXACT], counts[AnchorState.MOVED]
    told = [f"{n} {says}" for n, says in ((stays, "原处 stand"), (moved, "移位 moved")) if n]
    away = status.away_told(counts).removeprefix("⚠ ")
    sign = "⚠ " if away else ""
    screen.say(f"{sign}文件已变 the file has changed: {' · '.join([*told, *([away] if away else [])])}")


def _recognise(screen: MainScreen, entry: Entry, transcript: Transcript) -> None:
    """Whether a file without highlights is another state of a document whose file is gone."""
    library = screen.library
    if not library.store.highlight_count():
        return
    from tui.recognising import gone, kin_of, was_refused

    if (candidates := gone(library)) and not was_refused(library, entry):
        kin = kin_of(transcript.text, candidates)
        if kin is not None:
            screen.call_later(_recognised, screen, entry, kin)


def _recognised(screen: MainScreen, entry: Entry, kin: Kin) -> None:
    if kin.is_sure:
        _adopt(screen, entry, kin)
    else:
        screen.reviews.likely = entry, kin
        screen.say(f"像是 {kin.document.path} 的新版，R 复核 looks like a new version of it: R reviews")


def _adopt(screen: MainScreen, entry: Entry, kin: Kin) -> None:
    """Let a file be a document whose file is gone, and find its highlights."""
    from tui.recognising import adopt

    if screen.act(lambda: adopt(screen.library, entry, kin)):
        screen.say(f"认出改名的文档 recognised by its text: {kin.document.path} → {entry.name}")
        _begin(screen, entry)


def _ask(screen: MainScreen, entry: Entry, kin: Kin) -> None:
    from tui.ui.screens.dialog import Pick

    share = f"{kin.share * 100:.0f} %"
    rows = [
        ListRow((Piece(f" 是 yes: {kin.document.path} 的批注归这里 its highlights belong here "),), key="yes"),
        ListRow((Piece(" 不是 no"),), key="no"),
    ]

    def chosen(key: str | None) -> None:
        if key is not None:
            screen.reviews.likely = None
        if key == "yes":
            _adopt(screen, entry, kin)

    screen.app.push_screen(Pick(f"新版？ A new version?  {share}", lambda _: rows), chosen)


def review(screen: MainScreen) -> None:
    """Look at the highlights that are not found for certain, one after the other."""
    from tui.ui.screens.review import Review

    pane = screen.pane
    entry = pane.entry
    if entry is None or pane.transcript is None:
        return
    if (likely := screen.reviews.likely) is not None and likely[0] == entry:
        _ask(screen, *likely)
        return

    def left(offset: int | None) -> None:
        if offset is not None and offset >= 0:
            screen.remember()
            pane.reader.go_to(offset, reveal=True)

    screen.app.push_screen(Review(screen, entry), left)
