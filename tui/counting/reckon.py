"""The tables, reckoned of documents and their highlights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from tui.annotations.model import path_order
from tui.counting.ground import Ground, Spot, Turn
from tui.counting.tables import Count, Numbers, Pair, Share, Speech, TagCount, Together, Totals, Track, Unit

K = TypeVar("K", str, str | None)


def reckon(grounds: Sequence[Ground], filter_: str = "", unread: Iterable[str] = ()) -> Numbers:
    """All tables over these documents and their highlights. `filter_` and `unread` are only told."""
    turns = [turn for ground in grounds for turn in ground.turns]
    spots = [spot for ground in grounds for spot in ground.spots]
    speakers = _shares(turns, spots)
    return Numbers(
        filter_,
        _totals(grounds, turns, spots),
        speakers,
        tuple(_speech(ground) for ground in grounds),
        _tags(grounds, spots, {share.speaker: share.characters for share in speakers}),
        tuple(_together(unit, grounds) for unit in Unit),
        tuple(_tracks(grounds)),
        tuple(unread),
    )


def _totals(grounds: Sequence[Ground], turns: Sequence[Turn], spots: Sequence[Spot]) -> Totals:
    characters = sum(turn.characters for turn in turns)
    return Totals(
        documents=len(grounds),
        characters=characters,
        turns=len(turns),
        ms=_ms(turns),
        speakers=len({turn.speaker for turn in turns if turn.speaker is not None}),
        highlights=len(spots),
        tagged=sum(bool(spot.tags) for spot in spots),
        tags=len({tag for spot in spots for tag in spot.tags}),
        density=_density(len(spots), characters),
    )


def _ms(turns: Iterable[Turn]) -> int | None:
    known = [turn.ms for turn in turns if turn.ms is not None]
    return sum(known) if known else None


def _density(highlights: int, characters: int) -> float:
    return 1000 * highlights / characters if characters else 0.0


def _shares(turns: Sequence[Turn], spots: Iterable[Spot]) -> tuple[Share, ...]:
    said: dict[str | None, list[Turn]] = {}
    for turn in turns:
        said.setdefault(turn.speaker, []).append(turn)
    marked = Counter(spot.speaker for spot in spots)
    for speaker in marked:
        said.setdefault(speaker, [])
    every = sum(turn.characters for turn in turns)
    shares = []
    for speaker, its in said.items():
        characters = sum(turn.characters for turn in its)
        share = characters / every if every else 0.0
        shares.append(Share(speaker, characters, share, len(its), _ms(its), marked[speaker]))
    return tuple(sorted(shares, key=lambda share: (-share.characters, share.speaker is None)))


def _speech(ground: Ground) -> Speech:
    characters = sum(turn.characters for turn in ground.turns)
    shares = _shares(ground.turns, ground.spots)
    return Speech(
        ground.path, ground.title, characters, len(ground.turns), _ms(ground.turns), len(ground.spots), shares
    )


def branch(tags: Iterable[str]) -> set[str]:
    """The tags with all above them."""
    return {tag[:at] for tag in tags for at in (*(i for i, sign in enumerate(tag) if sign == "/"), len(tag))}


def _tags(grounds: Sequence[Ground], spots: Sequence[Spot], said: Mapping[str | None, int]) -> tuple[TagCount, ...]:
    whole = sum(said.values())
    written = {ground.path: sum(turn.characters for turn in ground.turns) for ground in grounds}
    itself = Counter(tag for spot in spots for tag in dict.fromkeys(spot.tags))
    every: Counter[str] = Counter()
    documents: dict[str, Counter[str]] = {}
    speakers: dict[str, Counter[str | None]] = {}
    for ground in grounds:
        for spot in ground.spots:
            for tag in branch(spot.tags):
                every[tag] += 1
                documents.setdefault(tag, Counter())[ground.path] += 1
                speakers.setdefault(tag, Counter())[spot.speaker] += 1
    return tuple(
        TagCount(
            tag,
            every[tag],
            itself[tag],
            _density(every[tag], whole),
            _counts(documents[tag], written.__getitem__),
            _counts(speakers[tag], lambda speaker: said.get(speaker, 0)),
        )
        for tag in sorted(every, key=path_order)
    )


def _counts(counts: Counter[K], characters: Callable[[K], int]) -> tuple[Count, ...]:
    return tuple(Count(name, count, _density(count, characters(name))) for name, count in counts.most_common())


def _together(unit: Unit, grounds: Iterable[Ground]) -> Together:
    units = [tags for ground in grounds for tags in _tag_sets(unit, ground) if tags]
    tags = Counter(tag for its in units for tag in its)
    pairs = Counter(pair for its in units for pair in combinations(sorted(its), 2))
    ordered = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return Together(
        unit,
        len(units),
        tuple(sorted(tags.items(), key=lambda item: (-item[1], item[0]))),
        tuple(Pair(*pair, count) for pair, count in ordered),
    )


def _tag_sets(unit: Unit, ground: Ground) -> Iterable[set[str]]:
    """The tags of each unit of a document that has a highlight."""
    match unit:
        case Unit.HIGHLIGHT:
            return [set(spot.tags) for spot in ground.spots]
        case Unit.TURN:
            turns: dict[tuple[int, int], set[str]] = {}
            for spot in ground.spots:
                for turn in spot.turns:
                    turns.setdefault(turn, set()).update(spot.tags)
            return turns.values()
        case Unit.DOCUMENT:
            return [{tag for spot in ground.spots for tag in spot.tags}]


def _tracks(grounds: Iterable[Ground]) -> Iterable[Track]:
    for ground in grounds:
        places: dict[str, list[float]] = {}
        for spot in ground.spots:
            if spot.place is not None:
                for tag in dict.fromkeys(spot.tags):
                    places.setdefault(tag, []).append(spot.place)
        for tag in sorted(places, key=path_order):
            yield Track(ground.path, tag, tuple(sorted(places[tag])))
