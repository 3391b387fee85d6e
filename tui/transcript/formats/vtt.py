"""WebVTT: cues with voices, or names as Zoom prints them; rolling captions are read once."""

from __future__ import annotations

import re
from dataclasses import field

from tui.patterns import late
from tui.records import record
from tui.transcript.formats.assemble import Gathering
from tui.transcript.formats.captions import (
    ENTITY,
    NUMBER,
    STAMP,
    TIMES,
    Times,
    behind_marks,
    body_spans,
    entity,
    labels_in,
    read_as,
    repeated_lines,
    times_of,
)
from tui.transcript.formats.head_names import speaker_of
from tui.transcript.formats.page import Page
from tui.transcript.formats.vocabulary import NO_SPEAKERS
from tui.transcript.model import Edit, Paragraph, Segment, SegmentKind

NAME = "vtt"

_HEADER = late(r"\ufeff?WEBVTT(?:[ \t].*)?")
_FIELD = late(r"[A-Za-z-]+[ ]?[:=]")
_TITLE = late(r"(?:NOTE[ \t]+)?(?:title|标题|標題|会议主题|會議主題)[ \t]*[:：][ \t]*(\S.{0,199})", re.IGNORECASE)
_TITLE_LINES = 12
_ASIDE = late(r"NOTE(?:[ \t].*)?|(?:STYLE|REGION)[ \t]*")
_VOICE = late(r"[ \t]*(?:<(?![vV/])[^<>\n]*>[ \t]*)*<[vV](?:\.[^\s<>]*)?[ \t]+([^<>\n]*)>[ \t]*")
_ZOOM = late(r"[ \t]*([^\s:：<\[][^:：<\n]{0,59})(?:：[ \t]*|:[ \t]+)(?=\S)")
_TAG = rf"</?(?:c|i|b|u|v|ruby|rt|lang|font)(?:[. \t][^<>\n]*)?>|{STAMP}"
_PLAIN = late(_TAG, re.IGNORECASE)
_MARK = late(rf"{_TAG}|{ENTITY}", re.IGNORECASE)


@record(slots=True)
class _Block:
    """A cue (`head` is where its id or its times begin, `tail` where its times end), or lines outside of cues."""

    head: int | None = None
    tail: int = 0
    times: Times = (None, None)
    is_metadata: bool = False
    lines: list[tuple[int, int]] = field(default_factory=list)


def matches(page: Page, name: str) -> bool:
    """Whether the first line is the format's, and, where it says more than that, a cue's times follow."""
    first = next(iter(page.lines), None)
    if first is None or not _HEADER.fullmatch(page.text, *first):
        return False
    if page.text[first[0] : first[1]].strip(" \t\ufeff") == "WEBVTT":
        return True
    return any(_is_timing(page, i) for i in range(len(page.lines)))


def segments(page: Page) -> tuple[Segment, ...]:
    """Turns where cues have voices or names, else a paragraph per line; header, notes and styles as metadata.

    The first line of a cue's text takes its id and times, and lines that the cue before has shown already, as its
    head; further lines are paragraphs with the same times.
    """
    blocks = _blocks(page)
    cues = ((block.times, block.lines) for block in blocks if block.head is not None)
    repeated = repeated_lines(page.text, cues, _PLAIN)
    speakers = _speakers(page, blocks)
    gathering = Gathering()
    voice: str | None = None
    head: int | None = None
    tail = 0
    times: Times = (None, None)

    def went_on(paragraph: Paragraph) -> None:
        if voice is not None:
            gathering.said(voice, paragraph)
        else:
            gathering.went_on(paragraph)

    for block in blocks:
        if head is not None and block.head is None:  # a cue without text, or without text of its own
            went_on(Paragraph(head, tail, tail, *times))
            head = None
        if block.is_metadata:
            for start, end in block.lines:
                gathering.alone(SegmentKind.METADATA, Paragraph(start, start, end))
            continue
        if block.head is not None:
            head = block.head if head is None else head
            tail, times = block.tail, block.times
        for start, end in block.lines:
            if start in repeated:
                tail = end
                continue
            opens = start if head is None else head
            head = None
            speaker, body = speakers.get(start, (None, start))
            voice = speaker or voice
            went_on(Paragraph(opens, body, end, *block.times))
    if head is not None:
        went_on(Paragraph(head, tail, tail, *times))
    return gathering.segments()


