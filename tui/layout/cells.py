"""How many terminal cells text takes, character by character, as it is shown (after `tui.visible`).

Widths are those of Unicode's East Asian Width, and of clusters as terminals draw them: a cluster's width stands at
its first code point, the others take none. Ambiguous characters (`“ … — ·`) are narrow, unless `set_wide` says that
the terminal draws them wide. While they are narrow these are the widths that rich finds for `on_screen(text)`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from unicodedata import category, east_asian_width

from tui.patterns import late
from tui.visible import TABLE, visible_line

ZWJ = "\u200d"
_VS16 = "\ufe0f"

_FLAG = late("[\U0001f1e6-\U0001f1ff]{2}")

_WIDENED = (
    "#*0123456789©®‼⁉™ℹ↔↕↖↗↘↙↩↪⌨⏏⏭⏮⏯⏱⏲⏸⏹⏺Ⓜ▪▫▶◀◻◼☀☁☂☃☄☎☑☘☝☠☢☣☦☪☮☯☸"
    "☹☺♀♂♟♠♣♥♦♨♻♾⚒⚔⚕⚖⚗⚙⚛⚜⚠⚧⚰⚱⛈⛏⛑⛓⛩⛰⛱⛴⛷⛸⛹✂✈✉✌✍✏✒✔✖✝✡✳✴❄❇❣❤➡⤴⤵⬅⬆⬇🅰🅱"
    "🅾🅿🌡🌤🌥🌦🌧🌨🌩🌪🌫🌬🌶🍽🎖🎗🎙🎚🎛🎞🎟🏋🏌🏍🏎🏔🏕🏖🏗🏘🏙🏚🏛🏜🏝🏞🏟🏳🏵🏷🐿👁📽🕉🕊🕯🕰🕳🕴🕵🕶🕷🕸🕹🖇🖊🖋🖌🖍🖐"
    "🖥🖨🖱🖲🖼🗂🗃🗄🗑🗒🗓🗜🗝🗞🗡🗣🗨🗯🗳🗺🛋🛍🛎🛏🛠🛡🛢🛣🛤🛥🛩🛰🛳"
)
"""The narrow characters that U+FE0F makes pictures of: those of Unicode's emoji-variation-sequences."""

_WIDE_SINCE_16 = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D356), (0x1D360, 0x1D376))
"""Signs of the oracle books and counting rods, which older tables have as narrow."""

