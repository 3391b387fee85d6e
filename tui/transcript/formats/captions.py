"""What the caption formats share: a cue's times, and marks inside its text that are not to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tui.transcript.formats.page import Page
from tui.transcript.model import Edit, EditKind, Segment, SegmentKind

_CLOCK = r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{1,2})[,.]([0-9]{1,3})"

TIMES = re.compile(rf"[ \t\ufeff]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}(?:[ \t].*)?")
"""A line that says from when to when, with settings behind."""

NUMBER = re.compile(r"[ \t\ufeff]*[0-9]{1,9}[ \t]*")
"""A line that numbers a cue."""

WHY_TAG = "a mark of the caption format"
WHY_ENTITY = "a character written as an entity"

Times = tuple[int | None, int | None]
"""From when to when, in milliseconds; None where the file does not say."""


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


def labels_in(page: Page, spans: list[tuple[int, int]]) -> dict[int, tuple[str, int]]:
    """By the offset of the span: the speaker whom its text names, and where the text behind the label begins.

    The spans are taken for the lines of a document of its own, so that times before them do not hide a label.
    """
    starts: dict[int, int] = {}
    at = 0
    for start, end in spans:
        starts[at] = start
        at += end - start + 1
    labels = Page("\n".join(page.text[start:end] for start, end in spans)).labels
    return {
        starts[offset]: (label.speaker, starts[offset] + label.body - offset)
        for offset, label in labels.items()
        if offset in starts
    }
