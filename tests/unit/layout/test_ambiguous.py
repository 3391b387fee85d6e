"""Where the terminal draws ambiguous characters wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from tui.layout.cells import cell_len, cut, fit, is_wide, set_wide
from tui.layout.gutter import Gutter, gutter_of
from tui.layout.paint import MARGIN, Looks, Mark, Marks, paint
from tui.layout.rows import Layout

from .making import pages, said

AGAIN = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def wide() -> Iterator[None]:
    assert set_wide(True)
    assert not set_wide(True)
    yield
    set_wide(False)


def test_the_setting_can_be_taken_back() -> None:
    signs = "“”…—·①→■■α"
    assert (is_wide(), cell_len(signs), cell_len("ab潮❤\ufe0f")) == (True, 2 * len(signs), 6)
    set_wide(False)
    assert (is_wide(), cell_len(signs), cell_len("ab潮❤\ufe0f")) == (False, len(signs), 6)


def test_what_is_cut_fits() -> None:
    assert cut("潮汐“站”", 7) == "潮汐…"
    assert cell_len(fit("潮汐“站”", 7)) == 7


def test_a_row_ends_where_its_room_ends() -> None:
    page = Layout(said(("", ["“潮”“汐”“站”"])), 12)
    assert [page.text[row.start : row.end] for row in page.rows(0)] == ["“潮”“汐”", "“站”"]


@AGAIN
@given(pages())
def test_every_row_fits_and_the_gutter_keeps_its_width(page: Layout) -> None:
    marks = Marks.of([Mark(str(i), i, i + 9, "red", "a", noted=True, starred=True) for i in range(0, 40, 3)])
    gutter = gutter_of(page, 70, 3) if page.width > 40 else Gutter()
    for block in range(len(page.blocks)):
        for row in page.rows(block):
            runs = paint(page, row, marks, gutter, Looks())
            assert all(run.cells == cell_len(run.text) for run in runs)
            before = sum(run.cells for run in runs if run.start < 0) - (0 if row.blank else row.indent)
            assert before == gutter.width + MARGIN
            shown = [run for run in runs if run.start >= 0]
            one = page.cluster(row.start)[1] >= page.drawn_end(row)
            assert sum(run.cells for run in shown) <= page.width - row.indent + 1 or one
