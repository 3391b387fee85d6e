"""The terms of the filter language that begin with a key, `has:note`, and distances: from what is written behind it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from tui.annotations.model import AnchorState
from tui.patterns import late
from tui.search.filters import MOST, Filter, Unit
from tui.search.terms import (
    ByCoder,
    HasField,
    HasNote,
    HasTags,
    HasTextIn,
    InDocument,
    IsStarred,
    IsState,
    On,
    Place,
    Since,
    Until,
)

_DAY = late(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DISTANCE = late(r"(\d{1,7})(turns?|chars?|sent|sentences?|paragraphs?|字|句|段|轮|輪)", re.ASCII)
_UNITS = {"t": Unit.TURNS, "c": Unit.CHARS, "s": Unit.SENTENCES, "p": Unit.PARAGRAPHS}
_UNITS |= {"轮": Unit.TURNS, "輪": Unit.TURNS, "字": Unit.CHARS, "句": Unit.SENTENCES, "段": Unit.PARAGRAPHS}

_HAS: Mapping[str, Filter] = {"note": HasNote(), "tag": HasTags()}
_IS: Mapping[str, Filter] = {"starred": IsStarred()} | {state.value: IsState(state) for state in AnchorState}


def read_distance(written: str) -> tuple[int, Unit] | None:
    """The distance that is written, e.g. `2turns`, `２轮`, `200chars`; None if it is none."""
    match = _DISTANCE.fullmatch(unicodedata.normalize("NFKC", written).casefold())
    if match is None or int(match[1]) > MOST:
        return None
    return int(match[1]), _UNITS[match[2][0]]


def _one_of(key: str, known: Mapping[str, Filter], value: str) -> Filter:
    found = known.get(unicodedata.normalize("NFKC", value).casefold())
    if found is None:
        raise ValueError(f"{key}: knows only {', '.join(f'{key}:{name}' for name in known)}, not “{value}”")
    return found


def _day(value: str) -> date:
    plain = unicodedata.normalize("NFKC", value)
    try:
        if _DAY.fullmatch(plain):
            return date.fromisoformat(plain)
    except ValueError:
        pass
    raise ValueError(f"“{value}” is no day; write it like 2026-01-31")


def _field(value: str) -> Filter:
    name, _, pattern = value.replace("＝", "=", 1).partition("=")
    return HasField(name, pattern)


READERS: Mapping[str, Callable[[str], Filter]] = {
    **{place.value: partial(HasTextIn, place) for place in Place},
    "doc": InDocument,
    "field": _field,
    "by": ByCoder,
    "has": partial(_one_of, "has", _HAS),
    "is": partial(_one_of, "is", _IS),
    "on": lambda value: On(_day(value)),
    "after": lambda value: Since(_day(value)),
    "before": lambda value: Until(_day(value)),
}
"""By the key, the term that a value makes (not blank). They raise ValueError, which says what is wrong with it."""
