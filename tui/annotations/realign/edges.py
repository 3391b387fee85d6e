"""The punctuation that a span began and ended with."""

from __future__ import annotations

from tui.annotations.realign.fold import Folded

_KINDS = (
    "\"'“”‘’「」『』«»„‟〝〞＂＇‹›",
    ".。．｡",
    ",，、､",
    ":：︰",
    ";；",
    "!！",
    "?？",
    "(（[【〔{｛［",
    ")）]】〕}｝］",
    "-—–―─－~～〜",
    "…⋯·・",
    "<《〈＜",
    ">》〉＞",
)
_KIND = {char: number for number, chars in enumerate(_KINDS) for char in chars}

_ASIDE = -1

_Sign = tuple[int, int, int | str]
"""A sign that folding leaves out: `[start, end)` in the source, and its kind, the same for all its twins."""


def unfolded(old: Folded, new: Folded, span: tuple[int, int], folded: tuple[int, int]) -> tuple[int, int]:
    """Code points of the new text for new folded `folded`, with the signs that old `span` began and ended with."""
    first, last = old.span(*span)
    start, end = new.where[folded[0]], new.where[folded[1] - 1] + 1
    inside = _signs(old, span[0], old.where[first])[::-1]
    if inside:
        outside = _signs(old, old.where[first - 1] + 1 if first else 0, span[0])
        room = _signs(new, new.where[folded[0] - 1] + 1 if folded[0] else 0, start)[::-1]
        reached = _reached(inside, len(_plain(outside)), room)
        start = reached[0] if reached else start
    # Marks above and below the last letter are its own.
    inside = _signs(old, old.where[last - 1] + 1, span[1])
    if inside:
        outside = _signs(old, span[1], old.where[last] if last < len(old.where) else len(old.source))
        room = _signs(new, end, new.where[folded[1]] if folded[1] < len(new.where) else len(new.source))
        reached = _reached(inside, len(_plain(outside)), room)
        end = reached[1] if reached else end
    return start, end


def _reached(inside: list[_Sign], outside: int, room: list[_Sign]) -> _Sign | None:
    """The outermost sign of `room` that stands for one of `inside`; both are in the order from the span outwards.

    `outside`: how many signs stood further out up to the next letter. If as many stand there as of old, each stands
    for the one it replaced.
    """
    plain, there = _plain(inside), _plain(room)
    if plain and len(there) == len(plain) + outside:
        return there[len(plain) - 1]
    reached, begun = None, 0
    for _, _, kind in inside:
        for number in range(begun, len(room)):
            if room[number][2] == kind:
                reached, begun = room[number], number + 1
                break
    return reached


def _plain(signs: list[_Sign]) -> list[_Sign]:
    return [sign for sign in signs if sign[2] != _ASIDE]


def _signs(text: Folded, start: int, end: int) -> list[_Sign]:
    """The signs between two code points; what is left out whole is one."""
    signs: list[_Sign] = []
    for at in range(start, end):
        char = text.bare[at]
        if char == "\0":
            if signs and signs[-1][1:] == (at, _ASIDE):
                signs[-1] = signs[-1][0], at + 1, _ASIDE
            else:
                signs.append((at, at + 1, _ASIDE))
        elif not char.isspace():
            signs.append((at, at + 1, _KIND.get(char, char)))
    return signs
