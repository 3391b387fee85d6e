"""Whom a head line names: the label, cleaned, and whether it reads like a name or a role."""

from __future__ import annotations

import re

from tui.patterns import late
from tui.records import Named
from tui.transcript.formats.vocabulary import NO_SPEAKERS, PARTICLES, ROLES
from tui.transcript.lines import line_beginnings


class Label(Named):
    """A speaker's printed label: whom it names, the offset at which the text behind it begins, and when that is."""

    speaker: str
    body: int
    """Never beyond the end of the label's line; at that end when the text begins on a line below."""
    start_ms: int | None = None
    end_ms: int | None = None
    """In milliseconds, as printed; None where the label does not print it."""


_ASIDE = late(r"(?<=\S)\s*[（(][^（()）]*[)）]$")
_NAME = late(r"[^\W\d_《「〈][\w ·・.．'’&#/《》〈〉「」()（）-]*|[《「〈][\w ·・.．《》〈〉「」-]+")
_TIME = late(r"\d+[:：]\d")

_NO_BEGINNINGS = late(
    "[我你您他她它牠這这那哪也就但其第如因所虽雖并並而却卻]|关于|關於|换句|換句|举个|舉個|综上|綜上|总[的而]|總[的而]|简单|簡單|"
    "具体|具體|接下|以下|比如|例如|首先|其次|最后|最後|另外|此外|同时|同時|还有|還有|一[是个種种方句]|二是|三是|两[种个]|兩[種個]"
)
_NO_ENDINGS = late(
    r"(?:[是说說的了为為有到在叫道问問想过過]|如下|以下|包括|认为|認為|觉得|覺得|表示|指出|问题|問題|原因|方面|意思|时候|時候|"
    r"例子|声明|聲明|版权|版權|如何|什么|什麼|分别|分別|来讲|來講|的话|的話|提到|看来|看來|模式)$"
)
_NUMBERED = late(
    r"(?:(?:发言|發言|说话|說話|讲话|講話)[人者]|讲者|講者|演讲者|講員)"
    r"[ _-]?(?:\d{1,3}|[A-Z]|[一二三四五六七八九十甲乙丙丁戊己])"
    r"|(?:speaker|spk|participant)(?:[ _-]?\d{1,3}|[ _-][A-Z])"
    r"|未知(?:发言|發言|说话|說話)[人者]|unknown speaker",
    re.IGNORECASE,
)
_NUMBERED_LINE = late(rf"[ \t*_]*(?:{_NUMBERED.pattern})", re.IGNORECASE)
_MAY_BE_NUMBERED = late(
    r"\n[ \t\u3000\ufeff*_]*+(?=[发發说說讲講演未spu])"
    r"(?:发言|發言|说话|說話|讲话|講話|讲者|講者|演讲|講員|未知|speaker|spk|participant|unknown)",
    re.IGNORECASE,
)
_NO_TIMED = late(
    # What stands before a time of day, a length or a score.
    r"(?:.*(?:时间|時間|时长|時長|时刻|時刻|长度|長度|总长|總長|日期|比分|比例|比率|比值|截止|开始|開始|结束|結束|"
    r"上午|下午|早上|早晨|清晨|晚上|中午|凌晨|傍晚|午后|夜里|今天|明天|昨天|后天|前天|今晚|明早))"
    r"|(?:周|星期|礼拜|禮拜)[一二三四五六日天末]"
    r"|(?:.* )?(?:duration|length|score|ratio|start|end|begin|began|at|until|till|from|to|by|around|about|on)"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satu?r?|sun)(?:day)?|today|tomorrow|yesterday|noon",
    re.IGNORECASE,
)
_DATE = late(r"\d{2,4}[-/.年]\d|\d月\d")


def speaker_of(raw: str) -> str:
    """The name in a label: no emphasis, no aside in brackets, single blanks."""
    name = " ".join(raw.strip("*_ \t\u3000").split())
    return _ASIDE.sub("", name) or name


def is_numbered(name: str) -> bool:
    """Whether a machine gave the name, such as 发言人1, 说话人 2, Speaker 3, SPEAKER_00."""
    return _NUMBERED.fullmatch(name) is not None


def numbered_lines(text: str) -> list[int]:
    """The offsets of the lines that may begin with such a name, if one of them does; none else."""
    starts = [start for start, _ in line_beginnings(_MAY_BE_NUMBERED, text)]
    return starts if any(_NUMBERED_LINE.match(text, start) for start in starts) else []


def is_han(char: str) -> bool:
    """Whether a character is a hanzi. A pattern of them all takes longer to compile than a page to read."""
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def is_name(name: str) -> bool:
    """Whether a label reads like a name or a role, and not like the beginning of a sentence or a field."""
    if name in ROLES:
        return True
    if name.lower().rstrip(".") in NO_SPEAKERS or not _NAME.fullmatch(name) or _TIME.search(name):
        return False
    han = sum(map(is_han, name))
    if han:
        if han > 12 or len(name) > 24 or len(name.split()) > 4:
            return False
        return not (_NO_BEGINNINGS.match(name) or _NO_ENDINGS.search(name))
    words = name.split()
    if len(words) > 5 or len(name) > 40:
        return False
    if len(words) == 1 or (len(words) == 2 and words[1].isdigit()):
        return True
    return words[0][0].isupper() and all(
        word[0].isupper() or not word[0].isalpha() or word.lower() in PARTICLES or not word[0].isascii()
        for word in words
    )


def is_timed_name(name: str, *, is_marked: bool) -> bool:
    """Whether what stands beside a time reads like a name, not like a day, a length or a score.

    `is_marked`: brackets or a colon set the time off, so that a nickname or a telephone's number may stand before it.
    """
    if is_numbered(name):
        return True
    if _NO_TIMED.fullmatch(name) or _DATE.search(name):
        return False
    if is_name(name):
        return True
    return (
        is_marked
        and len(name) <= 24
        and not name.isdigit()
        and name.lower() not in NO_SPEAKERS
        and not _TIME.search(name)
        and not _NO_BEGINNINGS.match(name)
        and not _NO_ENDINGS.search(name)
    )
