"""A transcript cut into the blocks that are set one below the other: its paragraphs, long ones in pieces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from tui.layout.cells import cluster_at
from tui.layout.folds import FOLDING, fold_label
from tui.patterns import late
from tui.records import Named
from tui.transcript.model import SPOKEN, Paragraph, Segment, SegmentKind, Transcript
from tui.transcript.reading import Reading

LONGEST = 2048
"""A line of more characters is set in pieces, so that no row costs more than its neighbourhood."""

INDENT = 4
"""Cells that a paragraph is set in when it goes on after another without a gap."""

_FLOWING = (SegmentKind.PARAGRAPH, SegmentKind.METADATA, SegmentKind.IMAGE)
_SENTENCE_END = late(r"[。！？!?…][」』”’）)]*|\. ")


class Block(Named):
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
    folded: str = ""
    """The quiet line that stands for its text, which is one unit then; empty: the text itself is shown."""
    unfolded: bool = False
    """Whether it is the first of what was opened and can be folded away again."""


def set_blocks(
    transcript: Transcript,
    reading: Reading,
    *,
    joined: Collection[int] = frozenset(),
    opened: Collection[int] = frozenset(),
) -> list[Block]:
    """The blocks of the reading text, in order; they share no character.

    Empty paragraphs are kept, as a speaker may have said nothing; those that edits have emptied only for the
    speaker's name. `joined`: where the paragraphs begin (source offsets) that go on in the block before. `opened`:
    the indices of the segments that are not folded away.
    """
    setting = _Setting(transcript, reading, dense=transcript.format == "sentences" and not joined)
    setting.set_all(enumerate(transcript.segments), joined, opened)
    setting.close()
    return setting.blocks


def set_some(
    transcript: Transcript, reading: Reading, first: int, behind: int, opened: Collection[int] = frozenset()
) -> list[Block]:
    """Of the blocks that `set_blocks` gives without anything joined, those of the segments `[first, behind)`.

    Neither end parts segments that fold together.
    """
    segments = transcript.segments
    begin, back = first, 1
    while True:
        # What a block is depends on those before it: on two of them at the most, of which the first has text.
        begin = max(0, begin - back)
        setting = _Setting(transcript, reading, dense=transcript.format == "sentences")
        setting.set_all(zip(range(begin, first), segments[begin:first], strict=True), (), opened)
        known = setting.blocks
        if not begin or (known and not reading.edits) or (len(known) > 1 and known[0].start < known[0].end):
            break
        back *= 2
    before = len(known)
    setting.set_all(zip(range(first, behind), segments[first:behind], strict=True), (), opened)
    return setting.blocks[before:]


class _Setting:
    """The blocks as they come."""

    def __init__(self, transcript: Transcript, reading: Reading, *, dense: bool) -> None:
        self.blocks: list[Block] = []
        self._transcript, self._reading, self._dense = transcript, reading, dense
        self._done = 0
        self._before: SegmentKind | None = None
        self._grows = False
        """Whether a paragraph can go on in the last block."""
        self._tail: Paragraph | None = None
        """The last of the paragraphs that go on in the last block, whose end is not set yet."""

    def set_all(
        self, segments: Iterable[tuple[int, Segment]], joined: Collection[int], opened: Collection[int]
    ) -> None:
        """Segments with their indices; neighbours that fold together are all among them."""
        folded: list[Segment] = []
        fold_at = 0
        for index, segment in segments:
            if segment.kind in FOLDING and (folded or index not in opened):
                fold_at = fold_at if folded else index
                folded.append(segment)
                continue
            if folded:
                self.fold(fold_at, folded)
                folded = []
            self.set(index, segment, joined)
        if folded:
            self.fold(fold_at, folded)

    def set(self, index: int, segment: Segment, joined: Collection[int]) -> None:
        """One segment, a block for each paragraph that does not go on in the one before."""
        kind, before, reading = segment.kind, self._before, self._reading
        flows = before is not None and _flows(before, kind)
        set_in = not self._dense and kind in SPOKEN
        opens = True
        told: int | None = None
        for paragraph in segment.paragraphs:
            time = paragraph.start_ms
            if joined and paragraph.start in joined and self._grows:
                self._tail, self._before, opens, told = paragraph, kind, False, time
                continue
            self.close()
            start, end = _span(reading, paragraph)
            # An edit over the end of a paragraph is shown whole in the first, and left out of the next.
            start = max(start, self._done)
            self._done = end = max(start, end)
            name = (segment.speaker or "") if opens else ""
            if start == end and not name and paragraph.body < paragraph.end:
                self._grows = False
                continue
            gap = opens and not flows and bool(self.blocks)
            indent = INDENT if set_in and time is None and (flows or not opens) else 0
            unfolded = opens and kind in FOLDING and self._before not in FOLDING
            self._add(Block(start, end, index, kind, gap, indent, name, time if time != told else None, "", unfolded))
            opens, told, self._before, self._grows = False, time, kind, True

    def fold(self, index: int, segments: Sequence[Segment]) -> None:
        """Segments that are folded away, as one block."""
        self.close()
        first, last = segments[0].paragraphs[0], segments[-1].paragraphs[-1]
        start = max(_span(self._reading, first)[0], self._done)
        self._done = end = max(start, _span(self._reading, last)[1])
        self._before, self._grows = segments[0].kind, False
        if start < end:
            texts = [self._reading.between(s.start, s.end) for s in segments]
            label = fold_label(segments, texts)
            self.blocks.append(Block(start, end, index, self._before, bool(self.blocks), folded=label))

    def close(self) -> None:
        """Set the end of the last block, if paragraphs go on in it."""
        if self._tail is not None:
            last = self.blocks.pop()
            self._done = end = max(last.end, _span(self._reading, self._tail)[1])
            self._tail = None
            self._add(last._replace(end=end))

    def _add(self, block: Block) -> None:
        text, (start, end) = self._reading.text, block[:2]
        if end - start <= LONGEST and text.find("\n", start, end) < 0:
            self.blocks.append(block)
            return
        pieces = _pieces(text, start, end)
        self.blocks.append(block._replace(end=next(pieces)[1]))
        self.blocks += [Block(a, b, block.segment, block.kind) for a, b in pieces]


def set_lines(text: str, start: int = 0, behind: int | None = None) -> list[Block]:
    """The untouched source as blocks: one for each line, blank ones too.

    Of `[start, behind)` only, if told so: from the beginning of a line to that of another one.
    """
    blocks: list[Block] = []
    some = text[start:behind]
    for line in some.removesuffix("\n").split("\n") if some else ():
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
        whole = cluster_at(text, cut, start, min(end, cut + LONGEST))[0]
        cut = whole if whole > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end
