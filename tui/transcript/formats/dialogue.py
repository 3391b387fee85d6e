"""A conversation with labelled speakers: an interview, a panel."""

from __future__ import annotations

from collections.abc import Sequence

from tui.transcript.formats.assemble import assemble
from tui.transcript.formats.head_front import front_kinds
from tui.transcript.formats.head_names import Label
from tui.transcript.formats.marks import is_quoted, is_unended, mark_of
from tui.transcript.formats.page import Page
from tui.transcript.model import Segment, SegmentKind

NAME = "dialogue"


def matches(page: Page, name: str) -> bool:
    """Whether there are speakers whom the document as a whole speaks for."""
    return bool(page.labels)


def segments(page: Page) -> Sequence[Segment]:
    """Turns, with the newspaper's cross-headings between them, and what a meeting app prints above them."""
    return assemble(page, _cross_headings(page) | front_kinds(page))


def _cross_headings(page: Page) -> dict[int, SegmentKind]:
    """Unlabelled lines right before a label that head what follows.

    Either a short quotation; or a short line that ends without a mark, after a whole sentence of one speaker and
    before the question of another.
    """
    headings: dict[int, SegmentKind] = {}
    labels, lines = page.labels, page.lines
    if len(labels) == len(lines):
        return headings
    above: tuple[int, Label] | None = None
    for here in labels.each():
        before, above = above, here
        at, label = here
        i = -1 if before is not None and follows(page, *before, at) else lines.number(at) - 1
        if i < 0:
            continue
        start, end = lines[i]
        if end - start > 160:
            continue
        line = page.line(start, end)
        speaker = before[1].speaker if before is not None else None
        if mark_of(line) is None and (
            is_quoted(line)
            or (
                speaker is not None
                and label.speaker != speaker
                and is_unended(line)
                and asks(page, *lines[i + 1])
                and not is_unended(page.line(*lines[i - 1])[-20:])
            )
        ):
            headings[start] = SegmentKind.HEADING
    return headings


def follows(page: Page, start: int, label: Label, at: int) -> bool:
    """Whether the line at `at` stands below that of a label, or below what is said there if that says nothing."""
    below = page.lines.below(start)
    is_bare = page.text[label.body] == "\n"
    return below == at or (is_bare and below is not None and page.lines.below(below) == at)


def asks(page: Page, start: int, end: int) -> bool:
    """Whether there is a question on the line."""
    return "？" in page.text[start:end] or "?" in page.text[start:end]
