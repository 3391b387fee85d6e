"""A quote with its source, as one pastes it into a text."""

from __future__ import annotations

from tui.annotations.anchor import describe
from tui.transcript.model import Transcript, clock


def citation(transcript: Transcript, start: int, end: int, *, name: str) -> str:
    """What is spoken in the source span, in quotation marks, and who said it, where. Raises Misuse if it is nothing."""
    anchor = describe(transcript, start, end)
    position = clock(anchor.start_ms) if anchor.start_ms is not None else f"第 {transcript.line_of(anchor.start)} 行"
    source = "，".join(part for part in (anchor.speaker or "", name, position) if part)
    return f"“{anchor.quote}”\n—— {source}\n"
