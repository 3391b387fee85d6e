"""Approximate search in what no old passage became."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.annotations.realign.levenshtein import distances
from tui.annotations.realign.runs import BREATH

ERRORS = 0.3
"""Up to which share of its characters a passage may differ and be found."""

_MOST_GRAMS = 160
_MOST_PLACES = 400
_MOST_WINDOWS = 6
_MOST_EXACT = 300


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that is like what is looked for."""

    start: int
    end: int
    errors: int


class Haystack:
    """A text in which only some stretches are looked through, by an index of its grams."""

    def __init__(self, text: str, stretches: Sequence[tuple[int, int]], size: int, tick: Callable[[], None]) -> None:
        self._text = text
        self._size = size
        self._places: dict[str, list[int]] = defaultdict(list)
        self._stretches = stretches
        self._starts = [start for start, _ in stretches]
        for start, end in stretches:
            tick()
            for at in range(start, end - size + 1):
                if not at % BREATH:
                    tick()
                self._places[text[at : at + size]].append(at)

    def find(self, wanted: str) -> list[Hit]:
        """Places with up to 30 % errors that do not overlap, the best first; empty if there are very many."""
        exact = self._exact(wanted)
        if exact is None:
            return []
        size, most = self._size, int(ERRORS * len(wanted))
        grams = len(wanted) - size + 1
        if grams < 2:
            return exact
        stride = -(-grams // _MOST_GRAMS)
        width = len(wanted) + most
        votes: dict[int, int] = defaultdict(int)
        for at in range(0, grams, stride):
            places = self._places.get(wanted[at : at + size], ())
            if len(places) > _MOST_PLACES:
                continue
            for other in places:
                votes[(other - at) // width] += 1
        pairs = {low: votes[low] + votes.get(low + 1, 0) for window in list(votes) for low in (window - 1, window)}
        least = max(2, 0.25 * grams / stride)
        windows = sorted((-count, low) for low, count in pairs.items() if count >= least)[:_MOST_WINDOWS]
        hits = exact
        for _, low in windows:
            begin = max(0, low * width - most)
            hit = nearest(wanted, self._text, begin, min(len(self._text), (low + 2) * width + len(wanted) + most), most)
            if hit is not None and self._is_inside(hit):
                hits.append(hit)
        kept: list[Hit] = []
        for hit in sorted(hits, key=lambda hit: (hit.errors, hit.start)):
            if all(hit.end <= other.start or other.end <= hit.start for other in kept):
                kept.append(hit)
        return kept

    def _exact(self, wanted: str) -> list[Hit] | None:
        """All places where it stands letter for letter; None if there are too many."""
        hits: list[Hit] = []
        at = self._text.find(wanted)
        while at >= 0:
            hit = Hit(at, at + len(wanted), 0)
            if self._is_inside(hit):
                hits.append(hit)
                if len(hits) > _MOST_EXACT:
                    return None
            at = self._text.find(wanted, at + 1)
        return hits

    def _is_inside(self, hit: Hit) -> bool:
        """Whether most of it is of the stretches."""
        number = max(0, bisect_right(self._starts, hit.start) - 1)
        inside = 0
        while number < len(self._stretches) and self._stretches[number][0] < hit.end:
            start, end = self._stretches[number]
            inside += max(0, min(hit.end, end) - max(hit.start, start))
            number += 1
        return 2 * inside > hit.end - hit.start


def nearest(wanted: str, text: str, begin: int, end: int, most: int) -> Hit | None:
    """The place in `text[begin:end]` that is most like `wanted`; None if none has at most so many errors."""
    errors, stop = min(
        ((count, at) for at, count in enumerate(distances(wanted, text[begin:end], anywhere=True), begin + 1)),
        default=(most + 1, begin),
    )
    if errors > most:
        return None
    before = text[max(begin, stop - len(wanted) - errors) : stop]
    _, _, length = min(
        (count, abs(length - len(wanted)), length)
        for length, count in enumerate(distances(wanted[::-1], before[::-1]), 1)
    )
    return Hit(stop - length, stop, errors)
