"""What stands around a quote: so many characters, sentences or turns of reading text on either side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tui.errors import Misuse
from tui.transcript.model import Segment, SegmentKind, Transcript

MOST = {"chars": 100_000, "sent": 1_000, "turn": 1_000}
"""The largest number of each unit."""

_SPOKEN = (SegmentKind.TURN, SegmentKind.PARAGRAPH, SegmentKind.HEADING)
_WRITTEN = re.compile(r"(\d{1,6})\s*(chars?|sents?|sentences?|turns?|字|句|轮|輪)", re.ASCII)


class Unit(StrEnum):
    """What context is counted in."""

    CHARS = "chars"
    SENT = "sent"
    TURN = "turn"


_UNITS = {"c": Unit.CHARS, "s": Unit.SENT, "t": Unit.TURN, "字": Unit.CHARS, "句": Unit.SENT, "轮": Unit.TURN}
_UNITS["輪"] = Unit.TURN


@dataclass(frozen=True, slots=True)
class Context:
    """So many units on either side; prints as it is written, e.g. `1turn`."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


def parse_context(text: str) -> Context:
    """The context that `text` says, e.g. `1turn`, `2sent`, `40chars`, `2句`. Raises Misuse."""
    match = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).strip().casefold())
    if match is None:
        raise Misuse(f"“{text}” is no context", "write a number and a unit: 1turn, 2sent or 40chars")
    context = Context(int(match[1]), _UNITS[match[2][0]])
    if not 1 <= context.count <= MOST[context.unit]:
        raise Misuse(f"“{text}” is no context", f"the number must be 1 to {MOST[context.unit]}")
    return context


def surround(transcript: Transcript, start: int, end: int, context: Context) -> tuple[str, str]:
    """The reading text before and behind source `[start, end)`, without blanks at the ends.

    Characters: the nearest `count` of them. Sentences: what is left of the sentence that the quote cuts, and `count`
    more, never outside the turn. Turns: what is left of the turn that the quote cuts, and `count` more, each with its
    speaker; separators, images and boilerplate are passed over.
    """
    if not transcript.segments and context.unit is not Unit.CHARS:
        return "", ""
    match context.unit:
        case Unit.CHARS:
            return _characters(transcript, start, end, context.count)
        case Unit.SENT:
            return _sentences(transcript, start, end, context.count)
        case Unit.TURN:
            return _turns(transcript, start, end, context.count)


def _characters(transcript: Transcript, start: int, end: int, count: int) -> tuple[str, str]:
    text = transcript.reading.text
    first, last = transcript.reading.reading_span(start, end)
    return text[max(0, first - count) : first].strip(), text[last : last + count].strip()


def _sentences(transcript: Transcript, start: int, end: int, count: int) -> tuple[str, str]:
    first, last = transcript.reading.reading_span(start, end)
    head = list(_sentence_spans(transcript, transcript.segments[transcript.segment_index(start)]))
    tail = list(_sentence_spans(transcript, transcript.segments[transcript.segment_index(max(start, end - 1))]))
    whole_before = [span for span in head if span[1] <= first][-count:]
    cut_before = [(s, first) for s, e in head if s < first < e]
    cut_behind = [(last, e) for s, e in tail if s < last < e]
    whole_behind = [span for span in tail if span[0] >= last][:count]
    return _join(transcript, whole_before + cut_before), _join(transcript, cut_behind + whole_behind)


def _turns(transcript: Transcript, start: int, end: int, count: int) -> tuple[str, str]:
    first, last = transcript.reading.reading_span(start, end)
    head = transcript.segment_index(start)
    tail = transcript.segment_index(max(start, end - 1))
    own_before = [(s, min(e, first)) for s, e in _paragraph_spans(transcript, transcript.segments[head]) if s < first]
    own_behind = [(max(s, last), e) for s, e in _paragraph_spans(transcript, transcript.segments[tail]) if e > last]
    before = _neighbours(transcript, range(head - 1, -1, -1), count)[::-1]
    behind = _neighbours(transcript, range(tail + 1, len(transcript.segments)), count)
    return (
        "\n".join(part for part in (*before, _join(transcript, own_before)) if part),
        "\n".join(part for part in (_join(transcript, own_behind), *behind) if part),
    )


def _neighbours(transcript: Transcript, indices: range, count: int) -> list[str]:
    """The first `count` segments at `indices` that say something, as text with the speaker in front."""
    found: list[str] = []
    for i in indices:
        if len(found) == count:
            break
        segment = transcript.segments[i]
        text = _join(transcript, list(_paragraph_spans(transcript, segment))) if segment.kind in _SPOKEN else ""
        if text:
            found.append(f"{segment.speaker}：{text}" if segment.speaker else text)
    return found


def _paragraph_spans(transcript: Transcript, segment: Segment) -> Iterator[tuple[int, int]]:
    """The spans of the segment's paragraphs in the reading text, without their printed heads."""
    for paragraph in segment.paragraphs:
        yield transcript.reading.reading_span(paragraph.body, paragraph.end)


def _sentence_spans(transcript: Transcript, segment: Segment) -> Iterator[tuple[int, int]]:
    from tui.transcript.units import sentence_spans

    for first, last in _paragraph_spans(transcript, segment):
        for start, end in sentence_spans(transcript.reading.text[first:last]):
            yield first + start, first + end


def _join(transcript: Transcript, spans: list[tuple[int, int]]) -> str:
    """The reading text of the spans; those that do not touch (other paragraphs) on lines of their own."""
    pieces: list[str] = []
    last = None
    for start, end in spans:
        if last is not None and start != last:
            pieces.append("\n")
        pieces.append(transcript.reading.text[start:end])
        last = end
    return "".join(pieces).strip()
