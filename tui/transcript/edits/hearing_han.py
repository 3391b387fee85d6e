"""Where a text has hanzi that sound like a term in hanzi, by pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tui.transcript.edits.hearing import FUNCTION, HAN, SOUNDS, Hit
from tui.transcript.edits.likeness import syllables_alike
from tui.transcript.edits.ordinary import covered
from tui.transcript.readings import plain_readings_of

PINYIN = "same pinyin"

_NEAR = 0.7
_LOOSE = 0.4
"""How alike two hanzi must be at each place of a term; in a term of three or more, at one of its places."""

_SECOND = 0.9
"""What a character's second reading is worth."""


class HanHearing:
    """Finds wordings in hanzi, by pinyin."""

    def __init__(self, terms: Sequence[str]) -> None:
        """`terms`: those of two to eight hanzi, and of nothing else, are taken."""
        self._terms = [term for term in dict.fromkeys(terms) if re.fullmatch("[\u3400-\u9fff]{2,8}", term)]

    def hits(self, text: str, threshold: float) -> Iterator[Hit]:
        """All wordings in `text` that are at least so like a term; they may overlap."""
        if not self._terms:
            return
        chars = [char for char in set(text) if HAN.match(char)]
        for term in self._terms:
            alike = [{char: _alike(char, position) for char in chars} for position in term]
            near = ["".join(char for char, value in each.items() if value >= _NEAR) for each in alike]
            loose = ["".join(char for char, value in each.items() if value >= _LOOSE) for each in alike]
            for classes in _patterns(near, loose):
                yield from _matches(text, term, classes, threshold)


@cache
def _alike(one: str, other: str) -> float:
    """How alike two hanzi sound; a reading that is not the first counts for less, and a third for nothing."""
    return max(
        (
            syllables_alike(a, b) * (_SECOND if i or j else 1)
            for i, a in enumerate(plain_readings_of(one)[:2])
            for j, b in enumerate(plain_readings_of(other)[:2])
        ),
        default=0.0,
    )


def _patterns(near: list[str], loose: list[str]) -> Iterator[list[str]]:
    """Character classes, one for each position; in a term of three or more, one position may be less alike."""
    if len(near) < 3:
        yield near
        return
    for at in range(len(near)):
        yield [*near[:at], loose[at], *near[at + 1 :]]


def _matches(text: str, term: str, classes: list[str], threshold: float) -> Iterator[Hit]:
    if not all(classes):
        return
    pattern = re.compile("".join(f"[{chars}]" for chars in classes))
    at = 0
    known: dict[str, float] = {}
    while found := pattern.search(text, at):
        at = found.start() + 1
        wording = found[0]
        if wording not in known:
            known[wording] = _han(wording, term)
        likeness = known[wording]
        if likeness < threshold:
            continue
        same = likeness == 1 and len(term) > 2
        likeness -= (0.2 if same else 0.5) * covered(text, found.start(), found.end())
        if likeness >= threshold:
            yield Hit(found.start(), found.end(), term, likeness, PINYIN if known[wording] == 1 else SOUNDS)


def _han(wording: str, term: str) -> float:
    values = sorted(_alike(a, b) for a, b in zip(wording, term, strict=True))
    own = FUNCTION & set(wording) - set(term)
    # Two syllables say little: they must be all but the same. One that is far off needs all others to be.
    if values[0] < (0.8 if len(term) == 2 else _NEAR) and (len(term) == 2 or values[1] < 0.9):
        return 0.0
    return sum(values) / len(values) - 0.2 * len(own)
