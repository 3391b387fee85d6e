"""Subtitles (SRT): numbered cues with times; labels in their text as in a dialogue; rolling captions are read once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from tui.patterns import late
from tui.records import record
from tui.transcript.formats.assemble import Gathering
from tui.transcript.formats.captions import (
    ENTITY,
    NUMBER,
    STAMP,
    TIMES,
    Times,
    behind_marks,
    body_spans,
    entity,
    labels_in,
    read_as,
    repeated_lines,
    times_of,
)
from tui.transcript.formats.page import Page
from tui.transcript.model import Edit, Paragraph, Segment

NAME = "srt"

_TAG = rf"</?(?:[ibusv]|font|em|strong|span|c|ruby|rt)(?:[ .][^<>\n]*)?>|{STAMP}|\{{\\[^{{}}\n]*\}}"
_PLAIN = late(_TAG, re.IGNORECASE)
_MARK = late(rf"{_TAG}|{ENTITY}", re.IGNORECASE)


@record(slots=True)
class _Cue:
    """A cue (`head` is where its number or its times begin, `tail` where its times end), or lines outside of cues."""

    head: int | None = None
    tail: int = 0
    times: Times = (None, None)
    lines: list[tuple[int, int]] = field(default_factory=list)


def matches(page: Page, name: str) -> bool:
    """Whether one of the first lines is a cue's times."""
    return page.is_timed and any(TIMES.fullmatch(page.text, start, end) for start, end in page.lines[:40])


def segments(page: Page) -> tuple[Segment, ...]:
    """Turns where cues have speakers, else a paragraph per cue; nothing is lost where a cue is malformed.

    The first line of a cue's text takes its number and times, and lines that the cue before has shown already, as its
    head; further lines are paragraphs with the same times.
    """
    cues = _cues(page)
    repeated = repeated_lines(page.text, ((cue.times, cue.lines) for cue in cues if cue.head is not None), _PLAIN)
    spans = [span for cue in cues for span in cue.lines]
    opened = behind_marks(page, spans, _PLAIN)
    labels = labels_in(page, [(opened.get(start, start), end) for start, end in spans])
    gathering = Gathering()
    head: int | None = None
    tail = 0
    times: Times = (None, None)
    is_shown = False  # whether what stands under the head has been shown before
    for cue in cues:
        if head is not None and not is_shown:  # a cue without text
            gathering.went_on(Paragraph(head, tail, tail, *times))
            head = None
        if cue.head is not None:
            head = cue.head if head is None else head
            tail, times, is_shown = cue.tail, cue.times, False
        for start, end in cue.lines:
            if start in repeated:
                tail, is_shown = end, True
                continue
            opens = start if head is None else head
            head = None
            speaker, body = labels.get(opened.get(start, start), (None, start))
            if speaker is not None:
                gathering.said(speaker, Paragraph(opens, body, end, *cue.times))
            else:
                gathering.went_on(Paragraph(opens, body, end, *cue.times))
    if head is not None:
        gathering.went_on(Paragraph(head, tail, tail, *times))
    return gathering.segments()


def edits(page: Page, spoken: tuple[Segment, ...]) -> tuple[Edit, ...]:
    """Marks of italics, fonts, places and words' times are not read; entities are read as what they stand for."""
    if _MARK.search(page.text) is None:
        return ()
    return read_as(page, body_spans(spoken), _MARK, lambda mark: entity(mark[0]) if mark[0][0] == "&" else "")


def _cues(page: Page) -> list[_Cue]:
    """Every line that is not blank, in order: cues, and lines that belong to none, which have no times."""
    text, lines = page.text, page.lines
    cues: list[_Cue] = []
    i = 0
    while i < len(lines):
        times_at = _cue_at(page, i)
        if times_at is not None:
            times = times_of(TIMES.fullmatch(text, *lines[times_at]))
            cues.append(_Cue(lines[i][0], lines[times_at][1], times))
            i = times_at + 1
            continue
        if not cues or (cues[-1].lines and "\n\n" in _gap(text, lines, i)):
            cues.append(_Cue())
        cues[-1].lines.append(lines[i])
        i += 1
    return cues


def _gap(text: str, lines: Sequence[tuple[int, int]], i: int) -> str:
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
