"""Plain text and Markdown: a paragraph per line, headings, rules and images."""

from __future__ import annotations

from collections.abc import Sequence

from tui.transcript.formats.assemble import assemble
from tui.transcript.formats.page import Page
from tui.transcript.model import Segment

NAME = "text"


def matches(page: Page, name: str) -> bool:
    """Every text is at least this."""
    return True


def segments(page: Page) -> Sequence[Segment]:
    """Paragraphs, and what Markdown sets apart."""
    return assemble(page)
