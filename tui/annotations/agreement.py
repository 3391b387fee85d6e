"""How far coders agree: percent, Cohen's kappa, Krippendorff's alpha for nominal codes; and where they do not.

A unit is what each coder gives one code to: a character, a turn. Its code is the set of tags that the coder put
there, the empty one too. None stands for a coder who did not code the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

Code = Hashable | None


@dataclass(frozen=True, slots=True)
class Coded:
    """A stretch that one coder put tags on."""

    author: str
    start: int
    """Code point of the text that is measured."""
    end: int
    tags: frozenset[str]
    """Paths."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What was coded, or several neighbours that were coded alike."""

    codes: tuple[Code, ...]
    """One for each coder, in their order."""
    weight: int = 1
    """How many units it stands for."""
    start: int = 0
    """Code points."""
    end: int = 0

    @property
    def is_disputed(self) -> bool:
        """Whether two coders gave it different codes."""
        return len({code for code in self.codes if code is not None}) > 1


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the measures say; None where a measure is not defined."""

    units: int
    """Those that two coders or more coded."""
    percent: float | None
    """Of the pairs of codes of one unit, how many are equal; 0 to 1."""
    kappa: float | None
    """Cohen's; for two coders."""
    alpha: float | None
    """Krippendorff's, nominal."""


def by_character(coded: Iterable[Coded], coders: Sequence[str], length: int) -> list[Unit]:
    """The characters of a text of so many code points; neighbours of one code are one unit with their number."""
    spans = [each for each in coded if each.start < each.end]
    edges = {0, length} | {edge for each in spans for edge in (each.start, each.end) if 0 < edge < length}
    opening: dict[int, list[Coded]] = {}
    closing: dict[int, list[Coded]] = {}
    for each in spans:
        opening.setdefault(max(0, each.start), []).append(each)
        closing.setdefault(each.end, []).append(each)
    on: list[Counter[str]] = [Counter() for _ in coders]
    place = {name: number for number, name in enumerate(coders)}
    units: list[Unit] = []
    for start, end in pairwise(sorted(edges)):
        for sign, ending in ((-1, closing), (1, opening)):
            for each in ending.get(start, ()):
                for tag in each.tags or {""}:
                    on[place[each.author]][tag] += sign
        codes = tuple(frozenset(tag for tag, count in tags.items() if count > 0) for tags in on)
        if units and units[-1].codes == codes:
            start = units.pop().start
        units.append(Unit(codes, end - start, start, end))
    return units


def by_stretch(coded: Iterable[Coded], coders: Sequence[str], stretches: Iterable[tuple[int, int]]) -> list[Unit]:
    """The stretches (turns) of a text, each with all tags that a coder put on any part of it."""
    of: dict[str, list[Coded]] = {name: [] for name in coders}
    for each in sorted(coded, key=lambda one: one.start):
        of[each.author].append(each)
    at = dict.fromkeys(coders, 0)
    units = []
    for start, end in stretches:
        codes = []
        for name in coders:
            spans = of[name]
            # Those that ended before need not be looked at again, as the stretches come in order.
            while at[name] < len(spans) and spans[at[name]].end <= start:
                at[name] += 1
            tags: set[str] = set()
            for each in spans[at[name] :]:
                if each.start >= end:
                    break
                if each.end > start:
                    tags |= each.tags or {""}
            codes.append(frozenset(tags))
        units.append(Unit(tuple(codes), 1, start, end))
    return units


def of_tag(units: Iterable[Unit], path: str) -> list[Unit]:
    """The same units with yes or no for codes: whether the tag, or one below it, was put there."""

    def carries(code: Code) -> bool | None:
        if not isinstance(code, frozenset):
            return None
        return any(tag == path or tag.startswith(f"{path}/") for tag in code)

    return [Unit(tuple(map(carries, unit.codes)), unit.weight, unit.start, unit.end) for unit in units]


def measure(units: Iterable[Unit]) -> Agreement:
    """All measures. Units that fewer than two coders coded count in none."""
    kept = [(unit, [code for code in unit.codes if code is not None]) for unit in units]
    kept = [(unit, codes) for unit, codes in kept if len(codes) > 1]
    count = sum(unit.weight for unit, _ in kept)
    width = {len(unit.codes) for unit, _ in kept}
    return Agreement(
        count,
        _percent(kept),
        _kappa([(codes[0], codes[1], unit.weight) for unit, codes in kept]) if width == {2} else None,
        _alpha(kept),
    )


def _percent(units: Sequence[tuple[Unit, list[Hashable]]]) -> float | None:
    equal = pairs = 0
    for unit, codes in units:
        for one, other in combinations(codes, 2):
            pairs += unit.weight
            equal += unit.weight * (one == other)
    return equal / pairs if pairs else None


def _kappa(pairs: Sequence[tuple[Hashable, Hashable, int]]) -> float | None:
    total = sum(weight for _, _, weight in pairs)
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for one, other, weight in pairs:
        first[one] += weight
        second[other] += weight
    chance = sum(first[code] * second[code] for code in first)
    if not total or chance == total * total:
        return None
    equal = sum(weight for one, other, weight in pairs if one == other)
    return (equal * total - chance) / (total * total - chance)


def _alpha(units: Sequence[tuple[Unit, list[Hashable]]]) -> float | None:
    values: Counter[Hashable] = Counter()
    apart = 0.0
    for unit, codes in units:
        counts = Counter(codes)
        for code, number in counts.items():
            values[code] += number * unit.weight
        unequal = len(codes) ** 2 - sum(number**2 for number in counts.values())
        apart += unit.weight * unequal / (len(codes) - 1)
    total = sum(values.values())
    expected = total**2 - sum(number**2 for number in values.values())
    return 1 - (total - 1) * apart / expected if expected else None
