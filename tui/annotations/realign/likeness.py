"""How much of two long texts is the same, without a look at where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from tui.annotations.realign.fold import fold

_SIZE = 8
"""Folded characters of a gram."""
_EVERY = 16
"""Of a long text only those grams count whose first character has a code point that this divides."""
_LONG = 20_000
"""Folded characters from which on a text is long."""
_FEWEST = 24
"""Grams below which a text is too short to be told from another."""


@dataclass(frozen=True)
class Grams:
    """What is compared of a text."""

    every: frozenset[str]
    some: frozenset[str]
    """A sample of it, which depends on nothing but the words."""
    is_long: bool


def grams_of(text: str) -> Grams:
    """The grams of a text. Pure; some µs a character, for a worker."""
    folded = fold(text).text
    every = frozenset(folded[at : at + _SIZE] for at in range(len(folded) - _SIZE + 1))
    is_long = len(folded) > _LONG
    return Grams(every, frozenset(g for g in every if not ord(g[0]) % _EVERY) if is_long else every, is_long)


def shared(one: Grams, other: Grams) -> tuple[float, float]:
    """Which share of the smaller text is in the other, and which of the larger, from 0 to 1; 0 if one is short."""
    sampled = one.is_long and other.is_long
    a, b = (one.some, other.some) if sampled else (one.every, other.every)
    if min(len(a), len(b)) < _FEWEST:
        return 0.0, 0.0
    both = len(a & b)
    return both / min(len(a), len(b)), both / max(len(a), len(b))
