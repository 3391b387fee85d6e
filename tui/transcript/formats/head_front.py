"""What a meeting app prints above the first head with a time: title, date, length, keywords, who was there."""

from __future__ import annotations

import re

from tui.patterns import late
from tui.transcript.formats.marks import is_byline, mark_of
from tui.transcript.formats.page import Page
from tui.transcript.formats.vocabulary import NO_SPEAKERS, ROLES
from tui.transcript.model import SegmentKind

FRONT_LINES = 40
"""How many lines the front of a document may have at most."""

_WORDS = (
    r"(?:关键词|關鍵詞|关键字|關鍵字|参会人员?|參會人員?|与会人员?|與會人員?|与会者|與會者|参与者|參與者|发言人|發言人|说话人|說話人|"
    r"(?:录音|錄音|音频|音頻|视频|視頻|会议|會議)?(?:时长|時長)|(?:会议|會議|录制|錄製|录音|錄音|创建|創建|开始|開始|结束|結束)"
    r"(?:时间|時間|日期)|时间|時間|日期|地点|地點|会议号|會議號|会议\s?ID|主持人|发起人|發起人|记录人|記錄人|文件名|"
    r"(?:summary )?keywords|speakers|participants|attendees|duration|length|date|time|recorded(?: on)?|created(?: on)?)"
)
_FIELD = late(rf"{_WORDS}\s*(?:[:：|｜]\s*(?P<value>.*)|\s(?=.*[0-9]).*)?", re.IGNORECASE)
_ANY_FIELD = late(r"[^\s:：，。！？；、,;!?“”|]{2,8}\s?[:：](?!//)(?P<value>.*[^。！？!?…])?")
_PART = late(
    r"(?:文字记录|文字記錄|逐字稿|文字稿|全文|原文|转写结果|轉寫結果|会议记录|會議記錄|(?:full )?transcript)"
    r"\s*[:：]?",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WHEN = late(
    # A date or a length, alone on its line, with what else a clock or a calendar says.
    rf"""(?: (?:19|20)\d\d \s? [-/.年] \s? \d{{1,2}} \s? [-/.月] \s? \d{{1,2}} \s? 日?
      | (?: (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\ )? {_MONTH} \ \d{{1,2}} (?:st|nd|rd|th)? ,?\ (?:19|20)\d\d
      | (?: (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\ )? \d{{1,2}} \ {_MONTH} \ (?:19|20)\d\d
      | (?: \d+ \s? (?: 个小时|小时|小時|分钟|分鐘|分|秒钟|秒
            |hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s) \s? )+ $
      | \d{{1,3}}:\d\d (?: :\d\d )? $ )
      [\s\d:：~～|｜•·,，\-–—()（）.年月日上下午中晚凌晨周星期一二三四五六日天时時小分钟鐘秒apmuthourinesdcgt]{{0,60}}""",
    re.VERBOSE | re.IGNORECASE,
)


def front_kinds(page: Page) -> dict[int, SegmentKind]:
    """What the lines above the first head are, by their offsets; nothing if that head has no time."""
    first = next(iter(page.labels), None)
    if first is None or page.labels[first].start_ms is None:
        return {}
    kinds: dict[int, SegmentKind] = {}
    front: list[int] = []
    is_value = False
    for start, end in page.lines[: FRONT_LINES + 1]:
        if start >= first:
            return kinds
        line = page.line(start, end).lstrip("\ufeff")
        front.append(start)
        if mark_of(line) is not None or len(line) > 400:
            is_value = False
            continue
        known = _FIELD.fullmatch(line)
        field = known or _ANY_FIELD.fullmatch(line)
        if len(front) == 1 and field and known is None and _is_title(line) and not _is_field(line):
            field = None  # a title with a colon
        if _PART.fullmatch(line):
            kinds[start] = SegmentKind.HEADING
            is_value = False
        elif field or is_value or _WHEN.fullmatch(line) or is_byline(line):
            kinds[start] = SegmentKind.METADATA
            # A field's name alone on its line has its value below.
            is_value = field is not None and not field["value"] and line.rstrip(":： ").find(" ", 10) < 0
        elif len(front) == 1 and _is_title(line):
            kinds[start] = SegmentKind.HEADING
    return {}


def _is_field(line: str) -> bool:
    name = re.split("[:：]", line, maxsplit=1)[0].strip()
    return name in ROLES or name.lower() in NO_SPEAKERS


def _is_title(line: str) -> bool:
    return 0 < len(line) <= 60 and line[-1] not in "。！？!?…，,；;：:、"
