"""A machine's transcript without speakers: a sentence per line, a blank line between, the podcast's card on top."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.patterns import late
from tui.transcript.formats.assemble import assemble
from tui.transcript.formats.marks import is_date, mark_of
from tui.transcript.formats.page import Page
from tui.transcript.model import Segment, SegmentKind

NAME = "sentences"

_SENTENCE_END = late(r"[。！？!?…]+[”’」』）)\"']*\s*|\.\s+")
_TRANSCRIPT = late(r"(?:shownotes?\s+)?transcript|文字稿|逐字稿|节目文稿|節目文稿", re.IGNORECASE)
_HEADING = late(r"chapters?|show\s?notes|章节|章節|时间轴|時間軸|本期内容|本期內容|timeline|summary", re.IGNORECASE)
_COVER = late(r"(?:cover|logo|image|thumbnail) of .+", re.IGNORECASE)
_HEAD = 40
_SAMPLE = 400


def matches(page: Page, name: str) -> bool:
    """Whether nearly every line stands alone between blank lines, and holds one sentence more or less."""
    lines = page.lines
    if len(lines) < 6 or page.is_timed or page.lines.single_gaps() * 5 < (len(lines) - 1) * 4:
        return False
    if _transcript_line(page):
        return True
    sample = [page.text[start:end] for start, end in lines[:_SAMPLE]]
    if any(mark_of(line) is SegmentKind.HEADING for line in sample) or sum(map(len, sample)) > 90 * len(sample):
        return False
    return sum(max(1, len(_SENTENCE_END.findall(line))) for line in sample) * 2 <= 3 * len(sample)


def segments(page: Page) -> Sequence[Segment]:
    """A paragraph per sentence; the card on top as metadata and headings."""
    return assemble(page, _card(page))


def _transcript_line(page: Page) -> int:
    """The number of the line that says that the transcript begins, 0 if none does."""
    for number, (start, end) in enumerate(page.lines[:_HEAD]):
        if end - start <= 40 and _TRANSCRIPT.fullmatch(page.line(start, end)):
            return number
    return 0


def _card(page: Page) -> dict[int, SegmentKind]:
    """What the lines of the podcast's card are: who, what, when, and the headings of its parts."""
    kinds: dict[int, SegmentKind] = {}
    head = page.lines[: _transcript_line(page) + 1]
    if len(head) == 1:
        head = page.lines[:6]
    covers = [page.line(*span) for span in head if _COVER.fullmatch(page.line(*span))]
    for start, end in head:
        line = page.line(start, end)
        if _COVER.fullmatch(line) or is_date(line):
            kinds[start] = SegmentKind.METADATA
        elif _TRANSCRIPT.fullmatch(line) or _HEADING.fullmatch(line):
            kinds[start] = SegmentKind.HEADING
        elif any(_is_named_on(line, cover) for cover in covers):
            # The card names the episode and the podcast once on a picture, once in print.
            is_title = SegmentKind.HEADING not in kinds.values()
            is_podcast = any(_is_named_on(line, cover) for cover in covers if cover.lower().startswith("logo"))
            kinds[start] = SegmentKind.HEADING if is_title and not is_podcast else SegmentKind.METADATA
    return kinds


def _is_named_on(line: str, cover: str) -> bool:
    on_cover = cover.partition(" of ")[2].removeprefix("episode ").removeprefix("podcast ").strip()
    return len(line) >= 2 and (line.startswith(on_cover) or on_cover.startswith(line))
