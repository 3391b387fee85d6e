"""What the index holds of a text: its folded form with blanks as a search takes them, and that cut into tokens.

A text holds what is wanted exactly if its compact form holds the compact form of that, and exactly if the tokens of the
one stand in a row in the other: each character is a token, but for Latin letters and digits, of which every two
neighbours are one, and the last of a row is one again.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tui.search.classes import is_wide_script, search_fold

_BLANK = " "
_WIDE = r"\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0010ffff"
"""The characters of `is_wide_script`, as the inside of a pattern's class."""
_WIDE_LETTER = rf"(?:(?=[{_WIDE}])[^\W_])"
_OTHER_LETTER = rf"(?:(?![{_WIDE}])[^\W_])"

_BLANKS = re.compile(r"[ \t]{2,}|\t")
_APART = re.compile(
    rf" (?:(?<={_WIDE_LETTER} )(?={_OTHER_LETTER})|(?<={_OTHER_LETTER} )(?={_WIDE_LETTER}))"
)
"""A blank between Han or kana and a letter or digit of another script."""

_ROW = re.compile("([0-9a-z]+)")
_MARKS = {chr(code): f" ·{code:02x} " for code in range(128) if not re.match("[0-9a-z]", chr(code))}
"""ASCII signs as tokens: FTS5 takes nothing but letters and digits of ASCII for a part of a token."""
_ASCII_MARK = frozenset(_MARKS) - {_BLANK}


def compact(text: str) -> str:
    """`text` folded as a search compares it, runs of blanks as one, none between Han and Latin."""
    folded = search_fold(text).text
    if "\t" in folded or "  " in folded:
        folded = _BLANKS.sub(_BLANK, folded)
    return _APART.sub("", folded) if _BLANK in folded else folded


def tokens(form: str) -> str:
    """The tokens of a compact form, with blanks between."""
    return " ".join(_parts(_ROW.split(form)))


def phrase(form: str) -> str:
    """The FTS5 query for all texts whose compact form holds `form`, which is not empty, without blanks at its ends."""
    pieces = _ROW.split(form)
    if pieces[-1]:
        return f'"{" ".join(_parts(pieces))}"'
    # The row that ends here may go on in the text.
    *parts, row, _ = _parts(pieces)
    whole, _, last = row.rpartition(" ")
    return f'"{" ".join((*parts, whole))}"' if whole else f'"{" ".join((*parts, last))}" *'


def _parts(pieces: list[str]) -> list[str]:
    """The tokens of `pieces`: what is no row of Latin letters and digits, a row, and so on by turns."""
    # A blank between two rows is left out: they are parted anyway.
    return [
        _pairs(piece) if number & 1 else "" if piece in ("", _BLANK) else _singles(piece)
        for number, piece in enumerate(pieces)
    ]


def _singles(piece: str) -> str:
    if "\x00" in piece:
        return "".join(_MARKS.get(char, f" {char} ") for char in piece)
    # The blank is a token too: NUL stands for it until those between the tokens are there.
    spaced = " ".join(piece.replace(_BLANK, "\x00")).replace("\x00", _MARKS[_BLANK])
    for mark in _ASCII_MARK.intersection(piece):
        spaced = spaced.replace(mark, _MARKS[mark])
    return spaced


@lru_cache(maxsize=1 << 16)
def _pairs(row: str) -> str:
    """Every two neighbours of a row, and its last character."""
    return " ".join([*map("".join, zip(row, row[1:], strict=False)), row[-1]])
