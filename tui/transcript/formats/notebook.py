"""Excerpts between rules of dashes, each with its own speakers or none."""

from __future__ import annotations

from collections.abc import Sequence

from tui.transcript.formats.assemble import assemble
from tui.transcript.formats.dialogue import asks, follows
from tui.transcript.formats.head_names import Label
from tui.transcript.formats.page import Page
from tui.transcript.model import Segment, SegmentKind

NAME = "notebook"

_LONGEST = 80
"""Characters that a rule or a heading has at most."""


def matches(page: Page, name: str) -> bool:
    """Whether rules part the text: three or more, or two of full-width dashes, and it has no Markdown headings."""
    rules = wide = 0
    for start, kind in page.raw_marks.items():
        line = page.text[start : start + _LONGEST + 1].partition("\n")[0]
        if len(line) > _LONGEST:
            continue
        if kind is SegmentKind.SEPARATOR:
            rules += 1
            wide += "—" in line or "－" in line or "─" in line
        elif kind is SegmentKind.HEADING and line.startswith("#"):
            return False
    return rules >= 3 or wide >= 2


def segments(page: Page) -> Sequence[Segment]:
    """Excerpts: paragraphs and turns, with a separator between."""
    return assemble(page, _questions(page))


def _questions(page: Page) -> dict[int, SegmentKind]:
    """Lines with a question that lost its label: right before a label of the one who has the word already.

    Who goes on is not named anew, so somebody else has spoken.
    """
    found: dict[int, SegmentKind] = {}
    lines = page.lines
    above: tuple[int, Label] | None = None
    for here in page.labels.each():
        before, above = above, here
        at, label = here
        if before is None or before[1].speaker != label.speaker or follows(page, *before, at):
            continue
        start, end = lines[lines.number(at) - 1]
        if start not in page.marks and asks(page, start, end):
            found[start] = SegmentKind.PARAGRAPH
    return found
