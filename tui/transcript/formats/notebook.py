"""Excerpts between rules of dashes, each with its own speakers or none."""

from __future__ import annotations

from collections.abc import Sequence

from tui.transcript.formats.assemble import assemble
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
    return assemble(page)
