"""Line breaking by cells, after the Chinese rules (避头尾) and with Latin words kept whole.

The break opportunities follow the classes of UAX #14 as far as they matter for running text. Exceptions:

- A row that has no such place among its last `BACK` characters is cut hard: behind the last cluster that fits, so that
  a closing sign may begin the next row, or an opening one end this one, where a row holds nothing but signs or a word.
- `++` and the like are not torn (`C++`), and a row may end before ‘ and “ behind any letter, which UAX #14 leaves to
  the language.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

from tui.layout.cells import ZWJ, widths

NO_START = frozenset(
    "，。、；：！？…」』”’）》〉】〕］｝〗〙〛·・‧々〻ーゝゞヽヾ％‰℃"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    ",.;:!?)]}%°｡､｣．"
)
"""What may not stand at the beginning of a row."""

OPENING = frozenset("（「『“‘《〈【〔［｛〖〘〚([{")
"""What holds on to what it opens, over blanks too."""

NO_END = OPENING | frozenset("$¥€£＄￥+±№")
"""What may not stand at the end of a row."""

PAIRS = frozenset("—…⸺")
"""What is not torn from its twin: `——`, `……`."""

BACK = 40
"""How many characters a break may move back before the row is cut hard."""

_GLUE = frozenset("'\"_&+=~*<>|\\^`/-–.,:;!?%#@$([{)]}\ufffd")
"""Signs that belong to the Latin word, number or address that they touch."""

_STICK = frozenset("\"'\u00a0\u202f")
"""What holds on to both its neighbours: straight quotes, as they do not tell which side they close; fixed blanks."""

_OPEN_BEHIND = frozenset("!?-–/|")
"""Signs inside a word or an address behind which it may be broken."""


@lru_cache(maxsize=4096)
def _in_word(char: str) -> bool:
    return char in _GLUE or (char.isalnum() and east_asian_width(char) not in "WF")


def may_break(before: str, after: str) -> bool:
    """Whether a row may end between these two characters (neither a blank nor inside a cluster)."""
    if after in NO_START or before in NO_END or before == ZWJ:
        return False
    if before in _STICK or after in _STICK or after in "-–/|":
        return False
    if before == after and before in PAIRS:
        return False
    if before in _OPEN_BEHIND:
        return not (after.isdigit() and before in "-–/")
    if before in ")]}" and after in OPENING:
        return True
    return not (_in_word(before) and _in_word(after))


def wrap(text: str, width: int, indent: int = 0) -> list[int]:
    """Where the rows of `text` begin, the first (0) left out: offsets in code points.

    `width` is the room in cells (at least 1), of which the first row leaves `indent` free. Blanks at a row's end
    hang over. A row is longer than its room only if a single character is wider than it.
    """
    each = widths(text)
    ends = list(accumulate(each))
    if not ends or ends[-1] + indent <= width:
        return []
    starts: list[int] = []
    n, start, base = len(text), 0, -min(indent, width - 1)
    while (end := bisect_right(ends, base + width, start)) < n:
        if not (end > start and "\u4e00" <= text[end] <= "\u9fff" and "\u4e00" <= text[end - 1] <= "\u9fff"):
            # Not between two hanzi, where a row may always end.
            end = _break_at(text, each, start, max(end, start + 1))
            if end >= n:
                break
        starts.append(end)
        start, base = end, ends[end - 1]
    return starts


def _break_at(text: str, each: list[int], start: int, end: int) -> int:
    """The best place at or before `end` (behind it only for hanging blanks) to end the row that began at `start`."""
    n = len(text)
    while end < n and not each[end]:
        end += 1
    hard = end
    while hard < n and text[hard] == " ":
        hard += 1
    if end < hard < n and not each[hard]:
        hard -= 1  # a blank that carries a mark does not hang
    if hard == n:
        return n
    if _allowed(text, each, start, hard):
        return hard
    for place in range(min(end, hard - 1), max(end - BACK, start), -1):
        if each[place] and _allowed(text, each, start, place):
            return place
    return hard


def _allowed(text: str, each: list[int], start: int, place: int) -> bool:
    """Whether the row that began at `start` may end before the character at `place`."""
    after = text[place]
    if after == " " or text[place - 1] == ZWJ:
        return False
    before = place - 1
    while before > start and not each[before]:
        before -= 1
    if text[before] != " ":
        # A hyphen before a word, with nothing before itself, is a sign of the word.
        if text[before] in "-–" and after.isalpha() and (not before or text[before - 1] == " ") and _in_word(after):
            return False
        return may_break(text[before], after)
    while before > start and text[before] == " ":
        before -= 1
    return after not in NO_START and text[before] not in OPENING


def break_places(text: str) -> list[int]:
    """Where the rules let a row of `text` end, its own end left out: offsets in code points."""
    each = widths(text)
    return [place for place in range(1, len(text)) if each[place] and _allowed(text, each, 0, place)]


def wrap_lines(text: str, width: int) -> list[str]:
    """`text` as rows of at most `width` cells; its own line ends are kept, blanks that hang over are cut."""
    rows: list[str] = []
    for line in text.split("\n"):
        starts = [0, *wrap(line, width), len(line)]
        rows += [line[a:b].rstrip(" ") for a, b in pairwise(starts)]
    return rows
