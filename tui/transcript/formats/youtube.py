"""A transcript copied off a video's page: times alone on their lines or glued to what is said.

`0:03` above one or more lines of text; `0:03text`; and, as newer pages copy, `0:033 secondstext`, where the length
that a screen reader speaks stands behind the time, in the page's language.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from itertools import pairwise

from tui.patterns import late
from tui.transcript.formats.assemble import Gathering
from tui.transcript.formats.captions import WHY_STAMP, body_spans, labels_in
from tui.transcript.formats.head_names import is_name, is_numbered
from tui.transcript.formats.marks import is_byline, is_unended, mark_of
from tui.transcript.formats.page import Page
from tui.transcript.formats.stamps import Stamp, are_odd, begins, rising, spelled_end, stamp_at
from tui.transcript.formats.vocabulary import PANEL_WORDS
from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind

NAME = "youtube"

_CHAPTER = late(r"(?:chapter|第|章节|章節)[ ]?[0-9]{1,3}[ ]?(?:章节|章節|章)?[ ]?[:：].{1,200}", re.IGNORECASE)
_LANGUAGE = late(r"\S.{0,40}[（(](?:auto-generated|自动生成|自動產生|自動生成)[)）]", re.IGNORECASE)
_ADDRESS = late(r"https?://\S+", re.IGNORECASE)
_INSIDE = late(r"(?<![0-9:])(?=[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9])?[ ]?[0-9]{1,3}[ ]?[^\W\d])")
_SAMPLE = 300
_LEAST = 3
"""How many times a copied page must at least show."""
_HEADING_LENGTH = 60
_LONGEST = 240
"""Characters that a chapter's line, or a line of the page above the first time, may have."""
_REACH = 20_000


class _Shape(Enum):
    """Where the times of a page stand."""

    SPELLED = "before the length in words"
    ALONE = "on lines of their own"
    GLUED = "before the text, with nothing between"
    SPACED = "before the text, with a blank between"


def matches(page: Page, name: str) -> bool:
    """Whether the first lines hold times as a page prints them, which rise as a recording's do."""
    shape = _shape(page)
    return shape is not None and (shape is not _Shape.SPACED or not page.labels)


def segments(page: Page) -> tuple[Segment, ...]:
    """A paragraph per line of text, with the time above or before it; turns only where the text itself names speakers.

    The first line below a time takes it as its head; further lines are paragraphs with the same time. Chapters are
    headings; the words of the page's buttons are metadata.
    """
    text, lines = page.text, page.lines
    stamps = _stamps(page)
    lengths = _lengths(page, stamps)
    kinds = _kinds(page, stamps, lengths)
    bodies = [(stamps[start].text if start in stamps else start, end) for start, end in lines if start not in kinds]
    named = labels_in(page, [(body, end) for body, end in bodies if body < end])
    gathering = Gathering()
    head: Stamp | None = None
    tail = 0
    at: int | None = None
    for start, end in lines:
        stamp = stamps.get(start)
        if head is not None and (stamp is not None or start in kinds):
            gathering.went_on(Paragraph(head.start, tail, tail, at))
            head = None
        if start in kinds:
            gathering.alone(kinds[start], Paragraph(start, start, end))
            continue
        at = at if stamp is None else stamp.ms
        if (stamp is not None and stamp.text == end) or (head is not None and start in lengths):
            head, tail = stamp or head, end
            continue
        opens = start if head is None else head.start
        body = start if stamp is None else stamp.text
        head = None
        if body in named and text[body] not in "[【［":  # brackets set off a sound here, not a speaker
            speaker, behind = named[body]
            gathering.said(speaker, Paragraph(opens, behind, end, at))
        else:
            gathering.went_on(Paragraph(opens, body, end, at))
    if head is not None:
        gathering.went_on(Paragraph(head.start, tail, tail, at))
    return gathering.segments()


def edits(page: Page, spoken: tuple[Segment, ...]) -> tuple[Edit, ...]:
    """Times with their lengths in words that stand inside a line are read as a blank."""
    found = []
    for start, end in body_spans(spoken):
        for inside in _INSIDE.finditer(page.text, start, end):
            stamp = stamp_at(page.text, inside.start(), end)
            if stamp is not None and stamp.is_spelled and inside.start() > start:
                found.append(Edit(inside.start(), stamp.text, " ", EditKind.HIDDEN, WHY_STAMP))
    return tuple(found)


def title(page: Page, found: tuple[Segment, ...]) -> str:
    """The first heading above the first time, if more stands between: the last one there is a chapter's."""
    for segment, below in pairwise(found):
        if segment.start_ms is not None or below.start_ms is not None:
            break
        line = page.line(segment.start, segment.end)
        if segment.kind is SegmentKind.HEADING and not _CHAPTER.fullmatch(line):
            return line.lstrip("# ")
    return ""


