"""Times in cells and captions, as exports print them, and how they are drawn."""

from __future__ import annotations

from typing import NamedTuple

from tui.patterns import late

_CLOCK = r"(?:([0-9]{1,3})[:：])?([0-9]{1,3})[:：]([0-9]{1,2})(?:[.,]([0-9]{1,3})[0-9]*)?"
_SPAN = late(rf"[\[(（【]?\s*{_CLOCK}(?:\s*(?:--?>|[-–—~～至→])\s*{_CLOCK})?\s*[\])）】]?")


class Span(NamedTuple):
    """From when to when, in milliseconds."""

    start_ms: int
    end_ms: int | None = None
    is_exact: bool = False
    """Whether the times have fractions of seconds."""

    def __str__(self) -> str:
        """As it stands in a drawn head: `0:00:05.120 --> 0:00:09.000`, without fractions if it has none."""
        end = "" if self.end_ms is None else f" --> {_drawn(self.end_ms, is_exact=self.is_exact)}"
        return _drawn(self.start_ms, is_exact=self.is_exact) + end


def span_of(text: str) -> Span | None:
    """The time or the two times that a text is, and nothing else: `1:05`, `[00:01:05,120]`, `0:0:5.1 --> 0:0:9.12`."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    parts = found.groups()
    start = _ms(parts[:4])
    end = _ms(parts[4:]) if parts[6] is not None else None
    if start is None or (parts[6] is not None and end is None):
        return None
    return Span(start, end, parts[3] is not None or parts[7] is not None)


def _ms(parts: tuple[str | None, ...]) -> int | None:
    """Milliseconds of hours, minutes, seconds and the digits behind the point; None if it is no time."""
    hours, minutes, seconds, fraction = parts
    if int(seconds or 0) > 59 or (hours is not None and int(minutes or 0) > 59):
        return None
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "").ljust(3, "0"))


def _drawn(ms: int, *, is_exact: bool) -> str:
    seconds, rest = divmod(ms, 1000)
    clock = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{clock}.{rest:03}" if is_exact else clock
