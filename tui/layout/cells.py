"""How many terminal cells text takes, character by character, as it is shown (after `tui.visible`).

Widths are those of Unicode's East Asian Width with ambiguous characters narrow, and of grapheme clusters as
terminals draw them: a cluster's width stands at its first code point, the others take none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from unicodedata import category, east_asian_width

from tui.visible import TABLE

ZWJ = "\u200d"
_VS16 = "\ufe0f"
_CLUSTERS = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")


class _Widths(dict[str, int]):
    """Cells of one code point on its own; worked out at first sight."""

    def __missing__(self, char: str) -> int:
        shown = TABLE.get(ord(char))
        if shown is not None:
            width = sum(self[c] for c in shown)
        elif char == "\u00ad":
            width = 1
        elif category(char) in ("Mn", "Me", "Cf") or _is_joining_jamo(char):
            width = 0
        elif "\U0001f1e6" <= char <= "\U0001f1ff":
            width = 1
        else:
            width = 2 if east_asian_width(char) in "WF" else 1
        self[char] = width
        return width


def _is_joining_jamo(char: str) -> bool:
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"


_WIDTHS = _Widths({chr(code): 1 for code in range(0x20, 0x7F)})


def widths(text: str) -> list[int]:
    """The cells that each code point of `text` takes (0 inside a grapheme cluster)."""
    each = list(map(_WIDTHS.__getitem__, text))
    if _CLUSTERS.search(text):
        _join_clusters(text, each)
    return each


def _join_clusters(text: str, each: list[int]) -> None:
    """Give joined emoji, flags and skin tones the width of one character, at their first code point."""
    base = -1  # index of the cluster's first code point
    flag = False  # whether `base` is the first half of a flag
    for i, char in enumerate(text):
        if "\U0001f1e6" <= char <= "\U0001f1ff":
            if flag:
                each[base], each[i], flag = 2, 0, False
            else:
                base, flag = i, True
            continue
        flag = False
        if char == _VS16:
            if base >= 0 and each[base] == 1 and _can_be_wide(text[base]):
                each[base] = 2
        elif ("\U0001f3fb" <= char <= "\U0001f3ff" and i and base >= 0 and each[base] == 2) or (
            i and text[i - 1] == ZWJ and base >= 0 and each[base] == 2 and each[i]
        ):
            each[i] = 0
        elif each[i]:
            base = i


def _can_be_wide(char: str) -> bool:
    return char in "#*0123456789" or category(char) in ("So", "Sm", "Po") or char in "\u00a9\u00ae\u2122"


def cell_len(text: str) -> int:
    """The cells that `text` takes on one row."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(widths(text))


def cut(text: str, cells: int, mark: str = "…") -> str:
    """`text` if it fits into `cells`, else as much of its beginning as fits together with `mark`."""
    each = widths(text)
    if sum(each) <= cells:
        return text
    room = cells - cell_len(mark)
    if room < 0:
        return ""
    end = bisect_right(list(accumulate(each)), room)
    return text[:end] + mark


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """`text` cut or filled with blanks to exactly `cells`; `right` sets it against the right edge."""
    short = cut(text, cells)
    fill = " " * (cells - cell_len(short))
    return fill + short if right else short + fill


def offset_at(each: Sequence[int], cell: int) -> int:
    """Index of the character that covers `cell` in a row of these widths; their number if it lies behind them."""
    if cell < 0:
        return 0
    end = 0
    for i, width in enumerate(each):
        end += width
        if cell < end:
            return i
    return len(each)
