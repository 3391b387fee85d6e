"""Subtitles (SRT): numbered cues with times; labels in their text as in a dialogue."""

from __future__ import annotations

import re

from tui.transcript.formats.assemble import Gathering
from tui.transcript.formats.captions import NUMBER, TIMES, Times, body_spans, read_as, times_of
from tui.transcript.formats.page import Page
from tui.transcript.model import Edit, Paragraph, Segment

NAME = "srt"

_MARK = re.compile(r"</?(?:[ibus]|font|em|strong|span|c)(?:[ .][^<>\n]*)?>|\{\\[^{}\n]*\}", re.IGNORECASE)


def matches(page: Page, name: str) -> bool:
    """Whether one of the first lines is a cue's times."""
    return page.is_timed and any(TIMES.fullmatch(page.text, start, end) for start, end in page.lines[:40])


def segments(page: Page) -> tuple[Segment, ...]:
    """Turns where cues have speakers, else a paragraph per cue; nothing is lost where a cue is malformed.

    The first line of a cue's text takes its number and times as its head; further lines are paragraphs with the
    same times.
    """
    text, lines, labels = page.text, page.lines, page.labels
    gathering = Gathering()
    head: int | None = None
    times: Times = (None, None)
    tail = 0
    i = 0
    while i < len(lines):
        start, end = lines[i]
        times_at = _cue_at(page, i)
        if times_at is not None:
            if head is not None:  # a cue without text
                gathering.went_on(Paragraph(head, tail, tail, *times))
            head, tail = start, lines[times_at][1]
            times = times_of(TIMES.fullmatch(text, *lines[times_at]))
            i = times_at + 1
            continue
        i += 1
        if head is None and times[0] is not None and "\n\n" in _gap(text, lines, i - 1):
            times = (None, None)  # no line of the cue before: nobody knows when it was said
        label = labels.get(start)
        opens = start if head is None else head
        if label is not None:
            gathering.said(label.speaker, Paragraph(opens, label.body, end, *times))
        else:
            gathering.went_on(Paragraph(opens, start, end, *times))
        head = None
    if head is not None:
        gathering.went_on(Paragraph(head, tail, tail, *times))
    return gathering.segments()


def edits(page: Page, spoken: tuple[Segment, ...]) -> tuple[Edit, ...]:
    """Marks of italics, fonts and places inside the text are not read."""
    if _MARK.search(page.text) is None:
        return ()
    return read_as(page, body_spans(spoken), _MARK, lambda _: "")


def _gap(text: str, lines: list[tuple[int, int]], i: int) -> str:
    """What stands between a line and the one before it, blank lines emptied."""
    return "\n" * text.count("\n", lines[i - 1][1], lines[i][0]) if i else ""


def _cue_at(page: Page, i: int) -> int | None:
    """The index of the line with the times of the cue that begins at line `i`; None if none begins there."""
    text, lines = page.text, page.lines
    if TIMES.fullmatch(text, *lines[i]):
        return i
    if i + 1 < len(lines) and NUMBER.fullmatch(text, *lines[i]) and TIMES.fullmatch(text, *lines[i + 1]):
        return i + 1
    return None
