"""Spans that hold no letter and no digit: signs, pictures, cue times."""

from __future__ import annotations

from bisect import bisect_left

from tui.annotations.model import AnchorState
from tui.annotations.realign.alignment import Alignment
from tui.annotations.realign.fold import Folded
from tui.annotations.realign.outcome import LOST, Evidence, Remapped


def find_marks(old: Folded, new: Folded, made: Alignment, start: int, end: int) -> Remapped:
    """Where `old.source[start:end]` stands between the letters that stood around it; LOST if it does not."""
    at = bisect_left(old.where, start)
    wanted = old.source[start:end]
    if not wanted.strip():
        return LOST
    before = made.to[at - 1] if at else -1
    behind = made.to[at] if at < len(made.to) else len(new.text)
    if (at and before < 0) or behind < 0 or not 0 < behind - before <= 24:
        return LOST
    low = new.where[before] + 1 if before >= 0 else 0
    high = new.where[behind] if behind < len(new.where) else len(new.source)
    place = new.source.find(wanted, low, high)
    if place < 0 or new.source.find(wanted, place + 1, high) >= 0:
        return LOST
    seen = Evidence(1.0, 1.0, 1.0, 0.0)
    state = AnchorState.EXACT if place == start else AnchorState.MOVED
    return Remapped(state, place, place + len(wanted), behind - before == 1, seen)
