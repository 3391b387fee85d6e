"""Whether two texts are two states of one document, or two documents of one site."""

from __future__ import annotations

from itertools import chain

from tui.annotations.realign.alignment import Alignment

_ENOUGH = 0.4
"""If so much of the smaller text is in the other, it is the same document."""
_MIDDLE = 0.1
"""Between a common head and a common foot so much must be the same, too."""
_SMALL = 0.15
"""A middle that is so small a share of its text says nothing."""
_SOLID, _SOLID_LATIN = 6, 16
"""A shorter run may be chance."""


def are_kin(made: Alignment) -> bool:
    """Whether what the texts share is more than a page head and a page foot."""
    size, other = len(made.to), len(made.back)
    if not size or not other:
        return True
    runs = _solid(made)
    shared = sum(run[2] for run in runs)
    if shared >= _ENOUGH * min(size, other):
        return True
    head, tail = _ends(runs, size, other)
    middles = size - head[0] - tail[0], other - head[1] - tail[1]
    if middles[0] < _SMALL * size or middles[1] < _SMALL * other:
        return True
    inside = sum(
        length for at, to, length in runs if head[0] <= at < size - tail[0] and head[1] <= to < other - tail[1]
    )
    return inside >= _MIDDLE * min(middles)


def _solid(made: Alignment) -> list[tuple[int, int, int]]:
    """Equal runs that are no chance: old place, new place, length."""
    runs = []
    begun = 0
    last = made.to[0]
    for at, other in enumerate(chain(made.to[1:], (-2,)), 1):
        if other != last + 1 or not other:
            if at - begun >= _SOLID and made.to[begun] >= 0:
                length = at - begun
                if length >= _SOLID_LATIN or made.a[begun] > "\u2e80":
                    runs.append((begun, made.to[begun], length))
            begun = at
        last = other
    return runs


def _ends(runs: list[tuple[int, int, int]], size: int, other: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """How long the common head and the common foot are in both texts; small changes in them are passed over."""
    head = (0, 0)
    for at, to, length in runs:
        if not (0 <= at - head[0] <= 8 and 0 <= to - head[1] <= 8):
            break
        head = at + length, to + length
    tail = (0, 0)
    for at, to, length in reversed(runs):
        if at < head[0] or not (0 <= size - tail[0] - at - length <= 8 and 0 <= other - tail[1] - to - length <= 8):
            break
        tail = size - at, other - to
    return head, tail
