"""Excerpts between rules of dashes, each with its own speakers or none."""

from __future__ import annotations

from tui.transcript.formats.assemble import assemble
from tui.transcript.formats.marks import is_separator, mark_of
from tui.transcript.formats.page import Page
from tui.transcript.model import Segment, SegmentKind

NAME = "notebook"


def matches(page: Page, name: str) -> bool:
    """Whether rules part the text: three or more, or two of full-width dashes, and it has no Markdown headings."""
    rules = wide = 0
    for start, end in page.lines:
        if end - start > 80:
            continue
        line = page.text[start:end]
        if is_separator(line):
            rules += 1
            wide += "—" in line or "－" in line or "─" in line
        elif line.startswith("#") and mark_of(line) is SegmentKind.HEADING:
            return False
    return rules >= 3 or wide >= 2


def segments(page: Page) -> tuple[Segment, ...]:
    """Excerpts: paragraphs and turns, with a separator between."""
    return assemble(page)
