"""Sentences and clauses of one paragraph: pure boundaries, found by punctuation alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.patterns import late

Span = tuple[int, int]

_CLOSERS = "”’」』）)】》〉］｝〕\\]}"
_HAN = r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_NEW = r"(?= \s* $ | \s+ [^a-z\s] | [^\W\d_a-z] )"
"""Behind an ellipsis of full stops: that a sentence begins, as no small letter goes on with the one before."""

_TOKEN = late(
    rf"""
    (?P<skip> https?://[^\s，。；！？]+ )                          # a link ends nothing inside
  | (?P<end> (?: [。！？!?…｡；]+ | (?<= {_HAN} ) (?: ; | \. (?= {_HAN} ) ) | (?<!\.) \.{{2,}}+ {_NEW} )
             [{_CLOSERS}"']* \s* )
  | (?P<dot> \. [{_CLOSERS}"']* (?: \s+ (?= [^\W\d_] | ["'“‘「『(（\[《\d] ) | \s* $ ) )
  | (?P<clause> (?: [，：;]+ | (?<! \d ) [,:]+ | [,:]+ (?! \d ) ) (?! // ) [{_CLOSERS}"']* \s* )
    """,
    re.VERBOSE,
)
_LAST_WORD = late(r"[A-Za-z.]+$")
_SHORT_FORMS = """
mr mrs ms dr prof st sr jr vs e.g i.e cf al inc ltd co corp eq ph.d gen gov sen rep
hon dept est approx jan feb mar apr jun jul aug sep sept oct nov dec
"""
_ABBREVIATIONS = frozenset(_SHORT_FORMS.split())
_BEFORE_NUMBERS = frozenset(("no", "nos", "fig", "figs", "vol", "vols", "pp", "p", "ch", "sec", "ed"))
"""Short forms only where a number follows: `no. 5`."""

_INITIALS = late(r"(?:[A-Za-z]\.)*[A-Z]")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences of `text` as `(start, end)` in code points, without gaps.

    Chinese ones end at 。！？；……, and at their half-width twins behind Han characters. Closing quotes and brackets,
    and the blanks that follow, belong to the sentence before. A full stop ends one only in the English way: not in
    3.5, Mr., e.g., U.S., OpenAI.com or the number of a list, and an ellipsis not before a small letter.
    """
    return _spans(text, _borders(text, clauses=False))


def clause_spans(text: str) -> tuple[Span, ...]:
    """The clauses (小句) of `text` as `(start, end)` in code points, without gaps; each lies in one sentence.

    A clause ends where a sentence ends, and at commas, colons and English semicolons that are not inside a number
    or a time. The enumeration comma 、 ends none.
    """
    return _spans(text, _borders(text, clauses=True))


def _spans(text: str, borders: Iterable[int]) -> tuple[Span, ...]:
    spans = []
    start = 0
    for end in borders:
        if end > start:
            spans.append((start, end))
            start = end
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)


def _borders(text: str, *, clauses: bool) -> list[int]:
    """Where a unit ends, ascending. Clause borders hold the sentence borders, as one pass finds both."""
    borders = []
    counted, is_open = 0, False
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "skip" or (kind == "clause" and not clauses):
            continue
        if kind == "dot" and _is_abbreviation(text, token.start(), token.end()):
            continue
        # A straight quote is drawn in only if one is open, else it opens the next unit.
        is_open ^= text.count('"', counted, token.start()) % 2 == 1
        counted = token.start()
        behind, is_left_open = token.end(), is_open
        for i in range(token.start(), behind):
            if text[i] == '"':
                if not is_left_open:
                    behind = i
                    break
                is_left_open = False
        borders.append(behind)
        if kind != "clause":
            counted, is_open = behind, False
    return borders


def _is_abbreviation(text: str, dot: int, behind: int) -> bool:
    """Whether the full stop at `dot` belongs to a short form or a list's number, or a small letter goes on."""
    if behind < len(text) and text[behind].islower():
        return True
    if behind == len(text):
        return False
    if text[:dot].strip().isdecimal():
        return True
    word = _LAST_WORD.search(text, max(0, dot - 12), dot)
    if word is None:
        return False
    short = word[0].lower()
    if short in _BEFORE_NUMBERS and text[behind].isdecimal():
        return True
    return short in _ABBREVIATIONS or _INITIALS.fullmatch(word[0]) is not None
