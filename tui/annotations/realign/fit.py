"""What two short stretches have in common, in order."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

from tui.annotations.realign.runs import Box, Run, chain, common_head, common_tail, unique_runs

_CELLS = 20_000
"""Larger boxes are not compared character by character."""

_SIZES = ((12, 1 << 40), (6, 1 << 30), (4, 1 << 22), (3, 1 << 18))
"""How long a run must be to part a box, and up to how many cells; twice as long where letters are Latin."""

_TELLING_RUN = 4


def fit(a: str, b: str, box: Box, tick: Callable[[], None], *, times: int = 1, whole: bool = True) -> list[Run]:
    """Equal runs in the box that rise in both texts. In order.

    `times`: 1 where characters are Han, 2 where they are letters. `whole`: both stretches stand between the same
    neighbours, so that what they begin and end with belongs together.
    """
    kept: list[Run] = []
    boxes = [box]
    while boxes:
        a0, a1, b0, b1 = boxes.pop()
        if whole:
            head = common_head(a, b, a0, a1, b0, b1)
            if head:
                kept.append((a0, b0, head))
                a0, b0 = a0 + head, b0 + head
            tail = common_tail(a, b, a0, a1, b0, b1)
            if tail:
                a1, b1 = a1 - tail, b1 - tail
                kept.append((a1, b1, tail))
        if a0 == a1 or b0 == b1:
            continue
        found = _parting(a, b, (a0, a1, b0, b1), tick, times)
        if not found:
            if (a1 - a0) * (b1 - b0) <= _CELLS:
                kept.extend(_close(a, b, (a0, a1, b0, b1), times))
            continue
        kept.extend(found)
        for at, other, length in found:
            boxes.append((a0, at, b0, other))
            a0, b0 = at + length, other + length
        boxes.append((a0, a1, b0, b1))
        whole = True
    return sorted(kept)


def _parting(a: str, b: str, box: Box, tick: Callable[[], None], times: int) -> list[Run]:
    a0, a1, b0, b1 = box
    cells = (a1 - a0) * (b1 - b0)
    for size, most in _SIZES:
        if cells <= most:
            found = chain(unique_runs(a, b, box, size * times, tick), tick)
            if found:
                return found
    return []


def _close(a: str, b: str, box: Box, times: int) -> list[Run]:
    """Character by character; nothing if it is so little that it may be chance."""
    a0, a1, b0, b1 = box
    blocks = SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False).get_matching_blocks()
    runs = [(a0 + block.a, b0 + block.b, block.size) for block in blocks if block.size]
    enough = 3 * sum(run[2] for run in runs) >= min(a1 - a0, b1 - b0)
    return runs if enough or any(run[2] >= _TELLING_RUN * times for run in runs) else []
