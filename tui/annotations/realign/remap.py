"""Spans of an old text found in a new one: map, check, search."""

from __future__ import annotations

from collections.abc import Sequence

from tui.annotations.model import AnchorState
from tui.annotations.realign.align import align
from tui.annotations.realign.fold import fold
from tui.annotations.realign.moves import moved_lines
from tui.annotations.realign.outcome import LOST, Evidence, Progress, Remapped, Talk
from tui.annotations.realign.place import Places
from tui.annotations.realign.seams import line_begins, settle
from tui.annotations.realign.talk import Witness
from tui.errors import Misuse


def remap(
    old: str,
    new: str,
    spans: Sequence[tuple[int, int]],
    progress: Progress | None = None,
    *,
    old_talk: Talk = (),
    new_talk: Talk = (),
) -> list[Remapped]:
    """Where `spans` (code points of `old`) stand in `new`, one answer for each, in their order.

    `old_talk` and `new_talk`: who speaks when in either, if that is known. Pure and deterministic; for a worker.
    Raises Misuse if a span leaves the old text, and whatever `progress` raises.
    """
    for start, end in spans:
        if not 0 <= start <= end <= len(old):
            raise Misuse(f"{start}:{end} is outside the text", f"it has {len(old)} characters")
    tell = progress or (lambda _: None)
    if old == new:
        tell(1.0)
        same = Evidence(1.0, 1.0, 1.0, float(len(old)))
        return [Remapped(AnchorState.EXACT, start, end, True, same) for start, end in spans]
    tell(0.0)
    before, now = (fold(text, lambda: tell(0.0)) for text in (old, new))
    tell(0.05)
    made = align(before.text, now.text, lambda: tell(0.05))
    tell(0.5)
    settle(before, now, made)
    tell(0.53)
    for run in moved_lines(made, line_begins(before), line_begins(now)):
        for part in made.free_parts(run):
            made.put(part)
    tell(0.56)
    work = Places(before, now, made, Witness(before, now, made, old_talk, new_talk), lambda: tell(0.9))
    found = []
    for number, span in enumerate(spans):
        found.append(work.by_map(*span))
        tell(0.6 + 0.3 * number / len(spans))
    lost = [number for number, one in enumerate(found) if one is LOST]
    for count, number in enumerate(lost):
        found[number] = work.by_search(*spans[number])
        tell(0.9 + 0.1 * count / len(lost))
    tell(1.0)
    return found
