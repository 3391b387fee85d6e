"""The tags that a passage is likely to get, by what it shares with the quotes that carry them, and why.

Each tag is the sum of its quotes, as vectors of words, pairs of characters and characters weighed by how few have them
(TF-IDF), and of its name, aliases and description. The nearest ones by cosine are suggested. `docs/suggestions.md` has
what was measured.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tui.search.alike.bags import is_word, told

Bag = Mapping[str, int]

_ABOUT = 2.0
"""What is said about a tag counts as much as so many quotes."""

_REASONS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag, how near it is (cosine, 0 to 1), and the words that speak for it most, folded."""

    tag: str
    score: float
    because: tuple[str, ...]


class TagModel:
    """What is known of each tag. Immutable, so that any thread may ask it."""

    def __init__(self, quotes: Sequence[tuple[Bag, Sequence[str]]], about: Mapping[str, Bag]) -> None:
        """`quotes`: what a quote is made of, and its tags; `about`: for every tag what is said about it."""
        self._having: Counter[str] = Counter()
        for bag in (*(bag for bag, _ in quotes), *about.values()):
            self._having.update(bag.keys())
        self._count = len(quotes) + len(about)
        sums: dict[str, dict[str, float]] = {tag: {} for tag in about}
        for bag, tags in quotes:
            vector = self._vector(bag)
            for tag in tags:
                if tag in sums:
                    _add(sums[tag], vector, 1.0)
        for tag, bag in about.items():
            _add(sums[tag], self._vector(bag), _ABOUT)
        self._tags = {tag: _unit(vector) for tag, vector in sums.items() if vector}

    def suggest(self, bag: Bag, *, but: Collection[str] = (), most: int = 3) -> list[Suggestion]:
        """The tags nearest to a passage, best first, without those in `but`; only such as share something with it."""
        asked = self._vector(bag)
        found = []
        for tag, vector in self._tags.items():
            if tag in but:
                continue
            shared = {feature: weight * vector[feature] for feature, weight in asked.items() if feature in vector}
            if because := _reasons(shared):
                found.append(Suggestion(tag, sum(shared.values()), because))
        return sorted(found, key=lambda each: (-each.score, each.tag))[:most]

    def _vector(self, bag: Bag) -> dict[str, float]:
        """TF-IDF, of length 1; what nothing else has is left out."""
        whole, having = self._count + 1, self._having
        return _unit(
            {
                feature: math.log1p(count) * math.log(whole / (seen + 0.5))
                for feature, count in bag.items()
                if (seen := having.get(feature, 0))
            }
        )


def _reasons(shared: Mapping[str, float]) -> tuple[str, ...]:
    """The words that speak most; characters and pairs of them only where no word does."""
    telling = sorted(shared, key=lambda feature: -shared[feature])
    longer = [feature for feature in telling if is_word(feature)]
    return tuple(dict.fromkeys(map(told, longer or telling)))[:_REASONS]


def _add(sum_: dict[str, float], vector: Mapping[str, float], times: float) -> None:
    for feature, weight in vector.items():
        sum_[feature] = sum_.get(feature, 0.0) + times * weight


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = _length(vector.values())
    return {feature: weight / length for feature, weight in vector.items()}


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights)) or 1.0
