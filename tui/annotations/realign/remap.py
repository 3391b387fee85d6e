"""Spans of an old text found in a new one: map, check, search."""

from __future__ import annotations

from collections.abc import Sequence


from tui.annotations.model import AnchorState
from tui.annotations.realign.align import align
from tui.annotations.realign.alignment import Alignment
from tui.annotations.realign.carry import carried
from tui.annotations.realign.check import evidence, neighbours
from tui.annotations.realign.edges import unfolded
from tui.annotations.realign.fold import Folded, fold, weight
from tui.annotations.realign.kinship import are_kin
from tui.annotations.realign.labels import label_mask, without
from tui.annotations.realign.levenshtein import similarity
from tui.annotations.realign.marks import find_marks
from tui.annotations.realign.outcome import LOST, Evidence, Progress, Remapped, Talk
from tui.annotations.realign.rest import Rest
from tui.annotations.realign.seams import settle
from tui.annotations.realign.talk import Witness
from tui.errors import Misuse

_COVERAGE, _SIMILARITY, _WEIGHT = 0.5, 0.5, 6.0
"""From here on a place is told."""
_LEAST_SIMILARITY = 0.35
"""If the neighbours are there."""
_ALONE, _LIKE = 0.25, 0.62
"""If so few of the neighbours are there, the words must be so much alike."""
_WHOLE, _LEAST_WEIGHT = 0.75, 2.5
"""If so much of it and of its neighbours is there, little weight is enough to ask."""
_SURE_COVERAGE, _SURE_SIMILARITY, _SURE_CONTEXT, _SURE_WEIGHT = 0.6, 0.6, 0.5, 9.0



def remap(
    old: str,
    new: str,
    spans: Sequence[tuple[int, int]],
    progress: Progress | None = None,
    *,
    old_talk: Talk = (),
    new_talk: Talk = (),
) -> list[Remapped]:
    """Where `spans` (code points of `old`) stand in `new`, one answer for each, in their order.

    `old_talk` and `new_talk`: who speaks when in either, if that is known. Pure and deterministic; for a worker.
    Raises Misuse if a span leaves the old text, and whatever `progress` raises.
    """
    for start, end in spans:
        if not 0 <= start <= end <= len(old):
            raise Misuse(f"{start}:{end} is outside the text", f"it has {len(old)} characters")
    tell = progress or (lambda _: None)
    if old == new:
        tell(1.0)
        same = Evidence(1.0, 1.0, 1.0, float(len(old)))
        return [Remapped(AnchorState.EXACT, start, end, True, same) for start, end in spans]
    tell(0.0)
    before, now = fold(old), fold(new)
    tell(0.05)
    made = align(before.text, now.text, lambda: tell(0.05))
    settle(before, now, made)
    tell(0.6)
    work = _Work(before, now, made, Witness(before, now, made, old_talk, new_talk))
    found = []
    for number, span in enumerate(spans):
        found.append(work.place(*span))
        tell(0.6 + 0.3 * number / len(spans))
    lost = [number for number, one in enumerate(found) if one is LOST]
    for count, number in enumerate(lost):
        found[number] = work.search(*spans[number])
        tell(0.9 + 0.1 * count / len(lost))
    tell(1.0)
    return found


