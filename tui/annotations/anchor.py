"""Finding a highlight again by what it says and what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from tui.annotations.model import CONTEXT, Anchor, AnchorState
from tui.errors import Misuse
from tui.records import record
from tui.transcript.model import SegmentKind, Transcript
from tui.transcript.reading import Reading
from tui.transcript.stretch import Stretch, spoken_around

_MOST_PLACES = 100_000
"""A quote that stands more often than this is not looked for any further: it tells nothing."""


_UNREAD = (SegmentKind.IMAGE, SegmentKind.BOILERPLATE)

_TRIMS = 8
"""How often blanks are looked for at the ends of a span."""


@record(frozen=True, slots=True)
class Resolved:
    """Where an anchor stands now: source offsets. Both are -1 where it stands nowhere."""

    state: AnchorState
    start: int = -1
    end: int = -1


def describe(transcript: Transcript, start: int, end: int) -> Anchor:
    """The anchor of source `[start, end)`, without the blanks at its ends, as the transcript reads it.

    The quote and its context (32 characters on each side) are what is spoken: without speakers' labels and the like.
    A span that cuts into an edit, or into what stands between two paragraphs, takes in the whole of it. Speaker and
    time (ms) are those of the place where it starts.
    Of what is hidden (a disclaimer that the reader has opened) it is what is printed.
    Raises Misuse if the span leaves the source, or if nothing but blanks and labels is read there.
    """
    if not 0 <= start <= end <= len(transcript.text):
        raise Misuse(f"{start}:{end} is outside the text", f"it has {len(transcript.text)} characters")
    said = spoken_around(transcript, start, end, CONTEXT)
    span = start, end
    start, end = _trimmed(said, start, end)
    quote, prefix, suffix = _wording(said, start, end)
    if not quote.strip():
        start, end, quote = _hidden(transcript, *span)
    if start >= end or not quote.strip():
        raise Misuse(f"nothing is said at {start}:{end}", "a highlight needs at least one character, labels aside")
    return Anchor(start, end, quote, prefix, suffix, *_whereabouts(transcript, start))


def _trimmed(said: Stretch, start: int, end: int) -> tuple[int, int]:
    """A source span without the blanks at its ends; edits that it cuts are taken in. Empty if nothing is said there."""
    for _ in range(_TRIMS):
        first, last = said.span(start, end)
        quote = said.text[first:last]
        if not quote.strip():
            return start, start
        first += len(quote) - len(quote.lstrip())
        bare = said.source_span(first, first + len(quote.strip()))
        # What is inserted at an end goes with the character behind it: then there may be blanks anew.
        if bare == (start, end):
            break
        start, end = bare
    return start, end


def _hidden(transcript: Transcript, start: int, end: int) -> tuple[int, int, str]:
    """What is printed in source `[start, end)` without the blanks at its ends, if it is all of an image's mark or of
    boilerplate, which is hidden from reading."""
    segment = transcript.segment_at(start)
    if segment is None or segment.kind not in _UNREAD or not segment.start <= start < end <= segment.end:
        return start, start, ""
    text = transcript.text[start:end]
    start += len(text) - len(text.lstrip())
    return start, start + len(text.strip()), text.strip()


def _wording(said: Stretch, start: int, end: int) -> tuple[str, str, str]:
    """Quote, prefix and suffix of a source span."""
    first, last = said.span(start, end)
    return said.text[first:last], said.text[max(0, first - CONTEXT) : first], said.text[last : last + CONTEXT]


def _whereabouts(transcript: Transcript, offset: int) -> tuple[str | None, int | None]:
    segment = transcript.segment_at(offset)
    if segment is None or not segment.start <= offset < segment.end:
        return None, None
    times = [p.start_ms for p in segment.paragraphs if p.start <= offset and p.start_ms is not None]
    return segment.speaker, times[-1] if times else segment.start_ms


def reword(anchor: Anchor, transcript: Transcript) -> Anchor:
    """The anchor at its offsets, with what is spoken there in `transcript` and who says it."""
    said = spoken_around(transcript, anchor.start, anchor.end, CONTEXT)
    quote, prefix, suffix = _wording(said, anchor.start, anchor.end)
    speaker = _whereabouts(transcript, anchor.start)[0]
    return replace(anchor, quote=quote, prefix=prefix, suffix=suffix, speaker=speaker)


def resolve(anchor: Anchor, transcript: Transcript, *, same_source: Callable[[], bool] = lambda: False) -> Resolved:
    """Where `anchor` stands in `transcript`.

    `same_source` tells whether the source is the very text that the anchor's offsets count in; it is asked only if
    the words do not tell. `exact`: it is, or the anchor's words stand at its offsets, and nowhere else in a context
    that fits better. `moved`: they stand elsewhere: once, or once with the best context, or the nearest of those
    with the same. `changed`: an edit now reaches over the edge of the words, and the offsets take in all of it.
    `lost`: the words are gone, or stand in several places and nothing tells which is meant; -1:-1, never a guess.
    They are looked for in what is spoken, and in what is read with labels and all, as quotes were once made of it.
    """
    if not anchor.quote and not same_source():
        return Resolved(AnchorState.LOST)
    exact = Resolved(AnchorState.EXACT, anchor.start, anchor.end)
    if anchor.quote and _hidden(transcript, anchor.start, anchor.end)[2] == anchor.quote:
        return exact
    old = set()
    for text, at, source_start in _old_places(anchor, transcript):
        if _score(anchor, text, at) == len(anchor.prefix) + len(anchor.suffix):
            return exact
        old.add(source_start)
    if anchor.end <= len(transcript.text) and same_source():
        return exact
    place = _best(anchor, transcript, old)
    if place is None:
        return Resolved(AnchorState.LOST)
    reading, at = place
    if reading.to_source(at) in old:
        return exact
    start, end = reading.source_span(at, at + len(anchor.quote))
    whole = reading.between(start, end) == anchor.quote
    return Resolved(AnchorState.MOVED if whole else AnchorState.CHANGED, start, end)


def _old_places(anchor: Anchor, transcript: Transcript) -> Iterator[tuple[str, int, int]]:
    """The texts, or parts of them, that have the anchor's words at its offsets: where in the text, and in the source.

    That which is to be had without a look at the labels near by comes first.
    """
    if not 0 <= anchor.start < anchor.end <= len(transcript.text):
        return
    reading = transcript.reading
    first, last = reading.reading_span(anchor.start, anchor.end)
    if reading.text[first:last] == anchor.quote:
        yield reading.text, first, reading.to_source(first)
    said = spoken_around(transcript, anchor.start, anchor.end, max(len(anchor.prefix), len(anchor.suffix)))
    first, last = said.span(anchor.start, anchor.end)
    if said.text[first:last] == anchor.quote:
        yield said.text, first, said.source_span(first, first)[0]


_Place = tuple[Reading, int]
"""Where a quote stands, in what is spoken or in what is read."""


def _best(anchor: Anchor, transcript: Transcript, old: Collection[int]) -> _Place | None:
    """The place that is meant, None if none is, or none clearly. `old`: source offsets that are taken before others."""
    readings = dict.fromkeys((transcript.spoken, transcript.reading))
    whole = anchor.prefix + anchor.quote + anchor.suffix
    for reading in readings:
        full = [(reading, at + len(anchor.prefix)) for at in _places(whole, reading.text)]
        if full:
            return _nearest(anchor, full)
    best: dict[int, _Place] = {}
    seen: set[int] = set()
    most = 0
    for reading in readings:
        for count, at in enumerate(_places(anchor.quote, reading.text)):
            if count == _MOST_PLACES:
                return None
            start, score = reading.to_source(at), _score(anchor, reading.text, at)
            seen.add(start)
            if score > most:
                best, most = {}, score
            if score == most:
                best.setdefault(start, (reading, at))
    for start in old:
        if start in best:
            return best[start]
    place = _nearest(anchor, list(best.values())) if best else None
    # Several places, and of the context no word left but signs and figures: nothing speaks for any of them.
    return place if place is None or len(seen) == 1 or _has_words(anchor, place) else None


def _places(wanted: str, text: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _nearest(anchor: Anchor, places: list[_Place]) -> _Place | None:
    """The place nearest to where the anchor was; None if two are equally near."""
    far = [abs(reading.to_source(at) - anchor.start) for reading, at in places]
    least = min(far)
    return places[far.index(least)] if far.count(least) == 1 else None


def _score(anchor: Anchor, text: str, at: int) -> int:
    """How many characters of context fit there, counted from the quote outwards."""
    return sum(_fitting(anchor, text, at))


def _has_words(anchor: Anchor, place: _Place) -> bool:
    """Whether a letter is in the context that fits there."""
    before, after = _fitting(anchor, place[0].text, place[1])
    context = anchor.prefix[len(anchor.prefix) - before :] + anchor.suffix[:after]
    return any(char.isalpha() for char in context)


def _fitting(anchor: Anchor, text: str, at: int) -> tuple[int, int]:
    """How many characters before and behind the quote fit there."""
    behind = at + len(anchor.quote)
    before = text[max(0, at - len(anchor.prefix)) : at]
    after = text[behind : behind + len(anchor.suffix)]
    return _shared(anchor.prefix[::-1], before[::-1]), _shared(anchor.suffix, after)


def _shared(one: str, other: str) -> int:
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))
