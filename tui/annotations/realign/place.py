"""Where one span stands, by the map of the texts or by search."""

from __future__ import annotations

from collections.abc import Callable

from tui.annotations.model import AnchorState
from tui.annotations.realign.alignment import Alignment
from tui.annotations.realign.carry import Piece, carried
from tui.annotations.realign.check import LINES, Signs, evidence, neighbours
from tui.annotations.realign.edges import unfolded
from tui.annotations.realign.fold import Folded, weight
from tui.annotations.realign.kinship import are_kin
from tui.annotations.realign.labels import label_mask, without
from tui.annotations.realign.levenshtein import similarity
from tui.annotations.realign.marks import find_marks
from tui.annotations.realign.outcome import LOST, Evidence, Remapped
from tui.annotations.realign.rest import Rest, free_stretches
from tui.annotations.realign.rivals import better
from tui.annotations.realign.seams import line_begins
from tui.annotations.realign.talk import Witness

_WITH_IT = 24
"""So many characters that moved along with a span tell it from its like."""


class Places:
    """Two texts, their map, and what was learnt of them."""

    def __init__(self, old: Folded, new: Folded, made: Alignment, witness: Witness, tick: Callable[[], None]) -> None:
        self._old, self._new, self._made, self._witness = old, new, made, witness
        self._tick = tick
        self._kin = are_kin(made)
        self._labels = label_mask(old), label_mask(new)
        self._begins = frozenset(line_begins(old)), frozenset(line_begins(new))
        self._rest: Rest | None = None

    def by_map(self, start: int, end: int) -> Remapped:
        """Where the letters of old code points `[start, end)` went; LOST if that does not tell."""
        if not self._kin:
            return LOST
        first, last = self._old.span(start, end)
        if first == last:
            return find_marks(self._old, self._new, self._made, start, end)
        piece = carried(self._made, first, last)
        if piece is None:
            return LOST
        piece = better(self._made, first, last, piece)
        signs = self._signs(start, first, last, piece)
        if not signs.may_be_shown():
            return LOST
        sure = signs.is_sure() and (bool(self._made.series[piece.first]) or self._is_alone(piece))
        return self._outcome((start, end), (piece.begin, piece.stop), sure, signs.seen)

    def by_search(self, start: int, end: int) -> Remapped:
        """Where like words stand that no other passage became; LOST if that does not tell."""
        first, last = self._old.span(start, end)
        if first == last or not self._kin:
            return LOST
        if self._rest is None:
            self._rest = Rest(self._made.b, free_stretches(self._made), self._tick)
        words = self._made.a
        found = self._rest.find(
            words[first:last], words[max(0, first - _WITH_IT) : first], words[last : last + _WITH_IT]
        )
        if found is None:
            return LOST
        begin, stop, seen, sure = found
        seen = self._witness.heard(seen, start, *self._source(begin, stop))
        return self._outcome((start, end), (begin, stop), sure and seen.speaker is not False, seen)

    def _signs(self, start: int, first: int, last: int, piece: Piece) -> Signs:
        begin, stop = piece.begin, piece.stop
        words, there = self._old.text[first:last], self._new.text[begin:stop]
        said, heard = without(self._labels[0], words, first), without(self._labels[1], there, begin)
        alike = similarity(words, there)
        if said and (said, heard) != (words, there):
            alike = max(alike, similarity(said, heard))
        seen = Evidence(
            coverage=piece.size / (last - first),
            similarity=alike,
            context=neighbours(self._made, first, last, begin, stop),
            weight=evidence(self._made, first, last, begin, stop, self._labels[0]),
        )
        seen = self._witness.heard(seen, start, *self._source(begin, stop))
        heavy = self._witness.weight(seen) + LINES * self._are_lines(first, last, begin, stop)
        told = weight(words)
        return Signs(seen, told, piece.size / (piece.last - piece.first), told < 0.6 * len(words), heavy)

    def _are_lines(self, first: int, last: int, begin: int, stop: int) -> bool:
        """Whether a span is whole lines in both texts, labels aside."""
        old, new = self._begins
        while first not in old and first and self._labels[0][first - 1]:
            first -= 1
        while begin not in new and begin and self._labels[1][begin - 1]:
            begin -= 1
        ends = (last in old or last == len(self._old.text)) and (stop in new or stop == len(self._new.text))
        return ends and first in old and begin in new

    def _is_alone(self, piece: Piece) -> bool:
        """Whether what moved stands but once in the new text, with what moved along with it."""
        low, high = piece.begin, piece.stop
        back = self._made.back
        while low and piece.begin - low < _WITH_IT and back[low - 1] >= 0:
            low -= 1
        while high < len(back) and high - piece.stop < _WITH_IT and back[high] >= 0:
            high += 1
        words = self._new.text[low:high]
        return self._new.text.find(words) == low and self._new.text.find(words, low + 1) < 0

    def _source(self, begin: int, stop: int) -> tuple[int, int]:
        return self._new.where[begin], self._new.where[stop - 1] + 1

    def _outcome(self, span: tuple[int, int], folded: tuple[int, int], sure: bool, seen: Evidence) -> Remapped:
        start, end = unfolded(self._old, self._new, span, folded)
        first, last = self._old.span(*span)
        same = self._old.text[first:last] == self._new.text[folded[0] : folded[1]]
        if same and (start, end) == span:
            return Remapped(AnchorState.EXACT, start, end, sure, seen)
        return Remapped(AnchorState.MOVED if same else AnchorState.CHANGED, start, end, sure, seen)
