"""Where a wording stands in a transcript: found in the reading text, told by its place in the source.

Latin letters and digits at the ends of a pattern want a word's border there; a pattern of Latin letters alone, four or
more, is found in any case (`openai`), others as they are written; Han characters are found in either script.
Nothing is found in a printed head (a label, times), nor across the end of a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tui.patterns import late
from tui.records import record
from tui.transcript.model import EditKind, Paragraph, Transcript
from tui.transcript.script import twins_of

CONTEXT = 24
"""So many characters before and behind a wording are told with it."""

_CASELESS = 4
"""So many letters a Latin pattern must have to be found in any case: shorter ones are often words of their own."""

_LETTERS = "0-9A-Za-z\u00c0-\u024f"
_LETTER = late(f"[{_LETTERS}]")
_HAN = late("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@record(frozen=True, slots=True)
class Place:
    """A place where a wording stands."""

    start: int
    end: int
    """Source `[start, end)`: all of the replaced stretches that the wording reaches into."""
    first: int
    last: int
    """The wording itself: `[first, last)` of the reading text."""
    line: int
    """The number of the source line, from 1."""
    text: str
    """The wording as it is read."""
    before: str
    after: str
    """What is read before and behind it on its line, at most `CONTEXT` characters."""
    corrected: bool
    """Whether it stands in what a correction put there."""


class Wordings:
    """Patterns, made ready to be found together: of two at one place, the longer."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Empty patterns are not looked for."""
        starts: dict[str, list[str]] = {}
        for pattern in sorted({p for p in patterns if p}, key=lambda p: (-len(p), p)):
            for first in sorted(_spellings(pattern[0], _caseless(pattern))):
                starts.setdefault(first, []).append(pattern)
        # Told apart by their first characters, as literals: most places are passed over by those alone.
        self._patterns = [pattern for group in starts.values() for pattern in group]
        alternatives = (_alternatives(first, group) for first, group in starts.items())
        self._found = re.compile("|".join(alternatives)) if starts else None

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where they stand in `text`, as `(start, end, pattern)`, in order; none overlaps another."""
        if self._found is not None:
            for match in self._found.finditer(text):
                assert match.lastindex is not None
                yield match.start(), match.end(), self._patterns[match.lastindex - 1]

    def in_body(self, transcript: Transcript) -> Iterator[tuple[int, int, str]]:
        """The same in the reading text, outside of heads."""
        reading = transcript.reading
        for start, end, pattern in self.spans(reading.text):
            if in_body(transcript, *reading.source_span(start, end)):
                yield start, end, pattern


def find_places(transcript: Transcript, pattern: str) -> list[Place]:
    """Every place where `pattern` stands, in order; those in what a correction put there say so."""
    return [place_of(transcript, start, end) for start, end, _ in Wordings([pattern]).in_body(transcript)]


def place_of(transcript: Transcript, first: int, last: int) -> Place:
    """The place of `[first, last)` of the reading text."""
    reading = transcript.reading
    start, end = reading.source_span(first, last)
    before = reading.text[max(0, first - CONTEXT) : first].rpartition("\n")[2]
    after = reading.text[last : last + CONTEXT].partition("\n")[0]
    line, text = transcript.line_of(start), reading.text[first:last]
    return Place(start, end, first, last, line, text, before, after, is_corrected(transcript, start, end))


def is_corrected(transcript: Transcript, start: int, end: int) -> bool:
    """Whether a correction reaches into source `[start, end)`."""
    edits = transcript.edits
    at = bisect_right(edits, start, key=lambda e: e.end)
    while at < len(edits) and edits[at].start < end:
        if edits[at].kind is EditKind.CORRECTION:
            return True
        at += 1
    return False


def in_body(transcript: Transcript, start: int, end: int) -> bool:
    """Whether source `[start, end)` lies in one paragraph, behind its head."""
    paragraph = _paragraph_at(transcript, start)
    return paragraph is not None and paragraph.body <= start and end <= paragraph.end


def _paragraph_at(transcript: Transcript, offset: int) -> Paragraph | None:
    segment = transcript.segment_at(offset)
    if segment is None:
        return None
    return segment.paragraphs[max(0, bisect_right(segment.paragraphs, offset, key=lambda p: p.start) - 1)]


def _alternatives(first: str, patterns: Sequence[str]) -> str:
    """A regular expression for patterns that begin with `first`; an empty group at an end says which it was."""
    border = f"(?<![{_LETTERS}]{re.escape(first)})" if _LETTER.match(first) else ""
    return f"{re.escape(first)}{border}(?:{'|'.join(map(_rest, patterns))})"


def _rest(pattern: str) -> str:
    caseless = _caseless(pattern)
    behind = f"(?![{_LETTERS}])" if _LETTER.match(pattern[-1]) else ""
    return f"{''.join(_any_of(_spellings(char, caseless)) for char in pattern[1:])}{behind}()"


def _caseless(pattern: str) -> bool:
    return not _HAN.search(pattern) and sum(map(str.isalpha, pattern)) >= _CASELESS


def _spellings(char: str, caseless: bool) -> set[str]:
    if caseless and char.isalpha():
        return {char, *(c for c in (char.lower(), char.upper()) if len(c) == 1)}
    return set(twins_of(char))


def _any_of(spellings: set[str]) -> str:
    one = "".join(map(re.escape, sorted(spellings)))
    return one if len(spellings) == 1 else f"[{one}]"
