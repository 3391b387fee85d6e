"""Filters at work on quotes that are in memory, one after the other: the plain meaning of every term."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import tzinfo
from itertools import groupby
from typing import Protocol

from tui.annotations.model import Codebook, Quote
from tui.search import terms
from tui.search.filters import And, Everything, Filter, Near, Not, Or, Overlapping, Saved, Unit, parts_of
from tui.search.fold import fold_text
from tui.search.predicates import document_fits, field_fits, name_holds, span_of
from tui.search.tagterms import wanted_tags
from tui.search.terms import Leaf, Place

DEAR = 3
"""The cost of a filter for which documents must be read."""


class Ground(Protocol):
    """What is asked of the document that a quote stands in. All texts are folded."""

    def turns_of(self, quote: Quote) -> str:
        """What is spoken in the turns that the quote stands in; empty if that is not known."""

    def text_of(self, quote: Quote) -> str:
        """The document as it is read; empty if that is not known."""

    def steps(self, quote: Quote, unit: Unit) -> tuple[int, int]:
        """The numbers of the units that the quote begins and ends in."""

    def is_silent(self, term: terms.HasTextIn, document_id: str, path: str, snapshots: Sequence[str]) -> bool:
        """Whether it is known, without a look, that no turn or text of a document says what a term asks for.

        `snapshots`: those of all its highlights.
        """


class Nowhere:
    """A ground that knows no documents: no text holds anything, and every quote is a unit by itself."""

    def turns_of(self, quote: Quote) -> str:
        """Nothing."""
        return ""

    def text_of(self, quote: Quote) -> str:
        """Nothing."""
        return ""

    def steps(self, quote: Quote, unit: Unit) -> tuple[int, int]:
        """So far apart that nothing is near."""
        return quote.highlight.start << 24, quote.highlight.start << 24

    def is_silent(self, term: terms.HasTextIn, document_id: str, path: str, snapshots: Sequence[str]) -> bool:
        """Nothing is known."""
        return False


Taker = Callable[[Sequence[Quote], Sequence[int]], list[int]]
"""Of the quotes of one document, and the indices of those that are asked about: the indices of those it takes."""


def passing(
    filter_: Filter,
    quotes: Iterable[Quote],
    codebook: Codebook,
    zone: tzinfo | None = None,
    ground: Ground | None = None,
) -> list[Quote]:
    """The quotes that `filter_` takes, in their order; all quotes of a document stand together in `quotes`.

    Days begin at midnight in `zone` (None: where the computer stands). A tag that is not in the codebook takes
    nothing, nor does a saved filter that was not put in its place.
    """
    takes = taker(filter_, codebook, zone, ground)
    taken: list[Quote] = []
    for _, some in groupby(quotes, lambda quote: quote.document.id):
        its = list(some)
        taken += [its[index] for index in takes(its, range(len(its)))]
    return taken


def taker(filter_: Filter, codebook: Codebook, zone: tzinfo | None = None, ground: Ground | None = None) -> Taker:
    """`filter_`, made ready to be asked of one document after the other; as `passing`."""
    place = ground or Nowhere()

    def build(part: Filter) -> Taker:
        match part:
            case Everything():
                return lambda quotes, among: list(among)
            case Saved():
                return lambda quotes, among: []
            case And(parts):
                return _all_of([build(each) for each in sorted(parts, key=cost)])
            case Or(parts):
                return _any_of([build(each) for each in sorted(parts, key=cost)])
            case Not(inner):
                takes = build(inner)
                return lambda quotes, among: _without(among, takes(quotes, among))
            case Overlapping(parts):
                return _overlapping([build(each) for each in parts])
            case Near(one, other):
                return _near(part, build(one), build(other), place)
            case _:
                asks = ask(part, codebook, zone, place)
                return lambda quotes, among: [index for index in among if asks(quotes[index])]

    return build(filter_)


def cost(filter_: Filter) -> int:
    """How dear it is to ask: 0 what a highlight is, 1 what it says, 2 its neighbours, DEAR what its document says."""
    match filter_:
        case terms.HasTextIn(Place.TURN | Place.TEXT, _):
            return DEAR
        case Near(_, _, _, unit) if unit is not Unit.CHARS:
            return DEAR
        case terms.HasText() | terms.HasTextIn():
            return 1
        case _:
            own = 2 if isinstance(filter_, (Near, Overlapping)) else 0
            return max([own, *map(cost, parts_of(filter_))])


def ask(term: Leaf, codebook: Codebook, zone: tzinfo | None, ground: Ground) -> Callable[[Quote], bool]:
    """Whether a term takes a quote."""
    match term:
        case terms.HasTag():
            tags = wanted_tags(term, codebook)
            return lambda quote: not tags.isdisjoint(quote.highlight.tag_ids)
        case terms.HasTags():
            return lambda quote: bool(quote.highlight.tag_ids)
        case terms.BySpeaker(name):
            holds = name_holds(name)
            return lambda quote: holds(quote.anchor.speaker)
        case terms.ByRole(role):
            return lambda quote: quote.role is role
        case terms.ByCoder(name):
            holds = name_holds(name)
            return lambda quote: holds(quote.highlight.author)
        case terms.HasText(text):
            needle = fold_text(text)
            return lambda quote: needle in fold_text(quote.anchor.quote) or needle in fold_text(quote.highlight.note)
        case terms.HasTextIn(place, text):
            return _holds(place, fold_text(text), ground)
        case terms.InDocument(pattern):
            fits = document_fits(pattern)
            return lambda quote: fits(quote.document)
        case terms.HasField():
            has = field_fits(term)
            return lambda quote: has(quote.document)
        case terms.HasNote():
            return lambda quote: bool(quote.highlight.note)
        case terms.IsStarred():
            return lambda quote: quote.highlight.starred
        case terms.IsState(state):
            return lambda quote: quote.highlight.state is state
        case terms.Since() | terms.Until() | terms.On():
            first, behind = span_of(term, zone)
            return lambda quote: first <= quote.highlight.created < behind


def _holds(place: Place, needle: str, ground: Ground) -> Callable[[Quote], bool]:
    match place:
        case Place.QUOTE:
            return lambda quote: needle in fold_text(quote.anchor.quote)
        case Place.NOTE:
            return lambda quote: needle in fold_text(quote.highlight.note)
        case Place.TURN:
            return lambda quote: needle in ground.turns_of(quote)
        case Place.TEXT:
            return lambda quote: needle in ground.text_of(quote)


def _all_of(takers: Sequence[Taker]) -> Taker:
    def takes(quotes: Sequence[Quote], among: Sequence[int]) -> list[int]:
        left = list(among)
        for each in takers:
            left = each(quotes, left) if left else left
        return left

    return takes


def _any_of(takers: Sequence[Taker]) -> Taker:
    def takes(quotes: Sequence[Quote], among: Sequence[int]) -> list[int]:
        left, taken = list(among), set()
        for each in takers:
            taken.update(each(quotes, left))
            left = _without(left, taken)
        return [index for index in among if index in taken]

    return takes


def _without(among: Iterable[int], taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [index for index in among if index not in gone]


def _overlapping(takers: Sequence[Taker]) -> Taker:
    def takes(quotes: Sequence[Quote], among: Sequence[int]) -> list[int]:
        every = range(len(quotes))
        sides = [each(quotes, every) for each in takers]

        def meets(index: int, side: list[int]) -> bool:
            its = quotes[index].highlight
            return any(quotes[i].highlight.start < its.end and its.start < quotes[i].highlight.end for i in side)

        asked = set().union(*sides).intersection(among)
        return [index for index in among if index in asked and all(meets(index, side) for side in sides)]

    return takes


def _near(term: Near, one: Taker, other: Taker, ground: Ground) -> Taker:
    def span(quote: Quote) -> tuple[int, int]:
        if term.unit is Unit.CHARS:
            return quote.highlight.start, quote.highlight.end
        return ground.steps(quote, term.unit)

    def takes(quotes: Sequence[Quote], among: Sequence[int]) -> list[int]:
        every = range(len(quotes))
        left, right = one(quotes, every), other(quotes, every)
        if not left or not right:
            return []
        spans = {index: span(quotes[index]) for index in {*left, *right}}

        def meets(index: int, side: list[int]) -> bool:
            first, last = spans[index]
            return any(spans[i][0] - last <= term.distance and first - spans[i][1] <= term.distance for i in side)

        near = {i for i in left if meets(i, right)} | {i for i in right if meets(i, left)}
        return [index for index in among if index in near]

    return takes
