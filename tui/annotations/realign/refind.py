"""Anchors found again in a transcript that has changed, with the old text or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tui.annotations.anchor import resolve
from tui.annotations.model import Anchor, AnchorState
from tui.annotations.realign.edges import unfolded
from tui.annotations.realign.fold import Folded, fold, weight
from tui.annotations.realign.outcome import LOST, Evidence, Progress, Remapped
from tui.annotations.realign.remap import remap
from tui.annotations.realign.rest import Rest
from tui.annotations.realign.talk import talk_of
from tui.transcript.model import Transcript

_SURE_WEIGHT = 9.0
_SEVERAL, _KINSHIP = 6, 0.4
"""If fewer of several anchors are found, none of them is sure."""


def refind(
    anchors: Sequence[Anchor], transcript: Transcript, old: Transcript | None = None, progress: Progress | None = None
) -> list[Remapped]:
    """Where `anchors` stand in `transcript`, one answer for each, in their order. Source offsets; for a worker.

    `old`: the text that their offsets count in, understood; speakers and times are taken from it, too. Without it
    they are looked for by quote, prefix and suffix: first letter for letter, then folded and with up to 30 % errors.
    An anchor that leaves the old text is looked for in the same way. Raises what `progress` raises.
    """
    tell = progress or (lambda _: None)
    found: list[Remapped] = [LOST] * len(anchors)
    rest = list(range(len(anchors)))
    if old is not None:
        mapped = [number for number in rest if 0 <= anchors[number].start <= anchors[number].end <= len(old.text)]
        spans = [(anchors[number].start, anchors[number].end) for number in mapped]
        talks = talk_of(old), talk_of(transcript)
        places = remap(old.text, transcript.text, spans, progress, old_talk=talks[0], new_talk=talks[1])
        for number, place in zip(mapped, places, strict=True):
            found[number] = place
        rest = [number for number in rest if number not in set(mapped)]
    words = _Words(transcript, tell)
    for count, number in enumerate(rest):
        tell(count / len(rest))
        found[number] = words.find(anchors[number])
    tell(1.0)
    placed = sum(1 for number in rest if found[number] is not LOST)
    if len(rest) >= _SEVERAL and placed < _KINSHIP * len(rest):
        # What little is found may be the head of another page of the same site.
        for number in rest:
            found[number] = replace(found[number], sure=False)
    return found


class _Words:
    """A transcript in which quotes are looked for."""

    def __init__(self, transcript: Transcript, tell: Progress) -> None:
        self._transcript = transcript
        self._tell = tell
        self._folded: Folded | None = None
        self._rest: Rest | None = None

    def find(self, anchor: Anchor) -> Remapped:
        place = resolve(anchor, self._transcript)
        if place.state is not AnchorState.LOST:
            told = weight(fold(anchor.quote).text) + self._fitting(anchor, place.start, place.end)
            seen = Evidence(1.0, 1.0, 0.0, told)
            sure = told >= _SURE_WEIGHT and place.state is not AnchorState.CHANGED
            return Remapped(place.state, place.start, place.end, sure, seen)
        return self._like(anchor)

    def _fitting(self, anchor: Anchor, start: int, end: int) -> float:
        """How much of the context that stands around source `[start, end)` is the anchor's."""
        spoken = self._transcript.spoken
        first, last = spoken.reading_span(start, end)
        before = spoken.text[max(0, first - len(anchor.prefix)) : first]
        behind = spoken.text[last : last + len(anchor.suffix)]
        return weight(fold(_common(anchor.prefix[::-1], before[::-1]) + _common(anchor.suffix, behind)).text)

    def _like(self, anchor: Anchor) -> Remapped:
        wanted, before, behind = (fold(text).text for text in (anchor.quote, anchor.prefix, anchor.suffix))
        if not wanted:
            return LOST
        if self._folded is None or self._rest is None:
            self._folded = fold(self._transcript.spoken.text)
            text = self._folded.text
            self._rest = Rest(text, [(0, len(text))], lambda: self._tell(0.0))
        found = self._rest.find(wanted, before, behind)
        if found is None:
            return LOST
        first, last, seen, sure = found
        quote = fold(anchor.quote)
        said = unfolded(quote, self._folded, (0, len(anchor.quote)), (first, last))
        start, end = self._transcript.spoken.source_span(*said)
        same = self._folded.text[first:last] == wanted
        state = AnchorState.CHANGED if not same else AnchorState.MOVED
        if same and (start, end) == (anchor.start, anchor.end):
            state = AnchorState.EXACT
        return Remapped(state, start, end, sure, seen)


def _common(one: str, other: str) -> str:
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return one[:count]
    return one[: min(len(one), len(other))]
