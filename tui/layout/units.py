"""The units that one moves over and selects by, at an offset: 字 词 小句 句 轮."""

from __future__ import annotations

from bisect import bisect_right
from enum import IntEnum
from itertools import pairwise

from tui.layout.cells import widths
from tui.layout.rows import Layout
from tui.transcript.model import SegmentKind
from tui.transcript.units import clause_spans, sentence_spans
from tui.transcript.words import word_spans

_NO_WORDS = (SegmentKind.IMAGE, SegmentKind.SEPARATOR)
"""Segments that say nothing: moving by words, sentences or turns passes them by."""


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


def unit_starts(text: str, unit: Unit) -> list[int]:
    """Where the units of one paragraph begin, the first at 0; a smaller unit begins wherever a larger one does."""
    each = widths(text)
    if unit is Unit.CHARACTER:
        return [i for i, width in enumerate(each) if width or not i]
    if unit is Unit.TURN:
        return [0] if text else []
    spans = sentence_spans(text) if unit is Unit.SENTENCE else clause_spans(text)
    starts = {start for start, _ in spans}
    if unit is Unit.WORD:
        starts |= {start for start, _ in word_spans(text)}
    # Punctuation and dictionary know nothing of clusters.
    return sorted(start for start in starts if each[start] or not start)


def spans_in(layout: Layout, block: int, unit: Unit) -> list[tuple[int, int]]:
    """The units of one block, as reading offsets; without those that hold only blanks (except characters)."""
    it = layout.blocks[block]
    if it.folded:
        return [(it.start, it.end)] if unit is Unit.CHARACTER else []
    if unit is not Unit.CHARACTER and it.kind in _NO_WORDS:
        return []
    text = layout.text[it.start : it.end]
    found = pairwise([*unit_starts(text, unit), len(text)])
    return [(it.start + a, it.start + b) for a, b in found if unit is Unit.CHARACTER or not text[a:b].isspace()]


def span_at(layout: Layout, offset: int, unit: Unit) -> tuple[int, int]:
    """The unit that holds the character at `offset`, without blanks at its ends; a turn over all its paragraphs.

    A blank between two units counts to the one before.
    """
    block = layout.block_at(offset)
    if unit is Unit.TURN:
        return _turn(layout, block)
    spans = spans_in(layout, block, unit)
    if not spans:
        it = layout.blocks[block]
        return it.start, it.end
    start, end = spans[max(0, bisect_right(spans, offset, key=lambda span: span[0]) - 1)]
    return _stripped(layout, start, end)


def next_start(layout: Layout, offset: int, unit: Unit) -> int:
    """Where the next unit behind `offset` begins, in this block or a later one; `offset` if there is none."""
    block = layout.block_at(offset)
    if unit is Unit.TURN:
        following = _next_turn(layout, block)
        return offset if following is None else following[0]
    for later in layout.later(block):
        for start, _ in spans_in(layout, later, unit):
            if start > offset:
                return start
    return offset


def previous_start(layout: Layout, offset: int, unit: Unit) -> int:
    """Where the unit that lies before `offset` begins (the one that holds it, if `offset` is inside it)."""
    block = layout.block_at(offset)
    if unit is Unit.TURN:
        start, end = _turn(layout, block)
        return start if start < min(offset, end) else _previous_turn(layout, block, offset)
    for earlier in range(block, -1, -1):
        for start, _ in reversed(spans_in(layout, earlier, unit)):
            if start < offset:
                return start
    return offset


def unit_end(layout: Layout, offset: int, unit: Unit) -> int:
    """The last character of the unit that holds `offset`, or of the next one if `offset` is that already."""
    block = layout.block_at(offset)
    if unit is Unit.TURN:
        last = layout.last_of(*_turn(layout, block))
        if last <= offset and (following := _next_turn(layout, block)) is not None:
            last = layout.last_of(*following)
        return max(offset, last)
    for later in layout.later(block):
        for start, end in spans_in(layout, later, unit):
            if end > offset and (last := layout.last_of(*_stripped(layout, start, end))) > offset:
                return last
    return offset


def _stripped(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without blanks at its ends; all of it if it holds nothing else."""
    text = layout.text[start:end]
    bare = text.strip()
    if not bare:
        return start, end
    first = start + len(text) - len(text.lstrip())
    # A blank that carries a mark is none.
    return layout.cluster(first)[0], layout.cluster(first + len(bare) - 1)[1]


def _says(layout: Layout, block: int) -> bool:
    """Whether there are words in the block."""
    it = layout.blocks[block]
    return it.kind not in _NO_WORDS and not it.folded and bool(layout.text[it.start : it.end].strip())


def _same_turn(layout: Layout, first: int, second: int) -> bool:
    if layout.raw:
        return first == second
    return layout.blocks[first].segment == layout.blocks[second].segment


def _turn(layout: Layout, block: int) -> tuple[int, int]:
    """The stretch of the turn that holds `block`, from its first character to its last, without blanks at the ends."""
    first = last = block
    while first > 0 and _same_turn(layout, first - 1, block):
        first -= 1
    while layout.has(last + 1) and _same_turn(layout, last + 1, block):
        last += 1
    its = range(first, last + 1)
    said = [b for b in its if _says(layout, b)]
    if said:
        return _stripped(layout, layout.blocks[said[0]].start, layout.blocks[said[-1]].end)
    blank = [b for b in its if layout.blocks[b].end > layout.blocks[b].start] or [first]
    return layout.blocks[blank[0]].start, layout.blocks[blank[-1]].end


def _next_turn(layout: Layout, block: int) -> tuple[int, int] | None:
    """The next turn in which something is said."""
    for later in layout.later(block + 1):
        if _says(layout, later) and not _same_turn(layout, later, block):
            return _turn(layout, later)
    return None


def _previous_turn(layout: Layout, block: int, offset: int) -> int:
    """Where the turn before that of `block` begins in which something is said; `offset` if there is none."""
    for earlier in range(block - 1, -1, -1):
        if _says(layout, earlier) and not _same_turn(layout, earlier, block):
            return _turn(layout, earlier)[0]
    return offset
