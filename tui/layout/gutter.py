"""The columns left of the text: paragraphs' numbers, times, and who speaks."""

from __future__ import annotations

from tui.layout.cells import cell_len, on_screen
from tui.layout.rows import Layout
from tui.records import Named
from tui.transcript.model import clock

MOST, FEWER, FEWEST = 16, 10, 8
"""Cells of a name at most: in a pane of usual width, in a narrow one, beside another in eighty columns or so."""

LEAST = 6


class Gutter(Named):
    """The gutter's columns, in cells; each with a blank behind it, 0 if it is not there."""

    times: int = 0
    names: int = 0
    numbers: int = 0

    @property
    def width(self) -> int:
        """Cells of the whole gutter."""
        return self.times + self.names + self.numbers


def gutter_of(layout: Layout, room: int, numbers: int = 0) -> Gutter:
    """The gutter for a page that has `room` cells for gutter and text: as wide as names and times need, in bounds.

    `numbers`: the digits of the paragraphs' numbers, if they are wanted.
    """
    if numbers and room - numbers - 1 >= 16:
        return gutter_of(layout, room - numbers - 1)._replace(numbers=numbers + 1)
    if layout.raw:
        return Gutter()
    names = max((cell_len(on_screen(name)) for name in layout.transcript.speakers), default=0)
    last = max((s.start_ms for s in layout.transcript.segments[-50:] if s.start_ms is not None), default=None)
    times = len(clock(last)) + 1 if last is not None else 0
    if names:
        names = min(max(names, LEAST), MOST if room >= 66 else FEWER if room >= 40 else FEWEST) + 1
    gutter = Gutter(times, names)
    if room - gutter.width < 48:
        # Little room: the time goes below the name.
        gutter = Gutter(0, max(times, names))
    return gutter if room - gutter.width >= 16 else Gutter()
