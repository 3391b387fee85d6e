"""What stands around a quote: so many characters, sentences or turns of what is spoken on either side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from tui.errors import Misuse
from tui.transcript.joints import is_piece
from tui.transcript.model import COUNTED, Transcript
from tui.transcript.stretch import Stretch, spoken_around, spoken_between

MOST = {"chars": 100_000, "sent": 1_000, "turn": 1_000}
"""The largest number of each unit."""

_PIECES = 8
"""So many pieces of a machine's transcript, at most, are looked through for each sentence."""

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
    """What is spoken before and behind source `[start, end)`, without blanks at the ends.

    Characters: the nearest `count` of them. Sentences: what is left of the sentence that the quote cuts, and `count`
    more, never outside the turn or, in pieces of a machine's transcript, the pieces that are joined with it. Turns:
    what is left of the turn that the quote cuts, and `count` more, each with its speaker; separators, images and
    boilerplate are passed over.
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
    said = spoken_around(transcript, start, end, count)
    first, last = said.span(start, end)
    return said.text[max(0, first - count) : first].strip(), said.text[last : last + count].strip()


def _sentences(transcript: Transcript, start: int, end: int, count: int) -> tuple[str, str]:
    head = _joined(transcript, transcript.segment_index(start), -1, count)
    tail = _joined(transcript, transcript.segment_index(max(start, end - 1)), 1, count)
    said = _said(transcript, head, tail)
    first, last = said.span(start, end)
    spans = list(_sentence_spans(said.text))
    whole_before = [span for span in spans if span[1] <= first][-count:]
    cut_before = [span[0] for span in spans if span[0] < first < span[1]]
    whole_behind = [span for span in spans if span[0] >= last][:count]
    cut_behind = [span[1] for span in spans if span[0] < last < span[1]]
    opening = min([first, *cut_before, *(span[0] for span in whole_before)])
    ending = max([last, *cut_behind, *(span[1] for span in whole_behind)])
    return said.text[opening:first].strip(), said.text[last:ending].strip()


def _joined(transcript: Transcript, index: int, way: int, count: int) -> int:
    """The last segment in one direction whose sentences may be told: the segment itself if it is no piece."""
    segments = transcript.segments
    for _ in range(_PIECES * (count + 1)):
        beside = index + way
        if not 0 <= beside < len(segments) or not _are_joined(transcript, index, beside):
            break
        index = beside
    return index


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of each line."""
    from tui.transcript.units import sentence_spans

    at = 0
    for line in text.split("\n"):
        for start, end in sentence_spans(line):
            yield at + start, at + end
        at += len(line) + 1


def _turns(transcript: Transcript, start: int, end: int, count: int) -> tuple[str, str]:
    head = transcript.segment_index(start)
    tail = transcript.segment_index(max(start, end - 1))
    before = _neighbours(transcript, range(head - 1, -1, -1), count)[::-1]
    behind = _neighbours(transcript, range(tail + 1, len(transcript.segments)), count)
    front, back = beside(transcript, start, end, before, behind)
    return "\n".join(filter(None, (each.strip() for each in front))), "\n".join(filter(None, map(str.strip, back)))


def beside(
    transcript: Transcript, start: int, end: int, before: Sequence[int], behind: Sequence[int]
) -> tuple[list[str], list[str]]:
    """What the segments `before` and `behind` say, each with its speaker, and what source `[start, end)` leaves.

    The last text in front and the first one behind are of the segments that the quote itself stands in, with the
    blanks that part them from it; they may be empty.
    """
    head = transcript.segment_index(start)
    tail = transcript.segment_index(max(start, end - 1))
    *others, own = _groups(transcript, [*before, head])
    said = _said(transcript, own[0], own[-1])
    front = [*(_told(transcript, group) for group in others), said.text[: said.span(start, end)[0]].lstrip()]
    own, *others = _groups(transcript, [tail, *behind])
    said = _said(transcript, own[0], own[-1])
    back = [said.text[said.span(start, end)[1] :].rstrip(), *(_told(transcript, group) for group in others)]
    return front, back


def says(transcript: Transcript, index: int) -> bool:
    """Whether anything is said in a segment."""
    return transcript.segments[index].kind in COUNTED and bool(_told(transcript, [index]))


def _neighbours(transcript: Transcript, indices: range, count: int) -> list[int]:
    """The first `count` segments at `indices` that say something."""
    return list(islice((index for index in indices if says(transcript, index)), count))


def _groups(transcript: Transcript, indices: Iterable[int]) -> list[list[int]]:
    """Segments, of which pieces side by side are told in one."""
    groups: list[list[int]] = []
    for index in indices:
        before = groups[-1][-1] if groups else -1
        if before >= 0 and _are_joined(transcript, before, index):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _are_joined(transcript: Transcript, one: int, other: int) -> bool:
    """Whether two segments and all that stand between them are pieces."""
    between = range(min(one, other), max(one, other) + 1)
    return all(is_piece(transcript, transcript.segments[index]) for index in between)


def _told(transcript: Transcript, group: list[int]) -> str:
    """What some segments say, with the speaker in front."""
    text = _said(transcript, group[0], group[-1]).text.strip()
    speaker = transcript.segments[group[0]].speaker
    return f"{speaker}：{text}" if speaker and text else text


def _said(transcript: Transcript, first: int, last: int) -> Stretch:
    """What is spoken in the segments from one to another."""
    return spoken_between(transcript, transcript.segments[first].start, transcript.segments[last].end)
