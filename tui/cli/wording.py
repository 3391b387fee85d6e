"""Words that a command line quotes: where in a transcript they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.errors import Ambiguous, Misuse, NotFound
from tui.visible import visible_line

if TYPE_CHECKING:
    from tui.search.scan import Hit
    from tui.transcript.model import Transcript
    from tui.transcript.reading import Reading

_WIDTH = 20
_LISTED = 20
"""So many of the places where an ambiguous quote stands are listed."""


def place_of(transcript: Transcript, quote: str, nth: int | None) -> tuple[int, int]:
    """The source span of the only place where the quote stands, or of the `nth`. Raises Misuse, NotFound, Ambiguous."""
    reading, hits = _found(transcript, quote)
    shown = _shown(quote)
    if nth is not None:
        if nth > len(hits):
            raise NotFound(f"“{shown}” stands in {len(hits)} places only, there is no {nth}th")
        return hits[nth - 1].start, hits[nth - 1].end
    if len(hits) > 1:
        places = _places(transcript, reading, hits)
        raise Ambiguous(f"“{shown}” stands in {len(hits)} places: choose one with --nth", places)
    return hits[0].start, hits[0].end


def places_of(transcript: Transcript, quote: str) -> Sequence[Hit]:
    """Where the quote stands as it is written, else in any width, case and script. Raises Misuse, NotFound.

    It may be quoted as it is spoken, across captions or turns, or as it is read with labels and all.
    """
    return _found(transcript, quote)[1]


def _found(transcript: Transcript, quote: str) -> tuple[Reading, Sequence[Hit]]:
    """The text of the transcript in which the quote stands, and where."""
    from tui.search.running import find
    from tui.search.scan import searched

    if not quote.strip():
        raise Misuse("an empty quote is everywhere", "give the words that are meant")
    readings = [searched(transcript)]
    if readings[0] is not transcript.reading:
        readings.append(transcript.reading)
    elif "\n" in quote.strip():
        # Only what goes over the end of a paragraph is spoken otherwise than it is read.
        readings.append(transcript.spoken)
    for search in (_exact, find):
        for reading in readings:
            if hits := search(reading, quote):
                return reading, hits
    raise NotFound(f"“{_shown(quote)}” is not in the text", "`pizhu show FILE` prints the text as it is read")


def _shown(quote: str) -> str:
    return visible_line(quote if len(quote) <= 40 else f"{quote[:39]}…")


def _exact(reading: Reading, quote: str) -> list[Hit]:
    from tui.search.scan import Hit

    found = []
    at = reading.text.find(quote)
    while at >= 0:
        behind = at + len(quote)
        found.append(Hit(*reading.source_span(at, behind), at, behind))
        at = reading.text.find(quote, behind)
    return found


def _places(transcript: Transcript, reading: Reading, hits: Sequence[Hit]) -> str:
    from tui.search.scan import around

    lines = []
    for number, hit in enumerate(hits[:_LISTED], 1):
        words = "".join(visible_line(part) for part in around(transcript, reading, hit, _WIDTH))
        lines.append(f"  --nth {number}  line {transcript.line_of(hit.start)}: {words}")
    if len(hits) > _LISTED:
        lines.append(f"  … and {len(hits) - _LISTED} more")
    return "\n".join(lines)
