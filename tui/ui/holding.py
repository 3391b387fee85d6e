"""Keys that wait for the next one: digits that may be a count, and the keys of marks, which want a letter.

Digits are a count if a motion comes before they have waited, else the recent tags of these numbers; where there are
none, they wait on. Once is no count: `1` before a motion is the tag, and the motion is done then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING
from unicodedata import normalize

from textual import events
from textual.timer import Timer

from tui.ui import jumping, marking
from tui.ui.action import Where
from tui.ui.actions import ACTIONS, BY_ID, twins
from tui.ui.widgets.reader import Reader

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

WAIT = 0.5
"""Seconds that digits wait for a motion, and the key of a mark for a letter."""

REPEATED = frozenset(("next_hit", "previous_hit", "next_uncertain", "next_disagreement", "jump_back", "jump_forward"))
"""Actions beside the reader's own that a count repeats."""

_COUNTED = frozenset(
    key
    for action in ACTIONS
    if (action.where is Where.READER and action.id not in ("unselect", "swap", "select_all")) or action.id in REPEATED
    for key in twins(action.keys)
)
_LINES = frozenset(key for name in ("top", "bottom") for key in twins(BY_ID[name].keys))
"""Keys for which a count is a line, the first one too."""

_DIGITS = 4


class HeldKeys:
    """What has been typed and is not done yet."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._digits = ""
        self._wants_letter = ""
        self._timer: Timer | None = None
        self._cursor: object = None
        self.typed_at = 0.0
        """When the last key came, by the monotonic clock, in seconds."""

    @property
    def told(self) -> str:
        """What the status line says of it; empty if nothing waits."""
        if self._digits:
            tags = "  ".join(f"#{path}" for path in marking.recent(self._screen, self._digits))
            return f"{self._digits}…  {f'{tags}  或次数 or' if tags else '没有这个标签 no tag; 次数'} a count"
        if self._wants_letter:
            letters = " ".join(jumping.marks(self._screen))
            return f"{'M' if self._wants_letter == 'set_mark' else '`'}…  字母 letter  {letters}"
        return ""

    def want_letter(self, action: str) -> None:
        """The next key is the mark that `set_mark` sets, or `go_to_mark` goes to; that one shows a list if it waits."""
        self._wants_letter = action
        if action == "go_to_mark":
            self._start(self._list)
        self._screen.show_status()

    def take_count(self, action: str) -> int:
        """How often the action is to be done: by the count that was typed, if a count repeats it."""
        return self._screen.pane.reader.take_count() or 1 if action in REPEATED else 1

    def key(self, event: events.Key) -> None:
        """Look at a key before anybody else does."""
        self.typed_at = monotonic()
        self._screen.pane.reader.take_count()
        if self._wants_letter:
            event.stop()
            self._letter(event)
            self._screen.show_status()
        elif (digit := _digit(event)) and (digit != "0" or self._digits) and self._in_text:
            event.stop()
            self._digits = (self._digits + digit)[:_DIGITS]
            self._cursor = self._screen.pane.reader.cursor
            # Where there is no such tag nothing else can be meant: the motion may come late.
            self._start(self._over if marking.recent(self._screen, self._digits) else None)
            self._screen.show_status()
        elif self._digits:
            self._count(event)
            self._screen.show_status()

    @property
    def _in_text(self) -> bool:
        return isinstance(self._screen.focused, Reader)

    @property
    def _may_be_tags(self) -> bool:
        """Whether the digits, if no motion comes, are tags: a single one, or several that all have one."""
        return len(self._digits) == 1 or bool(marking.recent(self._screen, self._digits))

    def _count(self, event: events.Key) -> None:
        """The key that comes behind digits."""
        tags = self._digits if self._may_be_tags else ""
        digits, self._digits = self._digits, ""
        self._start(None)
        if event.key in _COUNTED and (digits != "1" or event.key in _LINES):
            self._screen.pane.reader.count = int(digits)
        elif event.key == "escape":
            event.stop()
        elif event.key not in _COUNTED or marking.recent(self._screen, tags):
            marking.put_recents(self._screen, tags)

    def _over(self) -> None:
        """Nothing came behind the digits: they are tags, where they were typed."""
        digits, self._digits = self._digits, ""
        self._screen.show_status()
        if self._cursor == self._screen.pane.reader.cursor:
            marking.put_recents(self._screen, digits)

    def _letter(self, event: events.Key) -> None:
        action, self._wants_letter = self._wants_letter, ""
        self._start(None)
        letter = normalize("NFKC", event.character or "")
        if action == "go_to_mark" and event.key in twins(BY_ID["go_to_mark"].keys):
            jumping.to_origin(self._screen)
        elif len(letter) == 1 and letter.isalpha():
            (jumping.set_mark if action == "set_mark" else jumping.go_to_mark)(self._screen, letter)
        elif event.key != "escape":
            self._screen.say("记号用字母 marks are letters")

    def _list(self) -> None:
        self._wants_letter = ""
        self._screen.show_status()
        if self._screen.is_current:
            jumping.show_marks(self._screen)

    def _start(self, then: Callable[[], None] | None) -> None:
        """Do `then` after a while, unless something else is started or stopped before."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(WAIT, then) if then is not None else None


def _digit(event: events.Key) -> str:
    """The digit of a key, full-width ones too; empty if it is none."""
    digit = normalize("NFKC", event.character or "")
    return digit if len(digit) == 1 and digit in "0123456789" else ""


def want_letter(screen: MainScreen, action: str) -> None:
    """The next key is a mark's letter."""
    screen.held.want_letter(action)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    name: partial(want_letter, action=name) for name in ("set_mark", "go_to_mark")
}
"""By the action's id, what does it."""
