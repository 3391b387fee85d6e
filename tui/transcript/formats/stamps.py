"""Times at the beginning of lines as web pages print them: `0:03`, `1:02:03`, and the same length in words."""

from __future__ import annotations

import re

from tui.patterns import late
from tui.records import Named
from tui.transcript.formats.captions import clock_ms

_CLOCK = late(
    r"[ \t\ufeff]*(?:([0-9]{1,3}):(?=[0-5][0-9]:))?([0-9]{1,3}):([0-5][0-9])(?:\.([0-9]{3})(?![0-9]))?"
    r"(?![0-9]*:[0-9] | [ \t]*+ (?: --?> | [-–—~～至到→] [ \t]*+ [0-9] ) )",
    re.VERBOSE,
)
_BLANK = late(r"[ \t\u3000\xa0]*")
_PARTS = tuple(
    late(rf"[ \t\xa0,，]*([0-9]{{1,3}})[ \t\xa0]?({units})", re.IGNORECASE)
    for units in ("hours?|小时|小時|時間", "minutes?|分钟|分鐘|分", "seconds?|秒钟|秒鐘|秒")
)
_FIRST_MS = 60_000
"""Before when a recording that is copied from its beginning has its first time."""


class Stamp(Named):
    """A time at the beginning of a line."""

    start: int
    ms: int
    clock: int
    """Where its digits end."""
    text: int
    """Where what stands behind it begins; blanks and the length in words are left out."""
    is_spelled: bool
    """Whether the length in words stands behind it."""


def stamp_at(text: str, start: int, end: int, *, may_be_spelled: bool = True) -> Stamp | None:
    """The time at the beginning of the line `[start, end)`; None if there is none.

    Where it may not be spelled, the length in words is text like any other.
    """
    clock = _CLOCK.match(text, start, end)
    if clock is None:
        return None
    ms = clock_ms(clock[1] or "0", clock[2], clock[3], clock[4] or "0")
    spelled = spelled_end(text, clock.end(), end, ms) if may_be_spelled else None
    behind = _BLANK.match(text, clock.end() if spelled is None else spelled, end)
    return Stamp(start, ms, clock.end(), behind.end() if behind else end, spelled is not None)


def spelled_end(text: str, at: int, end: int, ms: int) -> int | None:
    """Where the length `ms` ends, written in words at `at`, as in `1 minute, 3 seconds`; None if it stands not there.

    The words must say the very length, in hours, minutes and seconds; what is zero may be left out.
    """
    seconds = ms // 1000
    last = None
    for value, part in zip((seconds // 3600, seconds // 60 % 60, seconds % 60), _PARTS, strict=True):
        found = part.match(text, at, end)
        if found is None or int(found[1]) != value:
            if value:
                return None
            continue
        # `1 secondso` is one second and the word `so`.
        at = last = found.end() - (value == 1 and found[2][-1] in "sS")
    return last


def rising(stamps: list[Stamp]) -> list[Stamp]:
    """The stamps without those that are said, not shown: a time that leaps over the next one, or back and forth."""
    kept: list[Stamp] = []
    last = -1
    for i, stamp in enumerate(stamps):
        following = stamps[i + 1].ms if i + 1 < len(stamps) else None
        if following is not None and (last <= following < stamp.ms or stamp.ms < last <= following):
            continue
        kept.append(stamp)
        last = stamp.ms
    return kept


def begins(stamps: list[Stamp]) -> bool:
    """Whether the times begin near zero, as a recording's do."""
    return bool(stamps) and stamps[0].ms < _FIRST_MS


def are_odd(stamps: list[Stamp]) -> bool:
    """Whether the times end in seconds that no timetable has: more often than not in no multiple of five."""
    return sum(stamp.ms % 5000 > 0 for stamp in stamps) * 2 > len(stamps)
