"""Line breaking by cells, after the Chinese rules (避头尾) and with Latin words kept whole.

The break opportunities follow the classes of UAX #14 as far as they matter for running text.
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

NO_END = frozenset("（「『“‘《〈【〔［｛〖〘〚([{$¥€£＄￥")
"""What may not stand at the end of a row."""

PAIRS = frozenset("—…⸺")
"""What is not torn from its twin: `——`, `……`."""

BACK = 40
"""How many characters a break may move back before the row is cut hard."""


_GLUE = frozenset("'\"_&+=~*<>|\\^`/-–.,:;!?%#@$([{")
"""Signs that belong to the Latin word, number or address that they touch."""


@lru_cache(maxsize=4096)
def _in_word(char: str) -> bool:
    return char in _GLUE or (char.isalnum() and east_asian_width(char) not in "WF")


def may_break(before: str, after: str) -> bool:
    """Whether a row may end between these two characters (neither a blank nor inside a cluster)."""
    if after in NO_START or before in NO_END or before == ZWJ:
        return False
    if before == after and before in PAIRS:
        return False
    if before in "\"'" or after in "\"'":
        return False
    if before in ",:;!?)]}-–/":
        return not (after.isdigit() and before in ",:-–/") and after not in "-–/"
    return not (_in_word(before) and _in_word(after))


def wrap(text: str, width: int, indent: int = 0) -> list[int]:
    """Where the rows of `text` begin, the first (0) left out: offsets in code points.

    `width` is the room in cells (at least 1), of which the first row leaves `indent` free. Blanks at a row's end
    hang over. A row is longer than its room only if a single character is wider than it.
    """
    n = len(text)
    if 2 * n + indent <= width and text.isprintable():
        return []
    each = widths(text)
    ends = list(accumulate(each))
    if not n or ends[-1] + indent <= width:
        return []
    starts: list[int] = []
    start, base = 0, -min(indent, width - 1)
    while (end := bisect_right(ends, base + width, start)) < n:
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
    if end < n and text[end] == " ":
        while end < n and text[end] == " ":
            end += 1
        return end
    if end >= n:
        return n
    for place in range(end, max(end - BACK, start), -1):
        if not each[place]:
            continue
        before = place - 1
        while before > start and not each[before] and text[before] != ZWJ:
            before -= 1
        if text[before] == " " or may_break(text[before], text[place]):
            return place
    return end


def wrap_lines(text: str, width: int) -> list[str]:
    """`text` as rows of at most `width` cells; its own line ends are kept, blanks that hang over are cut."""
    rows: list[str] = []
    for line in text.split("\n"):
        starts = [0, *wrap(line, width), len(line)]
        rows += [line[a:b].rstrip(" ") for a, b in pairwise(starts)]
    return rows