_DRAWN_FORMATS = frozenset(
    "\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_WIDE_UNKNOWN = ((0x1F300, 0x1FAFF), (0x20000, 0x3FFFD))
"""Where code points that Python does not know yet will be pictures or hanzi."""


@cache
def _joiners() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A joiner between pictures, and one that is idle: between letters it only asks for another shape of them."""
    pictures = (
        "©®‼⁉™ℹ\u2190-\u21ff\u2300-\u23ffⓂ\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff〰〽㊗㊙"
        "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
    )
    before = f"[{pictures}{_VS16}\U0001f3fb-\U0001f3ff]"
    joint = f"(?<={before}){ZWJ}(?=[{pictures}])"
    return re.compile(joint), re.compile(f"(?<!{before}){ZWJ}|{ZWJ}(?![{pictures}])")


class _Widths(dict[str, int]):
    """Cells of one code point on its own; worked out at first sight."""

    def __missing__(self, char: str) -> int:
        shown = TABLE.get(ord(char))
        self[char] = width = _width(char) if shown is None else sum(self[c] for c in shown)
        return width


def _width(char: str) -> int:
    kind = category(char)
    if kind == "Cn":
        return 2 if _is_in(char, _WIDE_UNKNOWN) else 1
    if kind in ("Mn", "Mc", "Me") or "\U0001f3fb" <= char <= "\U0001f3ff":
        return 0
    if kind == "Cf":
        return 1 if char in _DRAWN_FORMATS else 0
    if "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff":  # vowels and finals of a Hangul syllable
        return 0
    return 2 if east_asian_width(char) in _wide_kinds or _is_in(char, _WIDE_SINCE_16) else 1


def _is_in(char: str, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(first <= ord(char) <= last for first, last in ranges)


_ASCII = {chr(code): 1 for code in range(0x20, 0x7F)}
_WIDTHS = _Widths(_ASCII)
_wide_kinds = "WF"


def is_wide() -> bool:
    """Whether ambiguous characters take two cells."""
    return "A" in _wide_kinds


def set_wide(wide: bool) -> bool:
    """From now on ambiguous characters take two cells, or one; tells whether that is a change.

    What has been laid out before must be laid out anew.
    """
    global _wide_kinds
    if wide == is_wide():
        return False
    _wide_kinds = "WFA" if wide else "WF"
    _WIDTHS.clear()
    _WIDTHS.update(_ASCII)
    return True


def widths(text: str) -> list[int]:
    """The cells that each code point of `text` takes (0 inside a cluster)."""
    each = list(map(_WIDTHS.__getitem__, text))
    if ZWJ in text or _VS16 in text or _has_astral(text):
        _join(text, each)
    return each


def _has_astral(text: str) -> bool:
    return not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)


def _join(text: str, each: list[int]) -> None:
    """Give flags, joined pictures and widened signs the width of one character, at their first code point."""
    for flag in _FLAG.finditer(text):
        each[flag.start()], each[flag.start() + 1] = 2, 0
    if ZWJ in text:
        for joint in _joiners()[0].finditer(text):
            each[joint.end()] = 0
    last = -1
    while (sign := text.find(_VS16, last + 1)) >= 0:
        base = sign - 1
        while base > last and not each[base]:
            base -= 1
        if base > last and text[base] in _WIDENED:
            each[base] = 2
        last = sign


def cell_len(text: str) -> int:
    """The cells that `text` takes on one row."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(widths(text))


def on_screen(text: str) -> str:
    """`text` as it is sent to the screen, on one row: visible, and without joiners that join no pictures.

    Of such a joiner a terminal shows nothing, while rich takes what follows it to be part of one picture.
    """
    shown = visible_line(text)
    return _joiners()[1].sub("", shown) if ZWJ in shown else shown


def cluster_at(text: str, at: int, low: int, high: int) -> tuple[int, int]:
    """The cluster that holds the code point at `at`, in the stretch `[low, high)` of `text` that is set by itself."""
    first = at
    while first > low and _leans(text, first):
        first -= 1
    behind = at + 1
    while behind < high and _leans(text, behind):
        behind += 1
    if behind == first + 1:
        return first, behind
    each = widths(text[first:behind])
    start = at - first
    while start and not each[start]:
        start -= 1
    end = at - first + 1
    while end < len(each) and not each[end]:
        end += 1
    return first + start, first + end


def _leans(text: str, at: int) -> bool:
    """Whether the code point at `at` may belong to the cluster of the one before it."""
    char, before = text[at], text[at - 1]
    return not _WIDTHS[char] or before == ZWJ or (_is_half_flag(char) and _is_half_flag(before))


def _is_half_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def in_brief(text: str, cells: int = 24) -> str:
    """Enough of a text to tell which it is, on one line of so many cells."""
    return cut(on_screen(" ".join(text.split())), cells)


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


def tail(text: str, cells: int) -> str:
    """`text` if it fits into `cells`, else as much of its end as fits, behind `…`."""
    each = widths(text)
    total = sum(each)
    if total <= cells:
        return text
    dropped = list(accumulate(each))
    first = next((i + 1 for i, gone in enumerate(dropped) if total - gone <= cells - 1), len(text))
    while first < len(text) and not each[first]:
        first += 1
    return f"…{text[first:]}" if cells > 0 else ""


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """`text` cut or filled with blanks to exactly `cells`; `right` sets it against the right edge."""
    short = cut(text, cells)
    fill = " " * (cells - cell_len(short))
    return fill + short if right else short + fill


def offset_at(each: Sequence[int], cell: int) -> int:
    """Index of the character that covers `cell` in a row of these widths; their number if it lies behind them."""
    return bisect_right(list(accumulate(each)), max(cell, 0))
