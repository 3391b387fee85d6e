"""Finding a highlight again by what it says and what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tui.annotations.model import CONTEXT, Anchor, AnchorState
from tui.errors import Misuse
from tui.transcript.model import Transcript
from tui.transcript.reading import Reading

_MOST_PLACES = 100_000
"""A quote that stands more often than this is not looked for any further: it tells nothing."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where an anchor stands now: source offsets. Both are -1 where the state is `lost`."""

    state: AnchorState
    start: int = -1
    end: int = -1


def describe(transcript: Transcript, start: int, end: int) -> Anchor:
    """The anchor of source `[start, end)`, without the blanks at its ends, as the transcript reads it.

    The quote and its context (32 characters on each side) are reading text; a span that cuts into an edit takes in
    the whole of it. Speaker and time (ms) are those of the place where it starts.
    Raises Misuse if the span leaves the source or nothing but blanks is read there.
    """
    reading = transcript.reading
    if not 0 <= start <= end <= len(transcript.text):
        raise Misuse(f"{start}:{end} is outside the text", f"it has {len(transcript.text)} characters")
    first, last = reading.reading_span(start, end)
    quote = reading.text[first:last]
    first += len(quote) - len(quote.lstrip())
    last = first + len(quote.strip())
    start, end = reading.source_span(first, last)
    first, last = reading.reading_span(start, end)
    if start >= end or not reading.text[first:last].strip():
        raise Misuse(f"nothing can be read at {start}:{end}", "a highlight needs at least one character")
    speaker, start_ms = _whereabouts(transcript, start)
    return Anchor(
        start,
        end,
        reading.text[first:last],
        reading.text[max(0, first - CONTEXT) : first],
        reading.text[last : last + CONTEXT],
        speaker,
        start_ms,
    )


def _whereabouts(transcript: Transcript, offset: int) -> tuple[str | None, int | None]:
    segment = transcript.segment_at(offset)
    if segment is None or not segment.start <= offset < segment.end:
        return None, None
    times = [p.start_ms for p in segment.paragraphs if p.start <= offset and p.start_ms is not None]
    return segment.speaker, times[-1] if times else segment.start_ms


def reword(anchor: Anchor, transcript: Transcript) -> Anchor:
    """The anchor at its offsets, with what `transcript` reads there and who says it."""
    reading = transcript.reading
    first, last = reading.reading_span(anchor.start, anchor.end)
    return replace(
        anchor,
        quote=reading.text[first:last],
        prefix=reading.text[max(0, first - CONTEXT) : first],
        suffix=reading.text[last : last + CONTEXT],
        speaker=_whereabouts(transcript, anchor.start)[0],
    )


def resolve(anchor: Anchor, transcript: Transcript, *, same_source: Callable[[], bool] = lambda: False) -> Resolved:
    """Where `anchor` stands in `transcript`.

    `same_source` tells whether the source is the very text that the anchor's offsets count in; it is asked only if
    the words do not tell. `exact`: it is, or the anchor's words stand at its offsets, and nowhere else in a context
    that fits better. `moved`: they stand elsewhere: once, or once with the best context, or the nearest of those
    with the same. `changed`: an edit now reaches over the edge of the words, and the offsets take in all of it.
    `lost`: the words are gone, or stand in several places and nothing tells which is meant; -1:-1, never a guess.
    """
    reading = transcript.reading
    if not anchor.quote and not same_source():
        return Resolved(AnchorState.LOST)
    at = _old_place(anchor, reading)
    if at is not None and _score(anchor, reading.text, at) == len(anchor.prefix) + len(anchor.suffix):
        return Resolved(AnchorState.EXACT, anchor.start, anchor.end)
    if anchor.end <= len(transcript.text) and same_source():
        return Resolved(AnchorState.EXACT, anchor.start, anchor.end)
    place = _best(anchor, reading, at)
    if place is None:
        return Resolved(AnchorState.LOST)
    if place == at:
        return Resolved(AnchorState.EXACT, anchor.start, anchor.end)
    start, end = reading.source_span(place, place + len(anchor.quote))
    whole = reading.between(start, end) == anchor.quote
    return Resolved(AnchorState.MOVED if whole else AnchorState.CHANGED, start, end)


def _old_place(anchor: Anchor, reading: Reading) -> int | None:
    """Where in the reading text the anchor's offsets lie, if its words are read there."""
    if not 0 <= anchor.start < anchor.end <= len(reading.source):
        return None
    first, last = reading.reading_span(anchor.start, anchor.end)
    return first if reading.text[first:last] == anchor.quote else None


def _best(anchor: Anchor, reading: Reading, old: int | None) -> int | None:
    """The place in the reading text that is meant, None if none is, or none clearly."""
    text = reading.text
    whole = anchor.prefix + anchor.quote + anchor.suffix
    full = [at + len(anchor.prefix) for at in _places(whole, text)]
    if full:
        return _nearest(anchor, reading, full)
    best: list[int] = []
    most = 0
    places = 0
    for places, at in enumerate(_places(anchor.quote, text), 1):
        if places > _MOST_PLACES:
            return None
        score = _score(anchor, text, at)
        if score > most:
            best, most = [], score
        if score == most:
            best.append(at)
    if places == 1:
        return best[0]
    if old in best:
        return old
    # Several places and not one character of context left: nothing speaks for any of them.
    return _nearest(anchor, reading, best) if most else None


def _places(wanted: str, text: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _nearest(anchor: Anchor, reading: Reading, places: list[int]) -> int | None:
    """The place nearest to where the anchor was; None if two are equally near."""
    by_distance = sorted((abs(reading.to_source(at) - anchor.start), at) for at in places)
    if len(by_distance) > 1 and by_distance[0][0] == by_distance[1][0]:
        return None
    return by_distance[0][1]


def _score(anchor: Anchor, text: str, at: int) -> int:
    """How many characters of context fit there, counted from the quote outwards."""
    behind = at + len(anchor.quote)
    before = text[max(0, at - len(anchor.prefix)) : at]
    after = text[behind : behind + len(anchor.suffix)]
    return _shared(anchor.prefix[::-1], before[::-1]) + _shared(anchor.suffix, after)


def _shared(one: str, other: str) -> int:
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))
