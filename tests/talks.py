"""Transcripts of every shape, made up: conversations, captions, sentences on lines of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind, Source, Transcript

NAMES = ("姚", "顧月", "Ada")


def made(text: str, shape: str, segments: Iterable[Segment], edits: Iterable[Edit] = ()) -> Transcript:
    """A transcript of this text."""
    source = Source(text, "utf-8", hashlib.sha256(text.encode()).hexdigest())
    return Transcript(source, shape, tuple(segments), tuple(edits))


def dialogue(
    turns: Sequence[tuple[str, Sequence[str]]], *, between: str = "\n", edits: Iterable[Edit] = ()
) -> Transcript:
    """Turns under labels in brackets; each has a line or more, the first one behind the label."""
    text, segments = "", []
    for speaker, lines in turns:
        paragraphs = []
        for number, line in enumerate(lines):
            head = "" if number else f"[{speaker}] "
            paragraphs.append(Paragraph(len(text), len(text) + len(head), len(text) + len(head) + len(line)))
            text += head + line + between
        its = tuple(paragraphs)
        segments.append(Segment(SegmentKind.TURN, its[0].start, its[-1].end, its, speaker))
    return made(text, "dialogue", segments, edits)


def captions(
    cues: Sequence[str], *, gap: int = 100, edits: Iterable[Edit] = (), speakers: Sequence[str] = ()
) -> Transcript:
    """A numbered cue for each text, a second long; a turn each, where there are speakers."""
    text, segments = "", []
    for number, cue in enumerate(cues):
        starts = number * (1000 + gap)
        head = f"{number + 1}\n00:00:{starts // 1000:02},000 --> 00:00:{starts // 1000 + 1:02},000\n"
        paragraph = Paragraph(len(text), len(text) + len(head), len(text) + len(head + cue), starts, starts + 1000)
        speaker = speakers[number] if speakers else None
        kind = SegmentKind.TURN if speaker else SegmentKind.PARAGRAPH
        segments.append(Segment(kind, paragraph.start, paragraph.end, (paragraph,), speaker))
        text += f"{head}{cue}\n\n"
    return made(text, "srt", segments, edits)


def sentences(lines: Sequence[str], *, edits: Iterable[Edit] = ()) -> Transcript:
    """A sentence per line, a blank line between; what begins with `#` is a heading."""
    text, segments = "", []
    for line in lines:
        kind = SegmentKind.HEADING if line.startswith("#") else SegmentKind.PARAGRAPH
        paragraph = Paragraph(len(text), len(text), len(text) + len(line))
        segments.append(Segment(kind, paragraph.start, paragraph.end, (paragraph,)))
        text += f"{line}\n\n"
    return made(text, "sentences", segments, edits)


_WORDS = st.sampled_from(
    ["潮水", "来了", "又走", "，", "。", "？", "是的", "tide", " sea", "was ", "——", "- ", "… ", "\u3000", "3"]
)
LINES = st.lists(_WORDS, min_size=1, max_size=8).map("".join).filter(lambda line: bool(line.strip()))
_TURNS = st.lists(st.tuples(st.sampled_from(NAMES), st.lists(LINES, min_size=1, max_size=3)), min_size=1, max_size=6)


@st.composite
def talks(draw: st.DrawFn, *, edited: bool = True) -> Transcript:
    """A transcript of any shape; `edited`: with edits anywhere, over heads and line ends too."""
    shape = draw(st.sampled_from(["dialogue", "captions", "voices", "sentences"]))
    if shape == "dialogue":
        talk = dialogue(draw(_TURNS), between=draw(st.sampled_from(["\n", "\n\n", "\n \n"])))
    elif shape == "sentences":
        talk = sentences(draw(st.lists(st.one_of(LINES, LINES.map("# ".__add__)), min_size=1, max_size=8)))
    else:
        cues = draw(st.lists(st.one_of(LINES, st.just("")), min_size=1, max_size=8))
        names = draw(st.lists(st.sampled_from(NAMES), min_size=len(cues), max_size=len(cues)))
        talk = captions(cues, speakers=names if shape == "voices" else ())
    return made(talk.text, talk.format, talk.segments, draw(_edits(talk.text)) if edited else ())


@st.composite
def _edits(draw: st.DrawFn, text: str) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    words = st.sampled_from(["", "", " ", "换", "两字"])
    kinds = st.sampled_from(list(EditKind))
    found = [Edit(a, b, draw(words), draw(kinds)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return [edit for edit in found if edit.start < edit.end or edit.replacement]