class _Work:
    def __init__(self, old: Folded, new: Folded, made: Alignment, witness: Witness) -> None:
        self._old, self._new, self._made, self._witness = old, new, made, witness
        self._kin = are_kin(made)
        self._old_labels, self._new_labels = label_mask(old), label_mask(new)
        self._rest: Rest | None = None

    def place(self, start: int, end: int) -> Remapped:
        """By the map; LOST if that does not tell."""
        first, last = self._old.span(start, end)
        if first == last:
            return find_marks(self._old, self._new, self._made, start, end) if self._kin else LOST
        if not self._kin:
            return LOST
        begin, stop, size = carried(self._made, first, last)
        if not size:
            return LOST
        words = self._old.text[first:last]
        if size < last - first:
            begin, stop, size = self._whole(words, begin, stop, size)
        said = without(self._old_labels, words, first)
        there = without(self._new_labels, self._new.text[begin:stop], begin) if said else self._new.text[begin:stop]
        seen = Evidence(
            coverage=size / (last - first),
            similarity=similarity(said or words, there),
            context=neighbours(self._made, first, last, begin, stop),
            weight=evidence(self._made, first, last, begin, stop, self._old_labels),
        )
        seen = self._witness.heard(seen, start, *self._source(begin, stop))
        if not self._is_told(seen, weight(words)):
            return LOST
        sure = seen.similarity >= (_SURE_SIMILARITY if seen.context < _SURE_CONTEXT else _SIMILARITY)
        sure = sure and seen.coverage >= _SURE_COVERAGE and self._witness.weight(seen) >= _SURE_WEIGHT
        sure = sure and (bool(self._made.series[first]) or self._is_alone(first, last, begin, stop))
        return self._outcome((start, end), (begin, stop), sure, seen)

    def _whole(self, words: str, begin: int, stop: int, size: int) -> tuple[int, int, int]:
        """The same, or the place beside it where all the words stand, if there is one."""
        low = max(0, begin - len(words))
        at = self._new.text.find(words, low, stop + len(words))
        if at < 0 or self._new.text.find(words, at + 1, stop + len(words)) >= 0:
            return begin, stop, size
        return at, at + len(words), len(words)

    def _is_told(self, seen: Evidence, told: float) -> bool:
        """Whether so much speaks for a place that it may be shown. `told`: the weight of the words."""
        if seen.coverage < _COVERAGE or (seen.coverage < _WHOLE and told * seen.coverage < 1):
            return False
        if seen.context < _ALONE and min(seen.coverage, seen.similarity) < _LIKE:
            return False
        if seen.similarity < (_SIMILARITY if seen.context < _SURE_CONTEXT else _LEAST_SIMILARITY):
            return False
        is_whole = min(seen.coverage, seen.context) >= _WHOLE
        return self._witness.weight(seen) >= (_LEAST_WEIGHT if is_whole else _WEIGHT)

    def search(self, start: int, end: int) -> Remapped:
        """By what the words are like, where no other passage went; LOST if that does not tell."""
        first, last = self._old.span(start, end)
        if first == last or not self._kin:
            return LOST
        if self._rest is None:
            self._rest = Rest(self._made)
        found = self._rest.find(first, last)
        if found is None:
            return LOST
        begin, stop, seen, sure = found
        seen = self._witness.heard(seen, start, *self._source(begin, stop))
        return self._outcome((start, end), (begin, stop), sure and seen.speaker is not False, seen)

    def _source(self, begin: int, stop: int) -> tuple[int, int]:
        return self._new.where[begin], self._new.where[stop - 1] + 1

    def _is_alone(self, first: int, last: int, begin: int, stop: int) -> bool:
        """Whether what moved stands but once in the new text, with what moved along with it."""
        low, high = begin, stop
        while low and begin - low < 24 and self._made.back[low - 1] >= 0:
            low -= 1
        while high < len(self._made.back) and high - stop < 24 and self._made.back[high] >= 0:
            high += 1
        words = self._new.text[low:high]
        return self._new.text.find(words) == low and self._new.text.find(words, low + 1) < 0

    def _outcome(self, span: tuple[int, int], folded: tuple[int, int], sure: bool, seen: Evidence) -> Remapped:
        start, end = unfolded(self._old, self._new, span, folded)
        first, last = self._old.span(*span)
        same = self._old.text[first:last] == self._new.text[folded[0] : folded[1]]
        if same and (start, end) == span:
            return Remapped(AnchorState.EXACT, start, end, sure, seen)
        return Remapped(AnchorState.MOVED if same else AnchorState.CHANGED, start, end, sure, seen)


