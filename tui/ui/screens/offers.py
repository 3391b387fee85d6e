"""What the screen for correcting is made of: the line, the scopes, and what can be taken at once."""

from __future__ import annotations

from collections.abc import Collection

from textual import events
from textual.message import Message

from tui.layout.cells import cell_len
from tui.ui.plan import Scope, Spot
from tui.ui.screens.dialog import Line
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.rows import Piece

REFUSE, FORGET = "0", "d"
"""The keys that read what the source has, and that drop what was said of a place."""


def full_width(digit: str) -> str:
    """A digit as an input method types it in its full-width mode."""
    return chr(ord(digit) + 0xFEE0)


class ScopeBar(Bar):
    """Where to correct: here, in this document, always. A click chooses."""

    class Chosen(Message):
        """This scope was clicked."""

        def __init__(self, scope: Scope) -> None:
            super().__init__()
            self.scope = scope

    _ends: tuple[tuple[int, Scope], ...] = ()

    def offer(self, scope: Scope, count: int | None) -> None:
        """Show the scopes, this one chosen; `count`: the places in this document, if they are known."""
        pieces = [Piece(" 范围 Tab  ", "quiet")]
        ends: list[tuple[int, Scope]] = []
        for each in Scope:
            number = f" ×{count}" if each is Scope.DOCUMENT and count is not None else ""
            pieces.append(Piece(f"{'●' if each is scope else '○'} {each.value}{number}   ", _look(each is scope)))
            ends.append((sum(cell_len(piece.text) for piece in pieces), each))
        self._ends = tuple(ends)
        self.say(*pieces)

    def on_click(self, event: events.Click) -> None:
        """Tell which one it was."""
        clicked = next((scope for end, scope in self._ends if event.x < end), None)
        if clicked is not None:
            self.post_message(self.Chosen(clicked))


class Foot(Bar):
    """What Enter does; a click does it, too."""

    class Pressed(Message):
        """It was clicked."""

    def on_click(self) -> None:
        """Tell it."""
        self.post_message(self.Pressed())


def _look(is_chosen: bool) -> str:
    return "accent" if is_chosen else "quiet"


class Wanted(Line):
    """What is to be read. As long as nothing was typed, the key of something offered takes that."""

    class Taken(Message):
        """What is offered under this key was taken."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self._first = value
        self.offers: Collection[str] = ()
        """The keys, none of them a letter."""

    def on_key(self, event: events.Key) -> None:
        """Tell that something was taken, or leave the key to the line."""
        is_whole = sorted(self.selection) == [0, len(self.value)]
        key = event.character
        if key is not None and key in self.offers and is_whole and self.value == self._first:
            event.stop()
            event.prevent_default()
            self.post_message(self.Taken(key))


def offers_of(spot: Spot) -> dict[str, tuple[Piece, ...]]:
    """By its key, what can be taken at once."""
    offers: dict[str, tuple[Piece, ...]] = {}
    for number, reading in enumerate(spot.readings, 1):
        now = (Piece("  现在这样读 as it is read now", "quiet"),) if number == 1 else ()
        offers[str(number)] = (Piece(reading or "∅", "strong"), *now)
    if spot.edits:
        offers[REFUSE] = (Piece("照原文 as in the source  ", "quiet"), Piece(spot.source, "strong"))
    if spot.made:
        offers[FORGET] = (Piece("去掉这里的订正 forget what you said of this place", "quiet"),)
    elif spot.rules:
        said = "，".join(f"{rule.pattern} → {rule.replacement or '∅'}" for rule in spot.rules)
        offers[FORGET] = (Piece("从词表去掉 drop from the glossary  ", "quiet"), Piece(said, "strong"))
    return offers
