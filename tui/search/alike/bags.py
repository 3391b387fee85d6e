"""What a text is made of, to be compared: its words as jieba cuts them, its pairs of characters, its characters.

Both are folded. Words that only hold sentences together, and numbers, are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tui.search.fold import fold, fold_text
from tui.transcript.terms import NO_TERMS, Terms
from tui.transcript.words import word_classes, word_spans

_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_RUN = re.compile(rf"{_HAN.pattern}|[a-z]{{2,}}")
_HOLDING = frozenset(
    ["c", "p", "uj", "ul", "uz", "ug", "ud", "uv", "y", "r", "d", "u", "m", "q", "f", "e", "o", "zg", "h", "k"]
)
"""jieba's classes of particles, pronouns, numerals, measures, adverbs, conjunctions and their like."""

_PAIR, _SINGLE = "\x00", "\x01"
"""Before a pair of characters, and before one; no word begins with either."""


class Word(NamedTuple):
    """A word with its place: code points, half-open."""

    folded: str
    start: int
    end: int


def words(text: str, terms: Terms = NO_TERMS) -> Iterator[Word]:
    """The words of `text` that say something, in order. Loads the dictionary if need be, which takes half a second."""
    folded = fold(text)
    classes = word_classes()
    for start, end in word_spans(folded.text, terms):
        word = folded.text[start:end]
        if _LETTER.search(word) and classes.get(word) not in _HOLDING:
            yield Word(word, *folded.span(start, end))


def pairs(folded: str) -> list[str]:
    """Each two Han characters in a row, and each Latin word, of a text that is folded."""
    found = []
    for run in _RUN.findall(folded):
        if run.isascii():
            found.append(run)
        else:
            found += map("".join, pairwise(run))
    return found


def bag(text: str, terms: Terms = NO_TERMS) -> Counter[str]:
    """Words, pairs and Han characters of `text` with how often each stands there."""
    counts = Counter(word.folded for word in words(text, terms))
    folded = fold_text(text)
    counts.update(_PAIR + pair for pair in pairs(folded) if not pair.isascii())
    classes = word_classes()
    for char, count in Counter(folded).items():
        if _HAN.match(char) and classes.get(char) not in _HOLDING:
            counts[_SINGLE + char] = count
    return counts


def is_word(feature: str) -> bool:
    """Whether something in a bag is a word of more than one character."""
    return len(feature) > 1 and not feature.startswith((_PAIR, _SINGLE))


def told(feature: str) -> str:
    """Something in a bag as it is written."""
    return feature.lstrip(_PAIR + _SINGLE)
