"""Search hits on a page: they are known as spans of the source, and looked up where they are seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from tui.transcript.reading import Reading


def shown_in(reading: Reading, spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Those of the source `spans` (in order) that touch the reading stretch `[start, end)`, as reading spans."""
    if start >= end or not spans:
        return []
    first, last = reading.source_span(start, end)
    found = []
    for at in range(bisect_right(spans, first, key=itemgetter(1)), len(spans)):
        span = spans[at]
        if span[0] >= last:
            break
        found.append(reading.reading_span(*span))
    return found
