"""What a search goes through in a transcript, and what is around a hit.

Transcripts that come in pieces are searched in what is spoken, so that a word broken over two captions is found;
others in their reading text, where the speakers' labels can be found too.
"""

from __future__ import annotations

import re
from collections.abc import Generator

from tui.records import record
from tui.transcript.model import Transcript
from tui.transcript.reading import Reading
from tui.transcript.spoken import comes_in_pieces, speaking
from tui.transcript.stretch import Stretch, spoken_around

_LARGEST = 1 << 20
_WITHOUT_HEADS = ("sentences",)


@record(frozen=True, slots=True)
class Hit:
    """One place where a needle stands. Offsets are code points, spans half-open."""

    start: int
    """Into the source."""
    end: int
    reading_start: int
    """Into the text in which it was found."""
    reading_end: int


def searched(transcript: Transcript) -> Reading:
    """What a search goes through: what is spoken, if the transcript comes in pieces, else its reading text.

    Pieces without heads are not joined in a transcript of more than 1,048,576 characters, as on the page.
    """
    return transcript.spoken if _is_joined(transcript) else transcript.reading


def searching(transcript: Transcript) -> Generator[None, None, Reading]:
    """As `searched`, in steps of a few milliseconds."""
    if not _is_joined(transcript):
        return transcript.reading
    return (yield from speaking(transcript))


def _is_joined(transcript: Transcript) -> bool:
    if transcript.format in _WITHOUT_HEADS and len(transcript.text) > _LARGEST:
        return False
    return comes_in_pieces(transcript)


def around(transcript: Transcript, reading: Reading, hit: Hit, width: int) -> tuple[str, str, str]:
    """What is spoken before `hit`, the hit, and what is spoken behind it on one line; `width` characters on each side.

    `hit` must have been found in `reading`, which is one of the transcript's; so a hit may be, or hold, a label.
    Line ends and runs of blanks become one blank.
    """
    said = spoken_around(transcript, hit.start, hit.end, width)
    first, last = place_in(said, reading, hit)
    before, behind = _one_line(said.text[max(0, first - width) : first]), _one_line(said.text[last : last + width])
    return before.lstrip(), _one_line(reading.text[hit.reading_start : hit.reading_end]), behind.rstrip()


def place_in(said: Stretch, reading: Reading, hit: Hit) -> tuple[int, int]:
    """Where in what is said the hit stands, which was found in `reading`.

    In source offsets it has all of an edit that it has a part of; what else the edit says stands beside it.
    """
    first, last = said.span(hit.start, hit.end)
    start, end = reading.reading_span(hit.start, hit.end)
    inner, upto = first + hit.reading_start - start, last + hit.reading_end - end
    if inner >= 0 and said.text[inner:upto] == reading.text[hit.reading_start : hit.reading_end]:
        return inner, upto
    return first, last


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
