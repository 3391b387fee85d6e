"""Painting rows made of pieces with a named look: the common ground of lists and one-row bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.layout.cells import cell_len, cut
from tui.ui.palette import Paper, hue, mix
from tui.ui.widgets.paper import paper_of, track
from tui.visible import visible_line


class Piece(NamedTuple):
    """Some text with a look: `plain`, `quiet`, `strong`, `accent`, `ink:COLOUR`, `tint:COLOUR`."""

    text: str
    look: str = "plain"


class ListRow(NamedTuple):
    """One row of a list: what stands left (cut with `…` where it is too long), what stands right, and its item."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...] = ()
    key: str = ""
    """The item that it belongs to; empty: a row that cannot be chosen."""


class Rows(Widget):
    """Paints `rows` from the `first` one on; the rows of the item `marked` stand out."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.rows: Sequence[ListRow] = ()
        self.first = 0
        self._paper: Paper | None = None

    @property
    def marked(self) -> str:
        """The item that stands out; empty: none does."""
        return ""

    def notify_style_update(self) -> None:
        """Forget the old theme."""
        super().notify_style_update()
        self._paper = None

    def on_focus(self) -> None:
        """The cursor is shown."""
        self._paper = None

    def on_blur(self) -> None:
        """The cursor is shown no more, or quietly."""
        self._paper = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the rows of `crop`."""
        if self._paper is None:
            self._paper = paper_of(self)
        key = self.marked
        strips = [self._strip(y, key) for y in range(crop.y, crop.bottom)]
        if crop.x or crop.width != self.size.width:
            strips = [strip.crop(crop.x, crop.x + crop.width) for strip in strips]
        return strips

    def _strip(self, y: int, key: str) -> Strip:
        paper, width, height = self._paper, self.size.width, self.size.height
        assert paper is not None
        at = self.first + y
        scrolls = len(self.rows) > height
        room = width - 1 if scrolls else width
        segments: list[Segment] = []
        if at < len(self.rows):
            row = self.rows[at]
            chosen = bool(key) and row.key == key
            right = [Piece(visible_line(piece.text), piece.look) for piece in row.right]
            taken = sum(cell_len(piece.text) for piece in right)
            left = _cut(row.left, max(0, room - taken))
            used = sum(cell_len(piece.text) for piece in left)
            pieces = [*left, Piece(" " * max(0, room - used - taken)), *(right if taken <= room else [])]
            segments = [Segment(piece.text, _look(piece.look, paper, chosen)) for piece in pieces]
        else:
            segments = [Segment(" " * room, _look("plain", paper, False))]
        if scrolls:
            start = self.first * height // len(self.rows)
            end = -(-(self.first + height) * height // len(self.rows))
            segments.append(track((start, end), y, None, paper))
        strip = Strip(segments)
        if strip.cell_length != width:
            strip = strip.adjust_cell_length(width, _look("plain", paper, False))
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return strip


def _cut(pieces: Sequence[Piece], room: int) -> list[Piece]:
    """As many of the pieces as fit, the last one cut with `…`."""
    fitting: list[Piece] = []
    for piece in pieces:
        text = visible_line(piece.text)
        cells = cell_len(text)
        if cells > room:
            short = cut(text, room)
            return [*fitting, Piece(short, piece.look)] if short else fitting
        fitting.append(Piece(text, piece.look))
        room -= cells
    return fitting


def _look(look: str, paper: Paper, chosen: bool) -> Style:
    ground = mix(paper, 0.22) if chosen else paper.background
    name, _, colour = look.partition(":")
    if name == "ink":
        towards = "#ffffff" if Color.parse(paper.background).brightness < 0.5 else "#000000"
        return Style(color=hue(colour).blend(Color.parse(towards), 0.25).hex6, bgcolor=ground, bold=True)
    if name == "tint":
        tinted = Color.parse(ground).blend(hue(colour), 0.28)
        return Style(color=paper.foreground, bgcolor=tinted.hex6)
    if name == "quiet":
        return Style(color=mix(paper, 0.55), bgcolor=ground)
    if name == "accent":
        return Style(color=paper.accent, bgcolor=ground, bold=True)
    return Style(color=paper.foreground, bgcolor=ground, bold=name == "strong" or (chosen and name == "plain"))
