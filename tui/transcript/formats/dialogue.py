"""A conversation with labelled speakers: an interview, a panel."""

from __future__ import annotations

from tui.transcript.formats.assemble import assemble
from tui.transcript.formats.head_front import front_kinds
from tui.transcript.formats.marks import is_quoted, is_unended, mark_of
from tui.transcript.formats.page import Page
from tui.transcript.model import Segment, SegmentKind

NAME = "dialogue"


def matches(page: Page, name: str) -> bool:
    """Whether there are speakers whom the document as a whole speaks for."""
    return bool(page.labels)


def segments(page: Page) -> tuple[Segment, ...]:
    """Turns, with the newspaper's cross-headings between them, and what a meeting app prints above them."""
    return assemble(page, _cross_headings(page) | front_kinds(page))


def _cross_headings(page: Page) -> dict[int, SegmentKind]:
    """Unlabelled lines right before a label that head what follows.

    Either a short quotation; or a short line that ends without a mark, after a whole sentence of one speaker and
    before the question of another.
    """
    headings: dict[int, SegmentKind] = {}
    labels, lines = page.labels, page.lines
    speaker: str | None = None
    is_below = False
    for i in range(len(lines) - 1):
        start, end = lines[i]
        own, following = labels.get(start), labels.get(lines[i + 1][0])
        if own is not None:
            speaker = own.speaker
            is_below = own.body == end
            continue
        if is_below:  # what the head above names is said here
            is_below = False
            continue
        if following is None or end - start > 160:
            continue
        line = page.line(start, end)
        if mark_of(line) is not None:
            speaker = None
        elif is_quoted(line) or (
            speaker is not None
            and following.speaker != speaker
            and is_unended(line)
            and _asks(page, *lines[i + 1])
            and not is_unended(page.line(*lines[i - 1])[-20:])
        ):
            headings[start] = SegmentKind.HEADING
    return headings


def _asks(page: Page, start: int, end: int) -> bool:
    return "？" in page.text[start:end] or "?" in page.text[start:end]
