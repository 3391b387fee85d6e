"""Where the characters of an old span went."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.annotations.realign.alignment import Alignment

_APART = 40
"""Characters that may come between two that lie together, for a short span."""
_FAR_APART = 200
_LITTLE = 12
"""So much of other passages may stand between."""
_SMALL = 12
"""So much may be put in behind the first character of a span, or in front of its last one."""
_SLIP = 2
"""How many characters more than were there may stand where the first or last ones were."""


@dataclass(slots=True)
class _Group:
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    size: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """The largest part of an old span that lies together in the new text. Folded offsets."""

    begin: int
    """In the new text, with what slipped in at the ends."""
    stop: int
    first: int
    """The old characters that it goes from and to."""
    last: int
    size: int
    """How many of them are there unchanged."""


def carried(made: Alignment, start: int, end: int) -> Piece | None:
    """What became of folded old `[start, end)`; None if no character of it is there."""
    apart = min(_FAR_APART, max(_APART, end - start))
    groups: list[_Group] = []
    for run in _mapped(made, start, end):
        at, other, length = run
        for group in reversed(groups):
            last_at, last_other, last_length = group.runs[-1]
            step = other - last_other - last_length
            if 0 <= step <= apart + at - last_at - last_length and _is_open(made, other - step, other):
                break
        else:
            group = _Group()
            groups.append(group)
        group.runs.append(run)
        group.size += length
    if not groups:
        return None
    runs = _without_strays(max(groups, key=lambda group: group.size).runs)
    first, last = runs[0], runs[-1]
    begin = first[1] - _slipped_before(made, start, first)
    stop = last[1] + last[2] + _slipped_behind(made, end, last)
    return Piece(begin, stop, first[0], last[0] + last[2], sum(run[2] for run in runs))


def _is_open(made: Alignment, begin: int, stop: int) -> bool:
    """Whether what stands between two new characters is new, but for a little."""
    return stop - begin <= _LITTLE or stop - begin - made.back[begin:stop].count(-1) <= _LITTLE


def _without_strays(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Without short runs at the ends that lie further off than they should."""
    first, last = 0, len(runs) - 1
    left = sum(run[2] for run in runs)
    while first < last and 2 * runs[first][2] < left and _is_stray(runs[first], _gap(runs[first], runs[first + 1])):
        left -= runs[first][2]
        first += 1
    while first < last and 2 * runs[last][2] < left and _is_stray(runs[last], _gap(runs[last - 1], runs[last])):
        left -= runs[last][2]
        last -= 1
    return runs[first : last + 1]


def _gap(run: tuple[int, int, int], following: tuple[int, int, int]) -> int:
    """By how much the new gap between two runs is larger than the old one."""
    return following[1] - run[1] - following[0] + run[0]


def _is_stray(run: tuple[int, int, int], more: int) -> bool:
    return more > 2 * run[2] + _SMALL


def _mapped(made: Alignment, start: int, end: int) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    begun = last = -1
    for at in range(start, end + 1):
        other = made.to[at] if at < end else -1
        if begun >= 0 and (other < 0 or other != last + 1):
            runs.append((begun, last - (at - 1 - begun), at - begun))
            begun = -1
        if other >= 0 and begun < 0:
            begun = at
        last = other
    return runs


def _slipped_before(made: Alignment, start: int, first: tuple[int, int, int]) -> int:
    """How many new characters in front of the first one that was mapped stand for the missing ones."""
    missing = first[0] - start
    if not missing:
        return 0
    room = 0
    while room < first[1] and made.back[first[1] - room - 1] < 0 and room <= 2 * missing + _SLIP:
        room += 1
    neighbour = made.back[first[1] - room - 1] if room < first[1] else -1
    known = neighbour >= 0 or room == first[1]
    return _share(missing, room, start - 1 - neighbour if known else -1)


def _slipped_behind(made: Alignment, end: int, last: tuple[int, int, int]) -> int:
    behind, stop = last[0] + last[2], last[1] + last[2]
    missing = end - behind
    if not missing:
        return 0
    room = 0
    size = len(made.back)
    while stop + room < size and made.back[stop + room] < 0 and room <= 2 * missing + _SLIP:
        room += 1
    neighbour = made.back[stop + room] if stop + room < size else len(made.to)
    return _share(missing, room, neighbour - end if neighbour >= 0 else -1)


def _share(missing: int, room: int, beside: int) -> int:
    """How much of the free room is the span's. `beside`: how many old characters of the neighbour's are missing, too;
    negative or large if the neighbour is no neighbour of old."""
    if room > 2 * missing + _SLIP:
        return 0
    if beside == 0:
        return room
    if 0 < beside <= missing + _SLIP + room:
        return min(room, max(missing, room - beside)) if room >= missing else room
    return min(missing, room) if room <= missing + _SLIP else 0
