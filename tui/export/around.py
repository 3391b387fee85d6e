"""How much is shown around a quote: nothing, its sentence, its turn, the question and the answer that it stands in."""

from __future__ import annotations

from collections.abc import Set
from enum import IntEnum

from tui.export.context import Context, Unit, beside, says, surround
from tui.transcript.asking import askers_of, ends_in_a_question
from tui.transcript.model import SegmentKind, Transcript
from tui.transcript.stretch import spoken_between

_FAR = 200
"""So many segments on either side are looked at for question and answer."""

_BORDERS = (SegmentKind.HEADING, SegmentKind.SEPARATOR)


class Around(IntEnum):
    """From little to much."""

    QUOTE = 0
    SENTENCE = 1
    TURN = 2
    EXCHANGE = 3

    @property
    def label(self) -> str:
        """As the reader sees it."""
        return ("只摘录 quote", "句 sentence", "轮 turn", "问答 exchange")[self]


def around(
    transcript: Transcript,
    start: int,
    end: int,
    much: Around,
    hosts: Set[str] = frozenset(),
    guests: Set[str] = frozenset(),
) -> tuple[str, str]:
    """What is shown before and behind source `[start, end)`; put before and behind the quote, it reads as one text.

    `hosts` and `guests`: the speakers of which that is known. Where nobody asks, the turn stands for the exchange.
    """
    if much is Around.QUOTE or not transcript.segments:
        return "", ""
    sentences = _sentences(transcript, start, end)
    if much is Around.SENTENCE:
        return sentences
    before, behind = _exchange(transcript, start, end, hosts, guests) if much is Around.EXCHANGE else ([], [])
    front, back = beside(transcript, start, end, before, behind)
    texts = _joined(front), "".join(part for part in (back[0], *(f"\n{told}" for told in back[1:] if told)))
    # A cue of subtitles is a turn by itself, and sentences go on over several.
    return texts if sum(map(len, texts)) >= sum(map(len, sentences)) else sentences


def _sentences(transcript: Transcript, start: int, end: int) -> tuple[str, str]:
    before, after = surround(transcript, start, end, Context(1, Unit.SENT))
    text = transcript.text
    # They come without the blanks at their ends, which part English words.
    gap = " " if before and text[start - 1 : start].isspace() else ""
    return before.replace("\n", " ") + gap, (" " if after and text[end : end + 1].isspace() else "") + after.replace(
        "\n", " "
    )


def _joined(front: list[str]) -> str:
    *others, own = front
    return "".join(f"{told}\n" for told in others if told) + own


def _exchange(
    transcript: Transcript, start: int, end: int, hosts: Set[str], guests: Set[str]
) -> tuple[list[int], list[int]]:
    """The segments of the question and answer before and behind those of the quote; none if nobody asks."""
    head = transcript.segment_index(start)
    tail = transcript.segment_index(max(start, end - 1))
    askers = askers_of(transcript, hosts, guests)
    segments = transcript.segments

    def asks(index: int) -> bool:
        if askers is not None:
            return segments[index].speaker in askers
        return ends_in_a_question(spoken_between(transcript, segments[index].start, segments[index].end).text)

    def told(indices: range) -> list[int]:
        """Those that say something, up to a heading."""
        found = []
        for index in indices:
            if segments[index].kind in _BORDERS:
                break
            if says(transcript, index):
                found.append(index)
        return found

    back = told(range(head, max(-1, head - _FAR), -1))
    question = next((at for at, index in enumerate(back) if asks(index)), None)
    if question is None:
        return [], []
    while question + 1 < len(back) and asks(back[question + 1]):
        question += 1
    before = [index for index in back[: question + 1][::-1] if index != head]
    answered = not asks(tail)
    behind = []
    for index in told(range(tail + 1, min(len(segments), tail + _FAR))):
        if asks(index) and answered:
            break
        answered = answered or not asks(index)
        behind.append(index)
    return before, behind
