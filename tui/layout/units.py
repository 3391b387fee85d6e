"""The units that one moves over and selects by, at an offset: 字 词 小句 句 轮 问答 节 全文."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from tui.layout.cells import widths
from tui.layout.parts import (
    NO_WORDS,
    Run,
    exchange_run,
    next_exchange,
    next_section,
    previous_exchange,
    previous_section,
    says,
    section_runs,
    turn_run,
)
from tui.layout.rows import Layout
from tui.transcript.terms import NO_TERMS, Terms
from tui.transcript.units import clause_spans, sentence_spans
from tui.transcript.words import word_spans

_KEPT = 32
"""How many paragraphs stay cut into their units."""


class Unit(IntEnum):
    """From small to large; each lies inside the next."""

    CHARACTER = 0
    WORD = 1
    CLAUSE = 2
    SENTENCE = 3
    TURN = 4
    EXCHANGE = 5
    SECTION = 6
    ALL = 7

    @property
    def label(self) -> str:
        """The unit's name as the reader sees it."""
        return ("字", "词", "小句", "句", "轮", "问答", "节", "全文")[self]


def unit_starts(text: str, unit: Unit, terms: Terms = NO_TERMS) -> list[int]:
    """Where the units of one paragraph begin, the first at 0; a smaller unit begins wherever a larger one does."""
    each = widths(text)
    if unit is Unit.CHARACTER:
        return [i for i, width in enumerate(each) if width or not i]
    if unit >= Unit.TURN:
        return [0] if text else []
    spans = sentence_spans(text) if unit is Unit.SENTENCE else clause_spans(text)
    starts = {start for start, _ in spans}
    if unit is Unit.WORD:
        starts |= {start for start, _ in word_spans(text, terms)}
    # Punctuation and dictionary know nothing of clusters.
    return sorted(start for start in starts if each[start] or not start)


def spans_in(layout: Layout, block: int, unit: Unit) -> list[tuple[int, int]]:
    """The units of one block, as reading offsets; without those that hold only blanks (except characters).

    Of units larger than a sentence, what a block has of them.
    """
    start = layout.blocks[block].start
    return [(start + a, start + b) for a, b in _inside(layout, block, unit)]


def _inside(layout: Layout, block: int, unit: Unit) -> tuple[tuple[int, int], ...]:
    """The same, counted from where the block begins."""
    it = layout.blocks[block]
    if it.folded:
        return ((0, it.end - it.start),) if unit is Unit.CHARACTER else ()
    if unit is not Unit.CHARACTER and it.kind in NO_WORDS:
        return ()
    return _cut(layout.text[it.start : it.end], unit, layout.known.terms if unit is Unit.WORD else NO_TERMS)


@lru_cache(maxsize=_KEPT)
def _cut(text: str, unit: Unit, terms: Terms) -> tuple[tuple[int, int], ...]:
    found = pairwise([*unit_starts(text, unit, terms), len(text)])
    return tuple((a, b) for a, b in found if unit is Unit.CHARACTER or not text[a:b].isspace())


def span_at(layout: Layout, offset: int, unit: Unit) -> tuple[int, int]:
    """The unit that holds the character at `offset`, without blanks at its ends, over all its paragraphs.

    A blank between two units counts to the one before. Where no 问答 is, the turn stands for it.
    """
    return next(spans_at(layout, offset, unit))


def spans_at(layout: Layout, offset: int, unit: Unit) -> Iterator[tuple[int, int]]:
    """The same, and the larger ones of its kind that it lies in: sections lie in one another."""
    block = layout.block_at(offset)
    if unit >= Unit.TURN:
        for run in _runs(layout, block, unit):
            yield _turn(layout, run) if run == turn_run(layout, block) else _around(layout, run)
        return
    spans = _inside(layout, block, unit)
    it = layout.blocks[block]
    if not spans:
        yield it.start, it.end
        return
    start, end = spans[max(0, bisect_right(spans, offset - it.start, key=lambda span: span[0]) - 1)]
    yield _stripped(layout, it.start + start, it.start + end)


def next_start(layout: Layout, offset: int, unit: Unit) -> int:
    """Where the next unit behind `offset` begins, in this block or a later one; `offset` if there is none."""
    block = layout.block_at(offset)
    if unit >= Unit.TURN:
        following = _next(layout, block, unit)
        return offset if following is None else max(offset, following[0])
    for later in layout.later(block):
        base, spans = layout.blocks[later].start, _inside(layout, later, unit)
        at = bisect_right(spans, offset - base, key=lambda span: span[0])
        if at < len(spans):
            return base + spans[at][0]
    return offset


