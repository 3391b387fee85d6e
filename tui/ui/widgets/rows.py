"""Painting rows made of pieces with a named look: the common ground of lists and one-row bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color

from tui.layout.cells import cell_len, cut, on_screen
from tui.records import Named
from tui.ui.colours import Depth, Paper, hue, letters, letters_in, quiet_letters, strong_letters
from tui.ui.palette import mix
from tui.ui.widgets.minimap import track
from tui.ui.widgets.paper import Painted


class Piece(Named):
    """Some text with a look: `plain`, `quiet`, `strong`, `accent`, `ink:COLOUR`, `tint:COLOUR`."""

    text: str
    look: str = "plain"


class ListRow(Named):
    """One row of a list: what stands left (cut with `…` where it is too long), what stands right, and its item."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...] = ()
    key: str = ""
    """The item that it belongs to; empty: a row that cannot be chosen."""


class Rows(Painted):
    """Paints `rows` from the `first` one on; the rows of the item `marked` stand out."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.rows: Sequence[ListRow] = ()
        self.first = 0

    @property
    def marked(self) -> str:
        """The item that stands out; empty: none does."""
        return ""

    def _scroll(self, rows: int) -> None:
        """Show what is so many rows further on."""
        self.first = max(0, min(self.first + rows, len(self.rows) - max(1, self.size.height)))
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.stop()
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.stop()
        self._scroll(-3)

    def paint_row(self, y: int, paper: Paper) -> list[Segment]:
        """The row `y`, with a scroll column where there are more rows than fit."""
        width = self.size.width
        at = self.first + y
        thumb = self._thumb()
        room = width if thumb is None else width - 1
        segments = [Segment(" " * room, look_of("plain", paper))]
        if at < len(self.rows):
            row = self.rows[at]
            segments = segments_of(row, room, paper, chosen=bool(row.key) and row.key == self.marked)
        if thumb is not None:
            segments.append(track(thumb, y, None, paper))
        return segments

    def _thumb(self) -> tuple[int, int] | None:
        """The rows of the scroll column that stand for what is seen; None where all is seen."""
        height, count = self.size.height, len(self.rows)
        if count <= height:
            return None
        return self.first * height // count, -(-(self.first + height) * height // count)


def runs(text: str, found: Set[int], look: str, stands: str = "accent") -> Iterator[Piece]:
    """A text in pieces: the characters that were found in the look `stands`, the others in `look`."""
    for is_found, group in groupby(range(len(text)), key=found.__contains__):
        yield Piece("".join(text[at] for at in group), stands if is_found else look)


def segments_of(row: ListRow, room: int, paper: Paper, *, chosen: bool) -> list[Segment]:
    """A row set into `room` cells."""
    right = [Piece(on_screen(piece.text), piece.look) for piece in row.right]
    taken = sum(cell_len(piece.text) for piece in right)
    if taken > room:
        right, taken = [], 0
    left = _cut(row.left, room - taken)
    used = sum(cell_len(piece.text) for piece in left)
    pieces = [*left, Piece(" " * (room - used - taken)), *right]
    return [Segment(piece.text, look_of(piece.look, paper, chosen)) for piece in pieces]


def _cut(pieces: Sequence[Piece], room: int) -> list[Piece]:
    """As many of the pieces as fit, the last one cut with `…`."""
    fitting: list[Piece] = []
    for piece in pieces:
        text = on_screen(piece.text)
        cells = cell_len(text)
        if cells > room:
            short = cut(text, room)
            return [*fitting, Piece(short, piece.look)] if short else fitting
        fitting.append(Piece(text, piece.look))
        room -= cells
    return fitting


@lru_cache(maxsize=1024)
def look_of(look: str, paper: Paper, chosen: bool = False) -> Style:
    """The style of a named look, on an item that is chosen or not."""
    name, _, colour = look.partition(":")
    mixes = paper.depth is Depth.FULL
    if chosen and not mixes:
        # One bar: turned round piece by piece, each colour of the letters would be a patch of its own.
        return _plain(paper) + Style(reverse=True, bold=name not in ("quiet", "tint"), underline=name == "tint")
    stands = Style(bgcolor=mix(paper, 0.22 if chosen else 0)) if mixes else Style()
    if name == "ink":
        return letters_in(colour, paper) + stands
    if name == "tint":
        if mixes:
            tinted = Color.parse(mix(paper, 0.22 if chosen else 0)).blend(hue(colour), 0.28)
            return Style(color=paper.foreground, bgcolor=tinted.hex6)
        # The stripe beside it has the colour: what is to be read has the colour that is read best.
        return _plain(paper) + Style(underline=True) + stands
    if name == "quiet":
        return quiet_letters(paper, 0.55) + stands
    if name == "accent":
        return strong_letters(paper) + stands
    return _plain(paper) + Style(bold=name == "strong" or (chosen and name == "plain")) + stands


def _plain(paper: Paper) -> Style:
    return Style(color=letters(paper), bgcolor=mix(paper, 0))
