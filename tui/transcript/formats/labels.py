"""Speakers' labels: `[林岚] …`, `林岚：…`, `Sam Lee: …`, believed only when the whole document speaks for them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tui.transcript.formats.vocabulary import NO_SPEAKERS, PARTICLES, ROLES

if TYPE_CHECKING:
    from tui.transcript.formats.page import Page


class Label(NamedTuple):
    """A speaker's printed label: whom it names, the offset at which the text behind it begins, and when that is."""

    speaker: str
    body: int
    start_ms: int | None = None


_LABEL = re.compile(
    r"""
    [ \t\u3000\ufeff]*
    (?: (?P<time> [\[(（【]? [0-9]{1,2}:[0-9]{2} (?: :[0-9]{2} )? (?: [.,][0-9]{1,3} )? [\])）】]? ) [ \t]+ )?
    (?: \*\*|__ )?
    (?: [\[【［] (?P<bracketed> [^\]】］\n]{1,60} ) [\]】］] (?! \( ) (?: \*\*|__ )? [ ]? [:：]?
      | (?P<plain> [^\s:：\n，。！？；、…,;!?“”‘’"\[\]【】|][^:：\n，。！？；、…,;!?“”‘’"|]{0,59} )
        (?: ： | : (?! [/:] ) )
    )
    (?: \*\*|__ )? (?P<blank> [ \t\u3000]* )
    """,
    re.VERBOSE,
)

_ASIDE = re.compile(r"(?<=\S)\s*[（(][^（()）]*[)）]$")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NAME = re.compile(r"[^\W\d_《「〈][\w ·・.．'’&#/《》〈〉「」()（）-]*|[《「〈][\w ·・.．《》〈〉「」-]+")
_TIME = re.compile(r"\d+[:：]\d")


_NO_BEGINNINGS = re.compile(
    "[我你您他她它牠这這那哪也就但其第如因所虽雖并並而却卻]|关于|關於|换句|換句|举个|舉個|综上|綜上|总[的而]|總[的而]|简单|簡單|"
    "具体|具體|接下|以下|比如|例如|首先|其次|最后|最後|另外|此外|同时|同時|还有|還有|一[是个種种方句]|二是|三是|两[种个]|兩[種個]"
)
_NO_ENDINGS = re.compile(
    r"(?:[是说說的了为為有到在叫道问問想过過]|如下|以下|包括|认为|認為|觉得|覺得|表示|指出|问题|問題|原因|方面|意思|时候|時候|"
    r"例子|声明|聲明|版权|版權|如何|什么|什麼|分别|分別|来讲|來講|的话|的話|提到|看来|看來|模式)$"
)


def believed_labels(page: Page) -> dict[int, Label]:
    """By the offset of their line, the labels that are speakers: they read like names, and they come back.

    A role such as 观众 is believed at its first word where at least two others have been.
    """
    found: dict[int, Label] = {}
    match = _LABEL.match
    text, has_glosses = page.text, bool(page.glosses)
    for start, end in page.lines:
        label = match(text, start, end)
        if label is None:
            continue
        bracketed = label["bracketed"] is not None
        if not bracketed and not _colon_ends_a_label(label, text, end):
            continue
        group = "bracketed" if bracketed else "plain"
        raw = page.clean(*label.span(group)) if has_glosses else label[group]
        speaker = _speaker(raw)
        if speaker:
            found[start] = Label(speaker, label.end(), _milliseconds(label["time"]))
    return _believed(found, len(page.lines))


def _believed(found: dict[int, Label], lines: int) -> dict[int, Label]:
    counts = Counter(label.speaker for label in found.values())
    names = {speaker for speaker, count in counts.items() if count >= 2 and _is_name(speaker)}
    spoken = sum(counts[name] for name in names)
    # One name alone that hardly ever comes is a phrase that comes back, not a conversation.
    if len(names) < 2 and spoken * 12 < lines:
        return {}
    if len(names) >= 2:
        names |= {speaker for speaker in counts if speaker in ROLES}
    return {start: label for start, label in found.items() if label.speaker in names}


def _milliseconds(time: str | None) -> int | None:
    """`[1:02:03.5]` or `02:03` in milliseconds."""
    if time is None:
        return None
    clock, _, fraction = time.strip("[]()（）【】").replace(",", ".").partition(".")
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0"))


def _colon_ends_a_label(label: re.Match[str], text: str, end: int) -> bool:
    """Not so in `key:value`: neither Latin nor a digit follows a half-width colon directly, unless behind hanzi."""
    behind = label.end("plain") + 1
    if text[behind - 1] == "：" or behind >= end:
        return True
    if text[behind].isascii() and text[behind].isalnum():
        return bool(_HAN.match(text, behind - 2) or text[behind - 2] in "》」）)")
    return True


def _speaker(raw: str) -> str:
    """The name in a label: no emphasis, no aside in brackets, single blanks."""
    name = " ".join(raw.strip("*_ \t\u3000").split())
    return _ASIDE.sub("", name) or name


def _is_name(name: str) -> bool:
    """Whether a label reads like a name or a role, and not like the beginning of a sentence or a field."""
    if name in ROLES:
        return True
    if name.lower().rstrip(".") in NO_SPEAKERS or not _NAME.fullmatch(name) or _TIME.search(name):
        return False
    han = len(_HAN.findall(name))
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
