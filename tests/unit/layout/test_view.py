"""What part of a page is seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.rows import Layout, Place
from tui.layout.view import KEPT, clamped, following, kept_rows, seen, thumb

from .making import calm_text, pages, said, understood

HEIGHTS = st.integers(1, 12)


def places(page: Layout) -> list[Place]:
    return [Place(block, row) for block in range(len(page.blocks)) for row in range(len(page.rows(block)))]


def long_page(lines: int) -> Layout:
    return Layout(said(("", ["潮"] * lines)), 10)


@given(pages(calm_text(30)), HEIGHTS, st.data())
def test_following_brings_the_caret_into_view(page: Layout, height: int, data: st.DataObject) -> None:
    every = places(page)
    top = data.draw(st.sampled_from(every))
    offset = page.nearest(data.draw(st.integers(0, len(page.text))))
    found = following(page, top, height, offset)
    place = page.place_of(offset)
    window = every[every.index(found) :][:height]
    assert place in window
    assert following(page, found, height, offset) == found, "it stays"
    kept, row = kept_rows(height), window.index(place)
    assert row >= kept or found == every[0] or len(window) < height or found == clamped(page, every[-1], height)
    assert row <= height - 1 - kept or window[-1] == every[-1]


@given(pages(calm_text(30)), st.integers(0, 12), st.data())
def test_clamped_leaves_no_empty_rows_while_there_is_text_above(page: Layout, height: int, data: st.DataObject) -> None:
    every = places(page)
    top = data.draw(st.sampled_from(every))
    found = clamped(page, top, height)
    index = every.index(found)
    assert index == min(every.index(top), max(0, len(every) - max(1, height)))
    assert clamped(page, found, height) == found


@given(pages(calm_text(30)), st.integers(0, 40), st.data())
def test_seen_is_the_rows_from_the_top(page: Layout, count: int, data: st.DataObject) -> None:
    every = places(page)
    index = data.draw(st.integers(0, len(every) - 1))
    assert seen(page, every[index], count) == [page.row(place) for place in every[index : index + count]]


@given(pages(calm_text(30)), HEIGHTS, st.data())
def test_the_thumb_lies_inside_the_height(page: Layout, height: int, data: st.DataObject) -> None:
    top = data.draw(st.sampled_from(places(page)))
    start, end = thumb(page, top, height)
    assert 0 <= start < end <= height


def test_the_thumb_is_where_the_text_is() -> None:
    page = long_page(100)
    assert thumb(page, Place(0, 0), 10) == (0, 1)
    assert thumb(page, Place(50, 0), 10) == (5, 6)
    assert thumb(page, Place(90, 0), 10) == (9, 10)
    assert thumb(long_page(3), Place(0, 0), 10) == (0, 10)
    assert thumb(Layout(understood(""), 10), Place(0, 0), 5) == (0, 1)
    assert thumb(page, Place(0, 0), 0) == (0, 0)


@pytest.mark.parametrize(
    ("top", "caret", "expected"),
    [
        (10, 12, 10),
        (10, 11, 9),
        (10, 16, 10),
        (10, 17, 10),
        (10, 18, 11),
        (10, 19, 12),
        (10, 5, 3),
        (10, 0, 0),
        (10, 60, 57),
        (60, 10, 7),
        (10, 99, 90),
        (0, 2, 0),
    ],
)
def test_the_view_moves_as_little_as_can_be(top: int, caret: int, expected: int) -> None:
    """Ten rows, two of them kept free; a jump puts the caret a third down."""
    page = long_page(100)
    offset = page.blocks[caret].start
    assert following(page, Place(top, 0), 10, offset) == Place(expected, 0)


def test_no_height_moves_nothing() -> None:
    assert following(long_page(9), Place(3, 0), 0, 0) == Place(3, 0)


def test_rows_kept_free() -> None:
    assert [kept_rows(height) for height in range(8)] == [0, 0, 0, 1, 1, 2, 2, KEPT]
