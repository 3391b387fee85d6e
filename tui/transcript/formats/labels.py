"""Speakers' labels: `[林岚] …`, `林岚：…`, `Sam Lee: …`, believed only when the whole document speaks for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from typing import TYPE_CHECKING

from tui.patterns import late
from tui.transcript.formats.head_names import Label, is_han, is_name, is_numbered, numbered_lines, speaker_of
from tui.transcript.formats.head_times import believed_heads, find_heads
from tui.transcript.formats.label_table import Found, Labels
from tui.transcript.formats.vocabulary import ROLES
from tui.transcript.lines import line_beginnings

if TYPE_CHECKING:
    from tui.transcript.formats.page import Page

_LABEL = late(
    r"""
    \n [ \t\u3000\ufeff]*
    (?: \*\*|__ )?
    (?: [\[【［] (?P<bracketed> [^\]】］\n]{1,60}+ ) [\]】］] (?! \( ) (?: \*\*|__ )? [ ]? [:：]?
      | (?P<plain> [^\s:：\n，。！？；、…,;!?“”‘’"\[\]【】|][^:：\n，。！？；、…,;!?“”‘’"|]{0,59}+ )
        (?: ： (?P<sure> (?= [\u4e00-\u9fff] ) )? | : (?! [/:] ) )
    )
    (?: \*\*|__ )? [ \t\u3000]*
    """,
    re.VERBOSE,
)
_SIGNS = "：:[【［"
_BARE = late(r"[ \t\u3000\ufeff]*(?:\*\*|__)?(?P<name>[^\W\d][\w \t-]{2,19}?)(?:\*\*|__)?[ \t\u3000]*")
_BARE_LENGTH = 32
"""Characters that a line with nothing but a numbered speaker has at most."""


def believed_labels(page: Page) -> Labels:
    """By the offset of their line, the labels that are speakers: they read like names, and they come back.

    A role such as 观众 is believed at its first word where at least two others have been, a number such as 发言人3
    where another has been; heads with times are believed by rules of their own (`head_times`).
    """
    heads = find_heads(page)
    found = _find(page, {head.start for head in heads})
    timed = believed_heads(page, heads, found.counts()) if heads else {}
    return Labels(_believed(found, timed, len(page.lines)), timed)


def _find(page: Page, taken: Set[int]) -> Found:
    """The labels without times on lines that are not `taken`, whether or not they are speakers; in order."""
    found = Found()
    text, is_plain = page.text, not page.glosses
    for start, label in line_beginnings(_LABEL, text, _SIGNS):
        bracketed, plain, is_sure = label.groups()
        if is_sure is None and plain is not None and not _colon_ends_a_label(label):
            continue
        if start in taken:
            continue
        back = 0 if start else 1
        raw = plain if bracketed is None else bracketed
        if not is_plain:
            first, last = label.span("plain" if bracketed is None else "bracketed")
            raw = page.clean(first - back, last - back)
        found.add(start, raw, label.end() - back)
    numbered = numbered_lines(text)
    if not numbered:
        return found
    labelled = taken | set(found.starts)
    bare = [row for row in (_bare_at(text, start) for start in numbered if start not in labelled) if row]
    return found.having(bare)


def _bare_at(text: str, start: int) -> tuple[int, str, int] | None:
    """The line at `start`, its label and where that ends, if it is nothing but a numbered speaker: `发言人1`."""
    end = text.find("\n", start, start + _BARE_LENGTH + 1)
    if end < 0:
        end = len(text)
    bare = _BARE.fullmatch(text, start, end) if end - start <= _BARE_LENGTH else None
    return (start, bare["name"], end) if bare and is_numbered(speaker_of(bare["name"])) else None


def _believed(found: Found, timed: dict[int, Label], lines: int) -> Found:
    """Of the labels without times those that are speakers; `timed`: the labels with times."""
    counts = found.counts()
    with_times = Counter(label.speaker for label in timed.values())
    names = {name for name, count in counts.items() if count + with_times[name] >= 2 and is_name(name)}
    spoken = sum(counts[name] for name in names)
    speakers = names | set(with_times)
    # One name alone that hardly ever comes is a phrase that comes back, not a conversation.
    if len(speakers) < 2 and (spoken + with_times.total()) * 12 < lines:
        names = set()
    if len(speakers) >= 2:
        names |= {speaker for speaker in counts if speaker in ROLES}
    if any(is_numbered(speaker) for speaker in speakers):
        names |= {speaker for speaker in counts if is_numbered(speaker)}
    believed = {who for name, who in found.names.items() if name in names}
    untimed = found if len(believed) == len(found.names) else found.only(who in believed for who in found.whose)
    if len(timed) > len(untimed):  # above the first head stand a meeting's fields: `主持人：林岚`
        first = min(timed)
        known = {who for name, who in found.names.items() if name in with_times}
        untimed = untimed.only(start > first or who in known for start, who, _ in untimed.rows())
    return untimed


def _colon_ends_a_label(label: re.Match[str]) -> bool:
    """Not so in `key:value`: neither Latin nor a digit follows a half-width colon directly, unless behind hanzi.

    Nor between digits, as in `比分3：2`, unless they number a speaker.
    """
    text, behind = label.string, label.end("plain") + 1
    if text[behind : behind + 1] in ("", "\n"):
        return True
    if text[behind].isdigit() and text[behind - 2].isdigit():
        return text[behind - 1] == "：" and is_numbered(label["plain"])
    if text[behind - 1] == "：":
        return True
    if text[behind].isascii() and text[behind].isalnum():
        return is_han(text[behind - 2]) or text[behind - 2] in "》」）)"
    return True
