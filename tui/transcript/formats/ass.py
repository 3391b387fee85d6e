"""Advanced SubStation Alpha: the dialogue lines of `[Events]`; everything else is metadata."""

from __future__ import annotations

import re

from tui.patterns import late
from tui.records import Named
from tui.transcript.formats.assemble import Gathering
from tui.transcript.formats.captions import body_spans, clock_ms, labels_in, read_as
from tui.transcript.formats.page import Page
from tui.transcript.model import Edit, Paragraph, Segment, SegmentKind

NAME = "ass"

_FIRST = late(r"[ \t\ufeff]*\[(?:script info|events)\][ \t]*", re.IGNORECASE)
_SECTION = late(r"[ \t\ufeff]*\[([^\]\n]*)\][ \t]*")
_TITLE = late(r"title[ \t]*:(.*)", re.IGNORECASE)
_NO_TITLES = frozenset(("", "default aegisub file", "<untitled>", "untitled", "default file", "new subtitles"))
_FORMAT = late(r"[ \t]*format[ \t]*:(.*)", re.IGNORECASE)
_DIALOGUE = late(r"[ \t]*dialogue[ \t]*:[ \t]*", re.IGNORECASE)
_CLOCK = late(r"[ \t]*([0-9]{1,4}):([0-9]{1,2}):([0-9]{1,2})[.:,]([0-9]{1,3})[ \t]*")
_DRAWING = late(r"\{[^{}\n]*\\p[1-9]")
_MARK = late(r"\{[^{}\n]*\}|\\[Nnh]")
_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")


class _Line(Named):
    """A dialogue line: when it is shown (ms), who speaks (may be empty), and the offset at which its text begins."""

    start_ms: int
    end_ms: int
    speaker: str
    body: int


def matches(page: Page, name: str) -> bool:
    """Whether the first line (comments aside) opens the format's first section, and it has events or the name."""
    text = page.text
    first = next(((start, end) for start, end in page.lines if text[start] not in ";!"), None)
    if first is None or not _FIRST.fullmatch(text, *first):
        return False
    return name.lower().endswith((".ass", ".ssa")) or any(_DIALOGUE.match(text, *span) for span in page.lines)


def segments(page: Page) -> tuple[Segment, ...]:
    """Turns where lines have an actor (or, where none has, a label in their text), else a paragraph per line."""
    lines = _lines(page)
    has_actors = any(line.speaker for line in lines.values())
    ends = dict(page.lines)
    labels = {} if has_actors else labels_in(page, [(line.body, ends[start]) for start, line in lines.items()])
    gathering = Gathering()
    for start, end in page.lines:
        line = lines.get(start)
        if line is None:
            gathering.alone(SegmentKind.METADATA, Paragraph(start, start, end))
            continue
        speaker, body = (line.speaker, line.body) if has_actors else labels.get(line.body, ("", line.body))
        paragraph = Paragraph(start, body, end, line.start_ms, line.end_ms)
        if speaker:
            gathering.said(speaker, paragraph)
        else:
            if has_actors:  # it is nobody's, a sign for example
                gathering.end_turn()
            gathering.went_on(paragraph)
    return gathering.segments()


def edits(page: Page, spoken: tuple[Segment, ...]) -> tuple[Edit, ...]:
    """Overrides and comments in braces are not read; line ends and hard blanks of the format are read as blanks."""
    if _MARK.search(page.text) is None:
        return ()
    return read_as(page, body_spans(spoken), _MARK, lambda mark: "" if mark[0].startswith("{") else " ")


def title(page: Page, found: tuple[Segment, ...]) -> str:
    """What the field `Title:` of the first section says, empty if there is none or a program filled it in."""
    for start, end in page.lines[1:]:
        line = page.line(start, end)
        named = _TITLE.fullmatch(line)
        if named:
            name: str = named[1].strip()
            return "" if name.lower() in _NO_TITLES else name
        if line.startswith("["):
            break
    return ""


def _lines(page: Page) -> dict[int, _Line]:
    """By its offset: every line of the events that is spoken and can be read."""
    text = page.text
    fields: tuple[str, ...] = _FIELDS
    is_events = False
    found: dict[int, _Line] = {}
    for start, end in page.lines:
        section = _SECTION.fullmatch(text, start, end)
        if section:
            is_events = section[1].strip().lower() == "events"
        elif is_events:
            named = _FORMAT.fullmatch(text, start, end)
            if named:
                fields = tuple(name.strip().lower() for name in named[1].split(","))
            elif opened := _DIALOGUE.match(text, start, end):
                line = _line(page, opened.end(), end, fields)
                if line is not None:
                    found[start] = line
    return found


def _line(page: Page, start: int, end: int, fields: tuple[str, ...]) -> _Line | None:
    """The fields of a dialogue line; None if they are malformed or its text is a drawing."""
    values: dict[str, tuple[int, int]] = {}
    at = start
    for name in fields[:-1]:
        comma = page.text.find(",", at, end)
        if comma < 0:
            return None
        values[name] = (at, comma)
        at = comma + 1
    if fields[-1] != "text" or "start" not in values or "end" not in values or _DRAWING.search(page.text, at, end):
        return None
    first, last = (_CLOCK.fullmatch(page.text, *values[name]) for name in ("start", "end"))
    if first is None or last is None:
        return None
    actor = values.get("name") or values.get("actor")
    speaker = " ".join(page.clean(*actor).split()) if actor else ""
    return _Line(clock_ms(*first.groups()), clock_ms(*last.groups()), speaker, at)
