"""Passages like a given one: sentences that share its pairs of characters, the rarer the better.

Sentences are weighed as by BM25, over the pairs of the passage alone: so a text is gone through once and no word of
it need be cut. Pairs inside the passage's words count whole, those across a border of words less.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tui.search.alike.bags import pairs, words
from tui.search.fold import fold_text
from tui.transcript.terms import NO_TERMS, Terms
from tui.transcript.units import sentence_spans

_ACROSS = 0.2
"""What a pair across a border of words, or in a word that only holds the sentence together, counts."""

_SHARED = 2
"""A sentence shares at least so many pairs, or it is not looked at."""

_USUAL = 30
"""Pairs of a sentence as long as most."""

_LENGTH = 0.75
"""How much longer sentences are weighed down, from not at all (0) to in full (1)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence: where it stands in its text, in code points, and which pairs it shares."""

    name: str
    start: int
    end: int
    shared: frozenset[str]
    length: int
    """How many pairs it has in all."""


class Likeness:
    """Gathers the sentences that share something with a passage, one text after the other, and ranks them."""

    def __init__(self, text: str, terms: Terms = NO_TERMS) -> None:
        """`text`: the passage. Loads the dictionary if need be."""
        folded = fold_text(text)
        self.weights = dict.fromkeys(pairs(folded), _ACROSS)
        for word in words(folded, terms):
            self.weights.update(dict.fromkeys(pairs(word.folded), 1.0))
        self._asked = frozenset(self.weights)
        self._telling_words = frozenset(pair for pair, weight in self.weights.items() if weight == 1.0)
        self._having: Counter[str] = Counter()
        self._sentences = 0
        self._found: list[Passage] = []

    def look(self, name: str, text: str) -> None:
        """Gather from the text called `name`."""
        for start, end in _sentences(text):
            self._sentences += 1
            every = pairs(fold_text(text[start:end]))
            shared = self._asked.intersection(every)
            if shared:
                self._having.update(shared)
                is_enough = len(shared) >= min(_SHARED, len(self._asked))
                if is_enough and not shared.isdisjoint(self._telling_words or shared):
                    self._found.append(Passage(name, start, end, shared, len(every)))

    def best(self, most: int) -> list[tuple[float, Passage]]:
        """The passages most alike with their scores, best first."""
        told = {pair: weight * self._telling(pair) for pair, weight in self.weights.items()}
        whole = sum(told.values()) or 1.0
        ranked = ((self._score(passage, told) / whole, passage) for passage in self._found)
        return heapq.nlargest(most, ranked, key=lambda each: each[0])

    def _telling(self, pair: str) -> float:
        having = self._having[pair]
        return math.log(1 + (self._sentences - having + 0.5) / (having + 0.5))

    @staticmethod
    def _score(passage: Passage, told: dict[str, float]) -> float:
        stretched = 1 - _LENGTH + _LENGTH * max(passage.length, _USUAL) / _USUAL
        return sum(told[pair] for pair in passage.shared) * 2 / (1 + stretched)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of each line, without the blanks behind them."""
    at = 0
    for line in text.split("\n"):
        for start, end in sentence_spans(line):
            said = line[start:end].rstrip()
            if said:
                yield at + start, at + start + len(said)
        at += len(line) + 1
