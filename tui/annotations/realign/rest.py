"""What no old passage became, as a place to search in."""

from __future__ import annotations

from tui.annotations.realign.alignment import Alignment
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


class Rest:
    """The new text where it is free."""

    def __init__(self, made: Alignment) -> None:
        self._made = made
        han = 2 * weight(made.a) > 1.35 * len(made.a)
        self._haystack = Haystack(made.b, _free(made), 2 if han else 4, lambda: None)

    def find(self, first: int, last: int) -> tuple[int, int, Evidence, bool] | None:
        """Old folded `[first, last)`: where it stands in the new text, by what signs, and whether surely."""
        wanted = self._made.a[first:last]
        hits = self._haystack.find(wanted)
        if not hits:
            return None
        marked = sorted(((self._score(hit, first, last), -hit.start, hit) for hit in hits), reverse=True)
        score, _, hit = marked[0]
        if len(marked) > 1 and score - marked[1][0] < _LEAD:
            return None
        share = hit.errors / len(wanted)
        context = self._context(hit, first, last)
        told = weight(wanted) * (1 - 2 * share) + context * _AROUND
        if told < _WEIGHT:
            return None
        seen = Evidence(1 - share, 1 - share, context, told, searched=True)
        return hit.start, hit.end, seen, share < _SURE_ERRORS and told >= _SURE_WEIGHT

    def _score(self, hit: Hit, first: int, last: int) -> float:
        return 1 - hit.errors / (last - first) + 0.2 * self._context(hit, first, last)

    def _context(self, hit: Hit, first: int, last: int) -> float:
        """How much of what stood on both sides stands there, the better side counts twice."""
        a, b = self._made.a, self._made.b
        before = _likeness(a[max(0, first - _AROUND) : first][::-1], b[max(0, hit.start - _AROUND - 8) : hit.start][::-1])
        behind = _likeness(a[last : last + _AROUND], b[hit.end : hit.end + _AROUND + 8])
        return (before + behind + max(before, behind)) / 3


def _likeness(wanted: str, text: str) -> float:
    """How much `text` begins like `wanted`, from 0 to 1."""
    if not wanted:
        return 0.0
    return max(0.0, 1 - 1.5 * min(distances(wanted, text), default=len(wanted)) / len(wanted))


def _free(made: Alignment) -> list[tuple[int, int]]:
    """Stretches of the new text that nothing became, small mapped runs between them taken in."""
    stretches: list[tuple[int, int]] = []
    at, size = 0, len(made.back)
    while at < size:
        try:
            at = made.back.index(-1, at)
        except ValueError:
            break
        end = at + 1
        while end < size and made.back[end] < 0:
            end += 1
        if stretches and at - stretches[-1][1] < _CRUMB:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((at, end))
        at = end
    return [(start, end) for start, end in stretches if end - start >= _CRUMB]
