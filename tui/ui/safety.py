"""The net under all widgets: no control character of any text is sent to the terminal as it is."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.visible import visible_line


class ControlFilter(LineFilter):
    """Shows control characters, bidi marks and hidden characters as signs, within the width they were given.

    Text is made visible before it is laid out; whatever got past that is caught here.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with harmless text. Widths may only shrink: a sign of several cells becomes `·`."""
        return [
            segment
            if segment.control or (segment.text.isascii() and segment.text.isprintable())
            else Segment(_harmless(segment.text), segment.style)
            for segment in segments
        ]


def _harmless(text: str) -> str:
    if visible_line(text) == text:
        return text
    return "".join(char if len(shown := visible_line(char)) == 1 and shown == char else _one(char) for char in text)


def _one(char: str) -> str:
    shown = visible_line(char)
    return shown if len(shown) == 1 else "·"
