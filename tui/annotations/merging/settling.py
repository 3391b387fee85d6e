"""What holds where both sides changed one thing, each otherwise: the same whichever side asks."""

from __future__ import annotations

import json
from typing import NamedTuple

from tui.annotations.merging.merged import Prefer
from tui.annotations.merging.standing import PLACE, Known, Values

BETWEEN = "\n\n---\n\n"
"""What stands between two notes that are kept both."""

_JOINED = ("note", "description")


class Settled(NamedTuple):
    """What holds."""

    values: Values
    kept: str
    """`ours`, `theirs` or `both`; empty where the two do not contradict each other."""


def settle(group: tuple[str, ...], ours: Known, theirs: Known, prefer: Prefer) -> Settled:
    """What a group of columns holds that each side changed without knowing of the other.

    Notes are kept both, the older first; a star and aliases of either side stay; of anything else
    what is filled in holds, else the word that was said later, or that of the side that is preferred.
    """
    mine, other = ours.value, theirs.value
    if mine is None or other is None:
        raise ValueError("there is nothing to settle in a row that is not there")
    if group[0] in _JOINED:
        return _joined(ours, theirs)
    if group == ("starred",):
        return Settled((max(int(mine[0] or 0), int(other[0] or 0)),), "")
    if group == ("aliases",):
        return Settled((_union(mine[0], other[0]),), "")
    if group == ("fields",):
        return _fields(ours, theirs, prefer)
    if not any(mine) or not any(other):
        return Settled(mine if any(mine) else other, "")
    taken = chosen(ours, theirs, prefer)
    values = mine if taken == "ours" else other
    if "snapshot_id" in group and group != PLACE and _same(group, mine, other, ("sha256",)):
        return Settled(values if values[group.index("snapshot_id")] else max(mine, other, key=_filled), "")
    if group == PLACE and _same(group, mine, other, ("snapshot_id", "start", "end")):
        return Settled(values, "")
    return Settled(values, taken)


def chosen(ours: Known, theirs: Known, prefer: Prefer) -> str:
    """Whose word holds where only one can: `ours` or `theirs`."""
    if prefer is not Prefer.LATER:
        return prefer.value
    return "ours" if (ours.time, repr(ours.value)) >= (theirs.time, repr(theirs.value)) else "theirs"


def _same(group: tuple[str, ...], one: Values, other: Values, columns: tuple[str, ...]) -> bool:
    return all(one[group.index(name)] == other[group.index(name)] for name in columns)


def _filled(values: Values) -> tuple[int, str]:
    return sum(value is not None for value in values), repr(values)


def _joined(ours: Known, theirs: Known) -> Settled:
    in_order = sorted((ours, theirs), key=lambda known: (known.time, repr(known.value)))
    texts = [str(known.value[0]) for known in in_order if known.value]
    joined = join(*texts)
    return Settled((joined,), "both" if all(text.strip() for text in texts) and joined not in texts else "")


def join(first: str, second: str) -> str:
    """Two notes as one; a part that both have stands once."""
    mine, other = (text.split(BETWEEN) if text.strip() else [] for text in (first, second))
    if set(mine) <= set(other):
        return second
    return BETWEEN.join([*mine, *(part for part in other if part not in mine)])


def _union(one: object, other: object) -> str:
    lists = [value if isinstance(value := _decoded(text), list) else [] for text in (one, other)]
    return json.dumps(sorted({str(each) for some in lists for each in some}), ensure_ascii=False)


def _fields(ours: Known, theirs: Known, prefer: Prefer) -> Settled:
    taken = chosen(ours, theirs, prefer)
    mine, other = (_decoded(known.value[0]) if known.value else {} for known in (ours, theirs))
    if not isinstance(mine, dict) or not isinstance(other, dict):
        return Settled((ours if taken == "ours" else theirs).value or (), taken)
    both = {**other, **mine} if taken == "ours" else {**mine, **other}
    apart = any(mine[name] != other[name] for name in mine.keys() & other.keys())
    text = json.dumps(dict(sorted(both.items())), ensure_ascii=False)
    return Settled((text,), taken if apart else "")


def _decoded(text: object) -> object:
    try:
        return json.loads(str(text))
    except (ValueError, RecursionError):
        return None
