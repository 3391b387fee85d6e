"""The real transcripts against `real_labels.json`: what each line is, and who speaks it, as read by eye.

An entry of the fixture is `[first_line, last_line, kind, speaker, prints_label]`, lines from 1; blank lines inside a
range count for nothing. A sixth item, `doubtful`, stands where a reader cannot tell, or knows better than the rule that
a turn goes on over unlabelled lines: there the program may differ.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from tui.transcript.files import load
from tui.transcript.model import Paragraph, Segment, SegmentKind, Transcript

Real = Callable[[str], Path]

LABELS = json.loads(Path(__file__).with_name("real_labels.json").read_text(encoding="utf-8"))
FILES = sorted(LABELS)


class Line(NamedTuple):
    """What one line is, as read by eye."""

    number: int
    kind: str
    speaker: str | None
    prints_label: bool
    is_doubtful: bool


def expected(name: str) -> Iterator[Line]:
    """Every line inside the ranges of a file, in order."""
    for first, last, kind, speaker, prints_label, *doubt in LABELS[name]["lines"]:
        for number in range(first, last + 1):
            yield Line(number, kind, speaker, prints_label, doubt == ["doubtful"])


def understood(transcript: Transcript) -> dict[int, tuple[Segment, Paragraph]]:
    """What the program makes of each line that is not blank, by the line's number."""
    found: dict[int, tuple[Segment, Paragraph]] = {}
    for segment in transcript.segments:
        for paragraph in segment.paragraphs:
            for number in range(transcript.line_of(paragraph.start), transcript.line_of(paragraph.end) + 1):
                assert number not in found, f"line {number} lies in two paragraphs"
                found[number] = (segment, paragraph)
    return found


@pytest.fixture(params=FILES)
def labelled(request: pytest.FixtureRequest, real: Real) -> tuple[str, Transcript]:
    """A file's name and the file, understood; skips where the real transcripts are absent."""
    return request.param, load(real(request.param.removesuffix(".txt")))


@pytest.mark.parametrize("name", FILES)
def test_the_fixture_holds_together(name: str) -> None:
    lines = list(expected(name))
    numbers = [line.number for line in lines]
    assert numbers == sorted(set(numbers))
    assert {line.kind for line in lines} <= set(SegmentKind)
    assert all((line.speaker is not None) == (line.kind == "turn") for line in lines)
    assert all(line.speaker is not None and not line.is_doubtful for line in lines if line.prints_label)


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_the_one_that_was_read(real: Real, name: str) -> None:
    data = real(name.removesuffix(".txt")).read_bytes()
    assert sha256(data).hexdigest() == LABELS[name]["sha256"]
    numbers = {line.number for line in expected(name)}
    lines = data.decode().split("\n")
    assert [n for n, line in enumerate(lines, 1) if line.strip() and n not in numbers] == []
    assert max(numbers) <= len(lines)


def test_every_printed_label_begins_its_speaker_s_turn(labelled: tuple[str, Transcript]) -> None:
    name, transcript = labelled
    found = understood(transcript)
    wanted, got = {}, {}
    for line in expected(name):
        if line.prints_label:
            segment, paragraph = found[line.number]
            begins = paragraph.body > paragraph.start and transcript.line_of(paragraph.start) == line.number
            wanted[line.number] = (line.kind, line.speaker, True)
            got[line.number] = (segment.kind.value, segment.speaker, begins)
    assert got == wanted


def test_no_label_is_seen_where_none_is_printed(labelled: tuple[str, Transcript]) -> None:
    name, transcript = labelled
    printed = {line.number for line in expected(name) if line.prints_label}
    seen = {
        transcript.line_of(paragraph.start)
        for segment in transcript.segments
        for paragraph in segment.paragraphs
        if paragraph.body > paragraph.start
    }
    assert seen == printed


def test_no_speaker_is_invented(labelled: tuple[str, Transcript]) -> None:
    name, transcript = labelled
    assert set(transcript.speakers) == {line.speaker for line in expected(name) if line.speaker}


def test_every_other_line_is_what_it_is(labelled: tuple[str, Transcript]) -> None:
    name, transcript = labelled
    found = understood(transcript)
    wanted, got = {}, {}
    for line in expected(name):
        if line.number in found and not line.prints_label and not line.is_doubtful:
            segment, _ = found[line.number]
            wanted[line.number] = (line.kind, line.speaker)
            got[line.number] = (segment.kind.value, segment.speaker)
    assert got == wanted
