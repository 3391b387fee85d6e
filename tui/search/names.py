"""Finding a name by what one types: its characters, its pinyin, or the initials of its pinyin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.search.fold import fold
from tui.transcript.readings import plain_readings_of

_BETWEEN = "/ -_"
"""What may be left out between the characters of a name when it is typed by its sound."""


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
    return 4 if _sounds(wanted.replace(" ", "").replace("'", ""), held) else None


def answers(typed: str, names: Iterable[str]) -> list[str]:
    """The names that answer what was typed, the best first, else in the order given."""
    ranked = [(found, name) for name in names if (found := rank(typed, name)) is not None]
    return [name for _, name in sorted(ranked, key=lambda pair: pair[0])]


def _sounds(letters: str, name: str) -> bool:
    """Whether `letters` can be read off `name`, from any of its characters on.

    A character gives itself, a reading, or its initial; the last one any beginning of a reading. Takes time by the
    product of both lengths, at the most.
    """
    if not letters or not letters.isascii():
        return False
    reached = {0}  # how many letters may have been read when a character's turn comes
    for char in name:
        onward = {0}
        for done in reached:
            if char in _BETWEEN:
                onward.add(done)
            for piece in _said(char):
                if letters.startswith(piece, done):
                    onward.add(done + len(piece))
                elif len(letters) - done < len(piece) and piece.startswith(letters[done:]):
                    return True
        if len(letters) in onward:
            return True
        reached = onward
    return False


def _said(char: str) -> Iterator[str]:
    """The ways to type a character: itself, its readings, their initials (zh, ch and sh by one letter or by two)."""
    yield char
    for reading in plain_readings_of(char):
        yield reading
        yield reading[0]
        if reading[1:2] == "h":
            yield reading[:2]
