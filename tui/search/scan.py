"""Finding a text in one transcript, exactly: every place where the folded reading text holds the folded needle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui.search.fold import fold, fold_text
from tui.transcript.reading import Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a needle stands. Offsets are code points, spans half-open."""

    start: int
    """Into the source."""
    end: int
    reading_start: int
    """Into the reading text in which it was found."""
    reading_end: int


class Searchable:
    """A reading text, folded once, to be searched many times."""

    __slots__ = ("_folded", "reading")

    def __init__(self, reading: Reading) -> None:
        """Fold the text of `reading`."""
        self.reading = reading
        self._folded = fold(reading.text)

    def find(self, needle: str) -> list[Hit]:
        """All places of `needle`, in order, none overlapping; none for an empty needle."""
        return list(self._hits(fold_text(needle)))

    def _hits(self, needle: str) -> Iterator[Hit]:
        if not needle:
            return
        folded, last = self._folded, 0
        at = folded.text.find(needle)
        while at >= 0:
            behind = at + len(needle)
            start, end = folded.span(at, behind)
            # Two hits in the fold of one character (`.` in `…`) are one place.
            if start >= last:
                yield Hit(*self.reading.source_span(start, end), start, end)
                last = end
            at = folded.text.find(needle, behind)


def find(reading: Reading, needle: str) -> list[Hit]:
    """All places of `needle` in `reading`, in order, none overlapping. To search again, keep a `Searchable`."""
    return Searchable(reading).find(needle)


def around(reading: Reading, hit: Hit, width: int) -> tuple[str, str, str]:
    """The reading text before, at and behind `hit` on one line, at most `width` characters on each side.

    `hit` must have been found in `reading`. Line ends and runs of blanks become one blank.
    """
    text = reading.text
    before = _one_line(text[max(0, hit.reading_start - width) : hit.reading_start])
    behind = _one_line(text[hit.reading_end : hit.reading_end + width])
    return before.lstrip(), _one_line(text[hit.reading_start : hit.reading_end]), behind.rstrip()


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
