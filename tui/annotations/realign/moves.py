"""What was taken out of its place: equal stretches among what is left over on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from heapq import heapify, heappop, heappush

from tui.annotations.realign.alignment import Alignment, gaps
from tui.annotations.realign.fold import weight
from tui.annotations.realign.runs import BREATH, Run, common_head

_GRAM = 6
_LONG_GRAM = 12
_MUCH = 200_000
"""From so many characters left over on either side only longer runs are looked for."""
_TELLING = 5.5
_MOST_PLACES = 12
"""A gram that stands more often tells nothing."""


def moved_lines(made: Alignment, old: Iterable[int], new: Iterable[int]) -> list[Run]:
    """Whole lines that nothing became and that nothing became of, and that stand once on either side, however short.

    `old` and `new`: where lines begin, rising.
    """
    sides = []
    for text, side, begins in ((made.a, made.to, list(old)), (made.b, made.back, list(new))):
        lines: dict[str, list[int]] = defaultdict(list)
        for begin, end in zip(begins, [*begins[1:], len(text)], strict=False):
            if 2 * side[begin:end].count(-1) > end - begin:
                lines[text[begin:end]].append(begin)
        sides.append(lines)
    return [
        (at[0], sides[1][line][0], len(line))
        for line, at in sides[0].items()
        if len(at) == 1 and len(sides[1].get(line, ())) == 1
    ]


def moved(made: Alignment, tick: Callable[[], None], times: int) -> list[Run]:
    """Equal runs of free characters, the longest first; none takes a character of another."""
    old, new = gaps(made.to), gaps(made.back)
    left = [sum(end - start for start, end in side) for side in (old, new)]
    size = (_LONG_GRAM if max(left) > _MUCH else _GRAM) * times
    places: dict[str, list[int]] = defaultdict(list)
    ends: dict[int, int] = {}
    for start, end in new:
        tick()
        for at in range(start, end - size + 1):
            if not at % BREATH:
                tick()
            places[made.b[at : at + size]].append(at)
            ends[at] = end
    heap: list[tuple[int, int, int, int]] = []
    for start, end in old:
        tick()
        heap += _runs(made, (start, end), size, places, ends, tick)
    heapify(heap)
    taken: list[Run] = []
    a_taken, b_taken = bytearray(len(made.a)), bytearray(len(made.b))
    while heap:
        length, _, at, other = heappop(heap)
        part = _free(a_taken, b_taken, (at, other, -length))
        if part[2] < size or weight(made.a[part[0] : part[0] + part[2]]) < _TELLING:
            continue
        if part[2] < -length:
            heappush(heap, (-part[2], abs(part[0] - part[1]), part[0], part[1]))
            continue
        taken.append(part)
        a_taken[part[0] : part[0] + part[2]] = b"\1" * part[2]
        b_taken[part[1] : part[1] + part[2]] = b"\1" * part[2]
    return taken


def _runs(
    made: Alignment,
    gap: tuple[int, int],
    size: int,
    places: dict[str, list[int]],
    ends: dict[int, int],
    tick: Callable[[], None],
) -> list[tuple[int, int, int, int]]:
    """Maximal runs from an old gap: minus the length, how far it went, and where it stands in both."""
    found = []
    start, end = gap
    known: dict[int, int] = {}
    """For each diagonal the old place up to which it is known."""
    for at in range(start, end - size + 1):
        if not at % BREATH:
            tick()
        others = places.get(made.a[at : at + size], ())
        if len(others) > _MOST_PLACES:
            continue
        for other in others:
            if known.get(other - at, -1) > at:
                continue
            length = size + common_head(made.a, made.b, at + size, end, other + size, ends[other])
            known[other - at] = at + length - size + 1
            found.append((-length, abs(other - at), at, other))
    return found


def _free(a_taken: bytearray, b_taken: bytearray, run: Run) -> Run:
    """The longest part of a run that nobody has taken."""
    at, other, length = run
    best = (at, other, 0)
    begun = 0
    for step in range(length + 1):
        if step == length or a_taken[at + step] or b_taken[other + step]:
            if step - begun > best[2]:
                best = (at + begun, other + begun, step - begun)
            begun = step + 1
    return best
