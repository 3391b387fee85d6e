"""Transcripts cut into blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout import cells
from tui.layout.blocks import INDENT, LONGEST, Block, set_blocks, set_lines
from tui.layout.cells import widths
from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind, Transcript

from .making import ACUTE, FAMILY, hard_text, said, source, transcripts, understood


def blocks_of(transcript: Transcript) -> list[Block]:
    return set_blocks(transcript, transcript.reading)


def texts_of(transcript: Transcript) -> list[str]:
    return [transcript.reading.text[block.start : block.end] for block in blocks_of(transcript)]


def test_names_stand_once_per_turn_and_gaps_between_turns() -> None:
    blocks = blocks_of(said(("林", ["潮来了。", "又走了。"]), ("Ada", ["When?"]), ("林", ["今晨。"])))
    assert [block.name for block in blocks] == ["林", "", "Ada", "林"]
    assert [block.gap for block in blocks] == [False, False, True, True]
    assert [block.indent for block in blocks] == [0, INDENT, 0, 0]
    assert [block.segment for block in blocks] == [0, 0, 1, 2]


def test_paragraphs_flow_and_headings_stand_apart() -> None:
    transcript = understood("# 潮汐站\n\n第一段写的是风。\n第二段写的是雨。\n\n## 后来\n\n第三段。\n")
    kinds = [block.kind for block in blocks_of(transcript)]
    assert kinds == [SegmentKind.HEADING, *[SegmentKind.PARAGRAPH] * 2, SegmentKind.HEADING, SegmentKind.PARAGRAPH]
    assert [block.gap for block in blocks_of(transcript)] == [False, True, False, True, True]
    assert [block.indent for block in blocks_of(transcript)] == [0, 0, INDENT, 0, 0]


def test_times_stand_where_they_change() -> None:
    text = "一\n二\n三\n"
    paragraphs = tuple(Paragraph(i, i, i + 1, ms) for i, ms in ((0, 1000), (2, 1000), (4, 2000)))
    transcript = Transcript(source(text), "srt", (Segment(SegmentKind.TURN, 0, 5, paragraphs, "林"),))
    blocks = blocks_of(transcript)
    assert [block.time_ms for block in blocks] == [1000, None, 2000]
    assert [block.indent for block in blocks] == [0, 0, 0]


def test_sentences_are_not_set_in() -> None:
    transcript = said(("", ["潮来了。"]), ("", ["又走了。"]))
    dense = Transcript(transcript.source, "sentences", transcript.segments)
    assert [block.indent for block in blocks_of(transcript)] == [0, INDENT]
    assert [block.indent for block in blocks_of(dense)] == [0, 0]


def test_who_says_nothing_is_still_there() -> None:
    transcript = said(("林", [""]), ("Ada", ["Hm.", "", "Yes."]))
    assert texts_of(transcript) == ["", "Hm.", "", "Yes."]
    assert blocks_of(transcript)[0].name == "林"


def test_what_edits_empty_is_gone_but_for_the_name() -> None:
    plain = said(("", ["广告"]), ("林", ["潮来了。", "又走了。"]), ("Ada", ["Bye."]))
    text = plain.text

    def without(*words: str) -> Transcript:
        found = sorted((text.index(word), text.index(word) + len(word)) for word in words)
        edits = [Edit(a, b, "", EditKind.HIDDEN) for a, b in found]
        return Transcript(plain.source, plain.format, plain.segments, tuple(edits))

    assert texts_of(without("广告", "又走了。")) == ["潮来了。", "Bye."]
    assert not blocks_of(without("广告"))[0].gap
    first, second, third = blocks_of(without("广告", "潮来了。"))
    assert (first.name, first.start == first.end) == ("林", True)
    assert (second.name, second.gap, second.indent) == ("", False, INDENT)
    assert (third.name, third.gap) == ("Ada", True)


def test_an_edit_over_the_end_of_a_paragraph_is_shown_once() -> None:
    plain = said(("", ["潮来", "汐走"]))
    transcript = Transcript(plain.source, "text", plain.segments, (Edit(1, 4, "换换", EditKind.MISREAD),))
    assert texts_of(transcript) == ["潮换换", "走"]


def test_line_ends_of_an_edit_make_blocks() -> None:
    plain = said(("林", ["潮来"]))
    transcript = Transcript(plain.source, "text", plain.segments, (Edit(3, 4, "\n换\n", EditKind.CORRECTION),))
    assert texts_of(transcript) == ["潮", "换", ""]
    assert [block.name for block in blocks_of(transcript)] == ["林", "", ""]


@given(transcripts())
def test_blocks_hold_what_the_paragraphs_hold(transcript: Transcript) -> None:
    reading = transcript.reading
    blocks = blocks_of(transcript)
    held = [at for block in blocks for at in range(block.start, block.end)]
    assert held == sorted(set(held)), "in order, none twice"
    spans = [reading.reading_span(p.body, p.end) for s in transcript.segments for p in s.paragraphs]
    wanted = {at for a, b in spans for at in range(a, b) if reading.text[at] != "\n"}
    assert set(held) == wanted
    assert not any("\n" in reading.text[block.start : block.end] for block in blocks)
    assert [block.start for block in blocks] == sorted(block.start for block in blocks)


@given(hard_text(20), st.integers(0, 3), st.integers(0, 9))
def test_long_lines_are_cut_into_pieces(text: str, thousands: int, more: int) -> None:
    line = text * (thousands * 1000 // (len(text) or 1)) + "潮" * more
    for end in ("", "\n"):
        blocks = set_lines(line + end)
        assert "".join(line[block.start : block.end] for block in blocks) == line
        assert all(block.end - block.start <= LONGEST for block in blocks)
        each = widths(line)
        inside = [block.start for block in blocks[1:] if not each[block.start]]
        assert not inside or not any(each[inside[0] - LONGEST + 1 : inside[0]]), "only a cluster too long for a piece"


@pytest.mark.parametrize("end", ["。", "。”", "！", ". "])
def test_long_lines_are_cut_behind_sentences(end: str) -> None:
    sentence = "潮汐站在雨里读数" * 30 + end
    line = sentence * 30
    pieces = [line[block.start : block.end] for block in set_lines(line)]
    assert len(pieces) == -(-len(line) // (LONGEST // len(sentence) * len(sentence)))
    assert all(piece.endswith(end) for piece in pieces)


def test_long_lines_are_not_cut_inside_a_cluster() -> None:
    for shift in range(6):
        for cluster in (ACUTE, FAMILY):
            line = "潮" * (LONGEST - shift) + cluster * 4
            starts = [block.start for block in set_lines(line)]
            assert (starts[1] - LONGEST + shift) % len(cluster) == 0
    assert [block.end for block in set_lines("\u0301" * 5000)] == [2048, 4096, 5000]


def test_only_the_first_piece_has_a_name() -> None:
    first, second = blocks_of(said(("", ["先"]), ("林", ["潮" * 3000])))[1:]
    assert (first.name, first.gap) == ("林", True)
    assert (second.name, second.gap, second.indent) == ("", False, 0)


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", []), ("\n", [""]), ("潮", ["潮"]), ("潮\n", ["潮"]), ("\n\n潮\n\n", ["", "", "潮", ""]), ("  \n", ["  "])],
)
def test_raw_shows_every_line(text: str, lines: list[str]) -> None:
    assert [text[block.start : block.end] for block in set_lines(text)] == lines


def test_a_cluster_without_end_is_not_looked_through_for_each_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr(cells, "widths", lambda text: looked.append(len(text)) or widths(text))
    blocks = set_lines("一" + "\u0301" * 100_000)
    assert blocks[-1].end == 100_001
    assert all(block.end - block.start <= LONGEST for block in blocks)
    assert 0 < max(looked) <= 2 * LONGEST
