"""How a page is set into a pane: its columns in cells, before anything is wrapped."""

from __future__ import annotations

from tui.layout.gutter import Gutter, gutter_of
from tui.layout.paint import MARGIN
from tui.layout.rows import Layout
from tui.records import Named

UNSET = 40
"""Cells of a row before the room is known."""

WIDE = 104
"""Columns of a pane from which on the speakers have a column of their own."""


class Setting(Named):
    """The columns of a pane, from left to right: padding, gutter, margin, text; at its end the bars."""

    pad: int
    gutter: Gutter
    width: int
    """Cells of a row of text at the most."""
    bars: int
    """Cells of the scroll column and of what stands beside it."""


def setting_of(page: Layout, columns: int, measure: int, numbers: int = 0) -> Setting:
    """How `page` is set into a pane of so many columns.

    `measure`: cells of the longest row, 0: as long as the room allows; `numbers`: cells of the paragraphs' numbers.
    """
    bars = 2 if columns >= WIDE and len(page.transcript.speakers) > 1 else 1
    room = columns - MARGIN - 2 - bars
    gutter = gutter_of(page, room, numbers)
    width = max(4, min(measure or room, room - gutter.width))
    pad = max(1, (columns - gutter.width - MARGIN - width - 1 - bars) // 2)
    return Setting(pad, gutter, width, bars)
