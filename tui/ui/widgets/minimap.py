"""The scroll column with the minimap in it, and the speakers beside it where there is room."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as Ink
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui.layout.cells import is_wide
from tui.layout.minimap import STEPS, Minimap
from tui.layout.paint import QUIET
from tui.ui.colours import (
    GREY,
    PALE,
    SPEAKERS,
    Depth,
    Paper,
    few,
    ground,
    hue,
    letters,
    letters_number,
    strong_letters,
)
from tui.ui.palette import mix

_SHADES, _PLAIN_SHADES = " ░▒▓", " .:#"
"""Speakers without colours: nobody, the first, the second, any other."""


def track(thumb: tuple[int, int], y: int, minimap: Minimap | None, paper: Paper) -> Segment:
    """One cell of the scroll column: the thumb from `thumb[0]` up to `thumb[1]`, and what the map has there."""
    held = thumb[0] <= y < thumb[1]
    if minimap is None:
        return _cell(" ", "", False, held, paper)
    return _cell(minimap.glyph(y), minimap.colour(y), minimap.has_hits(y), held, paper)


@lru_cache(maxsize=512)
def _cell(sign: str, colour: str, hit: bool, held: bool, paper: Paper) -> Segment:
    if paper.depth is Depth.NONE:
        return Segment(sign, Style(color=letters(paper), bgcolor=ground(paper), reverse=held))
    behind = mix(paper, 0.30 if held else 0.08)
    if sign == " ":
        return Segment(sign, Style(bgcolor=behind))
    if hit:
        return Segment(sign, strong_letters(paper) + Style(bgcolor=behind))
    if paper.depth is Depth.FULL:
        return Segment(sign, Style(color=hue(colour).rich_color, bgcolor=behind))
    drawn = (PALE if held and paper.dark else GREY) if colour == QUIET else letters_number(colour, paper)
    return Segment(sign, Style(color=few(drawn, paper), bgcolor=behind))


class Column:
    """What stands beside the text, row by row: made once for a map, whatever of the document is seen."""

    def __init__(self, minimap: Minimap, paper: Paper, *, speakers: bool) -> None:
        """`speakers`: whether they have a column of their own, before the scroll column."""
        self.minimap, self.paper = minimap, paper
        rows = range(max(1, minimap.height))
        front = [[who(y, minimap, paper)] if speakers else [] for y in rows]
        self._free = [[*front[y], track((0, 0), y, minimap, paper)] for y in rows]
        self._held = [[*front[y], track((y, y + 1), y, minimap, paper)] for y in rows]

    def row(self, thumb: tuple[int, int], y: int) -> list[Segment]:
        """The cells of a row, with the thumb from `thumb[0]` up to `thumb[1]`; those of the last row below it."""
        rows = self._held if thumb[0] <= y < thumb[1] else self._free
        return rows[min(y, len(rows) - 1)]


def who(y: int, minimap: Minimap, paper: Paper) -> Segment:
    """One cell of the speakers' column: who speaks in its upper half, and in its lower."""
    upper, lower = (*minimap.speakers[y * STEPS : (y + 1) * STEPS], -1, -1)[:STEPS]
    return _halves(upper, lower, is_wide(), paper)


@lru_cache(maxsize=512)
def _halves(upper: int, lower: int, wide: bool, paper: Paper) -> Segment:
    if paper.depth is Depth.NONE or wide:
        shades = _PLAIN_SHADES if wide else _SHADES
        return Segment(shades[min(upper + 1, 3)], Style(color=letters(paper), bgcolor=ground(paper)))
    if upper == lower < 0:
        return Segment(" ", Style(bgcolor=ground(paper)))
    return Segment("▀", Style(color=_shade(upper, paper), bgcolor=_shade(lower, paper)))


def _shade(speaker: int, paper: Paper) -> Ink:
    """A speaker's colour, held back where there are colours to do it with."""
    if speaker < 0:
        return ground(paper)
    name = SPEAKERS[speaker % len(SPEAKERS)]
    if paper.depth is Depth.FULL:
        return Color.parse(paper.background).blend(hue(name), 0.45).rich_color
    return few(letters_number(name, paper), paper)
