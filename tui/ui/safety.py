"""The net under all widgets: no control character of any text is sent to the terminal as it is."""

from __future__ import annotations

import re
from functools import cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.visible import ONE_LINE, visible_line


class ControlFilter(LineFilter):
    """Shows control characters, bidi marks and hidden characters as signs, within the width they were given.

    Text is made visible before it is laid out; whatever got past that is caught here.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with harmless text. Widths may only shrink: a sign of several cells becomes `·`."""
        if _harmful().search("".join([segment.text for segment in segments])) is None:
            return segments
        return [segment if segment.control else Segment(_harmless(segment.text), segment.style) for segment in segments]


@cache
def _harmful() -> re.Pattern[str]:
    """One character that `visible_line` shows otherwise."""
    ranges: list[list[int]] = []
    for code in sorted(ONE_LINE):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return re.compile("[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]")


def _harmless(text: str) -> str:
    return "".join(char if (shown := visible_line(char)) == char else _one(shown) for char in text)


def _one(shown: str) -> str:
    return shown if len(shown) == 1 else "·"
