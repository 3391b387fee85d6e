"""Source to transcript: which shape the text has, what its lines are, and how it is to be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, cast

from tui.patterns import late
from tui.transcript.edits.glosses import find_glosses
from tui.transcript.formats import ass, dialogue, draw, lrc, notebook, sentences, srt, text, vtt, youtube
from tui.transcript.formats.page import Page
from tui.transcript.model import Edit, EditKind, Segment, SegmentKind, Source, Transcript


class Format(Protocol):
    """What a module of `formats` offers.

    Beside it a module may have `edits(page, segments) -> tuple[Edit, ...]`: what its marks are read as, in order; and
    `title(page, segments) -> str`: what the file itself says that it is called, empty if it does not.
    """

    NAME: str
    matches: Callable[[Page, str], bool]
    segments: Callable[[Page], Sequence[Segment]]


FORMATS: tuple[Format, ...] = tuple(
    cast(Format, module) for module in (vtt, ass, srt, draw, lrc, youtube, notebook, dialogue, sentences, text)
)
"""The first that matches is taken; the last matches everything."""

_PRINTED = (notebook, dialogue, sentences, text)
"""The shapes whose lines may be image marks and boilerplate."""

_UNREAD = (SegmentKind.IMAGE, SegmentKind.BOILERPLATE)

_TITLE_LINES = 12
_MARKDOWN = late(r"#{1,6}\s+(.+?)\s*#*")


def understand(source: Source, *, name: str = "", repairs: tuple[Edit, ...] | None = None) -> Transcript:
    """A source, understood: its format, segments and edits. Pure; `name` is the file's name, for the title.

    `repairs` are the glosses and misread stretches that it is read without; if they are not given, the glosses are
    found. Every line of the source that is not blank lies in exactly one paragraph of one segment.
    """
    glosses = find_glosses(source.text) if repairs is None else repairs
    page = Page(source.text, glosses)
    shape = next(shape for shape in FORMATS if shape.matches(page, name))
    segments = shape.segments(page)
    own: Callable[[Page, Sequence[Segment]], tuple[Edit, ...]] | None = getattr(shape, "edits", None)
    edits = _merged(glosses, own(page, segments)) if own else glosses
    title: Callable[[Page, Sequence[Segment]], str] = getattr(shape, "title", _title)
    transcript = Transcript(source, shape.NAME, segments, edits, title(page, segments) or _stem(name))
    hidden = _hidden(page, transcript) if shape in _PRINTED else ()
    return replace(transcript, edits=_merged(edits, hidden)) if hidden else transcript


def _hidden(page: Page, transcript: Transcript) -> tuple[Edit, ...]:
    """What is printed and not read: image marks and boilerplate."""
    found = []
    for start, kind in page.marks.items():
        segment = transcript.segment_at(start) if kind in _UNREAD else None
        if segment is not None and segment.kind is kind:
            end = page.text.find("\n", start)
            found.append(Edit(start, len(page.text) if end < 0 else end, "", EditKind.HIDDEN, kind.value))
    return tuple(found)


def _merged(glosses: tuple[Edit, ...], own: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Both in order; where they overlap, the gloss is left out, for it stands inside a mark that is not text."""
    if not glosses or not own:
        return glosses or own
    merged: list[Edit] = []
    # A mark before a gloss that begins at the same place: it is the longer one.
    for _, is_gloss, edit in sorted(
        [(e.start, False, e) for e in own] + [(e.start, True, e) for e in glosses], key=_place
    ):
        while merged and not is_gloss and merged[-1].end > edit.start:
            merged.pop()
        if not merged or merged[-1].end <= edit.start:
            merged.append(edit)
    return tuple(merged)


def _place(item: tuple[int, bool, Edit]) -> tuple[int, bool]:
    return item[:2]


def _title(page: Page, segments: Sequence[Segment]) -> str:
    """A Markdown heading or a podcast's printed title near the top; empty if there is none."""
    for segment in segments[:_TITLE_LINES]:
        if segment.kind is SegmentKind.TURN:
            break
        if segment.kind is SegmentKind.HEADING:
            line = page.line(segment.start, segment.end)
            heading = _MARKDOWN.fullmatch(line)
            if heading:
                return heading[1]
            if any(other.kind is SegmentKind.METADATA for other in segments[:3]) and segment in segments[:3]:
                return line
    return ""


def _stem(name: str) -> str:
    stem, dot, _ = name.rpartition(".")
    return stem if stem and dot else name
