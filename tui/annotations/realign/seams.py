"""Where two runs that were torn apart could both go on: lines stay whole."""

from __future__ import annotations

from bisect import bisect_left

from tui.annotations.realign.alignment import Alignment
from tui.annotations.realign.fold import Folded

_REACH = 40
"""How far into its line the beginning may have gone astray."""
_ANCHORED = 6
"""How many characters must follow in order."""


def settle(old: Folded, new: Folded, made: Alignment) -> None:
    """Take the beginnings of lines to where the lines went.

    Behind a line the same label often stands anew, so that a longest run takes in the label of the line that follows,
    though that line was moved elsewhere.
    """
    begins = set(line_begins(new))
    claims = []
    for start in line_begins(old):
        at = _astray(made, start)
        if at <= start:
            continue
        other = made.to[at] - (at - start)
        if other in begins and made.a[start:at] == made.b[other : other + at - start]:
            claims.append((start, other, at - start, bool(made.series[at])))
    for start, other, length, in_series in claims:
        for step in range(length):
            if made.to[start + step] >= 0:
                made.back[made.to[start + step]] = -1
            if made.back[other + step] >= 0:
                made.to[made.back[other + step]] = -1
            made.to[start + step], made.back[other + step] = other + step, start + step
            made.series[start + step] = in_series


def _astray(made: Alignment, start: int) -> int:
    """Where in the line the run begins that the rest of it is in; `start` if nothing is astray."""
    size = len(made.to)
    for at in range(start, min(start + _REACH, size - _ANCHORED)):
        other = made.to[at]
        if (
            other >= 0
            and other - (made.to[at - 1] if at else -1) != 1
            and all(made.to[at + step] == other + step for step in range(_ANCHORED))
            and other >= at - start
        ):
            return at
    return start


def line_begins(text: Folded) -> list[int]:
    """The folded offsets of the first characters of lines."""
    begins = {0} if text.text else set()
    at = text.source.find("\n")
    while at >= 0:
        begins.add(bisect_left(text.where, at))
        at = text.source.find("\n", at + 1)
    return sorted(begin for begin in begins if begin < len(text.text))
