"""Concordance lines (KWIC): a hit with what is spoken on either side of it, on one line, sorted by its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tui.search.fold import fold_text
from tui.search.scan import Hit, place_in
from tui.transcript.model import Transcript
from tui.transcript.reading import Reading
from tui.transcript.stretch import Stretch, spoken_around
from tui.transcript.words import word_spans

REACH = 160
"""Characters that are told on each side, at most."""

_NEAR = 24
"""Characters beside a hit that are cut into words, ..."""
_WORDS = 4
"""... of which so many are compared."""

_BLANKS = re.compile(r"\s+")


class Sort(StrEnum):
    """What lines are sorted by."""

    PLACE = "place"
    LEFT = "left"
    """The word before the hit, then the one before that, and so on."""
    RIGHT = "right"

    @property
    def label(self) -> str:
        """The order as the reader sees it."""
        return {"place": "按位置 by place", "left": "按左词 by left word", "right": "按右词 by right word"}[self]


@dataclass(frozen=True, slots=True)
class Line:
    """A hit with what is spoken around it; line ends and runs of blanks are one blank."""

    name: str
    """Of the document."""
    start: int
    """Source offset."""
    end: int
    line: int
    """Of the source, from 1."""
    speaker: str | None
    before: str
    """At most `REACH` characters."""
    match: str
    after: str
    tags: tuple[str, ...] | None = None
    """Paths of the tags of the highlights that hold the hit; None: none does."""
    found_at: int = 0
    """Offset into the text in which it was found: hits inside one edit share their place in the source."""

    @property
    def place(self) -> tuple[str, int, str]:
        """Document without its folders, line, and speaker, as they are told in front of the line."""
        return self.name.rpartition("/")[2], self.line, self.speaker or ""

    @property
    def key(self) -> str:
        """What tells the hit from all others of a library."""
        return f"{self.name}\n{self.start}:{self.end}:{self.found_at}"


def line_of(
    name: str,
    transcript: Transcript,
    reading: Reading,
    hit: Hit,
    *,
    beyond: bool = False,
    tags: tuple[str, ...] | None = None,
) -> Line:
    """The line of a hit, found in `reading`, which is one of the transcript's.

    What is told ends where the turn does, or the paragraph outside of turns, unless it shall go `beyond`. Pieces of a
    machine's transcript that are joined are one paragraph.
    """
    said = spoken_around(transcript, hit.start, hit.end, REACH)
    first, last = place_in(said, reading, hit)
    low, high = max(0, first - REACH), min(len(said.text), last + REACH)
    if not beyond:
        opens, closes = _turn(transcript, said, hit)
        low, high = max(low, min(opens, first)), min(high, max(closes, last))
    segment = transcript.segment_at(hit.start)
    return Line(
        name,
        hit.start,
        hit.end,
        transcript.line_of(hit.start),
        None if segment is None else segment.speaker,
        _BLANKS.sub(" ", said.text[low:first]).lstrip(),
        _BLANKS.sub(" ", reading.text[hit.reading_start : hit.reading_end]),
        _BLANKS.sub(" ", said.text[last:high]).rstrip(),
        tags,
        hit.reading_start,
    )


def _turn(transcript: Transcript, said: Stretch, hit: Hit) -> tuple[int, int]:
    """Where in what is said the turn of the hit begins and ends: its segment, or the line if that is longer."""
    first, last = said.span(hit.start, hit.end)
    opens = said.text.rfind("\n", 0, first) + 1
    closes = said.text.find("\n", last)
    closes = len(said.text) if closes < 0 else closes
    if not transcript.segments:
        return opens, closes
    head = transcript.segment_at(hit.start)
    tail = transcript.segment_at(max(hit.start, hit.end - 1))
    assert head is not None
    assert tail is not None
    return min(opens, said.span(head.start, head.end)[0]), max(closes, said.span(tail.start, tail.end)[1])


def in_order(lines: Iterable[Line], sort: Sort) -> list[Line]:
    """The lines sorted; those that are alike by their words stay in their order, which is that of their places.

    Words are compared folded, punctuation aside; lines without a neighbour come first. Loads the dictionary of words
    if need be, which takes half a second.
    """
    match sort:
        case Sort.PLACE:
            return list(lines)
        case Sort.LEFT:
            return sorted(lines, key=lambda line: left_words(line.before))
        case Sort.RIGHT:
            return sorted(lines, key=lambda line: right_words(line.after))


def left_words(before: str) -> tuple[str, ...]:
    """The words before a hit, folded, the nearest first."""
    return _words(before[-_NEAR:])[::-1][:_WORDS]


def right_words(after: str) -> tuple[str, ...]:
    """The words behind a hit, folded, the nearest first."""
    return _words(after[:_NEAR])[:_WORDS]


def _words(text: str) -> tuple[str, ...]:
    cut = (text[start:end] for start, end in word_spans(text))
    return tuple(fold_text(word) for word in cut if any(char.isalnum() for char in word))
