"""Tags that may be one: their names are the same but for script, width, case, sound, or one character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, islice, product

from tui.annotations.model import Codebook
from tui.search.fold import fold_text
from tui.transcript.readings import plain_readings_of

_SOUNDS = 64
"""So many ways to read one name are looked at."""

_CROWD = 40
"""So many tags that have something in common are compared each with each."""

_LEAST_SOUND, _LEAST_EDIT = 2, 3
"""Characters of names that are compared by sound, and by one character: among shorter ones nearly all are alike."""


class Why(Enum):
    """Why two tags may be one, the surest first."""

    ALIAS = "别名 an alias"
    NAME = "同名 same name"
    FOLDED = "同形 script, width, case"
    SOUND = "同音 same pinyin"
    EDIT = "差一字 one character"


@dataclass(frozen=True, slots=True)
class Alike:
    """Two tags that may be one, by their paths: `other` is the one with fewer quotes, or below `path`."""

    path: str
    other: str
    why: Why


def alike(codebook: Codebook, counts: dict[str, int] | None = None) -> list[Alike]:
    """The pairs of tags that may be one, the surest first; of several that are the same, each is paired with the first.

    `counts`: tag id to its quotes; the tag with more of them is to stay. Takes time by the number of tags.
    """
    weight = counts or {}
    paths = codebook.sorted_paths()
    found: dict[frozenset[str], Why] = {}
    for why in Why:
        buckets: dict[str, list[str]] = {}
        for path in paths:
            for form in _forms(codebook, path, why):
                buckets.setdefault(form, []).append(path)
        for bucket in buckets.values():
            for one, other in _pairs(list(dict.fromkeys(bucket)), why):
                if _is_so(codebook, one, other, why):
                    found.setdefault(frozenset((one, other)), why)
    pairs = [_turned(codebook, weight, min(pair), max(pair), why) for pair, why in found.items()]
    order = [why for why in Why if why is not Why.NAME] + [Why.NAME]  # one name in two branches is often meant
    return sorted(pairs, key=lambda pair: (order.index(pair.why), pair.path, pair.other))


def unused(codebook: Codebook, counts: dict[str, int]) -> list[str]:
    """The paths of the tags that no quote has, nor any below them; `counts`: tag id to quotes of its branch."""
    return [path for path in codebook.sorted_paths() if not counts.get(codebook.by_path[path].id, 0)]


def _pairs(bucket: list[str], why: Why) -> Iterator[tuple[str, str]]:
    if why in (Why.ALIAS, Why.EDIT):
        # What they have in common does not make them alike: each has to be compared with each.
        yield from combinations(bucket[:_CROWD], 2)
    else:
        yield from ((bucket[0], other) for other in bucket[1:])


def _forms(codebook: Codebook, path: str, why: Why) -> Iterator[str]:
    """What tags have in common that are alike for this reason; more than those may have it."""
    tag = codebook.by_path[path]
    folded = fold_text(tag.name)
    if why is Why.NAME:
        yield tag.name
    elif why is Why.ALIAS:
        yield from {fold_text(name) for name in (tag.name, path, *tag.aliases)}
    elif why is Why.FOLDED:
        yield folded
    elif why is Why.SOUND and len(folded) >= _LEAST_SOUND:
        ways = [plain_readings_of(char) or (char,) for char in folded]
        yield from {"'".join(way) for way in islice(product(*ways), _SOUNDS)}
    elif why is Why.EDIT and len(folded) >= _LEAST_EDIT - 1:
        # Two names that are one edit apart have one of these in common.
        yield folded
        yield from {folded[:at] + folded[at + 1 :] for at in range(len(folded))}


def _is_so(codebook: Codebook, path: str, other: str, why: Why) -> bool:
    one, two = codebook.by_path[path], codebook.by_path[other]
    if why is Why.ALIAS:
        # Without aliases it is the name that they share, which is told as such.
        shared = {fold_text(alias) for alias in one.aliases} & {fold_text(name) for name in (two.name, other)}
        return bool(shared or {fold_text(a) for a in two.aliases} & {fold_text(n) for n in (one.name, path)})
    return why is not Why.EDIT or _one_apart(fold_text(one.name), fold_text(two.name))


def _one_apart(one: str, two: str) -> bool:
    """Whether one character put in, left out or replaced makes one of the other; the longer has three or more."""
    if max(len(one), len(two)) < _LEAST_EDIT or min(len(one), len(two)) < _LEAST_EDIT - 1 or one == two:
        return False
    if any(char.isdigit() for char in one) and _without_digits(one) == _without_digits(two):
        return False  # 第1章 and 第2章 are a series
    short, long = sorted((one, two), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long[at + 1 :] == (short[at + 1 :] if len(short) == len(long) else short[at:])


def _without_digits(text: str) -> str:
    return "".join(char for char in text if not char.isdigit())


def _turned(codebook: Codebook, weight: dict[str, int], one: str, two: str, why: Why) -> Alike:
    """The pair with the tag that is to stay in front."""
    first, second = codebook.by_path[one], codebook.by_path[two]
    if second.id in codebook.under(first.id):
        return Alike(one, two, why)
    if first.id in codebook.under(second.id):
        return Alike(two, one, why)
    return Alike(two, one, why) if weight.get(second.id, 0) > weight.get(first.id, 0) else Alike(one, two, why)
