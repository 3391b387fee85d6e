"""The units that one moves over and selects by, at an offset: 字 词 小句 句 轮."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from enum import IntEnum

from tui.layout.cells import widths
from tui.layout.rows import Layout
from tui.transcript.units import clause_spans, sentence_spans
from tui.transcript.words import word_spans

Spans = Sequence[tuple[int, int]]


class Unit(IntEnum):
    """From small to large; each lies inside the next."""

    CHARACTER = 0
    WORD = 1
    CLAUSE = 2
    SENTENCE = 3
    TURN = 4

    @property
    def label(self) -> str:
        """The unit's name as the reader sees it."""
        return ("字", "词", "小句", "句", "轮")[self]


def character_spans(text: str) -> Spans:
    """The grapheme clusters of `text`."""
    each = widths(text)
    starts = [i for i, width in enumerate(each) if width or i == 0]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


_SPANS: dict[Unit, Callable[[str], Spans]] = {
    Unit.CHARACTER: character_spans,
    Unit.WORD: word_spans,
    Unit.CLAUSE: clause_spans,
    Unit.SENTENCE: sentence_spans,
}


def spans_in(layout: Layout, block: int, unit: Unit) -> list[tuple[int, int]]:
    """The units of one block, as reading offsets; without those that hold only blanks (except characters)."""
    it = layout.blocks[block]
    text = layout.text[it.start : it.end]
    if not text:
        return []
    if unit is Unit.TURN:
        return [(it.start, it.end)]
    found = _SPANS[unit](text)
    return [(it.start + a, it.start + b) for a, b in found if unit is Unit.CHARACTER or not text[a:b].isspace()]


def span_at(layout: Layout, offset: int, unit: Unit) -> tuple[int, int]:
    """The unit that holds the character at `offset`, without blanks at its ends; a turn over all its paragraphs."""
    block = layout.block_at(offset)
    if unit is Unit.TURN:
        return _turn(layout, block)
    spans = spans_in(layout, block, unit)
    if not spans:
        it = layout.blocks[block]
        return it.start, it.end
    start, end = spans[max(0, bisect_right(spans, offset, key=lambda span: span[0]) - 1)]
    return _stripped(layout.text, start, end)


def next_start(layout: Layout, offset: int, unit: Unit) -> int:
    """Where the next unit behind `offset` begins, in this block or a later one; `offset` if there is none."""
    block = layout.block_at(offset)
    if unit is Unit.TURN:
        return _next_turn(layout, block, offset)
    while block < len(layout.blocks):
        for start, _ in spans_in(layout, block, unit):
            if start > offset:
                return start
        block += 1
    return offset


def previous_start(layout: Layout, offset: int, unit: Unit) -> int:
    """Where the unit that lies before `offset` begins (the one that holds it, if `offset` is inside it)."""
    block = layout.block_at(offset)
    if unit is Unit.TURN:
        start = _turn(layout, block)[0]
        if start < offset or block == 0:
            return start
        before = next((b for b in range(block - 1, -1, -1) if _same_turn(layout, b, block) is False), 0)
        return _turn(layout, before)[0]
    while block >= 0:
        for start, _ in reversed(spans_in(layout, block, unit)):
            if start < offset:
                return start
        block -= 1
    return offset


def unit_end(layout: Layout, offset: int, unit: Unit) -> int:
    """The last character of the unit that holds `offset`, or of the next one if `offset` is that already."""
    block = layout.block_at(offset)
    if unit is Unit.TURN:
        last = _turn(layout, block)[1] - 1
        if last > offset:
            return last
        following = _next_turn(layout, block, offset)
        return max(offset, _turn(layout, layout.block_at(following))[1] - 1)
    while block < len(layout.blocks):
        for start, end in spans_in(layout, block, unit):
            last = _stripped(layout.text, start, end)[1] - 1
            if last > offset:
                return last
        block += 1
    return offset


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    while start < end - 1 and text[start].isspace():
        start += 1
    return start, end


def _same_turn(layout: Layout, first: int, second: int) -> bool:
    if layout.raw:
        return first == second
    return layout.blocks[first].segment == layout.blocks[second].segment


def _turn(layout: Layout, block: int) -> tuple[int, int]:
    first = last = block
    while first > 0 and _same_turn(layout, first - 1, block):
        first -= 1
    while last + 1 < len(layout.blocks) and _same_turn(layout, last + 1, block):
        last += 1
    return layout.blocks[first].start, layout.blocks[last].end


def _next_turn(layout: Layout, block: int, offset: int) -> int:
    for later in range(block + 1, len(layout.blocks)):
        if not _same_turn(layout, later, block) and layout.blocks[later].end > layout.blocks[later].start:
            return layout.blocks[later].start
    return offset
