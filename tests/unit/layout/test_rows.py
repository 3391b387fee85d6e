"""Rows and places on the page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.cells import cell_len, widths
from tui.layout.rows import Layout, Place, Row
from tui.transcript.model import Transcript
from tui.transcript.script import Script

from .making import ACUTE, FAMILY, FLAG, THUMB, pages, said, source, understood


def places(page: Layout) -> list[Place]:
    """Every row of the page, by counting."""
    return [Place(block, row) for block in range(len(page.blocks)) for row in range(len(page.rows(block)))]


def rows(page: Layout) -> list[Row]:
    return [page.row(place) for place in places(page)]


@given(pages())
def test_every_character_is_on_exactly_one_row(page: Layout) -> None:
    shown = [at for row in rows(page) for at in range(row.start, row.end)]
    assert shown == [at for block in page.blocks for at in range(block.start, block.end)]
    for block in range(len(page.blocks)):
        its = page.rows(block)
        assert its[0].blank == page.blocks[block].gap
        assert [row.number for row in its] == [n - page.blocks[block].gap for n in range(len(its))]
        assert [row.blank for row in its[1:]] == [False] * (len(its) - 1)


@given(pages())
def test_rows_fit(page: Layout) -> None:
    for row in rows(page):
        text = page.text[row.start : row.end].rstrip(" ")
        assert row.indent + cell_len(text) <= page.width or sum(1 for each in widths(text) if each) == 1
        assert row.indent == 0 or (row.number == 0 and page.width - row.indent >= 2)
        drawn = page.text[row.start : page.drawn_end(row)]
        over = row.indent + cell_len(drawn) - page.width
        assert over <= 0 or drawn.rstrip(" ") == text
        assert over <= 1 or not drawn.endswith(" ") or cell_len(text) > page.width - row.indent
        assert page.text[page.drawn_end(row) : row.end].strip(" ") == ""


@given(pages())
def test_places_and_cells_lead_back_to_the_character(page: Layout) -> None:
    for place in places(page):
        row = page.row(place)
        assert row.blank or page.place_of(row.start) == place or row.start == row.end
        for at in range(row.start, row.end):
            assert page.place_of(at) == place
            start, end = page.cluster(at)
            assert row.start <= start <= at < end <= row.end
            cell = page.column(row, at)
            assert cell == page.column(row, start)
            cells = sum(widths(page.text[row.start : row.end])[start - row.start : end - row.start])
            # A mark with nothing to stand on, at the beginning of a block, covers no cell.
            assert {page.offset_in(row, cell + i) for i in range(cells)} == ({start} if cells else set())
        bare = row.start < row.end and not widths(page.text[row.start])[0]
        assert page.offset_in(row, -1) == row.start or bare
        last = page.last_of(row.start, row.end)
        assert page.offset_in(row, 10**6) == last
        if row.start < row.end:
            assert page.cluster(last)[1] == row.end


@given(pages(), st.data())
def test_nearest_is_where_a_caret_can_stand(page: Layout, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(page.text) + 2))
    nearest = page.nearest(at)
    block = page.blocks[page.block_at(nearest)]
    assert block.start <= nearest < block.end or nearest == block.start == block.end
    assert page.nearest(nearest) == nearest
    if block.start <= at < block.end:
        assert nearest == page.cluster(at)[0]


def test_a_label_belongs_to_what_is_said() -> None:
    page = Layout(said(("林", ["潮来了。"]), ("Ada", ["When?"])), 20)
    label = page.text.index("Ada")
    assert page.nearest(label) == page.nearest(label + 2) == page.text.index("When")
    assert page.nearest(label - 1) == label - 2
    assert page.nearest(0) == page.text.index("潮")
    assert page.nearest(999) == page.text.index("?")


@given(pages(), st.data())
def test_steps_and_distances_are_those_of_the_list_of_rows(page: Layout, data: st.DataObject) -> None:
    every = places(page)
    index = st.integers(0, len(every) - 1)
    first, second = data.draw(index), data.draw(index)
    by, limit = data.draw(st.integers(-30, 30)), data.draw(st.integers(0, 30))
    assert page.step(every[first], by) == every[min(max(first + by, 0), len(every) - 1)]
    assert page.distance(every[first], every[second], limit) == max(-limit, min(second - first, limit))
    assert page.last_place() == every[-1]
    assert every == sorted(every)


@given(pages(), st.integers(-1, 100))
def test_resized_is_the_same_as_set_anew(page: Layout, width: int) -> None:
    other = page.resized(width)
    assert other.blocks is page.blocks
    assert other.width == max(2, width)
    assert rows(other) == rows(Layout(page.transcript, width, raw=page.raw))
    assert page.resized(page.width) is page


@given(pages())
def test_no_script_moves_anything(page: Layout) -> None:
    for script in (Script.SIMPLIFIED, Script.TRADITIONAL):
        other = page.in_script(script)
        assert rows(other) == rows(page)
        for row in rows(other):
            assert len(other.shown(row.start, row.end)) == row.end - row.start
    assert Layout(said(("", ["潮濕"])), 9, script=Script.SIMPLIFIED).shown(0, 2) == "潮湿"


@given(st.text("潮\n \u3000x", max_size=40), st.integers(2, 20))
def test_raw_rows_are_the_source(text: str, width: int) -> None:
    page = Layout(Transcript(source(text), "text", ()), width, raw=True)
    lines = ["".join(text[row.start : row.end] for row in page.rows(block)) for block in range(len(page.blocks))]
    assert lines == (text.removesuffix("\n").split("\n") if text else [""])


def test_an_empty_transcript_is_one_empty_row() -> None:
    for raw in (False, True):
        page = Layout(understood(""), 10, raw=raw)
        assert rows(page) == [Row(0, 0, 0, 0)]
        assert (page.nearest(5), page.place_of(5), page.last_place()) == (0, Place(0, 0), Place(0, 0))
        assert page.cluster(0) == (0, 0)


@pytest.mark.parametrize(
    ("body", "columns"),
    [
        ("潮a汐", [0, 2, 3]),
        ("\t潮", [0, 4]),
        ("\x9b潮", [0, 4]),
        (f"{ACUTE}潮", [0, 0, 1]),
        (f"{FAMILY}潮", [0, 0, 0, 0, 0, 2]),
        (f"{THUMB}{FLAG}潮", [0, 0, 2, 2, 4]),
        ("\u202e潮", [0, 6]),
    ],
)
def test_columns(body: str, columns: list[int]) -> None:
    page = Layout(said(("", [body])), 80)
    row = page.rows(0)[0]
    assert [page.column(row, at) for at in range(len(body))] == columns


def test_hanging_blanks_are_drawn_once() -> None:
    page = Layout(said(("", ["ab      cd"])), 4)
    first, second = page.rows(0)
    assert (first.end, page.drawn_end(first)) == (8, 5)
    assert page.drawn_end(second) == second.end
    assert page.drawn_end(Layout(said(("", ["潮汐 站"])), 4).rows(0)[0]) == 3
    for too_wide, room in (("\t ", 2), ("\u200b ", 4)):
        alone = Layout(said(("", [too_wide])), room)
        assert alone.drawn_end(alone.rows(0)[0]) == 1


def test_many_blocks_are_forgotten_and_set_again() -> None:
    page = Layout(said(("", ["潮"] * 2500)), 10)
    assert [row.start for block in range(2500) for row in page.rows(block)] == [block.start for block in page.blocks]
    assert page.rows(0) == Layout(page.transcript, 10).rows(0)


@given(pages())
def test_rows_of_a_block_follow_each_other(page: Layout) -> None:
    for block in range(len(page.blocks)):
        lines = [row for row in page.rows(block) if not row.blank]
        assert all(a.end == b.start for a, b in pairwise(lines))
        assert all(row.end > row.start for row in lines) or len(lines) == 1
