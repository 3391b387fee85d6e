"""Strips as wide as `tui.layout.cells` says, whatever the library underneath takes characters to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.layout.cells import cell_len, widths


def fitted(segments: list[Segment], width: int, plain: Style) -> list[Segment]:
    """The segments in exactly `width` cells: cut, or filled up in `plain`."""
    used = sum(cell_len(segment.text) for segment in segments)
    if used > width:
        return cut_segments(segments, 0, width)
    return [*segments, Segment(" " * (width - used), plain)] if used < width else segments


def cut_segments(segments: Iterable[Segment], start: int, end: int) -> list[Segment]:
    """What of the segments lies in the cells `[start, end)`; of a character that lies over an edge, blanks."""
    kept: list[Segment] = []
    at = 0
    for segment in segments:
        cells = cell_len(segment.text)
        first, last = max(start - at, 0), min(end - at, cells)
        if first < last:
            text = segment.text if last - first == cells else _cut(segment.text, first, last)
            kept.append(Segment(text, segment.style))
        at += cells
    return kept


def _cut(text: str, start: int, end: int) -> str:
    pieces: list[str] = []
    at = 0
    for char, width in zip(text, widths(text), strict=True):
        if start <= at and at + width <= end and (width or pieces):
            pieces.append(char)
        elif width:
            pieces.append(" " * max(0, min(at + width, end) - max(at, start)))
        at += width
    return "".join(pieces)


class OwnStrip(Strip):
    """A strip that is cut by our widths; for where they differ from the library's."""

    def crop(self, start: int, end: int | None = None) -> Strip:
        """What lies in the cells `[start, end)`."""
        length = self.cell_length
        first, last = max(0, start), length if end is None else min(end, length)
        if (first, last) == (0, length):
            return self
        return OwnStrip(cut_segments(self._segments, first, last), max(0, last - first))

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The pieces between the cells in `cuts`, from the first cell on."""
        edges = [cut for cut in cuts if cut <= self.cell_length]
        return [self.crop(a, b) for a, b in zip([0, *edges], edges, strict=False)]