def previous_start(layout: Layout, offset: int, unit: Unit) -> int:
    """Where the unit that lies before `offset` begins (the one that holds it, if `offset` is inside it)."""
    block = layout.block_at(offset)
    if unit >= Unit.TURN:
        start, end = span_at(layout, offset, unit)
        return start if start < min(offset, end) else min(offset, _previous(layout, block, offset, unit))
    for earlier in range(block, -1, -1):
        base, spans = layout.blocks[earlier].start, _inside(layout, earlier, unit)
        at = bisect_left(spans, offset - base, key=lambda span: span[0])
        if at:
            return base + spans[at - 1][0]
    return offset


def unit_end(layout: Layout, offset: int, unit: Unit) -> int:
    """The last character of the unit that holds `offset`, or of the next one if `offset` is that already."""
    block = layout.block_at(offset)
    if unit >= Unit.TURN:
        last = layout.last_of(*span_at(layout, offset, unit))
        if last <= offset and (following := _next(layout, block, unit)) is not None:
            last = layout.last_of(*following)
        return max(offset, last)
    for later in layout.later(block):
        base, spans = layout.blocks[later].start, _inside(layout, later, unit)
        for start, end in spans[bisect_right(spans, offset - base, key=lambda span: span[1]) :]:
            if (last := layout.last_of(*_stripped(layout, base + start, base + end))) > offset:
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


def _runs(layout: Layout, block: int, unit: Unit) -> list[Run]:
    """The blocks of the units that hold `block`, the innermost first."""
    match unit:
        case Unit.TURN:
            return [turn_run(layout, block)]
        case Unit.EXCHANGE:
            return [exchange_run(layout, block) or turn_run(layout, block)]
        case Unit.SECTION:
            return section_runs(layout, block)
    return [(0, layout.block_at(len(layout.text)))]


def _turn(layout: Layout, run: Run) -> tuple[int, int]:
    """The stretch of a turn, from its first character to its last, without blanks at the ends."""
    its = range(run[0], run[1] + 1)
    said = [b for b in its if says(layout, b)]
    if said:
        first, last = layout.blocks[said[0]], layout.blocks[said[-1]]
        return _stripped(layout, first.start, first.end)[0], _stripped(layout, last.start, last.end)[1]
    blank = [b for b in its if layout.blocks[b].end > layout.blocks[b].start] or [run[0]]
    return layout.blocks[blank[0]].start, layout.blocks[blank[-1]].end


def _around(layout: Layout, run: Run) -> tuple[int, int]:
    """The stretch of several turns, from the first character that is no blank to the last one, said or not."""
    first, last = run
    while first < last and _is_blank(layout, first):
        first += 1
    while first < last and _is_blank(layout, last):
        last -= 1
    if _is_blank(layout, first):
        return layout.blocks[run[0]].start, layout.blocks[run[0]].start
    return _turn(layout, (first, first))[0], _turn(layout, (last, last))[1]


def _is_blank(layout: Layout, block: int) -> bool:
    it = layout.blocks[block]
    return not layout.text[it.start : it.end].strip()


def _next(layout: Layout, block: int, unit: Unit) -> tuple[int, int] | None:
    """The next unit in which something is said."""
    if unit is Unit.TURN:
        behind = turn_run(layout, block)[1] + 1
        its = next((b for b in layout.later(behind) if says(layout, b)), None)
        return None if its is None else _turn(layout, turn_run(layout, its))
    if unit is Unit.EXCHANGE:
        run = next_exchange(layout, block)
        return None if run is None else _around(layout, run)
    first = next_section(layout, block) if unit is Unit.SECTION else None
    return None if first is None else _around(layout, section_runs(layout, first)[0])


def _previous(layout: Layout, block: int, offset: int, unit: Unit) -> int:
    """Where the unit before that of `block` begins in which something is said; `offset` if there is none."""
    if unit is Unit.TURN:
        before = turn_run(layout, block)[0]
        its = next((b for b in range(before - 1, -1, -1) if says(layout, b)), None)
        return offset if its is None else _turn(layout, turn_run(layout, its))[0]
    if unit is Unit.EXCHANGE:
        run = previous_exchange(layout, block)
        return offset if run is None else _around(layout, run)[0]
    first = previous_section(layout, block) if unit is Unit.SECTION else None
    start, end = (offset, offset) if first is None else _around(layout, (first, block))
    return start if start < end else offset
