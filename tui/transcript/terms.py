"""The reader's own words: names of tags, of speakers, of the glossary, which are words as a whole where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from tui.transcript.script import Script, convert

_LONGEST = 40
"""A term of more characters is a sentence and no word."""


class Terms:
    """Terms, made ready to be found together: of two at one place, the longer. A value: the same terms are equal.

    They are found in either script and, Latin ones, in any case; letters and digits at their ends want a border there.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Words of one character are left out, and those that are too long to be words."""
        stripped = (" ".join(word.split()) for word in words)
        self._given = frozenset(word for word in stripped if 1 < len(word) <= _LONGEST)

    @cached_property
    def _words(self) -> frozenset[str]:
        # Late, as the first page does without, and without the table of simplified characters.
        return frozenset(map(folded, self._given))

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """The first two characters of terms, with the lengths of those that begin so, the longest first."""
        lengths: dict[str, list[int]] = {}
        for length, first in sorted({(len(word), word[:2]) for word in self._words}, reverse=True):
            lengths.setdefault(first, []).append(length)
        return lengths

    @cached_property
    def _hash(self) -> int:
        return hash(self._words)

    def __bool__(self) -> bool:
        return bool(self._given)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Terms) or bool(self) is not bool(other):
            return False
        return self._given == other._given or self._words == other._words

    def __hash__(self) -> int:
        return self._hash

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where terms stand in `text`, which is `folded`, as `(start, end)` in code points; none overlaps another."""
        found: list[tuple[int, int]] = []
        if not self._words:
            return found
        at = 0
        while at < len(text) - 1:
            end = self._end(text, at)
            if end:
                found.append((at, end))
            at = end or at + 1
        return found

    def _end(self, text: str, at: int) -> int:
        """Where the longest term ends that stands at `at`; 0 if none does."""
        for length in self._lengths.get(text[at : at + 2], ()):
            end = at + length
            # At the end of the text a longer one is cut short, and may be another.
            if end <= len(text) and text[at:end] in self._words and not _cuts(text, at) and not _cuts(text, end):
                return end
        return 0


NO_TERMS = Terms()
"""None."""


def folded(text: str) -> str:
    """`text` in simplified characters and small letters; of the same length."""
    simple = convert(text, Script.SIMPLIFIED)
    small = simple.lower()
    if len(small) == len(simple):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in simple)


def _cuts(text: str, at: int) -> bool:
    """Whether a border at `at` would cut a Latin word or a number."""
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"
