"""Speakers' labels: `[林岚] …`, `林岚：…`, `Sam Lee: …`, believed only when the whole document speaks for them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tui.transcript.formats.head_names import HAN, Label, has_numbered, is_name, is_numbered, speaker_of
from tui.transcript.formats.head_times import Head, believed_heads, head_at, may_have_heads
from tui.transcript.formats.vocabulary import ROLES

if TYPE_CHECKING:
    from tui.transcript.formats.page import Page

_LABEL = re.compile(
    r"""
    [ \t\u3000\ufeff]*
    (?: \*\*|__ )?
    (?: [\[【［] (?P<bracketed> [^\]】］\n]{1,60} ) [\]】］] (?! \( ) (?: \*\*|__ )? [ ]? [:：]?
      | (?P<plain> [^\s:：\n，。！？；、…,;!?“”‘’"\[\]【】|][^:：\n，。！？；、…,;!?“”‘’"|]{0,59} )
        (?: ： | : (?! [/:] ) )
    )
    (?: \*\*|__ )? (?P<blank> [ \t\u3000]* )
    """,
    re.VERBOSE,
)
_BARE = re.compile(r"[ \t\u3000\ufeff]*(?:\*\*|__)?(?P<name>[^\W\d][\w \t-]{2,19}?)(?:\*\*|__)?[ \t\u3000]*")


def believed_labels(page: Page) -> dict[int, Label]:
    """By the offset of their line, the labels that are speakers: they read like names, and they come back.

    A role such as 观众 is believed at its first word where at least two others have been, a number such as 发言人3
    where another has been; heads with times are
    believed by rules of their own (`head_times`).
    """
    found: dict[int, Label] = {}
    heads: list[Head] = []
    text = page.text
    may_be_timed, may_be_bare = may_have_heads(text), has_numbered(text)
    for start, end in page.lines:
        head = head_at(page, start, end) if may_be_timed else None
        if head is not None:
            heads.append(head)
            continue
        label = _label_at(page, start, end)
        if label is None and may_be_bare and end - start <= 32:
            label = _bare_at(page, start, end)
        if label is not None:
            found[start] = label
    timed = believed_heads(page, heads, Counter(label.speaker for label in found.values())) if heads else {}
    return _believed(found, timed, len(page.lines))


def _label_at(page: Page, start: int, end: int) -> Label | None:
    """The label without a time at the beginning of the line `[start, end)`, whether or not it is a speaker."""
    text = page.text
    label = _LABEL.match(text, start, end)
    if label is None:
        return None
    group = "plain" if label["bracketed"] is None else "bracketed"
    if group == "plain" and not _colon_ends_a_label(label, text, end):
        return None
    speaker = speaker_of(page.clean(*label.span(group)) if page.glosses else label[group])
    return Label(speaker, label.end()) if speaker else None


def _bare_at(page: Page, start: int, end: int) -> Label | None:
    """The label of a line that is nothing but a numbered speaker, such as `发言人1`."""
    bare = _BARE.fullmatch(page.text, start, end)
    name = speaker_of(bare["name"]) if bare else ""
    return Label(name, end) if is_numbered(name) else None


def _believed(found: dict[int, Label], timed: dict[int, Label], lines: int) -> dict[int, Label]:
    """Of the labels without times those that are speakers, together with those with times; in order of lines."""
    counts = Counter(label.speaker for label in found.values())
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
    untimed = {start: label for start, label in found.items() if label.speaker in names}
    if len(timed) > len(untimed):  # above the first head stand a meeting's fields: `主持人：林岚`
        first = min(timed)
        untimed = {start: label for start, label in untimed.items() if start > first or label.speaker in with_times}
    return dict(sorted((untimed | timed).items())) if timed else untimed


def _colon_ends_a_label(label: re.Match[str], text: str, end: int) -> bool:
    """Not so in `key:value`: neither Latin nor a digit follows a half-width colon directly, unless behind hanzi.

    Nor between digits, as in `比分3：2`, unless they number a speaker.
    """
    behind = label.end("plain") + 1
    if behind >= end:
        return True
    if text[behind].isdigit() and text[behind - 2].isdigit():
        return text[behind - 1] == "：" and is_numbered(label["plain"])
    if text[behind - 1] == "：":
        return True
    if text[behind].isascii() and text[behind].isalnum():
        return bool(HAN.match(text, behind - 2) or text[behind - 2] in "》」）)")
    return True
