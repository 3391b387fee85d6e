"""What keys do to get about by what a document is made of: its outline, and the turns of one speaker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

_FAR = 100_000
"""How many segments are looked through for the next turn of a speaker: a fraction of a second."""


def show_outline(screen: MainScreen) -> None:
    """The outline of the active transcript, to jump about in."""
    from tui.ui.screens.outline import OutlineScreen

    pane = screen.pane
    if pane.entry is None or pane.transcript is None:
        screen.say("没有文档 no document")
        return
    name = pane.entry.name

    def chosen(offset: int | None) -> None:
        if offset is not None:
            screen.jump(name, offset)

    screen.app.push_screen(OutlineScreen(pane.transcript, pane.entry.title, pane.reader.source_offset), chosen)


def to_turn_of_same(screen: MainScreen, way: int) -> None:
    """To the next turn (`way` 1) of who speaks at the caret, or to the one before (-1)."""
    transcript = screen.pane.transcript
    if transcript is None or not transcript.segments:
        return
    at = transcript.segment_index(screen.pane.reader.source_offset)
    segments = transcript.segments
    speaker = segments[at].speaker
    if speaker is None:
        screen.say("光标处无人发言 nobody speaks here")
        return
    behind = min(len(segments), at + _FAR) if way > 0 else max(-1, at - _FAR)
    found = next((segments[i] for i in range(at + way, behind, way) if segments[i].speaker == speaker), None)
    if found is None:
        screen.say(f"{speaker}: 没有更多发言 no further turn")
    else:
        screen.remember()
        screen.pane.reader.go_to(found.paragraphs[0].body)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "outline": show_outline,
    "same_speaker": partial(to_turn_of_same, way=1),
    "same_speaker_back": partial(to_turn_of_same, way=-1),
}
"""By the action's id, what does it."""
