"""What is counted over: the turns of a document and the highlights in them, without text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from tui.annotations.model import Quote
from tui.counting.words import count_words
from tui.records import record
from tui.transcript.model import SPOKEN, Segment, Transcript


@record(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next, or a paragraph without a speaker."""

    speaker: str | None
    characters: int
    ms: int | None


@record(frozen=True, slots=True)
class Spot:
    """A highlight."""

    tags: tuple[str, ...]
    """Paths."""
    speaker: str | None
    turns: tuple[tuple[int, int], ...]
    """The turns that it stands in: number of the text (a document has another one where highlights stand in an
    earlier version of it), number of the turn. None if it cannot be shown in its text."""
    place: float | None
    """How much of what is said lies before it, 0 to 1."""


@record(frozen=True, slots=True)
class Ground:
    """A document with its highlights."""

    path: str
    title: str
    turns: tuple[Turn, ...]
    spots: tuple[Spot, ...]


class Text:
    """A transcript in which highlights are placed."""

    def __init__(self, transcript: Transcript, number: int) -> None:
        """`number`: which of the document's texts it is."""
        self._transcript = transcript
        self._number = number
        self._spoken = [segment for segment in transcript.segments if segment.kind in SPOKEN]
        self._starts = [segment.start for segment in self._spoken]

    def turns(self) -> tuple[Turn, ...]:
        """All turns with how long they are. One whose end is not told lasts until the next one begins."""
        spoken = self._transcript.spoken
        behind: Iterable[int | None] = (*(segment.start_ms for segment in self._spoken[1:]), None)
        return tuple(
            Turn(segment.speaker, count_words(spoken.between(segment.start, segment.end)), _length(segment, next_ms))
            for segment, next_ms in zip(self._spoken, behind, strict=True)
        )

    def spot(self, quote: Quote) -> Spot:
        """A highlight whose offsets are of this text."""
        start, end = quote.highlight.start, quote.highlight.end
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, max(start, end - 1))
        spoken = self._transcript.spoken
        place = spoken.to_reading(start) / max(1, len(spoken.text))
        turns = tuple((self._number, turn) for turn in range(first, last) if self._spoken[turn].end > start)
        return Spot(quote.tags, quote.anchor.speaker, turns, min(max(place, 0.0), 1.0))


def _length(segment: Segment, next_ms: int | None) -> int | None:
    start, end = segment.start_ms, segment.end_ms
    end = next_ms if end is None else end
    return None if start is None or end is None else max(0, end - start)
