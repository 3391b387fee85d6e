"""Key terms: the words that a text has more often than other texts lead one to expect."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 6.63
"""The log-likelihood from which on a difference is chance in one case of a hundred, at most (chi-square, 1 degree)."""


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A word that stands out: how often it is here and in the other texts, and its log-likelihood."""

    word: str
    count: int
    elsewhere: int
    keyness: float


def log_likelihood(here: int, size: int, there: int, size_there: int) -> float:
    """How unlikely two frequencies (counts among so many words) are to be the same: G², 0 if they are.

    T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics 19/1
    (1993), in the form of P. Rayson and R. Garside, Comparing Corpora using Frequency Profiling (2000).
    """
    both = here + there
    if not size or not both:
        return 0.0
    expected = size * both / (size + size_there)
    expected_there = size_there * both / (size + size_there)
    first = here * math.log(here / expected) if here else 0.0
    second = there * math.log(there / expected_there) if there else 0.0
    return max(0.0, 2 * (first + second))


def key_terms(
    here: Mapping[str, int], there: Mapping[str, int], size_there: int, *, most: int, least: int = 2
) -> list[KeyTerm]:
    """The words that stand out most, best first: `least` times here or more often, and rarer `there`.

    `size_there`: all words there together. Words of one Han character are left out: they are seldom terms.
    """
    size = sum(here.values())
    found = []
    for word, count in here.items():
        if count < least or len(word) < 2:
            continue
        elsewhere = there.get(word, 0)
        if count * size_there > elsewhere * size:
            keyness = log_likelihood(count, size, elsewhere, size_there)
            if keyness >= LEAST:
                found.append(KeyTerm(word, count, elsewhere, keyness))
    return sorted(found, key=lambda term: (-term.keyness, -term.count, term.word))[:most]
