"""Times as people write them: `2026-01-31`, `last tuesday`, `上周二`, `3 days ago`."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from tui.patterns import late

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CHINESE_DAYS = "一二三四五六日"
_UNITS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800, "分钟": 60, "小时": 3600, "天": 86400, "周": 604800}
_NAMED = {
    "today": 0,
    "今天": 0,
    "今日": 0,
    "yesterday": 1,
    "昨天": 1,
    "昨日": 1,
    "the day before yesterday": 2,
    "前天": 2,
    "last week": 7,
    "上周": 7,
}
_DATE = late(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[t ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(z|[-+]\d{2}(?::?\d{2})?))?)?",
    re.ASCII,
)
_AGO = late(r"(\d{1,4})\s*([a-z]+?)s?\s+ago|(\d{1,4})\s*(分钟|小时|天|周)前", re.ASCII)
_WEEKDAY = late(r"(?:(last)\s+)?([a-z]{3,9})|(上)?(?:周|星期|礼拜)([一二三四五六日天])")


def span(text: str) -> tuple[datetime, datetime]:
    """The time that `text` names: its first moment and the one behind its last, a day, a minute or less; aware.

    What says no offset (`Z`, `+08:00`) is local time.
    Raises argparse's error for what names none.
    """
    found = _span(" ".join(text.lower().replace("：", ":").split()), datetime.now().astimezone())
    if found is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no time: write 2026-01-31, '2026-01-31 08:15', 2026-01-31T08:15:00Z, yesterday,"
            " 'last tuesday', '3 days ago'"
        )
    return found


def _span(text: str, now: datetime) -> tuple[datetime, datetime] | None:
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if text in ("now", "现在"):
        return now, now
    if text in _NAMED:
        return _day(today - timedelta(days=_NAMED[text]))
    try:
        if match := _DATE.fullmatch(text):
            return _written(match)
        if match := _AGO.fullmatch(text):
            unit = _UNITS.get(match[2] or match[4])
            if unit is None:
                return None
            then = now - timedelta(seconds=int(match[1] or match[3]) * unit)
            return _day(then) if unit >= 86400 else (then, then)
        if match := _WEEKDAY.fullmatch(text):
            return _weekday(match, today)
    except (ValueError, OverflowError):
        return None
    return None


def _written(match: re.Match[str]) -> tuple[datetime, datetime]:
    """The day, minute, second or part of a second that a date says. Raises ValueError, OverflowError."""
    numbers = [int(part) for part in match.groups()[:6] if part is not None]
    moment = datetime(*numbers)  # type: ignore[arg-type]
    if match[4] is None:
        return _day(moment)
    moment = moment.replace(tzinfo=_zone(match[8])).astimezone(UTC) if match[8] else moment.astimezone()
    if match[7] is None:
        return moment, moment + timedelta(seconds=1 if match[6] else 60)
    # The database knows milliseconds.
    part = match[7][:3]
    moment += timedelta(milliseconds=int(part.ljust(3, "0")))
    return moment, moment + timedelta(milliseconds=10 ** (3 - len(part)))


def _zone(offset: str) -> tzinfo:
    """`z`, `+08`, `+0800` or `+08:00`."""
    if offset == "z":
        return UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        raise ValueError("no offset is that large")
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if offset[0] == "-" else ahead)


def _weekday(match: re.Match[str], today: datetime) -> tuple[datetime, datetime] | None:
    if match[2] is not None:
        index = next((n for n, day in enumerate(_DAYS) if match[2] in (day, day[:3])), None)
        if index is None:
            return None
        return _day(today - timedelta(days=(today.weekday() - index - 1) % 7 + 1))
    index = _CHINESE_DAYS.index("日" if match[4] == "天" else match[4])
    if match[3]:
        # 上周二 is the one of the week before this one.
        return _day(today - timedelta(days=today.weekday() + 7 - index))
    return _day(today - timedelta(days=(today.weekday() - index - 1) % 7 + 1))


def _day(moment: datetime) -> tuple[datetime, datetime]:
    """The local day of `moment`, whatever the clock does in it."""
    first = datetime(moment.year, moment.month, moment.day)
    return first.astimezone(), (first + timedelta(days=1)).astimezone()
