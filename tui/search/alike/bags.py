"""What a text is made of, to be compared: its words as jieba cuts them, and its pairs of neighbouring characters.

Both are folded. Words that only hold sentences together, and numbers, are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tui.search.fold import fold, fold_text
from tui.transcript.terms import NO_TERMS, Terms
from tui.transcript.words import word_classes, word_spans

_LETTER = re.compile(r"[^\W\d_]")
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[a-z]{2,}")
_HOLDING = frozenset("c p uj ul uz ug ud uv y r d u m q f e o zg h k".split())
"""jieba's classes of particles, pronouns, numerals, measures, adverbs, conjunctions and their like."""

_PAIR = "\x00"
"""Before a pair of characters; no word begins with it."""


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
            found += map("".join, zip(run, run[1:], strict=False))
    return found


def bag(text: str, terms: Terms = NO_TERMS) -> Counter[str]:
    """Words and pairs of `text` with how often each stands there."""
    counts = Counter(word.folded for word in words(text, terms))
    counts.update(_PAIR + pair for pair in pairs(fold_text(text)) if not pair.isascii())
    return counts


def is_word(feature: str) -> bool:
    """Whether something in a bag is a word, and no pair of characters."""
    return not feature.startswith(_PAIR)