def title(page: Page, found: tuple[Segment, ...]) -> str:
    """What the first line says behind the format's name, or a note or header line that is a title; else empty."""
    lines = [page.line(s.start, s.end) for s in found[:_TITLE_LINES] if s.kind is SegmentKind.METADATA]
    header = _HEADER.fullmatch(lines[0]) if lines else None
    name = header[0].lstrip("\ufeff").removeprefix("WEBVTT").strip(" \t-–—") if header else ""
    if name and name.upper() != "FILE" and not _FIELD.match(name):
        return name
    named = (_TITLE.fullmatch(line) for line in lines)
    return next((match[1].strip() for match in named if match), "")


def edits(page: Page, spoken: tuple[Segment, ...]) -> tuple[Edit, ...]:
    """Tags inside the text are not read, entities as what they stand for, a second voice in a line as `Name: `."""
    if _MARK.search(page.text) is None:
        return ()
    return read_as(page, body_spans(spoken), _MARK, _read_mark)


def _read_mark(mark: re.Match[str]) -> str | None:
    if mark[0].startswith("&"):
        return entity(mark[0])
    voice = _VOICE.match(mark[0])
    if voice is None or not _name(voice[1]):
        return ""
    before = mark.string[mark.start() - 1 : mark.start()]
    return f"{'' if before.isspace() else ' '}{_name(voice[1])}: "


def _name(raw: str) -> str:
    """A voice's name: entities read, single blanks."""
    return (
        " ".join(_MARK.sub(lambda mark: _read_mark(mark) or "", raw).split()) if "&" in raw else " ".join(raw.split())
    )


def _is_timing(page: Page, i: int) -> bool:
    start, end = page.lines[i]
    return page.text.find("-->", start, end) >= 0 and TIMES.fullmatch(page.text, start, end) is not None


def _opens(page: Page, i: int) -> bool:
    """Whether a line begins a block: an empty line, not just a blank one, stands before it."""
    return i == 0 or "\n\n" in page.text[page.lines[i - 1][1] : page.lines[i][0]]


def _blocks(page: Page) -> list[_Block]:
    """Every line that is not blank, in order: cues, metadata, and what is neither."""
    lines = page.lines
    blocks: list[_Block] = []
    i = 0
    while i < len(lines):
        times_at = _cue_at(page, i)
        if times_at is not None:
            times = times_of(TIMES.fullmatch(page.text, *lines[times_at]))
            blocks.append(_Block(lines[i][0], lines[times_at][1], times))
            i = times_at + 1
            continue
        if _opens(page, i):
            shape = _ASIDE if i else _HEADER
            blocks.append(_Block(is_metadata=shape.fullmatch(page.text, *lines[i]) is not None))
        blocks[-1].lines.append(lines[i])
        i += 1
    return blocks


def _cue_at(page: Page, i: int) -> int | None:
    """The index of the line with the times of the cue that begins at line `i`; None if none begins there."""
    if i == 0 and _HEADER.fullmatch(page.text, *page.lines[0]):
        return None
    if _is_timing(page, i):
        return i
    if i + 1 == len(page.lines) or not _is_timing(page, i + 1) or _opens(page, i + 1):
        return None
    return i + 1 if _opens(page, i) or NUMBER.fullmatch(page.text, *page.lines[i]) else None


def _speakers(page: Page, blocks: list[_Block]) -> dict[int, tuple[str, int]]:
    """By the offset of the line: who speaks, and where the text begins. Voices, else labels, else Zoom's names."""
    found: dict[int, tuple[str, int]] = {}
    text = page.text
    for block in blocks:
        for start, end in () if block.is_metadata else block.lines:
            voice = _VOICE.match(text, start, end)
            if voice and _name(page.clean(*voice.span(1))):
                found[start] = (_name(page.clean(*voice.span(1))), voice.end())
    if found:
        return found
    cues = [block.lines[0] for block in blocks if block.head is not None and block.lines]
    zoom = [(start, _ZOOM.match(text, start, end)) for start, end in cues]
    named = {start: match for start, match in zoom if match and match[1].strip().lower() not in NO_SPEAKERS}
    if len(cues) >= 3 and len(named) * 10 >= len(cues) * 9:
        found = {start: (speaker_of(page.clean(*match.span(1))), match.end()) for start, match in named.items()}
    spoken = [span for block in blocks if not block.is_metadata for span in block.lines]
    opened = behind_marks(page, spoken, _PLAIN)
    labels = labels_in(page, [(opened.get(start, start), end) for start, end in spoken])
    starts = {behind: start for start, behind in opened.items()}
    return found | {starts.get(start, start): label for start, label in labels.items()}
