"""Subtitles (SRT, and WebVTT's like): numbered cues with times; labels in their text as in a dialogue."""

from __future__ import annotations

import re

from tui.transcript.formats.assemble import Gathering
from tui.transcript.formats.page import Page
from tui.transcript.model import Paragraph, Segment, SegmentKind

NAME = "srt"

_CLOCK = r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{1,2})[,.]([0-9]{1,3})"
_TIMES = re.compile(rf"[ \t\ufeff]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}(?:[ \t].*)?")
_NUMBER = re.compile(r"[ \t\ufeff]*[0-9]{1,9}[ \t]*")
_VTT = re.compile(r"\ufeff?WEBVTT(?:[ \t].*)?")


def matches(page: Page, name: str) -> bool:
    """Whether one of the first lines is a cue's times."""
    return page.is_timed and any(_TIMES.fullmatch(page.text, start, end) for start, end in page.lines[:40])


def segments(page: Page) -> tuple[Segment, ...]:
    """Turns where cues have speakers, else a paragraph per cue; nothing is lost where a cue is malformed.

    The first line of a cue's text takes its number and times as its head; further lines are paragraphs with the
    same times.
    """
    text, lines, labels = page.text, page.lines, page.labels
    gathering = Gathering()
    head: int | None = None
    times: tuple[int | None, int | None] = (None, None)
    tail = 0
    i = 0
    while i < len(lines):
        start, end = lines[i]
        times_at = _cue_at(page, i)
        if times_at is not None:
            if head is not None:  # a cue without text
                gathering.went_on(Paragraph(head, tail, tail, *times))
            head, tail = start, lines[times_at][1]
            times = _milliseconds(_TIMES.fullmatch(text, *lines[times_at]))
            i = times_at + 1
            continue
        i += 1
        if head is None and times[0] is not None and "\n\n" in _gap(text, lines, i - 1):
            times = (None, None)  # no line of the cue before: nobody knows when it was said
        label = labels.get(start)
        opens = start if head is None else head
        if label is not None:
            gathering.said(label.speaker, Paragraph(opens, label.body, end, *times))
        elif i == 1 and _VTT.fullmatch(text, start, end):
            gathering.alone(SegmentKind.METADATA, Paragraph(start, start, end))
        else:
            gathering.went_on(Paragraph(opens, start, end, *times))
        head = None
    if head is not None:
        gathering.went_on(Paragraph(head, tail, tail, *times))
    return gathering.segments()


def _gap(text: str, lines: list[tuple[int, int]], i: int) -> str:
    """What stands between a line and the one before it, blank lines emptied."""
    return "\n" * text.count("\n", lines[i - 1][1], lines[i][0]) if i else ""


def _cue_at(page: Page, i: int) -> int | None:
    """The index of the line with the times of the cue that begins at line `i`; None if none begins there."""
    text, lines = page.text, page.lines
    if _TIMES.fullmatch(text, *lines[i]):
        return i
    if i + 1 < len(lines) and _NUMBER.fullmatch(text, *lines[i]) and _TIMES.fullmatch(text, *lines[i + 1]):
        return i + 1
    return None


def _milliseconds(found: re.Match[str] | None) -> tuple[int | None, int | None]:
    if found is None:
        return None, None
    parts = found.groups(default="0")
    return _clock(*parts[:4]), _clock(*parts[4:])


def _clock(hours: str, minutes: str, seconds: str, fraction: str) -> int:
    return (int(hours) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))
