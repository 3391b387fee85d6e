"""The map between source and reading text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.transcript.model import Edit, EditKind
from tui.transcript.reading import Reading


@st.composite
def edited(draw: st.DrawFn) -> Reading:
    source = draw(st.text(alphabet="甲乙丙丁ab", max_size=24))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=10)))
    edits = [
        Edit(start, end, draw(st.text(alphabet="戊己xy", max_size=3)), EditKind.MISREAD)
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return Reading(source, edits)


def edit(start: int, end: int, replacement: str) -> Edit:
    return Edit(start, end, replacement, EditKind.CORRECTION)


def test_no_edits_is_the_same_object() -> None:
    source = "今天" * 50
    reading = Reading(source)
    assert reading.text is source
    assert reading.source_span(3, 9) == (3, 9) == reading.reading_span(3, 9)


def test_a_deletion_belongs_to_neither_side() -> None:
    reading = Reading("會(huì)議", [edit(1, 6, "")])
    assert reading.text == "會議"
    assert reading.source_span(0, 1) == (0, 1)
    assert reading.source_span(1, 2) == (6, 7)
    assert reading.source_span(0, 2) == (0, 7)
    assert reading.reading_span(1, 6) == (1, 1)
    assert reading.reading_span(0, 3) == (0, 1)
    assert reading.between(0, 7) == "會議"


def test_half_a_replacement_takes_the_whole() -> None:
    reading = Reading("ab?!崩cd", [edit(2, 5, "。”李")])
    assert reading.source_span(3, 4) == (2, 5)
    assert reading.source_span(1, 3) == (1, 5)
    assert reading.reading_span(3, 4) == (2, 5)
    assert reading.reading_span(4, 6) == (2, 6)


def test_an_insertion_is_a_place_in_the_source() -> None:
    reading = Reading("ab", [edit(1, 1, "xyz")])
    assert reading.text == "axyzb"
    assert reading.source_span(2, 3) == (1, 1)
    assert reading.source_span(0, 5) == (0, 2)
    assert reading.reading_span(0, 1) == (0, 1)
    assert reading.reading_span(1, 2) == (4, 5)
    assert reading.reading_span(0, 2) == (0, 5)


@pytest.mark.parametrize("edits", [[edit(2, 1, "")], [edit(0, 9, "")], [edit(0, 3, ""), edit(2, 4, "")]])
def test_wrong_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        Reading("abcde", edits)


@given(edited())
def test_both_ways_are_monotone_and_inside(reading: Reading) -> None:
    to_source = [reading.to_source(i) for i in range(len(reading.text) + 1)]
    to_reading = [reading.to_reading(i) for i in range(len(reading.source) + 1)]
    assert to_source == sorted(to_source)
    assert to_reading == sorted(to_reading)
    assert all(0 <= at <= len(reading.source) for at in to_source)
    assert all(0 <= at <= len(reading.text) for at in to_reading)


@given(edited())
def test_untouched_characters_round_trip(reading: Reading) -> None:
    touched = {i for e in reading.edits for i in range(e.start, e.end)}
    for i, char in enumerate(reading.source):
        if i not in touched:
            at = reading.to_reading(i)
            assert reading.text[at] == char
            assert reading.to_source(at) == i
            assert reading.reading_span(i, i + 1) == (at, at + 1)
            assert reading.source_span(at, at + 1) == (i, i + 1)


@given(edited())
def test_each_edit_is_one_piece(reading: Reading) -> None:
    for e in reading.edits:
        first, last = reading.reading_span(e.start, e.end)
        if e.end > e.start:
            assert reading.text[first:last] == e.replacement
            assert reading.to_reading(e.start) == first
        for at in range(first, last):
            assert reading.source_span(at, at + 1) == (e.start, e.end)
        for i in range(e.start, e.end):
            assert reading.reading_span(i, i + 1) == (first, last)


@given(edited(), st.data())
def test_a_span_there_and_back_loses_nothing(reading: Reading, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(reading.text)))
    end = data.draw(st.integers(start, len(reading.text)))
    source_start, source_end = reading.source_span(start, end)
    assert 0 <= source_start <= source_end <= len(reading.source)
    if source_end > source_start:
        first, last = reading.reading_span(source_start, source_end)
        inserted = {at for n, e in enumerate(reading.edits) if e.start == e.end for at in _inserted_at(reading, n)}
        assert set(range(start, end)) - inserted <= set(range(first, last))


def _inserted_at(reading: Reading, number: int) -> range:
    e = reading.edits[number]
    shift = sum(len(o.replacement) - (o.end - o.start) for o in reading.edits[:number])
    return range(e.start + shift, e.start + shift + len(e.replacement))
