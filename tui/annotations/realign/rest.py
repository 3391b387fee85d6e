"""Words looked for where nothing else is: the best of the places, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.annotations.realign.alignment import Alignment, gaps
from tui.annotations.realign.fold import weight
from tui.annotations.realign.levenshtein import distances
from tui.annotations.realign.outcome import Evidence
from tui.annotations.realign.search import Haystack, Hit

_LEAD = 0.08
"""How much better than the second the first must be."""
_SURE_ERRORS = 0.15
_WEIGHT, _SURE_WEIGHT = 6.0, 9.0
_CRUMB = 6
"""A shorter mapped run between free characters may be chance."""
_AROUND = 16
_CONTEXT = 0.25
"""How much the context counts beside the words."""


class Rest:
    """A folded text, or the stretches of it that are searched."""

    def __init__(self, text: str, stretches: Sequence[tuple[int, int]], tick: Callable[[], None]) -> None:
        self._text = text
        self._haystack = Haystack(text, stretches, 2 if 2 * weight(text) > 1.35 * len(text) else 4, tick)

    def find(self, wanted: str, before: str, behind: str) -> tuple[int, int, Evidence, bool] | None:
        """Where `wanted` stands, by what signs, and whether surely; None if nowhere or if nobody can say where.

        `before` and `behind`: what stood around it. All folded.
        """
        before, behind = before[::-1][:_AROUND], behind[:_AROUND]
        marked = []
        for hit in self._haystack.find(wanted):
            around = self._around(hit, before, behind)
            marked.append((1 - hit.errors / len(wanted) + _CONTEXT * around, -hit.start, hit, around))
        if not marked:
            return None
        marked.sort(reverse=True)
        score, _, hit, around = marked[0]
        if len(marked) > 1 and score - marked[1][0] < _LEAD:
            return None
        share = hit.errors / len(wanted)
        told = weight(wanted) * (1 - 2 * share) + around * weight(before + behind) / 2
        if told < _WEIGHT:
            return None
        seen = Evidence(1 - share, 1 - share, around, told, searched=True)
        return hit.start, hit.end, seen, share < _SURE_ERRORS and told >= _SURE_WEIGHT

    def _around(self, hit: Hit, before: str, behind: str) -> float:
        """How much of what stood on both sides stands there, the better side counts twice."""
        there = self._text[max(0, hit.start - _AROUND - 8) : hit.start][::-1]
        sides = _likeness(before, there), _likeness(behind, self._text[hit.end : hit.end + _AROUND + 8])
        return (sum(sides) + max(sides)) / 3


def _likeness(wanted: str, text: str) -> float:
    """How much `text` begins like `wanted`, from 0 to 1."""
    if not wanted:
        return 0.0
    return max(0.0, 1 - 1.5 * min(distances(wanted, text), default=len(wanted)) / len(wanted))


def free_stretches(made: Alignment) -> list[tuple[int, int]]:
    """Stretches of the new text that nothing became, small mapped runs between them taken in."""
    stretches: list[tuple[int, int]] = []
    for start, end in gaps(made.back):
        if stretches and start - stretches[-1][1] < _CRUMB:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((start, end))
    return [(start, end) for start, end in stretches if end - start >= _CRUMB]
