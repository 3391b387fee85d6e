"""Whether a place is the right one: how alike the words are, and how much of what stands around is there, too."""

from __future__ import annotations

from dataclasses import dataclass

from tui.annotations.realign.alignment import Alignment
from tui.annotations.realign.fold import weight
from tui.annotations.realign.outcome import Evidence

_NEAR = 12
"""Characters on each side that are looked at as neighbours."""
_AROUND = 24
"""Characters on each side that count as evidence."""
LINES = 3.0
"""How much it weighs that a span is whole lines in both texts."""

_COVERAGE, _SIMILARITY, _WEIGHT = 0.5, 0.5, 6.0
"""From here on a place is told."""
_LEAST_SIMILARITY = 0.35
"""If the neighbours are there."""
_ALONE, _DENSE = 0.25, 0.7
"""If so few of the neighbours are there, the words must be so much alike where they are."""
_LATIN, _TORN = 0.6, 0.85
"""How much Latin words must be alike, unless it is a part of them that is so dense."""
_WHOLE, _LEAST_WEIGHT = 0.75, 2.5
"""If so much of it and of its neighbours is there, little weight is enough to ask."""
_SURE_COVERAGE, _SURE_SIMILARITY, _SURE_CONTEXT, _SURE_WEIGHT = 0.7, 0.6, 0.5, 9.0
_SURE_WORDS = 3.0
"""So much of the span's own letters must be there unchanged, unless all of them are."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a place, weighed."""

    seen: Evidence
    told: float
    """The weight of the span's own letters."""
    dense: float
    """How much is unchanged between the first and the last letter that are there."""
    is_latin: bool
    """Whether most letters are Latin ones, of which many are equal by chance."""
    weight: float
    """All that is unchanged, and the witnesses."""

    def may_be_shown(self) -> bool:
        """Whether it is told at all."""
        seen = self.seen
        if seen.coverage < _COVERAGE or (seen.coverage < _WHOLE and self.told * seen.coverage < 1):
            return False
        if seen.context < _ALONE and self.dense < _DENSE:
            return False
        if self.is_latin and seen.similarity < _LATIN and self.dense < _TORN:
            return False
        if seen.similarity < (_SIMILARITY if seen.context < _SURE_CONTEXT else _LEAST_SIMILARITY):
            return False
        is_whole = min(seen.coverage, seen.context) >= _WHOLE
        return self.weight >= (_LEAST_WEIGHT if is_whole else _WEIGHT)

    def is_sure(self) -> bool:
        """Whether it can be taken without a look, if nothing else stands against it."""
        seen = self.seen
        if seen.coverage < _SURE_COVERAGE or self.weight < _SURE_WEIGHT:
            return False
        if seen.coverage < 1 and self.told * seen.coverage < _SURE_WORDS:
            return False
        return seen.similarity >= (_SURE_SIMILARITY if seen.context < _SURE_CONTEXT else _SIMILARITY)


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
