"""What the key for the concordance does: it asks for a text, and goes where its lines lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.search.wanted import Kind, SearchProblem, Wanted, read_wanted
from tui.transcript.stretch import spoken_between
from tui.ui.finding import go_to_hit, told

if TYPE_CHECKING:
    from tui.ui.screens.kwic import Left
    from tui.ui.screens.main import MainScreen

_LONGEST = 60
"""Characters of a selection that is looked for."""


def concordance(screen: MainScreen) -> None:
    """Ask for a text, and list all its hits."""
    from tui.ui.screens.kwic import Kwic

    def chosen(left: Left | None) -> None:
        if left is None:
            return
        screen.kwic_left = left
        if left.goal is not None:
            go_to_hit(screen, left.typed, *left.goal)

    def typed(text: str) -> None:
        screen.app.push_screen(Kwic(screen, text, screen.kwic_left), chosen)

    ask(screen, suggested(screen), typed)


def ask(screen: MainScreen, value: str, then: Callable[[str], None]) -> None:
    """Ask for a text, `value` unless another is typed; `then` is told it."""
    from tui.ui.screens.dialog import Ask

    def check(text: str) -> str | None:
        try:
            return None if read_wanted(text).text.strip() else "a text is needed"
        except SearchProblem as problem:
            return told(problem)

    def done(text: str | None) -> None:
        if text is not None:
            screen.searches.add(text)
            then(text)

    screen.app.push_screen(Ask("语境 In context  w: 词 words  re: 正则", value, check=check, replace=True), done)


def suggested(screen: MainScreen) -> str:
    """The selection, else what was searched last."""
    pane = screen.pane
    span = pane.reader.source_selection
    if span is not None and pane.transcript is not None:
        said = spoken_between(pane.transcript, *span)
        first, last = said.span(*span)
        if selected := said.text[first:last].strip().split("\n")[0][:_LONGEST]:
            return str(Wanted(Kind.TEXT, selected))
    return pane.needle or screen.searches.last
