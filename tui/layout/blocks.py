"""A transcript cut into the blocks that are set one below the other: its paragraphs, long ones in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.layout.cells import cluster_at
from tui.transcript.model import Paragraph, SegmentKind, Transcript
from tui.transcript.reading import Reading

LONGEST = 2048
"""A line of more characters is set in pieces, so that no row costs more than its neighbourhood."""

INDENT = 4
"""Cells that a paragraph is set in when it goes on after another without a gap."""

_SET_IN = (SegmentKind.TURN, SegmentKind.PARAGRAPH)
_FLOWING = (SegmentKind.PARAGRAPH, SegmentKind.METADATA, SegmentKind.IMAGE)
_SENTENCE_END = re.compile(r"[。！？!?…][」』”’）)]*|\. ")


class Block(NamedTuple):
    """One paragraph as it is set. `start` and `end` are offsets into the reading text."""

    start: int
    end: int
    segment: int
    kind: SegmentKind
    gap: bool = False
    """Whether a blank row stands above it."""
    indent: int = 0
    """Cells that its first row is set in."""
    name: str = ""
    """The speaker, where a turn begins."""
    time_ms: int | None = None
    """When it is said, where that differs from the paragraph before."""


def set_blocks(transcript: Transcript, reading: Reading) -> list[Block]:
    """The blocks of the reading text, in order; they share no character.

    Empty paragraphs are kept, as a speaker may have said nothing; those that edits have emptied only for the
    speaker's name.
    """
    blocks: list[Block] = []
    text, dense = reading.text, transcript.format == "sentences"
    done = 0
    before: SegmentKind | None = None
    for index, segment in enumerate(transcript.segments):
        kind = segment.kind
        flows = before is not None and _flows(before, kind)
        set_in = not dense and kind in _SET_IN
        opens = True
        told: int | None = None
        for paragraph in segment.paragraphs:
            start, end = _span(reading, paragraph)
            # An edit over the end of a paragraph is shown whole in the first, and left out of the next.
            start = max(start, done)
            done = end = max(start, end)
            name = (segment.speaker or "") if opens else ""
            if start == end and not name and paragraph.body < paragraph.end:
                continue
            time = paragraph.start_ms
            gap = opens and not flows and bool(blocks)
            indent = INDENT if set_in and time is None and (flows or not opens) else 0
            first = Block(start, end, index, kind, gap, indent, name, time if time != told else None)
            if end - start <= LONGEST and text.find("\n", start, end) < 0:
                blocks.append(first)
            else:
                pieces = _pieces(text, start, end)
                blocks.append(first._replace(end=next(pieces)[1]))
                blocks += [Block(a, b, index, kind) for a, b in pieces]
            opens, told, before = False, time, kind
    return blocks


def set_lines(text: str) -> list[Block]:
    """The untouched source as blocks: one for each line, blank ones too."""
    blocks: list[Block] = []
    start = 0
    for line in text.removesuffix("\n").split("\n") if text else ():
        end = start + len(line)
        if end - start <= LONGEST:
            blocks.append(Block(start, end, 0, SegmentKind.PARAGRAPH))
        else:
            blocks += [Block(a, b, 0, SegmentKind.PARAGRAPH) for a, b in _short_pieces(text, start, end)]
        start = end + 1
    return blocks


def _span(reading: Reading, paragraph: Paragraph) -> tuple[int, int]:
    if not reading.edits:
        return paragraph.body, paragraph.end
    return reading.reading_span(paragraph.body, paragraph.end)


def _flows(before: SegmentKind, kind: SegmentKind) -> bool:
    """Whether a segment goes on where the one before it stops, without a gap between."""
    return before is kind and kind in _FLOWING


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`[start, end)` cut at line ends, and at sentence ends where it is too long."""
    while (line := text.find("\n", start, end)) >= 0:
        yield from _short_pieces(text, start, line)
        start = line + 1
    yield from _short_pieces(text, start, end)


def _short_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`[start, end)` in pieces of `LONGEST` characters at most, never cut inside a cluster that is shorter."""
    while end - start > LONGEST:
        cut = start + LONGEST
        for match in _SENTENCE_END.finditer(text, start + LONGEST // 2, cut):
            cut = match.end()
        whole = cluster_at(text, cut, start, end)[0]
        cut = whole if whole > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end
