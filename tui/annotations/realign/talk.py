"""Who speaks and when, as a further witness."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import replace
from statistics import median_low

from tui.annotations.realign.alignment import Alignment
from tui.annotations.realign.fold import Folded
from tui.annotations.realign.outcome import Evidence, Said, Talk
from tui.transcript.model import Transcript

_NEAR_MS = 2500
_EACH = 2.0
"""How much a speaker or a time that fits weighs: as two Han characters."""
_SAMPLES = 4000


def talk_of(transcript: Transcript) -> list[Said]:
    """Who speaks when in a transcript, paragraph by paragraph. Empty if it names no speaker and no time."""
    said = [
        Said(paragraph.start, paragraph.end, segment.speaker, paragraph.start_ms)
        for segment in transcript.segments
        for paragraph in segment.paragraphs
    ]
    return said if any(one.speaker is not None or one.start_ms is not None for one in said) else []


class Witness:
    """What speakers and times say of a place. Knows which label became which, and by how much times shifted."""

    def __init__(self, old: Folded, new: Folded, made: Alignment, old_talk: Talk, new_talk: Talk) -> None:
        self._old, self._new = _Voices(old_talk), _Voices(new_talk)
        self._labels: dict[str, str] = {}
        self._shift: int | None = None
        if old_talk and new_talk:
            self._learn(old, new, made)

    def _learn(self, old: Folded, new: Folded, made: Alignment) -> None:
        heard: dict[str, Counter[str]] = defaultdict(Counter)
        shifts = []
        for at in range(0, len(made.to), max(1, len(made.to) // _SAMPLES)):
            if made.to[at] < 0:
                continue
            before, now = self._old.at(old.where[at]), self._new.at(new.where[made.to[at]])
            if before is None or now is None:
                continue
            if before.speaker is not None and now.speaker is not None:
                heard[before.speaker][now.speaker] += 1
            if before.start_ms is not None and now.start_ms is not None:
                shifts.append(now.start_ms - before.start_ms)
        self._labels = {label: counts.most_common(1)[0][0] for label, counts in heard.items()}
        self._shift = median_low(shifts) if shifts else None

    def heard(self, seen: Evidence, at: int, start: int, end: int) -> Evidence:
        """`seen` with what is known of old code point `at` and new `[start, end)`."""
        before, now = self._old.at(at), self._new.at(start)
        if before is None or now is None:
            return seen
        speaker = time = None
        if before.speaker in self._labels and now.speaker is not None:
            speaker = self._labels[before.speaker or ""] == now.speaker
        if self._shift is not None and before.start_ms is not None and now.start_ms is not None:
            time = abs(now.start_ms - before.start_ms - self._shift) <= _NEAR_MS
        return replace(seen, speaker=speaker, time=time)

    @staticmethod
    def weight(seen: Evidence) -> float:
        """The weight of the letters, and of what the witness says."""
        return seen.weight + _EACH * ((seen.speaker is True) - (seen.speaker is False) + (seen.time is True))


class _Voices:
    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._starts = [said.start for said in talk]

    def at(self, offset: int) -> Said | None:
        number = bisect_right(self._starts, offset) - 1
        return self._talk[number] if number >= 0 and offset < self._talk[number].end else None
