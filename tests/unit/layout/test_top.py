"""The first row of a view, kept over restarts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.layout.rows import Layout, Place
from tui.layout.top import Top, opened, place_of, top_of
from tui.layout.view import clamped, seen
from tui.transcript.model import Edit, EditKind

from .making import calm_text, pages, said

PAGE = Layout(said(*((name, [f"第{n}次退潮，站里的人在门外数船。" * 5]) for n, name in enumerate("林周" * 20))), 30)


@settings(max_examples=60, deadline=None)
@given(pages(calm_text(30)))
def test_a_row_that_was_kept_is_found_again(page: Layout) -> None:
    for block in range(len(page.blocks)):
        for number in range(len(page.rows(block))):
            place = Place(block, number)
            is_found = place_of(page, top_of(page, place)) == place
            assert is_found or page.reading.edits, "a row of nothing that the source has too has no place in it"


def test_a_row_that_begins_in_what_was_corrected_is_found_again() -> None:
    text = "潮水退了又来，" * 8
    page = Layout(said(("", [text]), edits=[Edit(5, 12, "站里的人都在门外数船看", EditKind.CORRECTION)]), 20)
    place = Place(0, 1)
    assert page.reading.to_source(page.row(place).start) == 5, "the row begins in the middle of the correction"
    assert page.place_of(page.reading.to_reading(5)) == Place(0, 0)
    assert place_of(page, top_of(page, place)) == place


@given(st.integers(0, 39), st.integers(0, 9), st.integers(4, 90), st.integers(1, 30))
def test_what_is_opened_shows_the_caret(block: int, down: int, width: int, height: int) -> None:
    top = top_of(PAGE, Place(block, 0))
    caret = PAGE.row(PAGE.step(Place(block, 1), down)).start
    page = PAGE.resized(width)
    first = opened(page, caret, height, top)
    rows = [row for row in seen(page, first, height) if not row.blank]
    assert not rows or rows[0].start <= caret < rows[-1].end
    if (width, height) == (PAGE.width, 30):
        assert first == clamped(page, Place(block, 0), height)


def test_without_a_kept_row_the_carets_own_is_the_first() -> None:
    caret = PAGE.blocks[7].start + 40
    assert opened(PAGE, caret, 10, None) == PAGE.place_of(caret)
    assert opened(PAGE, caret, 10, Top(PAGE.blocks[3].start)) != PAGE.place_of(PAGE.blocks[3].start), "too far above"
