"""What the caption formats share: a cue's times, and marks inside its text that are not to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from tui.patterns import late
from tui.transcript.formats.page import Page
from tui.transcript.model import Edit, EditKind, Segment, SegmentKind

_CLOCK = r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{1,2})[,.]([0-9]{1,3})"

TIMES = late(rf"[ \t\ufeff]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}(?:[ \t].*)?")
"""A line that says from when to when, with settings behind."""

NUMBER = late(r"[ \t\ufeff]*[0-9]{1,9}[ \t]*")
"""A line that numbers a cue."""

STAMP = r"<(?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{1,2}[.,][0-9]{1,3}>"
WORD_TIME = late(STAMP)
"""The time of a single word, inside a cue's text."""

ENTITY = r"&(?:[a-z]{2,4}|#[0-9]{1,7}|#x[0-9a-f]{1,6});"
"""The pattern of a character written as an entity; case does not matter."""

_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "nbsp": " ", "quot": '"', "apos": "'", "lrm": "", "rlm": ""}
_ROLLS_WITHIN = 500
"""Milliseconds between two cues of which the second may still show the first one's line."""
_ROLLS_LINES = 8
"""How many lines at most are shown again."""

WHY_TAG = "a mark of the caption format"
WHY_STAMP = "a time inside the line"
WHY_ENTITY = "a character written as an entity"

Times = tuple[int | None, int | None]
"""From when to when, in milliseconds; None where the file does not say."""

Cue = tuple[Times, list[tuple[int, int]]]
"""When a cue is shown, and `[start, end)` of the lines of its text."""


def times_of(found: re.Match[str] | None) -> Times:
    """The two clocks of a match of TIMES, in milliseconds."""
    if found is None:
        return None, None
    parts = found.groups(default="0")
    return clock_ms(*parts[:4]), clock_ms(*parts[4:])


def clock_ms(hours: str, minutes: str, seconds: str, fraction: str) -> int:
    """Milliseconds of a clock's parts; `fraction` is the digits behind the point (`5` is half a second)."""
    return (int(hours) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))


def body_spans(segments: Iterable[Segment]) -> list[tuple[int, int]]:
    """`[start, end)` of the texts of what is spoken: neither heads nor metadata, and nothing that is empty."""
    return [
        (paragraph.body, paragraph.end)
        for segment in segments
        if segment.kind is not SegmentKind.METADATA
        for paragraph in segment.paragraphs
        if paragraph.body < paragraph.end
    ]


def read_as(
    page: Page,
    spans: Iterable[tuple[int, int]],
    pattern: re.Pattern[str],
    reading: Callable[[re.Match[str]], str | None],
) -> tuple[Edit, ...]:
    """Edits of kind `hidden`: in the spans, each match is read as `reading` says; None leaves it as it is."""
    found = []
    for start, end in spans:
        for match in pattern.finditer(page.text, start, end):
            replacement = reading(match)
            if replacement is not None:
                why = WHY_ENTITY if match[0].startswith("&") else WHY_TAG
                found.append(Edit(*match.span(), replacement, EditKind.HIDDEN, why))
    return tuple(found)


def entity(mark: str) -> str | None:
    """What an entity such as `&amp;` stands for; None if it is none, or for nothing that can be shown."""
    name = mark[1:-1].lower()
    if not name.startswith("#"):
        return _ENTITIES.get(name)
    code = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    char = chr(code) if code < 0x110000 else ""
    return " " if code == 0xA0 else char if char.isprintable() and char else None


def repeated_lines(text: str, cues: Iterable[Cue], marks: re.Pattern[str]) -> set[int]:
    """The offsets of the lines that the cue before has shown, where the document as a whole rolls its captions.

    It does where two cues (one, where words have times of their own) begin with the line before and add another,
    and at least a third of all show a line again. Two lines are the same if they are without `marks`.
    """
    found: set[int] = set()
    evidence = again_in = count = 0
    shown: list[str] = []
    since: int | None = None
    until: int | None = None
    for (starts_at, ends_at), spans in cues:
        count += 1
        if not spans:
            continue
        lines = [" ".join(marks.sub("", text[start:end]).split()) for start, end in spans]
        if starts_at is None or since is None or until is None or since <= starts_at <= until + _ROLLS_WITHIN:
            most = min(len(lines), len(shown), _ROLLS_LINES)
            again = next((n for n in range(most, 0, -1) if shown[-n:] == lines[:n]), 0)
            found.update(start for start, _ in spans[:again])
            again_in += again > 0
            evidence += 0 < again < len(lines)
        shown, since, until = lines, starts_at, ends_at
    needed = 1 if evidence == 1 and WORD_TIME.search(text) else 2
    return found if evidence >= needed and again_in * 3 >= count else set()


def behind_marks(page: Page, spans: Iterable[tuple[int, int]], mark: re.Pattern[str]) -> dict[int, int]:
    """By the offset of the span: where its text begins behind the marks before it, where that is elsewhere."""
    found: dict[int, int] = {}
    for start, end in spans:
        at = start
        while at < end and (opening := mark.match(page.text, at, end)):
            at = opening.end()
        if start < at < end:
            found[start] = at
    return found


def labels_in(page: Page, spans: list[tuple[int, int]]) -> dict[int, tuple[str, int]]:
    """By the offset of the span: the speaker whom its text names, and where the text behind the label begins.

    The spans, in order, are taken for the lines of a document of its own, so that times before them do not hide a
    label.
    """
    starts: dict[int, int] = {}
    glosses: list[Edit] = []
    own = iter(page.glosses)
    gloss = next(own, None)
    at = 0
    for start, end in spans:
        starts[at] = start
        while gloss is not None and gloss.start < end:
            if gloss.start >= start and gloss.end <= end:
                glosses.append(replace(gloss, start=gloss.start - start + at, end=gloss.end - start + at))
            gloss = next(own, None)
        at += end - start + 1
    labels = Page("\n".join(page.text[start:end] for start, end in spans), tuple(glosses)).labels
    return {
        starts[offset]: (label.speaker, starts[offset] + label.body - offset)
        for offset, label in labels.items()
        if offset in starts
    }
