"""Head lines with a time: `发言人1 00:01`, `林岚(00:00:03): …`, `[00:00:01] Sam: …`, `**Speaker 2 01:15**`.

A time is `m:ss`, `mmm:ss` or `h:mm:ss`, with a fraction or none, bare or in brackets, before or after the name; a
second time behind a dash or an arrow says until when. The text stands behind the head or on the lines below.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tui.patterns import late
from tui.records import Named
from tui.transcript.formats.head_names import Label, is_name, is_numbered, is_timed_name, speaker_of

if TYPE_CHECKING:
    from tui.transcript.formats.page import Page

_CLOCK = (
    r"(?<![0-9:：]) [0-9]{1,3} [:：] [0-5][0-9] (?: [:：] [0-5][0-9] )? (?: [.,][0-9]{1,3} )? (?! [0-9] | [:：][0-9] )"
)
_NEVER = '，。！？；、…,;!?“”‘’"'
_NAME = rf"[^\s:：{_NEVER}\[\]【】［］|<>(（-][^\n:：{_NEVER}\[\]【】［］|<>]{{0,47}}?"
_SPACE = r"[ \t\u3000\xa0]"
_LEAD = rf"[ \t\u3000\xa0\ufeff]* (?: \#{{1,6}} {_SPACE}+ )? (?: \*\*|__ )?"
_EMPHASIS = r"(?: \*\*|__ )?"


def _times(kind: str) -> str:
    """The pattern of a time or a span of times, in the groups `{kind}_from` and `{kind}_to`."""
    return rf"""(?P<{kind}_from> {_CLOCK} )
        (?: {_SPACE}* (?: --?> | [-–—~～至→] ) {_SPACE}* (?P<{kind}_to> {_CLOCK} ) )?"""


_AFTER = late(
    rf"""{_LEAD}
    (?: [\[【［] (?P<inside> {_NAME} ) {_SPACE}+ {_times("inside")} {_SPACE}* [\]】］]
      | (?: [\[【［] (?P<boxed> {_NAME} ) [\]】］] | (?P<plain> {_NAME} ) ) {_EMPHASIS}
        (?: {_SPACE}* [\[(（【［<] {_SPACE}* {_times("set")} {_SPACE}* [\])）】］>]
          | (?: {_SPACE}+ | (?<= [\]】］*] ) ) {_times("bare")} )
    )
    {_EMPHASIS} {_SPACE}* (?P<colon> [:：] )? {_EMPHASIS} (?P<blank> {_SPACE}* )""",
    re.VERBOSE,
)
_BEFORE = late(
    rf"""{_LEAD}
    (?: [\[【［] {_times("inside")} {_SPACE}+ (?P<inside> {_NAME} ) [\]】］] (?P<inside_colon> [:：] )?
      | (?: [\[(（【［<] {_SPACE}* {_times("set")} {_SPACE}* [\])）】］>] {_EMPHASIS} {_SPACE}*
          | {_times("bare")} {_EMPHASIS} {_SPACE}+ ) {_EMPHASIS}
        (?: [\[【［] (?P<boxed> {_NAME} ) [\]】］] {_EMPHASIS} (?P<boxed_colon> [:：] )?
          | (?P<plain> {_NAME} ) {_EMPHASIS} {_SPACE}*
            (?: (?P<colon> [:：] (?! [/:] ) (?: (?<! [0-9][:：] ) | (?! [0-9] ) ) ) | (?= {_EMPHASIS} {_SPACE}* $ ) )
        )
    )
    {_EMPHASIS} (?P<blank> {_SPACE}* )""",
    re.VERBOSE,
)
_ANY = late(r"[0-9][:：][0-5][0-9]")
# The colon first: it is found quicker than any digit.
_COLONS = (late(r":(?<=[0-9].)[0-5][0-9]"), late(r"：(?<=[0-9].)[0-5][0-9]"))
_NOT_IN_HEAD = late(f"[{_NEVER}]")
"""What never stands before the time of a head, as it stands in no name."""

_TIME_FIRST = late(rf"{_LEAD} [\[(（【［<]? {_SPACE}* [0-9]{{1,3}} [:：] [0-5][0-9]", re.VERBOSE)
_REACH = 96
"""How many characters of a line a head may take."""

_LEAST_IN_ORDER = 0.9
"""What part of the times of a shape without colon go up when it is a recording and no timetable."""


class Head(Named):
    """A line that begins like a head with a time."""

    start: int
    label: Label
    shape: tuple[bool, bool, bool]
    """Whether the time stands before the name, whether brackets set something off, whether a colon ends it."""
    is_alone: bool
    """Whether nothing stands behind it on its line."""
    is_long: bool
    """Whether its time has hours, minutes and seconds."""

    @property
    def ms(self) -> int:
        """When it begins, in milliseconds."""
        return self.label.start_ms or 0


def find_heads(page: Page) -> list[Head]:
    """The heads with times at the beginnings of lines, in order."""
    text = page.text
    colons = [colon.start() for pattern in _COLONS for colon in pattern.finditer(text)]
    heads: list[Head] = []
    behind = 0
    for colon in sorted(colons):
        if colon < behind:
            continue
        reach = max(0, colon - _REACH)
        start = text.rfind("\n", reach, colon) + 1
        if not start and reach:
            continue
        behind = text.find("\n", colon)
        behind = len(text) if behind < 0 else behind
        if _NOT_IN_HEAD.search(text, start, colon):
            continue
        head = head_at(page, start, behind)
        if head is not None:
            heads.append(head)
    return heads


def head_at(page: Page, start: int, end: int) -> Head | None:
    """The head with a time at the beginning of the line `[start, end)`; None if there is none."""
    text = page.text
    if not _ANY.search(text, start, min(end, start + _REACH)):
        return None
    is_before = _TIME_FIRST.match(text, start, end) is not None
    found = (_BEFORE if is_before else _AFTER).match(text, start, end)
    if found is None:
        return None
    kind = "inside" if found["inside"] else "set" if found["set_from"] else "bare"
    whose = "inside" if kind == "inside" else "boxed" if found["boxed"] else "plain"
    has_colon = bool(found["colon"] or (is_before and (found["boxed_colon"] or found["inside_colon"])))
    is_set = kind != "bare" or whose != "plain"
    is_alone = found.end() == end
    raw = page.clean(*found.span(whose)) if page.glosses else found[whose]
    name, numbered = _named(raw, is_marked=is_set and has_colon)
    began, until = found[kind + "_from"], found[kind + "_to"]
    is_long = began.count(":") + began.count("：") == 2
    # Behind a bare time, text needs a colon, or a name that a machine gave: `Sam 12:30 came` is prose, and so is
    # `[Sam] 12:30 is fine`, but for the name.
    sets_off = kind != "bare" or (whose == "boxed" and (is_before or is_long))
    if not name or not (is_alone or has_colon or sets_off or numbered):
        return None
    label = Label(name, found.end(), clock_ms(began), clock_ms(until) if until else None)
    return Head(start, label, (is_before, is_set, has_colon), is_alone, is_long)


@lru_cache(maxsize=1024)
def _named(raw: str, *, is_marked: bool) -> tuple[str, bool]:
    """The name in what stands beside a time, empty if it is none, and whether a machine gave it."""
    name = speaker_of(raw)
    return name if is_timed_name(name, is_marked=is_marked) else "", is_numbered(name)


def clock_ms(time: str) -> int:
    """`1:02:03.5` or `02:03` in milliseconds."""
    clock, _, fraction = time.replace("：", ":").replace(",", ".").partition(".")
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + (int(fraction.ljust(3, "0")) if fraction else 0)


def believed_heads(page: Page, heads: list[Head], untimed: Counter[str]) -> dict[int, Label]:
    """By the offset of their line, the heads with times that are speakers.

    A name that a machine numbered is believed at once; a name that comes back, where its shape does; a name that
    comes once, where others of its shape are believed and its time lies between theirs. `untimed` counts the labels
    without times.
    """
    counts = untimed + Counter(head.label.speaker for head in heads)
    shapes: dict[tuple[bool, bool, bool], list[Head]] = defaultdict(list)
    for head in heads:
        shapes[head.shape].append(head)
    believed: list[Head] = []
    for (is_before, _, has_colon), alike in shapes.items():
        numbered = [head for head in alike if is_numbered(head.label.speaker)]
        if not has_colon and (_is_timetable(page, alike) or not _go_up(alike)):
            believed += numbered
            continue
        sure = [head for head in alike if counts[head.label.speaker] >= 2 or head in numbered]
        # Times with hours are a recording's; but `00:00:05 good morning` is what was said, not who.
        if len(alike) >= 2 and (has_colon or not is_before) and _go_up(alike) and all(head.is_long for head in alike):
            sure = alike
        if len(sure) >= 2:
            sure = list(_fitting(page, alike, {head.start for head in sure}))
        believed += sure
    # One name alone that hardly ever comes, and that no machine gave, is a phrase that comes back.
    names = {head.label.speaker for head in believed}
    if len(names) == 1 and not is_numbered(*names) and len(believed) * 12 < len(page.lines):
        return {}
    return {head.start: head.label for head in believed}


def _is_timetable(page: Page, heads: list[Head]) -> bool:
    """Whether most heads that stand alone have no text below: a line that begins with a time follows, or none."""
    alone = [head.start for head in heads if head.is_alone]
    if not alone:
        return False
    starts = set(alone)
    bare = 0
    for start in alone:
        following = page.lines.below(start)
        bare += following is None or following in starts or _TIME_FIRST.match(page.text, following) is not None
    return bare * 2 > len(alone)


def _go_up(heads: list[Head]) -> bool:
    steps = [later.ms >= earlier.ms for earlier, later in pairwise(heads)]
    return not steps or sum(steps) >= _LEAST_IN_ORDER * len(steps)


def _fitting(page: Page, heads: list[Head], sure: set[int]) -> Iterator[Head]:
    """The sure heads, and those between them that read like names and whose times fit in.

    Not so the line below a head that stands alone: that is its text.
    """
    texts = {page.lines.below(head.start) for head in heads if head.is_alone and head.start in sure}
    last = 0
    following: list[int | None] = [None] * len(heads)
    upcoming: int | None = None
    for i in range(len(heads) - 1, -1, -1):
        following[i] = upcoming
        if heads[i].start in sure:
            upcoming = heads[i].ms
    for head, next_ms in zip(heads, following, strict=True):
        if head.start in sure:
            last = head.ms
            yield head
        elif head.start not in texts and is_name(head.label.speaker) and last <= head.ms <= (next_ms or head.ms):
            yield head
