"""Text drawn out of files that are no text to read: one line per segment, `[0:00:05.120] SPEAKER_00: text`.

The rule, version 1. A segment is one line: its start in brackets (hours without a leading zero, minutes, seconds,
milliseconds), a blank, its speaker with a colon and a blank if it has one, its text. Line ends inside a name or a
text are read as one blank; blanks around are dropped, and so is a segment without text. A colon in a name is drawn
as `：`, and a name ends after 60 characters. Where a segment has no speaker but its text would be taken for one's,
two blanks stand behind the bracket. So the drawn text alone says all that was drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

from tui.patterns import late
from tui.records import Named
from tui.transcript.formats.assemble import Gathering
from tui.transcript.formats.captions import clock_ms
from tui.transcript.formats.page import Page
from tui.transcript.model import Paragraph, Segment

NAME = "drawn"
RULE = 1
"""The version of the rule above; offsets into drawn text hold as long as it does."""

_NAME_CHARACTERS = 60
_HEAD = late(r"\[(0|[1-9][0-9]{0,3}):([0-5][0-9]):([0-5][0-9])\.([0-9]{3})\] ")
_LABEL = late(rf"([^\s:][^:\n]{{0,{_NAME_CHARACTERS - 1}}}): ")
_UNSHOWN = late("[\ud800-\udfff]")


class Spoken(Named):
    """What is drawn as one line: when it begins (ms, at most 9999 hours), its text, and who says it, if known."""

    start_ms: int
    text: str
    speaker: str = ""


def draw(spoken: Iterable[Spoken]) -> str:
    """The drawn text of segments, in their order, by the rule above."""
    lines = []
    for start_ms, raw, raw_speaker in spoken:
        text = _one_line(raw)
        if not text:
            continue
        speaker = _one_line(raw_speaker).replace(":", "：")[:_NAME_CHARACTERS].rstrip()
        label = f"{speaker}: " if speaker else " " if _LABEL.match(text) else ""
        seconds, ms = divmod(start_ms, 1000)
        clock = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
        lines.append(f"[{clock}] {label}{text}\n")
    return "".join(lines)


def matches(page: Page, name: str) -> bool:
    """Whether every line has the drawn shape."""
    return bool(page.lines) and all(_HEAD.match(page.text, start, end) for start, end in page.lines)


def segments(page: Page) -> tuple[Segment, ...]:
    """Turns where lines have speakers, else a paragraph per line, with the times at which they begin."""
    gathering = Gathering()
    for start, end in page.lines:
        head = _HEAD.match(page.text, start, end)
        at = clock_ms(*head.groups()) if head else None
        body = head.end() if head else start
        label = _LABEL.match(page.text, body, end)
        speaker = page.line(*label.span(1)) if label else ""
        if label and speaker:
            gathering.said(speaker, Paragraph(start, label.end(), end, at))
        else:
            gathering.end_turn()  # a segment without a speaker is nobody's, not the last one's
            gathering.went_on(Paragraph(start, body + (page.text[body:end].startswith(" ")), end, at))
    return gathering.segments()


def _one_line(text: str) -> str:
    return " ".join(filter(None, map(str.strip, _UNSHOWN.sub("\ufffd", text).splitlines())))
