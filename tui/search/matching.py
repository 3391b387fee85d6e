"""Matchers: what is wanted, found in a text of any size stretch by stretch, without a folded copy of it.

A matcher tells where a text may be cut so that no hit lies on both sides; between two such cuts it finds the same as
in the whole. Hits are in order and do not overlap, the first one as early as there is one.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Callable, Iterator, Set
from functools import cached_property
from itertools import islice
from typing import Protocol

from tui.search.classes import changes_by_marks, class_of, forms_of, hard_for, is_wide_script, marks, search_fold
from tui.search.wanted import Kind, Wanted

BREATH = 256
"""So many hits are noted at most before the caller may do something else."""

_BLANK = " "
_FIRST_HAN = "\u3400"
_ASTRAL_FIRST = "\U00010000"
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_ODD = re.compile("[^\0-\x7f\u2010-\u203f\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\u9fff\uff01-\uff60]")
"""What most transcripts have none or little of."""


class Matcher(Protocol):
    """Something that finds."""

    def cut(self, text: str, at: int) -> int:
        """The first place at or behind `at` where the text may be cut."""

    def fill(self, text: str, start: int, end: int, starts: array[int], ends: array[int]) -> Iterator[None]:
        """Note the hits in `[start, end)`, which are cuts; stops for breath now and then.

        Raises SearchProblem where a pattern takes too long.
        """


class Nothing:
    """Finds nothing."""

    def cut(self, text: str, at: int) -> int:
        """Nowhere but at the end: there is nothing to do between."""
        return len(text)

    def fill(self, text: str, start: int, end: int, starts: array[int], ends: array[int]) -> Iterator[None]:
        """Notes nothing."""
        return iter(())


class _Patterns:
    """What a text is searched with; each is made when it is asked for first."""

    def __init__(self, needle: str, kept: Callable[[str], str]) -> None:
        """`kept` leaves out what the text does not have: a class of the first plane alone is thirty times as fast."""
        self._needle = needle
        self._kept = kept
        self._marks = class_of(kept(marks()))
        self._has_marks = not set(needle).isdisjoint(marks()) or changes_by_marks(needle)

    @cached_property
    def hit(self) -> re.Pattern[str]:
        """What is found."""
        blank = f"[{class_of(self._kept(forms_of(_BLANK)))}\t]"
        tail = f"[{self._marks}]*" if self._marks and not self._has_marks else ""
        return re.compile(_pattern_of(self._needle, blank, self._kept) + tail)

    @cached_property
    def hard(self) -> re.Pattern[str] | None:
        """Characters by which `hit` could miss the text, or find it where it is not."""
        return re.compile(f"[{self._hard}]") if self._hard else None

    @cached_property
    def foreign(self) -> re.Pattern[str]:
        """Characters that no hit can hold, not even with the marks behind them."""
        forms = self._kept("".join(map(forms_of, {*self._needle, _BLANK})) + marks())
        behind = f"(?![{self._marks}])" if self._marks and self._has_marks else ""
        return re.compile(f"[^{class_of(forms)}\t{self._hard}]{behind}")

    @cached_property
    def _hard(self) -> str:
        its = self._kept(hard_for(self._needle))
        return class_of(its) + (self._marks if self._has_marks else "")


def odd_in(text: str, start: int, end: int) -> set[str]:
    """The characters of a stretch that most transcripts do not have."""
    return set(_ODD.findall(text, start, end))


class PlainText:
    """Finds a text in any script, width and case.

    Signs that are typed one way and printed another are the same; blanks between Han or kana and letters or digits
    make no difference; any run of blanks is like any other.
    """

    def __init__(self, text: str, odd: Set[str] | None = None) -> None:
        """`text` is not empty; the classes must be ready.

        `odd`: what `odd_in` finds in all that is searched, if that is known. It takes a pass over the text, and saves
        each search of Latin letters one, which looks for what may fold to them together with their neighbours.
        """
        needle = search_fold(text).text.replace("\t", _BLANK)
        self._folded = re.compile(_pattern_of(needle, "[ \t]", None))
        self._anchors = [_anchor(char) for char in dict.fromkeys(needle) if is_wide_script(char) and char >= _FIRST_HAN]
        self._rarest: str | None = None
        self._narrow, self._wide = _Patterns(needle, _in_plane), _Patterns(needle, str)
        if odd is not None:
            self._narrow = self._wide = _Patterns(needle, lambda chars: _unless_odd(chars, odd))

    def cut(self, text: str, at: int) -> int:
        """Before a character that no hit can hold."""
        found = (self._wide if _may_be_wide(text) else self._narrow).foreign.search(text, at)
        return len(text) if found is None else found.start()

    def fill(self, text: str, start: int, end: int, starts: array[int], ends: array[int]) -> Iterator[None]:
        """Note the hits; what single characters do not tell is folded, between cuts."""
        if self._anchors and not self._may_hold(text, start, end):
            return
        is_wide = _may_be_wide(text) and _ASTRAL.search(text, start, end) is not None
        its = self._wide if is_wide else self._narrow
        at = start
        while at < end:
            hard = None if its.hard is None else its.hard.search(text, at, end)
            first = end if hard is None else hard.start()
            while hard is not None and first > at and its.foreign.match(text, first - 1) is None:
                first -= 1
            yield from _note(its.hit.finditer(text, at, first), starts, ends)
            at = first
            if hard is not None:
                behind = its.foreign.search(text, hard.end(), end)
                at = end if behind is None else behind.start()
                self._note_folded(text, first, at, starts, ends)
                yield

    def _may_hold(self, text: str, start: int, end: int) -> bool:
        """Whether the rarest Han character of the needle, as the first stretch has them, is there at all."""
        if self._rarest is None:
            self._rarest = min(self._anchors, key=lambda its: sum(text.count(char, start, end) for char in its))
        return any(text.find(char, start, end) >= 0 for char in self._rarest)

    def _note_folded(self, text: str, start: int, end: int, starts: array[int], ends: array[int]) -> None:
        folded, behind = search_fold(text[start:end]), 0
        for found in self._folded.finditer(folded.text):
            first, last = folded.span(*found.span())
            # Two hits in the fold of one character (`.` in `…`) are one place.
            if first >= behind:
                starts.append(start + first)
                ends.append(start + last)
                behind = last


def _anchor(char: str) -> str:
    """All characters that a text must have one of to have the folded Han character `char`."""
    return forms_of(char) + hard_for(char)


def _may_be_wide(text: str) -> bool:
    """Whether the text may have a character beyond the first plane: no answer takes a look at it."""
    return sys.getsizeof(text) >= 4 * len(text)


def _in_plane(chars: str) -> str:
    return "".join(char for char in chars if char < _ASTRAL_FIRST)


def _unless_odd(chars: str, odd: Set[str]) -> str:
    return "".join(char for char in chars if char in odd or not _ODD.match(char))


def _note(found: Iterator[re.Match[str]], starts: array[int], ends: array[int]) -> Iterator[None]:
    while True:
        spans = [match.span() for match in islice(found, BREATH)]
        starts.extend(first for first, _ in spans)
        ends.extend(last for _, last in spans)
        if len(spans) < BREATH:
            return
        yield


def _pattern_of(needle: str, blank: str, kept: Callable[[str], str] | None) -> str:
    """`kept`: what of each character's forms is looked for; None: none but itself."""
    parts: list[str] = []
    before = ""
    gap = False
    for char in needle:
        if char == _BLANK:
            gap = True
            continue
        if before and _are_apart(before, char):
            parts.append(f"{blank}*")
        elif gap:
            parts.append(f"{blank}+")
        its = char if kept is None else kept(forms_of(char))
        parts.append(f"[{class_of(its)}]" if its else "(?!)")
        before, gap = char, False
    if gap:
        parts.append(f"{blank}+")
    return "".join(parts)


def _are_apart(one: str, other: str) -> bool:
    """Whether one is Han or kana and the other a letter or digit of another script."""
    if is_wide_script(one) == is_wide_script(other):
        return False
    return one.isalnum() and other.isalnum()


def matcher_of(wanted: Wanted, odd: Set[str] | None = None) -> Matcher:
    """What finds `wanted`; the classes must be ready. `odd`: as for `PlainText`. Raises SearchProblem."""
    if not wanted.text:
        return Nothing()
    if wanted.kind is Kind.TEXT:
        return PlainText(wanted.text, odd)
    if wanted.kind is Kind.WORDS:
        from tui.search.whole import WholeWords

        return WholeWords(wanted.text, odd)
    from tui.search.pattern import Pattern

    return Pattern(wanted.text)
