"""Large texts are segmented where they are looked at; what comes of it is what a walk over every line gives."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transcript.plain import plain_gaps, plain_labels, plain_lines, plain_segments, plain_transcript, put_off
from tui.transcript.edits.glosses import find_glosses
from tui.transcript.files import load
from tui.transcript.formats.assemble import assemble
from tui.transcript.formats.labels import _LABEL, _SIGNS
from tui.transcript.formats.marks import find_marks, mark_of
from tui.transcript.formats.page import Page
from tui.transcript.lines import FewLines, Lines, line_beginnings
from tui.transcript.model import Edit, EditKind, SegmentKind, Segments, Source, Transcript
from tui.transcript.speakers import rename
from tui.transcript.understand import understand

HERE = Path(__file__).parent
HEADS = (
    *("林岚：", "周明：", "[林岚] ", "【周明】", "Sam Lee: ", "**林岚**：", "**周明：**", "__Ada__: "),
    *("主持人：", "观众：", "问：", "发言人1", "发言人2 00:01", "发言人 3  00:05:07", "Speaker 4", "unknown Speaker"),
    *("　发言人1", "发言人\t6", "林岚(00:00:03): ", "[00:01:02] 周明：", "00:04 林岚", "林岚 00:06", "周明 00:09"),
    *("Name  0:03", "**发言人 1 00:03**", "周明3：4 "),
)
MARKS = (
    *("# 标题", "## 第二 二：三", "——", "———", "---", "***", "- - -", "主題：东西", "議题: 什么", "![x](y)"),
    *("特別聲明：本文", "© 2024", "“引言一句”", "「标题」", "一个没有句号的短句", "记者 | 林岚", "2024-05-06"),
    *("transcript", "文字稿"),
)
PROSE = (
    *("为什么？", "这是一个句子。", "Is it? ", "比分3：2", "key:value", "http://a.example/b", "时间：十点"),
    *("12:30 ", "12：45", "很長(cháng)會(huì)議(yì)開(kāi)復(fù)調(diào)", "李開(kāi)復(fù)：", "議(yì)題(tí)：好"),
    *("甲" * 50, "甲" * 170, "a" * 61 + "：", "\ufeff", "\u3000\u3000", "  ", "\t", "\xa0", "\x0b"),
    *("。", "，", "[图](a)", "主", "—"),
)
LINE = st.lists(st.sampled_from((*HEADS, *MARKS, *PROSE)), max_size=3).map("".join)
BREAK = st.sampled_from(("\n", "\n", "\n", "\n\n", "\n\n\n", "\n \n", "\n\u3000\n\n", "。\n", "？\n"))
TEXTS = st.lists(st.tuples(LINE, BREAK).map("".join), max_size=40).map("".join)
CALM = st.lists(
    st.tuples(
        st.sampled_from(HEADS[:12]),
        st.sampled_from((*PROSE[:2], *MARKS[:3], "")),
        st.sampled_from(("\n", "\n\n")),
    ),
    max_size=30,
).map(lambda rows: "".join(map("".join, rows)))
TIMED = st.lists(
    st.tuples(
        st.sampled_from(("发言人1 ", "发言人2 ", "林岚 ")),
        st.sampled_from(("\n", "\n\n")),
        st.one_of(LINE, st.sampled_from(MARKS)),
    ),
    max_size=20,
).map(lambda rows: "".join(f"{who}00:{at:02}{gap}{said}\n" for at, (who, gap, said) in enumerate(rows, 1)))
PIECES = st.sampled_from((1, 7, 60))


@st.composite
def repaired(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...] | None]:
    """A text, and what is repaired in it; None for what is found in any case."""
    text = draw(st.one_of(TEXTS, CALM, TIMED))
    if draw(st.booleans()):
        return text, None
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if b - a < 30]
    said = st.sampled_from(("", "换", "# ", "——", "林岚："))
    return text, tuple(Edit(a, b, draw(said), EditKind.MISREAD) for a, b in spans)


def understood(text: str, repairs: tuple[Edit, ...] | None = None) -> Transcript:
    return understand(Source(text, "utf-8", ""), repairs=repairs)


def assert_same(lazy: Transcript, plain: Transcript) -> None:
    """The same in all that one can ask of them."""
    segments = tuple(plain.segments)
    assert isinstance(lazy.segments, Segments)
    assert tuple(lazy.segments) == segments
    assert lazy.segments == segments
    assert segments == lazy.segments
    assert hash(lazy.segments) == hash(segments)
    assert lazy == plain
    assert [lazy.segments[i] for i in range(-len(segments), len(segments))] == [*segments, *segments]
    assert lazy.segments[1:-1:2] == segments[1:-1:2]
    assert lazy.speakers == plain.speakers
    offsets = range(-1, len(plain.text) + 2, 3)
    assert [lazy.segment_index(at) for at in offsets] == [plain.segment_index(at) for at in offsets]
    assert [lazy.segment_at(at) for at in offsets] == [plain.segment_at(at) for at in offsets]


@settings(max_examples=100, deadline=None)
@given(repaired(), PIECES)
def test_segments_are_those_of_a_walk_over_all_lines(what: tuple[str, tuple[Edit, ...] | None], piece: int) -> None:
    text, repairs = what
    plain = understood(text, repairs)
    expected = plain_transcript(text, repairs)
    if expected is None:
        return
    assert (plain.format, plain.segments) == expected
    with put_off(piece):
        assert_same(understood(text, repairs), plain)


@settings(max_examples=80, deadline=None)
@given(st.one_of(TEXTS, CALM, TIMED), PIECES, st.data())
def test_what_a_format_knows_of_lines_counts(text: str, piece: int, data: st.DataObject) -> None:
    page = Page(text)
    starts = st.sampled_from([start for start, _ in plain_lines(text)] or [0])
    kinds = st.sampled_from([SegmentKind.HEADING, SegmentKind.METADATA, SegmentKind.PARAGRAPH])
    known = data.draw(st.dictionaries(starts, kinds, max_size=6)) if page.lines else {}
    expected = plain_segments(page, known)
    assert assemble(page, known) == expected
    with put_off(piece):
        assert tuple(assemble(Page(text), known)) == expected


@settings(max_examples=80, deadline=None)
@given(repaired())
def test_labels_and_marks_are_those_of_a_walk_over_all_lines(what: tuple[str, tuple[Edit, ...] | None]) -> None:
    text, repairs = what
    page = Page(text, find_glosses(text) if repairs is None else repairs)
    labels = plain_labels(page)
    assert dict(page.labels) == labels
    assert dict(page.labels.each()) == labels
    assert list(page.labels) == sorted(labels)
    lines = plain_lines(text)
    assert [page.labels.get(start) for start, _ in lines] == [labels.get(start) for start, _ in lines]
    marks = {start: mark_of(page.clean(start, end)) for start, end in lines}
    assert dict(page.marks) == {start: kind for start, kind in marks.items() if kind is not None}


def samples(own_seeds: Path, real_seeds: Path | None) -> list[Path]:
    files = [*own_seeds.iterdir(), *(HERE / "samples").rglob("*"), *(HERE / "meetings").iterdir()]
    files += list(real_seeds.iterdir()) if real_seeds is not None else []
    return sorted(file for file in files if file.suffix in (".txt", ".md"))


@pytest.mark.parametrize("piece", [50, 1000])
def test_of_every_sample(own_seeds: Path, piece: int) -> None:
    assert_all(samples(own_seeds, None), piece)


def test_of_every_real_transcript(real_seeds: Path) -> None:
    assert_all(sorted(real_seeds.glob("*.txt")), 300)


def assert_all(files: list[Path], piece: int) -> None:
    compared = set()
    for file in files:
        plain = load(file)
        expected = plain_transcript(plain.text)
        if expected is None or expected[0] != plain.format:
            continue
        assert plain.segments == expected[1]
        with put_off(piece):
            assert_same(load(file), plain)
        compared.add(plain.format)
    assert len(compared) >= 3


@settings(max_examples=100, deadline=None)
@given(st.one_of(TEXTS, st.text("a \u3000\t\n\n\x0b\x85\xa0\ufeff", max_size=40)), PIECES, st.randoms())
def test_lines_in_pieces_are_the_lines(text: str, piece: int, chance: random.Random) -> None:
    expected = plain_lines(text)
    for lines in (FewLines(text), Lines(text, piece)):
        assert lines.single_gaps() == plain_gaps(text)
        assert len(lines) == len(expected)
        first, last = chance.randint(0, len(expected)), chance.randint(0, len(expected))
        assert lines[first:last] == expected[first:last]
        assert [lines.number(at) for at in range(-1, len(text) + 2)] == [
            sum(start < at for start, _ in expected) for at in range(-1, len(text) + 2)
        ]
        starts = [start for start, _ in expected]
        assert [lines.below(start) for start in starts] == [*starts, None][1:] if starts else True
        assert list(lines) == expected
        if expected:
            number = chance.randrange(-len(expected), len(expected))
            assert lines[number] == expected[number]
        with pytest.raises(IndexError):
            lines[len(expected)]


@given(TEXTS)
def test_rare_signs_find_the_same_lines(text: str) -> None:
    def found(source: str, signs: str) -> list[tuple[int, str]]:
        return [(start, match[0]) for start, match in line_beginnings(_LABEL, source, signs)]

    assert found(text, _SIGNS) == found(text, "")
    sparse = text + "\n没有标签的一行" * 400  # so that the signs are looked for and not the line ends
    assert found(sparse, _SIGNS) == found(sparse, "")
    assert [start for start, _ in found(sparse, "")] == [start for start, _ in found(text, "")]


@given(TEXTS)
def test_marks_of_a_text_are_those_of_its_lines(text: str) -> None:
    expected = {start: mark_of(text[start:end]) for start, end in plain_lines(text)}
    assert find_marks(text) == {start: kind for start, kind in expected.items() if kind is not None}


@given(st.text("ab\n", max_size=60))
def test_lines_are_numbered(text: str) -> None:
    transcript = understood(text)
    numbers = [transcript.line_of(at) for at in range(len(text) + 1)]
    assert numbers == [1 + text.count("\n", 0, at) for at in range(len(text) + 1)]


def test_lines_of_a_long_text_are_numbered() -> None:
    text = "甲乙丙丁\n" * 40_000
    transcript = understood(text)
    for at in (0, 4, 5, 65_534, 65_535, 65_536, 131_072, len(text) - 1, len(text), len(text) + 9):
        assert transcript.line_of(at) == 1 + text.count("\n", 0, at)


def test_a_large_text_is_not_walked_over(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    plain: Callable[[Lines, int], object] = Lines._piece

    def count(self: Lines, piece: int) -> object:
        made.append(piece)
        return plain(self, piece)

    monkeypatch.setattr(Lines, "_piece", count)
    transcript = understood("一句话，没有人说是谁说的。\n\n" * 30_000)
    assert (transcript.format, len(transcript.segments)) == ("sentences", 30_000)
    assert set(made) <= {0}
    assert transcript.segments[20_000].start == 300_000
    assert len(set(made)) == 2


@settings(max_examples=100, deadline=None)
@given(CALM, PIECES)
def test_renamed_speakers(text: str, piece: int) -> None:
    names = {"林岚": "岚", "周明": "岚", "Sam Lee": ""}
    plain = rename(understood(text), names)
    with put_off(piece):
        lazy = rename(understood(text), names)
    assert tuple(lazy.segments) == tuple(plain.segments)
    assert lazy.speakers == plain.speakers


@settings(max_examples=80, deadline=None)
@given(st.one_of(TEXTS, CALM), PIECES)
def test_parts_and_what_is_in_them(text: str, piece: int) -> None:
    with put_off(piece):
        transcript = understood(text)
    segments = transcript.segments
    if not isinstance(segments, Segments):
        return
    every = tuple(segments)
    parts = segments.parts()
    assert (parts[0][0], parts[-1]) == (0, (len(every), len(text)))
    assert sorted(parts) == parts
    for (first, start), (behind, end) in pairwise(parts):
        its = every[first:behind]
        assert segments.kinds(first, behind) == {segment.kind for segment in its}
        if first < len(every) and first:
            assert every[first].start == start
        if its:
            assert segments.paragraphs_between(its[0].start, end) == sum(len(segment.paragraphs) for segment in its)
            counted = sum(transcript.is_counted(segment, p) for segment in its for p in segment.paragraphs)
            assert segments.counted_between(its[0].start, end) == counted


def test_another_transcript_is_another() -> None:
    text = "林岚：你好。\n周明：你好。\n林岚：再见。\n周明：再见。\n"
    plain = understood(text)
    with put_off(10):
        one, other = understood(text), understood(re.sub("再见", "保重", text))
    assert one == plain
    assert one.segments == other.segments
    assert one != other
    assert replace(one, segments=one.segments[:-1]) != plain
    assert one.segments != list(plain.segments)
