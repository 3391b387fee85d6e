"""The blocks of a large transcript, set in pieces where they are looked at, are those that are set all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.layout.making import pages, transcripts, understood
from tests.unit.transcript.plain import put_off
from tests.unit.transcript.test_lazy import CALM, TEXTS
from tui.layout import blocks as setting
from tui.layout import flow, pieces, rows
from tui.layout.blocks import Block, set_blocks, set_lines
from tui.layout.folds import FOLDING, fold_run, shown_reading
from tui.layout.pieces import PiecedLines, PiecedSegments, Pieces
from tui.layout.rows import Layout, Place
from tui.layout.units import Unit, next_start, previous_start, span_at
from tui.layout.view import clamped, seen, thumb
from tui.transcript.model import Edit, EditKind, Transcript

STEPS = st.sampled_from((1, 5, 40))
IMAGE = "![图](a.png)"


@contextmanager
def small(step: int) -> Iterator[None]:
    """Every text is taken for a large one, in pieces of some `step` characters."""
    with ExitStack() as stack:
        stack.enter_context(put_off(step))
        stack.enter_context(patch.object(pieces, "_PIECE", step))
        stack.enter_context(patch.object(pieces, "_SEGMENTS", step))
        stack.enter_context(patch.object(rows, "LARGE", 0))
        yield


@contextmanager
def short(longest: int) -> Iterator[None]:
    """Lines of more than so many characters are long ones."""
    line = re.compile(rf"\n[^\n]{{{longest + 1}}}")
    with patch.object(setting, "LONGEST", longest), patch.object(pieces, "_LONG_LINE", line):
        yield


@st.composite
def large(draw: st.DrawFn) -> Transcript:
    """A transcript of any shape: as it is understood, in pieces or whole, or made by hand; with any edits."""
    if draw(st.integers(0, 3)) == 0:
        return draw(transcripts())
    text = draw(st.one_of(TEXTS, CALM, st.just(f"{IMAGE}\n{IMAGE}\n甲。\n" * 4)))
    with put_off(draw(STEPS)):
        plain = understood(text)
    segments = plain.segments if draw(st.booleans()) else tuple(plain.segments)
    cuts = sorted(draw(st.sets(st.integers(0, len(plain.text)), max_size=8)))
    said = st.sampled_from(("", "换", "ab", "\n"))
    kinds = st.sampled_from((EditKind.MISREAD, EditKind.HIDDEN))
    edits = tuple(Edit(a, b, draw(said), draw(kinds)) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    return Transcript(plain.source, plain.format, segments, edits)


def assert_same(lazy: Pieces, expected: Sequence[Block], length: int) -> None:
    """The same in all that one can ask of them."""
    assert bool(lazy) == bool(expected)
    for offset in range(0, length + 2, 3):
        assert lazy.at(offset) == max(0, sum(block.start <= offset for block in expected) - 1)
    if expected:
        assert lazy.has(len(expected) - 1)
        assert lazy.last() == expected[-1]
    assert not lazy.has(len(expected))
    assert [lazy[i] for i in range(len(expected))] == list(expected)
    assert lazy[-3:] == expected[-3:]
    assert len(lazy) == len(expected)
    assert list(lazy) == list(expected)
    with pytest.raises(IndexError):
        lazy[len(expected)]


@settings(max_examples=100, deadline=None)
@given(large(), STEPS, st.sampled_from((3, 20, 2048)))
def test_blocks_in_pieces(transcript: Transcript, step: int, longest: int) -> None:
    reading = shown_reading(transcript, frozenset())
    segments = transcript.segments
    folds = {fold_run(segments, i) for i, segment in enumerate(segments) if segment.kind in FOLDING}
    opened = frozenset(i for run in sorted(folds, key=lambda run: run.start)[::2] for i in run)
    with small(step), short(longest):
        expected = set_blocks(transcript, reading, opened=opened)
        assert_same(PiecedSegments(transcript, reading, opened), expected, len(reading.text))
        counted = PiecedSegments(transcript, reading, opened)
        assert len(counted) == len(expected)


@settings(max_examples=100, deadline=None)
@given(TEXTS, STEPS, st.sampled_from((3, 20, 2048)))
def test_lines_in_pieces(text: str, step: int, longest: int) -> None:
    with small(step), short(longest):
        expected = set_lines(text)
        assert_same(PiecedLines(text), expected, len(text))
        assert len(PiecedLines(text)) == len(expected)


@settings(max_examples=80, deadline=None)
@given(pages(), STEPS, st.integers(1, 12))
def test_a_page_in_pieces_is_the_page(plain: Layout, step: int, height: int) -> None:
    with small(step):
        lazy = Layout(plain.transcript, plain.width, raw=plain.raw)
        assert (lazy.text, len(lazy.blocks)) == (plain.text, len(plain.blocks))
        assert lazy.last_place() == plain.last_place()
        assert lazy.end == plain.end
        for offset in range(0, len(plain.text) + 2, 5):
            place = plain.place_of(offset)
            assert lazy.place_of(offset) == place
            assert lazy.nearest(offset) == plain.nearest(offset)
            assert seen(lazy, place, height) == seen(plain, place, height)
            assert thumb(lazy, place, height) == thumb(plain, place, height)
            assert clamped(lazy, place, height) == clamped(plain, place, height)
            assert lazy.step(place, 7) == plain.step(place, 7)
            for unit in (Unit.CHARACTER, Unit.SENTENCE, Unit.TURN):
                assert next_start(lazy, offset, unit) == next_start(plain, offset, unit)
                assert previous_start(lazy, offset, unit) == previous_start(plain, offset, unit)
                assert span_at(lazy, offset, unit) == span_at(plain, offset, unit)


def test_folds_open_in_pieces() -> None:
    text = f"甲。\n{IMAGE}\n{IMAGE}\n乙。\n{IMAGE}\n丙。\n"
    plain = Layout(understood(text), 40)
    with small(3):
        lazy = Layout(understood(text), 40)
        assert list(lazy.blocks) == list(plain.blocks)
        at = plain.blocks[1].start
        assert list(lazy.turned(at).blocks) == list(plain.turned(at).blocks)
        assert list(lazy.turned(at).turned(at).blocks) == list(plain.blocks)


def test_the_first_screen_of_a_large_text_sets_no_more_than_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    plain = PiecedSegments._make

    def count(self: PiecedSegments, piece: int) -> list[Block]:
        made.append(piece)
        return plain(self, piece)

    monkeypatch.setattr(PiecedSegments, "_make", count)
    monkeypatch.setattr(flow, "LARGEST", 1000)
    page = Layout(understood("一句话，没有人说是谁说的。\n\n" * 30_000), 80)
    assert len(seen(page, Place(0, 0), 40)) == 40
    assert made == [0]
    assert len(page.blocks) == 30_000
    assert made == [0]
    assert page.last_place() == Place(29_999, 0)
    assert len(made) == 2


def test_a_text_too_large_is_left_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    transcript = understood("一句话，没有人说是谁说的。\n\n" * 40)
    assert flow.flows(transcript)
    monkeypatch.setattr(flow, "LARGEST", 100)
    assert not flow.flows(transcript)
    assert len(Layout(transcript, 40).blocks) == 40


def test_counting_ahead_counts_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_PIECE", 50)
    text = "".join(f"第{number}行。\n" for number in range(300))
    lines = pieces.PiecedLines(text)
    assert lines.count_on(0.0)
    turns = 0
    while lines.count_on(0.00001):
        turns += 1
        assert turns < 10_000
    assert len(lines._firsts) == lines._size + 1
    assert len(lines) == 300
    assert not lines.count_on(1.0)
