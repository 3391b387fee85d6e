"""Numbers to cite paragraphs by: the same in every view."""

from __future__ import annotations

import pytest
from hypothesis import given

from tui.layout.numbers import Numbers
from tui.layout.pieces import LARGE
from tui.layout.rows import Layout
from tui.transcript.model import Segments

from .making import pages, said, understood

TALK = said(("林", ["潮汐站在雨里", "读数的人"]), ("Ada", ["把门关上"]), ("", ["站在雨里", "", "读数"]))


def told(page: Layout) -> list[int]:
    numbers = Numbers(page.transcript)
    return [numbers.of(page, row) for block in range(len(page.blocks)) for row in page.rows(block)]


def test_each_paragraph_has_a_number_at_its_first_row() -> None:
    page = Layout(TALK, 8)
    shown = [n for n in told(page) if n]
    assert shown == [1, 2, 3, 4, 5]
    assert len(told(page)) > len(shown), "rows that go on have none"
    assert [n for n in told(Layout(TALK, 60)) if n] == shown


def test_the_source_has_the_numbers_of_its_lines() -> None:
    assert [n for n in told(Layout(TALK, 60, raw=True)) if n] == [1, 2, 3, 4, 6]


def test_opening_what_is_folded_changes_no_number() -> None:
    text = "# 潮汐\n\n站在雨里。\n\n![一](a.png)\n\n![二](b.png)\n\n读数的人。\n"
    page = Layout(understood(text), 40)
    folded = next(block for block in page.blocks if block.folded)
    opened = page.turned(folded.start)
    numbers = Numbers(page.transcript)

    def of(layout: Layout, words: str) -> int:
        return numbers.of(layout, layout.row(layout.place_of(layout.text.index(words))))

    assert of(page, "读数的人") == of(opened, "读数的人") == 3


def test_what_parts_paragraphs_is_none() -> None:
    page = Layout(understood("# 潮汐\n\n站在雨里。\n\n---\n\n***\n\n读数的人。\n"), 40)
    assert [n for n in told(page) if n] == [1, 2, 3]


@given(pages())
def test_numbers_rise(page: Layout) -> None:
    shown = [n for n in told(page) if n]
    assert shown == sorted(set(shown))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_in_a_large_document_they_are_counted_from_where_one_was(order: tuple[int, ...]) -> None:
    lines = [f"林：第{n}次读数，潮汐站在雨里。\nAda：把门关上。\n" for n in range(LARGE // 20)]
    page = Layout(understood("".join(lines)), 60)
    assert isinstance(page.transcript.segments, Segments)
    assert len(page.text) >= LARGE
    numbers = Numbers(page.transcript)
    counts = {0: 0, 1: len(lines) // 2, 2: len(lines) - 1}
    for which in order:
        n = counts[which]
        row = page.row(page.place_of(page.text.index(f"第{n}次")))
        assert numbers.of(page, row) == 2 * n + 1
