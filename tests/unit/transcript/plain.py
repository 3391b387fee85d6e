"""What the page, its labels and its segments are, said in the plainest way: line by line, with nothing put off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from tui.transcript.edits.glosses import find_glosses
from tui.transcript.formats import assemble as assembling
from tui.transcript.formats import dialogue, head_names, labels, notebook, sentences, text
from tui.transcript.formats import page as paging
from tui.transcript.formats.assemble import HEAD_LINES, Gathering
from tui.transcript.formats.head_front import front_kinds
from tui.transcript.formats.head_names import Label, is_name, is_numbered, speaker_of
from tui.transcript.formats.head_times import Head, believed_heads, head_at
from tui.transcript.formats.marks import is_byline, is_quoted, is_unended, mark_of
from tui.transcript.formats.page import Page
from tui.transcript.formats.vocabulary import ROLES
from tui.transcript.lines import Lines
from tui.transcript.model import Edit, Paragraph, Segment, SegmentKind
from tui.transcript.understand import FORMATS

Span = tuple[int, int]
Kinds = Mapping[int, SegmentKind]


def plain_lines(source: str) -> list[Span]:
    """`[start, end)` of the lines that are not blank."""
    spans = []
    start = 0
    for line in source.split("\n"):
        if line and not line.isspace():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def plain_gaps(source: str) -> int:
    """How many lines stand exactly one blank line below another."""
    filled = [bool(line) and not line.isspace() for line in source.split("\n")]
    return sum(1 for i in range(2, len(filled)) if filled[i] and not filled[i - 1] and filled[i - 2])


def plain_labels(page: Page) -> dict[int, Label]:
    """The believed labels: each line is looked at."""
    found: dict[int, Label] = {}
    heads: list[Head] = []
    lines = plain_lines(page.text)
    numbered = any(head_names._NUMBERED_LINE.match(page.text, start) for start, _ in lines)
    for start, end in lines:
        head = head_at(page, start, end)
        if head is not None:
            heads.append(head)
            continue
        label = _label(page, start, end) or (_bare(page, start, end) if numbered and end - start <= 32 else None)
        if label is not None:
            found[start] = label
    timed = believed_heads(page, heads, Counter(label.speaker for label in found.values())) if heads else {}
    counts = Counter(label.speaker for label in found.values())
    with_times = Counter(label.speaker for label in timed.values())
    names = {name for name, count in counts.items() if count + with_times[name] >= 2 and is_name(name)}
    speakers = names | set(with_times)
    if len(speakers) < 2 and (sum(counts[name] for name in names) + with_times.total()) * 12 < len(lines):
        names = set()
    if len(speakers) >= 2:
        names |= {speaker for speaker in counts if speaker in ROLES}
    if any(is_numbered(speaker) for speaker in speakers):
        names |= {speaker for speaker in counts if is_numbered(speaker)}
    untimed = {start: label for start, label in found.items() if label.speaker in names}
    if len(timed) > len(untimed):
        first = min(timed)
        untimed = {start: label for start, label in untimed.items() if start > first or label.speaker in with_times}
    return dict(sorted((untimed | timed).items()))


def _label(page: Page, start: int, end: int) -> Label | None:
    label = labels._LABEL.match("\n" + page.text[start:end])
    if label is None or (label["plain"] is not None and not labels._colon_ends_a_label(label)):
        return None
    first, last = (at - 1 + start for at in label.span("plain" if label["bracketed"] is None else "bracketed"))
    speaker = speaker_of(page.clean(first, last))
    return Label(speaker, label.end() - 1 + start) if speaker else None


def _bare(page: Page, start: int, end: int) -> Label | None:
    bare = labels._BARE.fullmatch(page.text, start, end)
    name = speaker_of(bare["name"]) if bare else ""
    return Label(name, end) if is_numbered(name) else None


def plain_segments(page: Page, known: Kinds) -> tuple[Segment, ...]:
    """The segments: line after line, each to whoever has the word."""
    believed, lines = plain_labels(page), plain_lines(page.text)
    gathering = Gathering()
    is_head = True
    rest = iter(enumerate(lines))
    for number, (start, end) in rest:
        label = believed.get(start)
        if label is not None:
            is_head = False
            body = label.body
            if body == end and _text_below(page, believed, lines, number, known):
                _, (body, end) = next(rest)
            gathering.said(label.speaker, Paragraph(start, body, end, label.start_ms, label.end_ms))
            continue
        is_head = is_head and number < HEAD_LINES
        line = page.clean(start, end)
        kind = known.get(start) or mark_of(line)
        if kind is None and is_head and is_byline(line.strip()):
            kind = SegmentKind.METADATA
        if kind is None:
            gathering.went_on(Paragraph(start, start, end))
        elif kind is SegmentKind.IMAGE:
            gathering.beside(kind, Paragraph(start, start, end))
        else:
            gathering.alone(kind, Paragraph(start, start, end))
    return gathering.segments()


def _text_below(page: Page, believed: Mapping[int, Label], lines: list[Span], number: int, known: Kinds) -> bool:
    if number + 1 >= len(lines):
        return False
    start, end = lines[number + 1]
    if start in believed or start in known:
        return False
    kind = mark_of(page.clean(start, end))
    is_timed = believed[lines[number][0]].start_ms is not None
    return kind is None or (is_timed and kind not in (SegmentKind.SEPARATOR, SegmentKind.IMAGE))


def plain_headings(page: Page) -> dict[int, SegmentKind]:
    """The cross-headings of a dialogue: each line is looked at with the one below."""
    headings: dict[int, SegmentKind] = {}
    believed, lines = plain_labels(page), plain_lines(page.text)
    speaker: str | None = None
    is_below = False
    for i in range(len(lines) - 1):
        start, end = lines[i]
        own, following = believed.get(start), believed.get(lines[i + 1][0])
        if own is not None:
            speaker = own.speaker
            is_below = own.body == end
            continue
        if is_below:
            is_below = False
            continue
        if following is None or end - start > 160:
            continue
        line = page.line(start, end)
        asked = page.text[slice(*lines[i + 1])]
        if mark_of(line) is not None:
            speaker = None
        elif is_quoted(line) or (
            speaker is not None
            and following.speaker != speaker
            and is_unended(line)
            and ("？" in asked or "?" in asked)
            and not is_unended(page.line(*lines[i - 1])[-20:])
        ):
            headings[start] = SegmentKind.HEADING
    return headings


def plain_questions(page: Page) -> dict[int, SegmentKind]:
    """The questions of a notebook that are nobody's: each line is looked at with the one below."""
    found: dict[int, SegmentKind] = {}
    believed, lines = plain_labels(page), plain_lines(page.text)
    above: Label | None = None
    for i in range(len(lines) - 1):
        start, end = lines[i]
        own, following = believed.get(start), believed.get(lines[i + 1][0])
        if own is not None:
            above = own
            continue
        is_below = above is not None and lines[i - 1][0] in believed and above.body == lines[i - 1][1]
        is_same = above is not None and following is not None and above.speaker == following.speaker
        line = page.text[start:end]
        if is_same and not is_below and mark_of(page.line(start, end)) is None and ("？" in line or "?" in line):
            found[start] = SegmentKind.PARAGRAPH
    return found


def plain_transcript(source: str, repairs: tuple[Edit, ...] | None = None) -> tuple[str, tuple[Segment, ...]] | None:
    """The format and the segments of a text; None for the formats that gather their segments themselves."""
    page = Page(source, find_glosses(source) if repairs is None else repairs)
    shape = next(shape for shape in FORMATS if shape.matches(page, ""))
    kinds: dict[str, Callable[[Page], Kinds]] = {
        dialogue.NAME: lambda page: plain_headings(page) | front_kinds(page),
        sentences.NAME: sentences._card,
        notebook.NAME: plain_questions,
        text.NAME: lambda _: {},
    }
    return (shape.NAME, plain_segments(page, kinds[shape.NAME](page))) if shape.NAME in kinds else None


@contextmanager
def put_off(piece: int) -> Iterator[None]:
    """Every text is taken for a large one, in pieces of so many characters."""
    with patch.object(paging, "lines_of", lambda source: Lines(source, piece)), patch.object(assembling, "LARGE", 0):
        yield
