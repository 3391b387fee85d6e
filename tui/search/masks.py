"""A filter, asked of chunks: which of their rows it takes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import tzinfo

from tui.annotations.model import Codebook, Quote
from tui.search import terms
from tui.search.asking import Asker, asker, remember
from tui.search.bits import of_rows, rows_of
from tui.search.chunk import Chunk
from tui.search.filters import And, Everything, Filter, Near, Not, Or, Overlapping, Saved, Unit
from tui.search.match import DEAR, Ground, ask, cost
from tui.search.tagterms import tags_in, wanted_tags
from tui.search.terms import Leaf, Place

_BESIDE = 16
"""Where a document has more rows of one side, the sides are gone through in their order."""

_MOST_OF = 4
"""A set that has one row of so many has most of them."""

_DOCUMENTS = 16
"""So many documents are asked at once what they say."""


class Question:
    """A filter with all that is needed to answer it. Saved filters are put in their places already."""

    def __init__(
        self,
        filter_: Filter,
        codebook: Codebook,
        ground: Ground,
        quotes_of: Callable[[Chunk, Sequence[int]], Iterable[tuple[int, Quote]]],
        zone: tzinfo | None = None,
    ) -> None:
        """`quotes_of` reads the quotes at some rows of a chunk, each with its row; some may be gone."""
        self.filter = filter_
        self.codebook = codebook
        self._ground = ground
        self._quotes_of = quotes_of
        self._zone = zone
        self._is_dear = cost(filter_) >= DEAR
        self._askers: dict[Leaf, Asker] = {}
        self._wanted: dict[Filter, Hashable] = {}

    def taken(self, chunk: Chunk) -> Iterator[int]:
        """The rows that it takes, document after document: at once, or in some sets if documents must be read."""
        if not self._is_dear:
            yield self._ask(self.filter, chunk, chunk.full, chunk.full)
            return
        count = len(chunk.borders) - 1
        for first in range(0, count, _DOCUMENTS):
            behind = min(first + _DOCUMENTS, count)
            room = (1 << chunk.borders[behind]) - (1 << chunk.borders[first])
            yield self._ask(self.filter, chunk, room, room)

    def _ask(self, part: Filter, chunk: Chunk, within: int, room: int) -> int:
        """The rows among `within` that a part takes. What is near or overlaps is looked for in `room`."""
        match part:
            case Everything():
                return within
            case Saved():
                return 0
            case Not(inner):
                return within & ~self._ask(inner, chunk, within, room)
            case And(parts):
                for each in sorted(parts, key=_turn):
                    within = self._ask(each, chunk, within, room) if within else 0
                return within
            case Or(parts):
                taken = 0
                for each in sorted(parts, key=_turn):
                    taken |= self._ask(each, chunk, within & ~taken, room)
                return taken
            case Overlapping(parts):
                return self._overlapping([self._ask(each, chunk, room, room) for each in parts], chunk) & within
            case Near():
                return self._near(part, chunk, within, room)
            case _:
                return self._leaf(part, chunk, within)

    def _leaf(self, term: Leaf, chunk: Chunk, within: int) -> int:
        if isinstance(term, terms.HasTextIn) and term.place in (Place.TURN, Place.TEXT):
            rows = rows_of(self._heard(term, chunk, within), chunk.size)
            asks = ask(term, self.codebook, self._zone, self._ground)
            return of_rows((row for row, quote in self._quotes_of(chunk, rows) if asks(quote)), chunk.size)
        if term not in self._askers:
            self._askers[term] = asker(term, self.codebook, self._zone)
        return self._askers[term](chunk, within)

    def _heard(self, term: terms.HasTextIn, chunk: Chunk, within: int) -> int:
        """The rows of the documents that may say what is asked for."""
        for row in rows_of(chunk.documents_with(within), chunk.size):
            number = chunk.document_of[row]
            told = chunk.keys[number], chunk.paths[number], chunk.snapshots[number]
            if self._ground.is_silent(term, *told):
                within &= ~chunk.rows_of_document(number)
        return within

    def _overlapping(self, sides: Sequence[int], chunk: Chunk) -> int:
        if not all(sides):
            return 0
        asked = 0
        for side in sides:
            asked |= side
        for side in sides:
            asked &= side | chunk.overlapping(side)
        return asked

    def _near(self, part: Near, chunk: Chunk, within: int, room: int) -> int:
        key = (part, self._tags_of(part), str(self._zone))
        known = chunk.known.get(key)
        if known is not None:
            return known & within
        # What is asked of most rows is asked of all, and kept: what is counted is what a page was asked of before.
        is_kept = room == chunk.full and not self._is_dear and within.bit_count() * _MOST_OF >= chunk.size
        left = self._ask(part.one, chunk, room, room)
        right = self._ask(part.other, chunk, room, room) if left else 0
        if not left or not right:
            return 0
        found = self._near_rows(part, left, right, chunk.full if is_kept else within, chunk)
        if is_kept:
            remember(chunk, key, found)
        return found & within

    def _tags_of(self, part: Filter) -> Hashable:
        """What the names of tags in a part stand for now."""
        if part not in self._wanted:
            self._wanted[part] = tuple(wanted_tags(term, self.codebook) for term in tags_in(part))
        return self._wanted[part]

    def _near_rows(self, part: Near, left: int, right: int, within: int, chunk: Chunk) -> int:
        firsts: Sequence[int] | Mapping[int, int] = chunk.starts
        lasts: Sequence[int] | Mapping[int, int] = chunk.ends
        numbers = chunk.document_of
        asked = chunk.documents_with(left) & chunk.documents_with(right) & chunk.documents_with(within)
        both = chunk.rows_of_documents(asked)
        some, others = (rows_of(side & both, chunk.size) for side in (left, right))
        beside: dict[int, list[int]] = {}
        for row in some:
            beside.setdefault(numbers[row], []).append(row)
        if part.unit is Unit.CHARS and max(map(len, beside.values()), default=0) <= _BESIDE:
            reached: list[int] = []
            for other in others:
                first, last = firsts[other] - part.distance, lasts[other] + part.distance
                near = [row for row in beside[numbers[other]] if first <= lasts[row] and firsts[row] <= last]
                if near:
                    reached += (other, *near)
            return of_rows(reached, chunk.size) & within
        if part.unit is not Unit.CHARS:
            rows = sorted({*some, *others})
            steps = {row: self._ground.steps(quote, part.unit) for row, quote in self._quotes_of(chunk, rows)}
            some, others = ([row for row in side if row in steps] for side in (some, others))
            firsts = {row: step[0] for row, step in steps.items()}
            lasts = {row: step[1] for row, step in steps.items()}
        order = sorted({*some, *others})
        if part.unit is not Unit.CHARS:
            order.sort(key=lambda row: (numbers[row], firsts[row]))
        met = _meeting(set(some), set(others), order, numbers, firsts, lasts, part.distance)
        return of_rows(met, chunk.size) & within


def _turn(part: Filter) -> tuple[int, int]:
    """By which parts are asked in turn: what is cheap first, and what few highlights say."""
    return cost(part), -len(part.text) if isinstance(part, terms.HasText) else 0


def _meeting(
    some: Set[int],
    others: Set[int],
    order: Sequence[int],
    numbers: Sequence[int],
    firsts: Sequence[int] | Mapping[int, int],
    lasts: Sequence[int] | Mapping[int, int],
    reach: int,
) -> set[int]:
    """The rows of either side that reach one of the other in their document, by its number.

    From the last of one to the first of the other, either way round, it is at most `reach`. `order`: all of them, by
    document and first.
    """
    met = {*some} & others
    document, far = -1, 1 << 60
    some_end = others_end = -far
    for row in order:
        if numbers[row] != document:
            document, some_end, others_end = numbers[row], -far, -far
        first, last = firsts[row] - reach, lasts[row]
        if row in some:
            if first <= others_end:
                met.add(row)
            some_end = max(some_end, last)
        if row in others:
            if first <= some_end:
                met.add(row)
            others_end = max(others_end, last)
    document, some_first, others_first = -1, far, far
    for row in reversed(order):
        if numbers[row] != document:
            document, some_first, others_first = numbers[row], far, far
        first, last = firsts[row], lasts[row] + reach
        if row in some:
            if others_first <= last:
                met.add(row)
            some_first = first
        if row in others:
            if some_first <= last:
                met.add(row)
            others_first = first
    return met
