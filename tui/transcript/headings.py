"""Where the sections of a transcript begin, and how deep they are: at its headings; else at its excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tui.transcript.model import SegmentKind, Segments, Transcript

_SIGNS = r"\s*(#{1,6})(?=\s)"


def headings_of(transcript: Transcript) -> tuple[tuple[int, int], ...]:
    """The source offset at which the text of each heading begins, and its level: 1, or the number of its `#`."""
    text = transcript.text
    found: list[tuple[int, int]] = []
    pattern = re.compile(_SIGNS)
    for index in _indices(transcript, SegmentKind.HEADING):
        segment = transcript.segments[index]
        signs = pattern.match(text, segment.start, segment.end)
        found.append((segment.paragraphs[0].body, len(signs[1]) if signs is not None else 1))
    return tuple(found)


def excerpts_of(transcript: Transcript) -> tuple[tuple[int, int], ...]:
    """The source offset at which the text behind each separator begins, and 1 for its level."""
    segments = transcript.segments
    behind = (index + 1 for index in _indices(transcript, SegmentKind.SEPARATOR))
    first = [segments[index] for index in behind if index < len(segments)]
    return tuple((each.paragraphs[0].body, 1) for each in first if each.kind is not SegmentKind.SEPARATOR)


def _indices(transcript: Transcript, kind: SegmentKind) -> Iterator[int]:
    segments = transcript.segments
    if not isinstance(segments, Segments):
        yield from (i for i, segment in enumerate(segments) if segment.kind is kind)
        return
    for (first, _), (behind, _) in pairwise(segments.parts()):
        if kind in segments.kinds(first, behind):
            yield from (i for i in range(first, behind) if kind in segments.kinds(i, i + 1))
