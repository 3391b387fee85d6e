"""Whole words: hits that begin and end where words do, as jieba cuts them; only what is around a hit is cut."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Set
from functools import lru_cache

from tui.search.matching import PlainText
from tui.transcript.words import word_spans

_REACH = 120
"""So many characters to each side are looked through for the ends of the clause that is cut."""

_END = re.compile(r"[\s。！？，；：,!?;、…：“”「」『』（）()《》\"]")


class WholeWords:
    """Finds a text where it is made of whole words."""

    def __init__(self, text: str, odd: Set[str] | None = None) -> None:
        """`text` is not empty; blanks at its ends do not count. `odd`: as for `PlainText`."""
        self._plain = PlainText(text.strip() or text, odd)

    def cut(self, text: str, at: int) -> int:
        """As for the text itself."""
        return self._plain.cut(text, at)

    def fill(self, text: str, start: int, end: int, starts: array[int], ends: array[int]) -> Iterator[None]:
        """Note the hits; loads the dictionary if need be, which takes half a second."""
        found_starts, found_ends = array("Q"), array("Q")
        done = 0
        for _ in self._plain.fill(text, start, end, found_starts, found_ends):
            yield
        while done < len(found_starts):
            first, last = found_starts[done], found_ends[done]
            done += 1
            if are_whole(text, first, last):
                starts.append(first)
                ends.append(last)
            yield


def are_whole(text: str, start: int, end: int) -> bool:
    """Whether words begin at `start` and end at `end`, as the clause around them is cut."""
    first = max(0, start - _REACH)
    behind = min(len(text), end + _REACH)
    opened = max((found.end() for found in _END.finditer(text, first, start)), default=first)
    closed = _END.search(text, end, behind)
    borders = _borders(text[opened : behind if closed is None else closed.start()])
    return start - opened in borders and end - opened in borders


@lru_cache(maxsize=512)
def _borders(clause: str) -> frozenset[int]:
    """Where words begin and end in a clause."""
    return frozenset(at for span in word_spans(clause) for at in span)
