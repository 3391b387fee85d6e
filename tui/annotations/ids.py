"""Keys and times of what a reader adds."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime

from tui.patterns import late

UUID = late(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A key as `uuid7` spells it."""

_lock = threading.Lock()
_last = 0
"""The newest 60 bits of milliseconds and counter that were given out."""


def uuid7() -> str:
    """A new UUID version 7 (RFC 9562) in its usual spelling.

    Keys sort by the time they were made; within a process each is greater than the one before, also when many are
    made in one millisecond or the clock is set back.
    """
    global _last
    with _lock:
        _last = max(time.time_ns() // 1_000_000 << 12, _last + 1)
        stamp = _last
    number = stamp >> 12 << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64
    number |= 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def now() -> str:
    """The time in UTC, ISO 8601 with milliseconds, e.g. `2026-01-31T08:15:00.000Z`."""
    return stored(datetime.now(UTC))


def stored(moment: datetime) -> str:
    """A moment as the database writes times, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def local(time: str, *, seconds: bool = False) -> str:
    """A time of the database as a reader's clock showed it, to the minute or second; as it is if it is none."""
    try:
        return f"{datetime.fromisoformat(time).astimezone():{'%Y-%m-%d %H:%M:%S' if seconds else '%Y-%m-%d %H:%M'}}"
    except ValueError:
        return time


def storable(text: str) -> str:
    """`text` as a database can hold it: lone surrogates (of file names that are no UTF-8) are spelt out, `\\udcff`."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text
