"""Which character of an old text became which of a new one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from tui.annotations.realign.alignment import Alignment, gaps
from tui.annotations.realign.fit import fit
from tui.annotations.realign.fold import weight
from tui.annotations.realign.moves import moved
from tui.annotations.realign.runs import Run, chain, common_head, common_tail, unique_runs

_GRAM = 12
_MOVED = 8.0
"""How much a run must tell to be taken out of its order."""


def align(a: str, b: str, tick: Callable[[], None]) -> Alignment:
    """Align two folded texts: what kept its order first, then what moved, then what is left between."""
    made = Alignment(a, b)
    size, other = len(a), len(b)
    head = common_head(a, b, 0, size, 0, other)
    tail = common_tail(a, b, head, size, head, other)
    if head:
        made.put((0, 0, head), in_series=True)
    if tail:
        made.put((size - tail, other - tail, tail), in_series=True)
    box = (head, size - tail, head, other - tail)
    middle = a[head : size - tail]
    times = 1 if 2 * weight(middle) > len(middle) * 1.35 else 2
    runs = unique_runs(a, b, box, _GRAM * times, tick)
    series = chain(runs, tick)
    for run in series:
        made.put(run, in_series=True)
    taken = set(series)
    for run in sorted((run for run in runs if run not in taken), key=lambda run: (-run[2], run)):
        for part in made.free_parts(run):
            if weight(a[part[0] : part[0] + part[2]]) >= _MOVED:
                made.put(part)
    _fill(made, tick, times)
    for run in moved(made, tick, times):
        made.put(run)
    _fill(made, tick, times)
    return made


def _fill(made: Alignment, tick: Callable[[], None], times: int) -> None:
    """Align what stands between the same neighbours, and what is left beside one."""
    free = gaps(made.back)
    starts = [gap[0] for gap in free]
    ends = [gap[1] for gap in free]
    size = len(made.b)
    for count, (start, end) in enumerate(gaps(made.to)):
        if not count % 256:
            tick()
        left = made.to[start - 1] + 1 if start else 0
        right = made.to[end] if end < len(made.to) else size
        ordered = _is_ordered(made, start, end)
        after = bisect_left(starts, left)
        before = bisect_right(ends, right) - 1
        after = after if after < len(starts) and starts[after] == left else -1
        before = before if before >= 0 and ends[before] == right else -1
        if after >= 0 and after == before:
            _put(made, fit(made.a, made.b, (start, end, *free[after]), tick, times=times), ordered)
            continue
        if after >= 0:
            b0, b1 = free[after]
            reach = 2 * min(end - start, b1 - b0) + 20
            box = (start, min(end, start + reach), b0, min(b1, b0 + reach))
            taken = fit(made.a, made.b, box, tick, times=times, whole=False)
            _put(made, taken, ordered)
            if taken:
                start = taken[-1][0] + taken[-1][2]
        if before >= 0 and start < end:
            b0, b1 = free[before]
            reach = 2 * min(end - start, b1 - b0) + 20
            box = (max(start, end - reach), end, max(b0, b1 - reach), b1)
            _put(made, fit(made.a, made.b, box, tick, times=times, whole=False), ordered)


def _is_ordered(made: Alignment, start: int, end: int) -> bool:
    return bool((not start or made.series[start - 1]) and (end == len(made.to) or made.series[end]))


def _put(made: Alignment, runs: list[Run], ordered: bool) -> None:
    for run in runs:
        for part in made.free_parts(run):
            made.put(part, in_series=ordered)
