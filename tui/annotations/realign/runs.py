"""Equal stretches of two texts that stand once in both, and the heaviest order of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Run = tuple[int, int, int]
"""A place in the old text, one in the new, and how many characters from there on are equal."""

Box = tuple[int, int, int, int]
"""A stretch of the old text and one of the new: `[a0, a1)`, `[b0, b1)`."""

BREATH = 1 << 16
"""After so many characters the one who waits is told."""


def unique_runs(a: str, b: str, box: Box, size: int, tick: Callable[[], None]) -> list[Run]:
    """Maximal equal runs in the box that hold `size` characters which stand once in either stretch; by old place."""
    a0, a1, b0, b1 = box
    if a1 - a0 < size or b1 - b0 < size:
        return []
    places: dict[str, int] = {}
    for at in range(b0, b1 - size + 1):
        gram = b[at : at + size]
        places[gram] = -1 if gram in places else at
        if not at % BREATH:
            tick()
    met = bytearray(b1 - b0)
    there = [-1] * (a1 - a0 - size + 1)
    for at in range(a0, a1 - size + 1):
        other = places.get(a[at : at + size], -1)
        if other >= 0:
            there[at - a0] = other
            met[other - b0] = 1 if not met[other - b0] else 2
        if not at % BREATH:
            tick()
    runs = []
    at, last = a0, a1 - size
    told = a0
    while at <= last:
        if at - told > BREATH:
            told = at
            tick()
        other = there[at - a0]
        if other < 0 or met[other - b0] > 1:
            at += 1
            continue
        back = common_tail(a, b, a0, at, b0, other)
        length = back + size + common_head(a, b, at + size, a1, other + size, b1)
        runs.append((at - back, other - back, length))
        at += length - back - size + 1
    return list(dict.fromkeys(runs))


def common_head(a: str, b: str, a0: int, a1: int, b0: int, b1: int) -> int:
    """How many characters are equal from `a0` and `b0` on."""
    most = min(a1 - a0, b1 - b0)
    done, step = 0, 16
    while done < most:
        size = min(step, most - done)
        if a[a0 + done : a0 + done + size] == b[b0 + done : b0 + done + size]:
            done += size
            step *= 2
            continue
        while size > 1:
            half = size // 2
            if a[a0 + done : a0 + done + half] == b[b0 + done : b0 + done + half]:
                done += half
                size -= half
            else:
                size = half
        break
    return done


def common_tail(a: str, b: str, a0: int, a1: int, b0: int, b1: int) -> int:
    """How many characters are equal up to `a1` and `b1`."""
    most = min(a1 - a0, b1 - b0)
    done, step = 0, 16
    while done < most:
        size = min(step, most - done)
        if a[a1 - done - size : a1 - done] == b[b1 - done - size : b1 - done]:
            done += size
            step *= 2
            continue
        while size > 1:
            half = size // 2
            if a[a1 - done - half : a1 - done] == b[b1 - done - half : b1 - done]:
                done += half
                size -= half
            else:
                size = half
        break
    return done


def chain(runs: Sequence[Run], tick: Callable[[], None]) -> list[Run]:
    """The heaviest series of runs that rise in both texts; where two overlap, the second is cut."""
    if not runs:
        return []
    order = sorted(runs)
    ranks = {place: rank for rank, place in enumerate(sorted({run[1] for run in order}), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before = []
    for number, (_, other, length) in enumerate(order):
        if not number % 4096:
            tick()
        rank = ranks[other] - 1
        most = (0, -1)
        while rank > 0:
            most = max(most, best[rank])
            rank -= rank & -rank
        before.append(most[1])
        here = (most[0] + length, number)
        rank = ranks[other]
        while rank < len(best):
            best[rank] = max(best[rank], here)
            rank += rank & -rank
    # The whole prefix.
    rank, most = len(best) - 1, (0, -1)
    while rank > 0:
        most = max(most, best[rank])
        rank -= rank & -rank
    series = []
    number = most[1]
    while number >= 0:
        series.append(order[number])
        number = before[number]
    return _uncrossed(reversed(series))


def _uncrossed(series: Iterable[Run]) -> list[Run]:
    kept: list[Run] = []
    a_end = b_end = 0
    for at, other, length in series:
        cut = max(0, a_end - at, b_end - other)
        if cut < length:
            kept.append((at + cut, other + cut, length - cut))
            a_end, b_end = at + length, other + length
    return kept
