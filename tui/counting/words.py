"""字数: how long a text is, as a reader of Chinese counts it.

Every hanzi and every kana is one; so is every word of another script and every number, however long: `AI-native`,
`don't`, `GPT-4`, `3.5` and `10,000` are one each (apostrophes and hyphens join letters and digits, points and commas
digits). Punctuation, blanks and pictures are none.
"""

from __future__ import annotations

import re
from functools import cache

HAN = "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
"""Hanzi and kana, as the inside of a character class."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    letter = rf"(?:(?![{HAN}])[^\W_])"
    marks = "[\u0300-\u036f]*"
    run = rf"{letter}(?:{marks}{letter})*{marks}"
    joint = rf"(?:['’\-‐‑](?={letter})|(?<=\d)[.,](?=\d))"
    return re.compile(f"[{HAN}]+"), re.compile(rf"{run}(?:{joint}{run})*")


def count_words(text: str) -> int:
    """The 字数 of `text`."""
    han, word = _patterns()
    if text.isascii():
        return len(word.findall(text))
    # With the hanzi set apart by a sign that joins nothing, words end where hanzi begin.
    rest = han.sub("\n", text)
    hanzi = len(text) - len(rest) + rest.count("\n") - text.count("\n")
    return hanzi + len(word.findall(rest))
