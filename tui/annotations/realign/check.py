"""Whether a place is the right one: how alike the words are, and how much of what stands around is there, too."""

from __future__ import annotations

from tui.annotations.realign.alignment import Alignment
from tui.annotations.realign.fold import weight

_NEAR = 12
"""Characters on each side that are looked at as neighbours."""
_AROUND = 24
"""Characters on each side that count as evidence."""


def neighbours(made: Alignment, start: int, end: int, begin: int, stop: int) -> float:
    """Which share of the old neighbours of `[start, end)` stand beside new `[begin, stop)`."""
    before = range(max(0, start - _NEAR), start)
    behind = range(end, min(len(made.to), end + _NEAR))
    if not before and not behind:
        return 1.0
    near = sum(1 for at in before if begin - 2 * _NEAR <= made.to[at] < begin)
    near += sum(1 for at in behind if stop <= made.to[at] < stop + 2 * _NEAR)
    return near / (len(before) + len(behind))


def evidence(made: Alignment, start: int, end: int, begin: int, stop: int, labels: bytearray) -> float:
    """What the unchanged characters of old `[start, end)` and within 24 of it weigh, as far as they are together.

    Labels weigh nothing.
    """
    low, high = begin - 2 * _AROUND, stop + 2 * _AROUND
    first, last = max(0, start - _AROUND), min(len(made.to), end + _AROUND)
    return weight("".join(made.a[at] for at in range(first, last) if low <= made.to[at] < high and not labels[at]))
