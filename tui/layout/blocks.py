"""A transcript cut into the blocks that are set one below the other: its paragraphs, long ones in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui.transcript.model import Paragraph, Segment, SegmentKind, Transcript
from tui.transcript.reading import Reading

LONGEST = 2048
"""A line of more characters is set in pieces, so that no row costs more than its neighbourhood."""

INDENT = 4
"""Cells that a paragraph is set in when it goes on after another without a gap."""

_SET_IN = (SegmentKind.TURN, SegmentKind.PARAGRAPH)
_SENTENCE_END = re.compile(r"[。！？!?…][」』”’）)]*|\. ")


@dataclass(frozen=True, slots=True)
class Block:
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
    """The blocks of the reading text, in order. Empty paragraphs are kept: a speaker may have said nothing."""
    blocks: list[Block] = []
    dense = transcript.format == "sentences"
    before: Segment | None = None
    for index, segment in enumerate(transcript.segments):
        flows = before is not None and _flows(before, segment)
        told: int | None = None
        for number, paragraph in enumerate(segment.paragraphs):
            start, end = _span(reading, paragraph)
            opens = number == 0
            inside = not opens or flows
            timed = paragraph.start_ms is not None
            indent = INDENT if inside and not timed and not dense and segment.kind in _SET_IN else 0
            name = (segment.speaker or "") if opens else ""
            gap = opens and not flows and bool(blocks)
            for piece_start, piece_end in _pieces(reading.text, start, end):
                first = piece_start == start
                blocks.append(
                    Block(
                        piece_start,
                        piece_end,
                        index,
                        segment.kind,
                        gap and first,
                        indent if first else 0,
                        name if first else "",
                        paragraph.start_ms if first and paragraph.start_ms != told else None,
                    )
                )
            told = paragraph.start_ms
        before = segment
    return blocks


def set_lines(text: str) -> list[Block]:
    """The untouched source as blocks: one for each line, blank ones too."""
    blocks: list[Block] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        blocks += [Block(a, b, 0, SegmentKind.PARAGRAPH) for a, b in _pieces(text, start, end)]
        start = end + 1
    return blocks


def _span(reading: Reading, paragraph: Paragraph) -> tuple[int, int]:
    if not reading.edits:
        return paragraph.body, paragraph.end
    return reading.reading_span(paragraph.body, paragraph.end)


def _flows(before: Segment, segment: Segment) -> bool:
    """Whether `segment` goes on where `before` stops, without a gap between."""
    return before.kind is segment.kind is SegmentKind.PARAGRAPH or (
        before.kind is segment.kind and segment.kind in (SegmentKind.METADATA, SegmentKind.IMAGE)
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`[start, end)` cut at line ends, and at sentence ends where it is too long."""
    while (line := text.find("\n", start, end)) >= 0:
        yield from _short_pieces(text, start, line)
        start = line + 1
    yield from _short_pieces(text, start, end)


def _short_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = start + LONGEST
        for match in _SENTENCE_END.finditer(text, start + LONGEST // 2, start + LONGEST):
            cut = match.end()
        yield start, cut
        start = cut
    yield start, end