def _shape(page: Page) -> _Shape | None:
    """Where most times of the first lines stand; None if they are no times of a recording."""
    text = page.text
    found: dict[_Shape, list[tuple[int, Stamp]]] = {shape: [] for shape in _Shape}
    sample = page.lines[:_SAMPLE]
    for number, (start, end) in enumerate(sample):
        stamp = stamp_at(text, start, end)
        if stamp is not None:
            found[_shape_of(text, stamp, end)].append((number, stamp))
    spelled = found[_Shape.SPELLED]
    if len(spelled) == 1 and len(sample) < _LEAST:
        return _Shape.SPELLED if _inside(text, *sample[spelled[0][0]]) else None
    shape = max(_Shape, key=lambda shape: len(found[shape]))
    most = found[shape]
    if len(most) < _LEAST:
        return None
    times = [stamp for _, stamp in most]
    kept = rising(times)
    is_recording = shape is _Shape.SPELLED or begins(kept) or (shape is _Shape.ALONE and are_odd(kept))
    if not is_recording or len(kept) * 5 < len(times) * 4:
        return None
    first, last = most[0][0], most[-1][0]
    if shape is not _Shape.ALONE:
        return shape if len(most) * 3 > last - first else None
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(most)]
    has_text = sum(gap > 1 for gap in gaps) * 10 >= len(gaps) * 7
    return shape if has_text and len(most) * 6 > last - first and not _are_named(page, most) else None


def _shape_of(text: str, stamp: Stamp, end: int) -> _Shape:
    if stamp.is_spelled:
        return _Shape.SPELLED
    if stamp.text == end:
        return _Shape.ALONE
    return _Shape.GLUED if stamp.text == stamp.clock else _Shape.SPACED


def _inside(text: str, start: int, end: int) -> bool:
    """Whether a line holds more times with their lengths in words."""
    inside = (stamp_at(text, found.start(), end) for found in _INSIDE.finditer(text, start, min(end, start + _REACH)))
    return sum(stamp is not None and stamp.is_spelled for stamp in inside) >= _LEAST


def _are_named(page: Page, alone: list[tuple[int, Stamp]]) -> bool:
    """Whether the lines above most times are names: a conversation, whose text stands below name and time."""
    above = [page.line(*page.lines[number - 1]) for number, _ in alone if number]
    counts = Counter(above)
    named = sum(len(line) <= 24 and (is_numbered(line) or (counts[line] > 1 and is_name(line))) for line in above)
    return named * 2 > len(above)


def _stamps(page: Page) -> dict[int, Stamp]:
    """By the offset of their lines: the times of the page, all in its shape."""
    shape = _shape(page)
    text = page.text
    found = []
    for start, end in page.lines:
        stamp = stamp_at(text, start, end, may_be_spelled=shape is _Shape.SPELLED)
        if stamp is None:
            continue
        its = _shape_of(text, stamp, end)
        # The first time, zero, may lack its length in words.
        if its in (shape, _Shape.ALONE) or (shape is _Shape.SPELLED and its is _Shape.GLUED and stamp.ms == 0):
            found.append(stamp)
    return {stamp.start: stamp for stamp in rising(found)}


def _lengths(page: Page, stamps: dict[int, Stamp]) -> set[int]:
    """The offsets of the lines that say in words the time alone above them, if most times have one below."""
    found = set()
    alone = 0
    for (above, above_end), (start, end) in pairwise(page.lines):
        stamp = stamps.get(above)
        if stamp is not None and stamp.text == above_end:
            alone += stamp.ms > 0
            behind = spelled_end(page.text, start, end, stamp.ms)
            if behind is not None and not page.text[behind:end].strip():
                found.add(start)
    return found if len(found) * 2 >= alone else set()


def _kinds(page: Page, stamps: dict[int, Stamp], lengths: set[int]) -> dict[int, SegmentKind]:
    """By the offset of their lines: what is not said."""
    kinds: dict[int, SegmentKind] = {}
    lines = page.lines
    first = min(stamps, default=0)
    for start, end in lines:
        if start in stamps or start in lengths or end - start > _LONGEST:
            continue
        line = page.line(start, end)
        if _CHAPTER.fullmatch(line):
            kinds[start] = SegmentKind.HEADING
        elif start < first:
            kind = _front_kind(line)
            if kind is not None:
                kinds[start] = kind
    if lines and lines[-1][0] not in stamps and _LANGUAGE.fullmatch(page.line(*lines[-1])):
        kinds[lines[-1][0]] = SegmentKind.METADATA
    if any(start > first and kind is SegmentKind.HEADING for start, kind in kinds.items()):
        return kinds
    return kinds | dict.fromkeys(_unnumbered(page, stamps, lengths | kinds.keys()), SegmentKind.HEADING)


def _front_kind(line: str) -> SegmentKind | None:
    """What a line above the first time is; None for text."""
    if line.lower().rstrip(".。:：") in PANEL_WORDS or _ADDRESS.fullmatch(line) or is_byline(line):
        return SegmentKind.METADATA
    return mark_of(line) or (SegmentKind.HEADING if is_unended(line[-_HEADING_LENGTH:]) else None)


def _unnumbered(page: Page, stamps: dict[int, Stamp], known: set[int]) -> list[int]:
    """The offsets of chapters' titles without a number: short second lines where nearly every time has but one.

    What is `known` is no text.
    """
    groups: list[list[tuple[int, int]]] = []
    for start, end in page.lines:
        stamp = stamps.get(start)
        if stamp is not None:
            groups.append([])
        if groups and start not in known and (stamp is None or stamp.text < end):
            groups[-1].append((start, end))
    if sum(len(group) <= 1 for group in groups) * 5 < len(groups) * 4:
        return []
    last = [group[-1] for group in groups[:-1] if len(group) > 1]
    return [
        start
        for start, end in last
        if end - start <= _HEADING_LENGTH and is_unended(page.line(start, end)) and not page.text[start].islower()
    ]
