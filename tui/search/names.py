"""Finding a name by what one types: its characters, its pinyin, or the initials of its pinyin."""

from __future__ import annotations

from collections.abc import Iterable

from tui.search.fold import fold
from tui.transcript.readings import plain_readings_of


def rank(typed: str, name: str) -> int | None:
    """How well `name` answers: 0 is what was typed, 1 begins with it, 2 a part does, 3 holds it, 4 sounds like it.

    None if it does not. The empty text is answered by every name (3).
    """
    wanted, held = fold(typed.strip()).text, fold(name).text
    if wanted == held:
        return 0
    if held.startswith(wanted):
        return 1 if wanted else 3
    if f"/{wanted}" in held or f" {wanted}" in held:
        return 2
    if wanted in held:
        return 3
    letters = wanted.replace(" ", "").replace("'", "")
    if letters.isascii() and any(_sounds(letters, held, start) for start in range(len(held))):
        return 4
    return None


def answers(typed: str, names: Iterable[str]) -> list[str]:
    """The names that answer what was typed, the best first, else in the order given."""
    ranked = [(found, name) for name in names if (found := rank(typed, name)) is not None]
    return [name for _, name in sorted(ranked, key=lambda pair: pair[0])]


def _sounds(letters: str, name: str, at: int) -> bool:
    """Whether `letters` can be read off `name` from `at` on: a character gives itself, a reading, or its initial."""
    if not letters:
        return True
    if at >= len(name):
        return False
    char = name[at]
    if char in "/ -_" and _sounds(letters, name, at + 1):
        return True
    if letters[0] == char and _sounds(letters[1:], name, at + 1):
        return True
    for reading in plain_readings_of(char):
        if reading.startswith(letters):
            return True
        if letters.startswith(reading) and _sounds(letters[len(reading) :], name, at + 1):
            return True
        if letters[0] == reading[0] and _sounds(letters[1:], name, at + 1):
            return True
    return False
