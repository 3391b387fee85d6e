"""The large units of a page, as runs of blocks `(first, last)`: 轮 turns, 问答 questions with answers, 节 sections.

A 问答 begins with the turn of one who asks, or with the first of several such turns, and goes on until somebody asks
again, or to the next heading or separator. Who asks is told by `askers_of`; where that gives none, a turn asks that
ends in a question. What stands before the first question is in no 问答. A section goes from a heading to the next one
of the same or a higher level; what stands before the first heading is a section too. Where there are no headings, the
excerpts between separators are the sections.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

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
    return it.kind not in NO_WORDS and not it.folded and bool(_text(layout, block).strip())


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
    end = layout.block_at(len(layout.text))
    if _is_excerpted(layout) and _is_separator(layout, block):
        return [(block, block)]
    runs: list[Run] = []
    level: int | None = None
    for number in range(_headings_until(layout, block) - 1, -1, -1):
        its = layout.headings[number][1]
        if (level is not None and its >= level) or (first := _block_of(layout, number)) is None:
            continue
        level = its
        runs.append((first, _last_before(layout, first, next(_headings_on(layout, number + 1, its), end + 1))))
        if level == 1:
            break
    return runs or [(0, _last_before(layout, 0, next(_headings_on(layout, 0), end + 1)))]


def next_section(layout: Layout, block: int) -> int | None:
    """The block of the next heading."""
    return next(_headings_on(layout, _headings_until(layout, block)), None)


def previous_section(layout: Layout, block: int) -> int | None:
    """The block of the heading before `block`; the first block, if only that lies before it."""
    for number in range(_headings_until(layout, block) - 1, -1, -1):
        if (first := _block_of(layout, number)) is not None and first < block:
            return first
    return 0 if block else None


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


def _headings_until(layout: Layout, block: int) -> int:
    """How many headings there are as far as the block, itself taken in."""
    return bisect_left(layout.headings, layout.reading.to_source(layout.blocks[block].end), key=itemgetter(0))


def _headings_on(layout: Layout, number: int, deepest: int | None = None) -> Iterator[int]:
    """The blocks of the headings that are seen, from that of this number on; of those only that are no deeper."""
    for at in range(number, len(layout.headings)):
        if (deepest is None or layout.headings[at][1] <= deepest) and (block := _block_of(layout, at)) is not None:
            yield block


def _block_of(layout: Layout, number: int) -> int | None:
    """The block of a heading; None if edits have left nothing of it."""
    at = layout.headings[number][0]
    block, segment = layout.block_at(layout.reading.to_reading(at)), layout.transcript.segment_at(at)
    return block if layout.raw or (segment is not None and layout.blocks[block].kind is segment.kind) else None


def _is_separator(layout: Layout, block: int) -> bool:
    segment = _segment(layout, block)
    return segment is not None and segment.kind is SegmentKind.SEPARATOR


def _is_excerpted(layout: Layout) -> bool:
    """Whether the sections are excerpts, and no headings begin them."""
    segment = layout.transcript.segment_at(layout.headings[0][0]) if layout.headings else None
    return segment is not None and segment.kind is not SegmentKind.HEADING


def _last_before(layout: Layout, first: int, behind: int) -> int:
    """The last block of a section that begins with `first`, `behind` being the next one's: a separator between is
    neither's."""
    last = behind - 1
    if not _is_excerpted(layout):
        return last
    while last > first and (_is_separator(layout, last) or not _text(layout, last).strip()):
        last -= 1
    return last


def _text(layout: Layout, block: int) -> str:
    it = layout.blocks[block]
    return layout.text[it.start : it.end]
