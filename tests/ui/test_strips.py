"""Strips are cut by our widths, where they differ from the library's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.segment import Segment
from rich.style import Style

from tui.layout.cells import cell_len, set_wide
from tui.ui.widgets.strips import OwnStrip, cut_segments, fitted

ROW = [Segment("“潮”—"), Segment("abc…"), Segment("e\u0301·")]


@pytest.fixture(autouse=True)
def _wide() -> Iterator[None]:
    set_wide(True)
    yield
    set_wide(False)


def test_a_row_is_made_as_wide_as_it_must_be() -> None:
    for cells, text in ((20, "“潮”—abc…e\u0301·    "), (10, "“潮”—ab"), (11, "“潮”—abc")):
        made = "".join(segment.text for segment in fitted(ROW, cells, Style()))
        assert (made, cell_len(made)) == (text, cells)


@pytest.mark.parametrize("start", range(17))
def test_every_piece_has_the_cells_that_were_asked_for(start: int) -> None:
    for end in range(start, 17):
        assert sum(cell_len(segment.text) for segment in cut_segments(ROW, start, end)) == max(0, end - start)


def test_the_pieces_together_are_the_row() -> None:
    strip = OwnStrip(ROW, 16)
    assert [piece.text for piece in strip.divide([8, 11, 16])] == ["“潮”—", "abc", "…e\u0301·"]
    assert [piece.cell_length for piece in strip.divide([3, 16])] == [3, 13]
    assert strip.crop(0, 16) is strip
    assert strip.crop(1, 3).text == "  ", "halves of wide characters are blanks"
