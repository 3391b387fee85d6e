"""Sentences and clauses of one paragraph: pure boundaries, found by punctuation alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.patterns import late

Span = tuple[int, int]

_CLOSERS = "”’」』）)】》〉］｝〕\\]}"
_TOKEN = late(
    rf"""
    (?P<skip> https?://[^\s，。；！？]+ )                          # a link ends nothing inside
  | (?P<end> (?: [。！？!?…｡]+ | (?<!\.) \.{{2,}}+ (?= \s | $ | [^\W\d_a-z] ) ) [{_CLOSERS}"']* \s* )
  | (?P<dot> \. [{_CLOSERS}"']* (?: \s+ (?= [^\W\d_] | ["'“‘「『(（\[《\d] ) | \s* $ ) )
  | (?P<clause> (?: [，；：;]+ | (?<! \d ) [,:]+ | [,:]+ (?! \d ) ) (?! // ) [{_CLOSERS}"']* \s* )
    """,
    re.VERBOSE,
)
_LAST_WORD = late(r"[A-Za-z.]+$")
_SHORT_FORMS = """
mr mrs ms dr prof st sr jr vs e.g i.e cf al inc ltd co corp no fig eq vol pp ed gen gov sen rep
hon dept est approx jan feb mar apr jun jul aug sep sept oct nov dec
"""
_ABBREVIATIONS = frozenset(_SHORT_FORMS.split())
_INITIALS = late(r"(?:[A-Za-z]\.)*[A-Z]")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences of `text` as `(start, end)` in code points, without gaps.

    Closing quotes and brackets, and the blanks that follow, belong to the sentence before. A full stop ends one
    only in the English way: not in 3.5, Mr., e.g., U.S. or OpenAI.com.
    """
    return _spans(text, _borders(text, clauses=False))


def clause_spans(text: str) -> tuple[Span, ...]:
    """The clauses (小句) of `text` as `(start, end)` in code points, without gaps; each lies in one sentence.

    A clause ends where a sentence ends, and at commas, semicolons and colons that are not inside a number or a
    time. The enumeration comma 、 ends none.
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
    """Whether the full stop at `dot` belongs to a short form, or a small letter goes on behind it."""
    if behind < len(text) and text[behind].islower():
        return True
    if behind == len(text):
        return False
    word = _LAST_WORD.search(text, max(0, dot - 12), dot)
    if word is None:
        return False
    return word[0].lower() in _ABBREVIATIONS or _INITIALS.fullmatch(word[0]) is not None
