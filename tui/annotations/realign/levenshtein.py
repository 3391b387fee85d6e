"""Edit distances, bit-parallel in big integers (Myers 1999, Hyyrö 2003)."""

from __future__ import annotations

from collections.abc import Iterator


def distances(wanted: str, text: str, *, anywhere: bool = False) -> Iterator[int]:
    """For each prefix of `text` that has a character, how many edits make it `wanted`.

    `anywhere`: what of the prefix stands in front of the best match costs nothing.
    """
    if not wanted:
        yield from ((0 if anywhere else length) for length in range(1, len(text) + 1))
        return
    masks: dict[str, int] = {}
    for at, char in enumerate(wanted):
        masks[char] = masks.get(char, 0) | 1 << at
    full = (1 << len(wanted)) - 1
    high = 1 << len(wanted) - 1
    first = 0 if anywhere else 1
    plus, minus, errors = full, 0, len(wanted)
    for char in text:
        match = masks.get(char, 0)
        zero = ((((match & plus) + plus) ^ plus) | match | minus) & full
        up = minus | full & ~(zero | plus)
        down = plus & zero
        if up & high:
            errors += 1
        elif down & high:
            errors -= 1
        up = (up << 1 | first) & full
        plus = (down << 1) & full | full & ~(zero | up)
        minus = up & zero
        yield errors


def distance(one: str, other: str) -> int:
    """How many characters are put in, left out or exchanged between two texts."""
    if one == other:
        return 0
    errors = len(one)
    for errors in distances(one, other):  # noqa: B007
        pass
    return errors


def similarity(one: str, other: str) -> float:
    """1 for equal texts, 0 for texts that have nothing in common."""
    longer = max(len(one), len(other))
    return 1 - distance(one, other) / longer if longer else 1.0
