"""The four real transcripts, read line by line beforehand. Labels and line numbers alone are written here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tui.transcript.files import load
from tui.transcript.model import EditKind, Segment, Transcript
from tui.transcript.model import SegmentKind as Kind

Real = Callable[[str], Path]


def line_of(transcript: Transcript, segment: Segment) -> int:
    """The number of the line (1-based) at which a segment begins."""
    return transcript.text.count("\n", 0, segment.start) + 1


def lines_of(transcript: Transcript, kind: Kind) -> list[int]:
    return [line_of(transcript, s) for s in transcript.segments if s.kind is kind]


def turns(transcript: Transcript) -> Counter[str | None]:
    return Counter(s.speaker for s in transcript.segments if s.kind is Kind.TURN)


@pytest.mark.parametrize("name", ["000", "001", "002", "003"])
def test_every_line_is_in_one_paragraph(real: Real, name: str) -> None:
    transcript = load(real(name))
    starts = []
    for segment in transcript.segments:
        for paragraph in segment.paragraphs:
            assert "\n" not in transcript.text[paragraph.start : paragraph.end]
            starts.append(paragraph.start)
    at, wanted = 0, []
    for line in transcript.text.split("\n"):
        if line.strip():
            wanted.append(at)
        at += len(line) + 1
    assert starts == wanted


def test_000(real: Real) -> None:
    transcript = load(real("000"))
    assert transcript.format == "dialogue"
    assert transcript.speakers == ("主持人", "姚順雨")
    assert [(line_of(transcript, s), s.speaker, len(s.paragraphs)) for s in transcript.segments if s.speaker] == [
        (15, "主持人", 1),
        (16, "姚順雨", 4),
        (20, "主持人", 3),
        (23, "姚順雨", 8),
        (32, "姚順雨", 4),
        (37, "姚順雨", 13),
        (50, "主持人", 2),
        (52, "姚順雨", 8),
        (60, "主持人", 1),
        (61, "姚順雨", 1),
        (62, "主持人", 1),
    ]
    assert lines_of(transcript, Kind.HEADING) == [14, 31, 36]
    assert lines_of(transcript, Kind.IMAGE) == [3, 4, 5, 6]
    assert lines_of(transcript, Kind.BOILERPLATE) == [63, 64]
    assert lines_of(transcript, Kind.PARAGRAPH) == [2, *range(7, 14)]


def test_001(real: Real) -> None:
    transcript = load(real("001"))
    assert (transcript.format, transcript.speakers, transcript.edits) == ("sentences", (), ())
    assert lines_of(transcript, Kind.METADATA) == [1, 5, 6, 8]
    assert lines_of(transcript, Kind.HEADING) == [3, 10, 14]
    assert len(lines_of(transcript, Kind.PARAGRAPH)) == len(transcript.segments) - 7


def test_002(real: Real) -> None:
    transcript = load(real("002"))
    assert (transcript.format, transcript.edits) == ("notebook", ())
    assert transcript.speakers == ("腾讯新闻《潜望》", "杨植麟", "朱啸虎")
    assert set(turns(transcript)) == set(transcript.speakers)
    rules = [n for n, line in enumerate(transcript.text.split("\n"), 1) if re.fullmatch(r"—+\s*", line)]
    assert lines_of(transcript, Kind.SEPARATOR) == rules
    labelled = [n for n, line in enumerate(transcript.text.split("\n"), 1) if line.startswith(transcript.speakers)]
    heads = [
        transcript.text.count("\n", 0, p.start) + 1
        for s in transcript.segments
        for p in s.paragraphs
        if p.body > p.start
    ]
    # Two lines begin with a name and go on with something else than a colon.
    assert heads == [n for n in labelled if "：" in transcript.text.split("\n")[n - 1][:12]]
    assert lines_of(transcript, Kind.HEADING) == lines_of(transcript, Kind.METADATA) == []


def test_003(real: Real) -> None:
    transcript = load(real("003"))
    assert transcript.format == "dialogue"
    assert transcript.speakers == ("界面新聞", "李開復")
    assert turns(transcript) == {"界面新聞": 23, "李開復": 23}
    spoken = [s.speaker for s in transcript.segments if s.speaker]
    assert all(a != b for a, b in pairwise(spoken))
    assert lines_of(transcript, Kind.HEADING) == [15, 34, 55, 72]
    assert lines_of(transcript, Kind.METADATA) == [1, 2]
    assert lines_of(transcript, Kind.PARAGRAPH) == list(range(3, 15))


def test_image_marks_and_disclaimers_are_not_read(real: Real) -> None:
    transcript = load(real("000"))
    hidden = [edit.why for edit in transcript.edits if edit.kind is EditKind.HIDDEN]
    assert hidden == ["image"] * 4 + ["boilerplate"] * 2
    assert "![" not in transcript.reading.text


@pytest.mark.parametrize(("name", "count"), [("000", 601), ("003", 1031)])  # ten more stand in the disclaimer of 000
def test_glosses_are_gone(real: Real, name: str, count: int) -> None:
    transcript = load(real(name))
    assert sum(edit.kind is EditKind.GLOSS for edit in transcript.edits) == count
    left = re.findall(r"(.)\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", transcript.reading.text)
    # What is left stands behind a character of a misread stretch.
    assert len(left) <= 7
    assert set(left) <= set("_]^€F")
