"""The large units of a page, as runs of blocks `(first, last)`: 轮 turns, 问答 questions with answers, 节 sections.

A 问答 begins with the turn of one who asks, or with the first of several such turns, and goes on until somebody asks
again, or to the next heading or separator. Who asks is told by `askers_of`; where that gives none, a turn asks that
ends in a question. What stands before the first question is in no 问答. A section goes from a heading to the next one
of the same or a higher level; what stands before the first heading is a section too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tui.layout.rows import Layout
from tui.transcript.asking import ends_in_a_question
from tui.transcript.model import Segment, SegmentKind

Run = tuple[int, int]

NO_WORDS = (SegmentKind.IMAGE, SegmentKind.SEPARATOR)
"""Segments that say nothing: moving by words, sentences or turns passes them by."""

_BORDERS = (SegmentKind.HEADING, SegmentKind.SEPARATOR)
_FAR = 4000
"""So many turns are looked at for a question before it is given up."""


def says(layout: Layout, block: int) -> bool:
    """Whether there are words in the block."""
    it = layout.blocks[block]
    return it.kind not in NO_WORDS and not it.folded and bool(layout.text[it.start : it.end].strip())


def turn_run(layout: Layout, block: int) -> Run:
    """The blocks of the turn that holds `block`; in the raw source, the line by itself."""
    first = last = block
    while first > 0 and _same_turn(layout, first - 1, block):
        first -= 1
    while layout.has(last + 1) and _same_turn(layout, last + 1, block):
        last += 1
    return first, last


def exchange_run(layout: Layout, block: int) -> Run | None:
    """The blocks of the 问答 that holds `block`; None if none does."""
    run = turn_run(layout, block)
    question = next((turn for turn in _back_from(layout, run) if _asks(layout, turn)), None)
    if question is None:
        return None
    first = question[0]
    for turn in _back_from(layout, question):
        if _asks(layout, turn):
            first = turn[0]
        elif _speaks(layout, turn):
            break
    last, answered = question[1], False
    for turn in _on_from(layout, question):
        asks = _asks(layout, turn)
        if asks and answered:
            break
        answered = answered or (not asks and _speaks(layout, turn))
        last = turn[1]
    return first, last


def next_exchange(layout: Layout, block: int) -> Run | None:
    """The first 问答 that begins behind that of `block`; None if there is none near."""
    run = exchange_run(layout, block) or turn_run(layout, block)
    for _ in range(_FAR):
        if not layout.has(run[1] + 1):
            break
        run = turn_run(layout, run[1] + 1)
        if _asks(layout, run):
            return exchange_run(layout, run[0])
    return None


def previous_exchange(layout: Layout, block: int) -> Run | None:
    """The last 问答 that ends before that of `block`; None if there is none near."""
    run = exchange_run(layout, block) or turn_run(layout, block)
    for _ in range(_FAR):
        if run[0] == 0:
            break
        run = turn_run(layout, run[0] - 1)
        if _asks(layout, run):
            return exchange_run(layout, run[0])
    return None


def section_runs(layout: Layout, block: int) -> list[Run]:
    """The blocks of the sections that hold `block`, the innermost first; the whole page where there are no headings."""
    headings = _headings(layout)
    end = layout.block_at(len(layout.text))
    at = bisect_right(headings, block, key=lambda heading: heading[0]) - 1
    if at < 0:
        return [(0, headings[0][0] - 1 if headings else end)]
    runs = []
    level = headings[at][1] + 1
    for number in range(at, -1, -1):
        first, its = headings[number]
        if its < level:
            level = its
            behind = next((b for b, other in headings[number + 1 :] if other <= its), end + 1)
            runs.append((first, behind - 1))
    return runs


def next_section(layout: Layout, block: int) -> int | None:
    """The block of the next heading."""
    return next((first for first, _ in _headings(layout) if first > block), None)


def previous_section(layout: Layout, block: int) -> int | None:
    """The block of the heading before `block`; the first block, if only that lies before it."""
    before = [first for first, _ in _headings(layout) if first < block]
    return before[-1] if before else 0 if block else None


def _same_turn(layout: Layout, first: int, second: int) -> bool:
    if layout.raw:
        return first == second
    return layout.blocks[first].segment == layout.blocks[second].segment


def _segment(layout: Layout, block: int) -> Segment | None:
    it, transcript = layout.blocks[block], layout.transcript
    if layout.raw:
        return transcript.segment_at(it.start)
    return transcript.segments[it.segment] if it.segment < len(transcript.segments) else None


def _speaks(layout: Layout, run: Run) -> bool:
    return any(says(layout, block) for block in range(run[0], run[1] + 1))


def _asks(layout: Layout, run: Run) -> bool:
    """Whether the turn is a question."""
    segment = _segment(layout, run[0])
    if segment is None or segment.kind in _BORDERS or not _speaks(layout, run):
        return False
    if layout.askers is not None:
        return segment.speaker in layout.askers
    last = next(block for block in range(run[1], run[0] - 1, -1) if says(layout, block))
    return ends_in_a_question(layout.text[layout.blocks[last].start : layout.blocks[last].end])


def _is_border(layout: Layout, block: int) -> bool:
    segment = _segment(layout, block)
    return segment is not None and segment.kind in _BORDERS


def _back_from(layout: Layout, run: Run) -> Iterator[Run]:
    """The turn and those before it, as far as the border before them; a border itself has none."""
    for _ in range(_FAR):
        if _is_border(layout, run[0]):
            return
        yield run
        if run[0] == 0:
            return
        run = turn_run(layout, run[0] - 1)


def _on_from(layout: Layout, run: Run) -> Iterator[Run]:
    """The turns behind the turn, as far as the next border."""
    for _ in range(_FAR):
        if not layout.has(run[1] + 1):
            return
        run = turn_run(layout, run[1] + 1)
        if _is_border(layout, run[0]):
            return
        yield run


def _headings(layout: Layout) -> list[tuple[int, int]]:
    """The blocks of all headings that are seen, with their levels, in order."""
    found: list[tuple[int, int]] = []
    for offset, level in layout.headings:
        block = layout.block_at(layout.reading.to_reading(offset))
        is_shown = layout.raw or layout.blocks[block].kind is SegmentKind.HEADING
        if is_shown and (not found or found[-1][0] < block):
            found.append((block, level))
    return found
