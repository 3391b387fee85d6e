"""What the index holds of a text: its folded form with blanks as a search takes them, and that cut into tokens.

A text holds what is wanted exactly if its compact form holds the compact form of that, and exactly if the tokens of the
one stand in a row in the other: each character is a token, but for Latin letters and digits, of which every two
neighbours are one, and the last of a row is one again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from tui.search.classes import search_fold

_BLANK = " "
_WIDE = r"\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0010ffff"
"""The characters of `is_wide_script`, as the inside of a pattern's class."""
_WIDE_LETTER = rf"(?:(?=[{_WIDE}])[^\W_])"
_OTHER_LETTER = rf"(?:(?![{_WIDE}])[^\W_])"

_BLANKS = re.compile(r"[ \t]{2,}|\t")
_APART = re.compile(rf" (?:(?<={_WIDE_LETTER} )(?={_OTHER_LETTER})|(?<={_OTHER_LETTER} )(?={_WIDE_LETTER}))")
"""A blank between Han or kana and a letter or digit of another script."""

_ROW = re.compile("([0-9a-z]+)")
_SIGNS = [chr(code) for code in range(128) if not re.match("[0-9A-Za-z]", chr(code))]
_CAPITALS = [chr(code) for code in (*range(0x400, 0x430), *range(0xC0, 0xD7), *range(0xD8, 0xDF))]
"""No folded text holds any of these."""
_LETTERS = dict(zip(_SIGNS, _CAPITALS, strict=False))
"""What stands for the signs of ASCII: FTS5 takes nothing of ASCII but letters and digits for a part of a token."""
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_USUAL = {sign: letter for sign, letter in _LETTERS.items() if not _CONTROLS.match(sign)}
_GAP = _LETTERS[_BLANK]


def compact(text: str) -> str:
    """`text` folded as a search compares it, runs of blanks as one, none between Han and Latin."""
    folded = search_fold(text).text
    if "\t" in folded or "  " in folded:
        folded = _BLANKS.sub(_BLANK, folded)
    return _APART.sub("", folded) if _BLANK in folded else folded


def tokens(form: str) -> str:
    """The tokens of a compact form, with blanks between."""
    return " ".join(_parts(form))


def phrase(form: str) -> str:
    """The FTS5 query for all texts whose compact form holds `form`, which is not empty, without blanks at its ends."""
    *parts, last = _parts(form)
    if last:
        return f'"{" ".join((*parts, last))}"'
    # The row that ends here may go on in the text.
    *parts, row = parts
    whole, _, end = row.rpartition(" ")
    return f'"{" ".join((*parts, whole))}"' if whole else f'"{" ".join((*parts, end))}" *'


def _parts(form: str) -> list[str]:
    """The tokens of what is no row of Latin letters and digits, of a row, and so on by turns; the first may be none."""
    for sign, letter in (_LETTERS if _CONTROLS.search(form) else _USUAL).items():
        form = form.replace(sign, letter)
    # A blank between two rows is left out: they are parted anyway.
    return [
        _pairs(piece) if number & 1 else "" if piece == _GAP else " ".join(piece)
        for number, piece in enumerate(_ROW.split(form))
    ]


@lru_cache(maxsize=1 << 16)
def _pairs(row: str) -> str:
    """Every two neighbours of a row, and its last character."""
    return " ".join([*map("".join, pairwise(row)), row[-1]])
