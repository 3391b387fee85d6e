"""The lines of a PDF's pages: their text, and where they stand; the rule is stated in `pdf`."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from tui.transcript.drawing.drawn import clean

_STAND_INS = re.compile("[\u2e80-\u2fdf\ufb00-\ufb06]+")
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WIDE = re.compile(f"[\u2e80-\u303f\u3040-\u30ff{HAN}\uff00-\uff60\uffe0-\uffef“”‘’…—]")
_SPACED = re.compile(f"(?<=[{HAN}])[ ]+(?=[{HAN}])")
_TOUCHING = re.compile(f"(?<=[{HAN}])(?=[{HAN}])")
_NARROW = frozenset("iljtfrI.,:;'|!()[]{} ")
_BROAD = frozenset("mwMW@%—")


class Line(NamedTuple):
    """A line of a page. All measures are points, from the page's left and lower edge."""

    text: str
    x: float
    y: float
    size: float
    """Of its characters."""
    page_width: float

    @property
    def right(self) -> float:
        """About where it ends."""
        return self.x + width_of(self.text) * self.size


def width_of(text: str) -> float:
    """About how wide a text is set, in its size."""
    total = 0.0
    for char in text:
        if char > "\u2000" and WIDE.match(char):
            total += 1.0
        elif char in _NARROW:
            total += 0.29
        else:
            total += 0.85 if char in _BROAD else 0.66 if char.isupper() else 0.52
    return total


class Gatherer:
    """Takes the pieces of a page as pypdf finds them."""

    def __init__(self, left: float, page_width: float) -> None:
        self._left = left
        self._page_width = page_width
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._place: tuple[float, float, float] | None = None

    def take(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, font_size: float) -> None:
        """A piece of text, the matrices of page and text, the size of its font; a line feed ends the line."""
        first, *others = text.split("\n")
        self._add(first, cm, tm, font_size)
        for piece in others:
            self._end()
            self._add(piece, cm, tm, font_size)

    def lines(self) -> list[Line]:
        """The lines so far."""
        self._end()
        return self._lines

    def _add(self, piece: str, cm: Sequence[float], tm: Sequence[float], font_size: float) -> None:
        if not piece:
            return
        self._pieces.append(piece)
        if self._place is None and not piece.isspace():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])
            size = abs(font_size * scale)
            self._place = (_finite(x) - self._left, _finite(y), min(max(_finite(size), 1.0), 1000.0))

    def _end(self) -> None:
        text = _tidy("".join(self._pieces))
        self._pieces.clear()
        place, self._place = self._place, None
        if text and place is not None:
            self._lines.append(Line(text, *place, self._page_width))


def _finite(value: float) -> float:
    return float(value) if math.isfinite(value) else 0.0


def _tidy(text: str) -> str:
    """A line's text: what stands in for characters put right, single blanks, none between most of Chinese."""
    if not text.isascii():
        text = _STAND_INS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
        text = clean(text.replace("\xad", "-") if text.endswith("\xad") else text)
        if len(_SPACED.findall(text)) > len(_TOUCHING.findall(text)):
            text = _SPACED.sub("", text)
    return " ".join(text.split())
