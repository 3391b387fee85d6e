"""Labels that come back at the beginnings of lines: they tell little, and are changed lightly."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from tui.annotations.realign.fold import HALF, Folded

_SIGNS = ',，。!！?？;；“”"「」'
_LABEL = re.compile(
    r"^[ \t\u3000*_>#-]{0,12}"
    r"(?:[\[【(（]([^\]】)）\n]{1,24})[\]】)）]|"
    rf"([^\s.:：{_SIGNS}][^\n:：{_SIGNS}]{{0,23}})[:：])",
    re.MULTILINE,
)
_OFTEN = 2


def label_mask(text: Folded) -> bytearray:
    """For each folded character whether it is of a label that begins at least two lines."""
    mask = bytearray(len(text.text))
    found = [
        (match[1] or match[2], match.span(1) if match[1] else match.span(2))
        for match in _LABEL.finditer(text.bare.translate(HALF))
    ]
    counts = Counter(label.strip() for label, _ in found)
    for label, (start, end) in found:
        if counts[label.strip()] >= _OFTEN:
            first, last = bisect_left(text.where, start), bisect_left(text.where, end)
            mask[first:last] = b"\1" * (last - first)
    return mask


def without(mask: bytearray, words: str, at: int) -> str:
    """`words`, which stand at folded `at`, without labels."""
    its = mask[at : at + len(words)]
    if not any(its):
        return words
    return "".join(char for char, is_label in zip(words, its, strict=True) if not is_label)
