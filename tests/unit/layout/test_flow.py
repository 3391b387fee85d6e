"""Pieces of machine transcripts, gathered into paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.cells import cell_len
from tui.layout.flow import JOINT, MOST, SENTENCES, STRIDE, TARGET, flows, gather
from tui.layout.rows import Layout
from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind, Transcript
from tui.transcript.reading import Reading

from .making import calm_text, source, understood

TIDE = "潮汐站的人每天抄两遍数字。"


def machine(
    *pieces: str, shape: str = "sentences", times: Sequence[tuple[int, int]] | None = None, edits: Sequence[Edit] = ()
) -> Transcript:
    """A piece per line, a blank line between; with `times`, the head of each is a caption's."""
    text = ""
    segments = []
    for number, piece in enumerate(pieces):
        start = len(text)
        begins, ends = times[number] if times is not None else (None, None)
        head = f"{number}\n00:00 --> 00:00\n" if times is not None else ""
        text += head + piece
        paragraph = Paragraph(start, start + len(head), len(text), begins, ends)
        segments.append(Segment(SegmentKind.PARAGRAPH, start, len(text), (paragraph,)))
        text += "\n\n"
    return Transcript(source(text), shape, tuple(segments), tuple(edits))


def cues(*pieces: str, gap: int = 100) -> Transcript:
    return machine(
        *pieces, shape="srt", times=[(n * (1000 + gap), n * (1000 + gap) + 1000) for n in range(len(pieces))]
    )


def paragraphs(transcript: Transcript, **how: bool) -> list[str]:
    page = Layout(transcript, 40, **how)  # type: ignore[arg-type]
    return [page.text[block.start : block.end] for block in page.blocks]


def test_sentences_flow_and_lines_stay_as_they_are() -> None:
    transcript = machine("潮来了。", "又走了。", "没有人看见。")
    assert paragraphs(transcript) == ["潮来了。又走了。没有人看见。"]
    assert paragraphs(transcript, flow=False) == ["潮来了。", "又走了。", "没有人看见。"]
    assert flows(transcript)
    assert "\n" in transcript.reading.text, "joints are in view only"
    assert transcript.edits == ()


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("潮来了", "又走了", "潮来了又走了"),
        ("The tide came", "and went.", "The tide came and went."),
        ("他们说 tide", "又来了", "他们说 tide又来了"),
        ("the word", "潮", "the word潮"),
        ("he said “no”", "“yes”", "he said “no” “yes”"),
        ("他说“不”", "“好”", "他说“不”“好”"),
        ("조수가", "왔다", "조수가 왔다"),
        ("ends with a blank ", "here", "ends with a blank here"),
        ("…", "…", "… …"),
    ],
)
def test_blanks_stand_between_words_that_blanks_part(first: str, second: str, whole: str) -> None:
    transcript = cues(first, second, "，。", "、")  # punctuated, so that it does not count as bare
    assert paragraphs(transcript)[0].startswith(whole)


def test_without_punctuation_a_blank_parts_the_pieces() -> None:
    assert paragraphs(cues("我们今天看潮水", "明天看风")) == ["我们今天看潮水 明天看风"]
    assert paragraphs(cues("我们", "今天", "看潮")) == ["我们今天看潮"], "words of karaoke are no clauses"


def test_heads_of_captions_are_not_shown() -> None:
    transcript = cues("The tide", "came in,", "and went.")
    assert paragraphs(transcript) == ["The tide came in, and went."]
    page = Layout(transcript, 40)
    assert [block.time_ms for block in page.blocks] == [0]
    assert "-->" not in page.text[page.blocks[0].start :]


def test_a_pause_ends_a_paragraph() -> None:
    assert paragraphs(cues("潮来了，", "又走了。", gap=1999)) == ["潮来了，又走了。"]
    page = Layout(cues("潮来了，", "又走了。", gap=2000), 40)
    assert [block.time_ms for block in page.blocks] == [0, 3000]


def test_headings_and_other_kinds_end_a_paragraph() -> None:
    plain = machine("潮来了。", "又走了。", "后来。", "没有人。", "看见。")
    segments = list(plain.segments)
    segments[2] = Segment(SegmentKind.HEADING, segments[2].start, segments[2].end, segments[2].paragraphs)
    assert paragraphs(Transcript(plain.source, plain.format, tuple(segments))) == [
        "潮来了。又走了。",
        "后来。",
        "没有人。看见。",
    ]


def test_turns_flow_by_themselves() -> None:
    plain = cues("潮来了。", "又走了。", "真的？", "真的。")
    a, b, c, d = (segment.paragraphs[0] for segment in plain.segments)
    turns = (
        Segment(SegmentKind.TURN, a.start, b.end, (a, b), "林"),
        Segment(SegmentKind.TURN, c.start, d.end, (c, d), "阿达"),
    )
    page = Layout(Transcript(plain.source, "srt", turns), 40)
    assert [(b.name, page.text[b.start : b.end]) for b in page.blocks] == [
        ("林", "潮来了。又走了。"),
        ("阿达", "真的？真的。"),
    ]


@pytest.mark.parametrize("sign", ["- ", "– ", "—", ">> "])
def test_who_else_speaks_begins_a_paragraph(sign: str) -> None:
    assert paragraphs(cues("潮来了。", f"{sign}真的？")) == ["潮来了。", f"{sign}真的？"]
    assert paragraphs(cues("潮来了。", "——又走了。")) == ["潮来了。——又走了。"]


def test_paragraphs_end_with_a_sentence_when_they_are_long_enough() -> None:
    pieces = ["潮汐站的人每天抄两遍数字，风大的时候抄三遍，", "没有人知道是谁先开始的，也没有人问。"] * 20
    found = paragraphs(machine(*pieces))
    assert "".join(found) == "".join(pieces)
    assert len(found) > 2
    for paragraph in found[:-1]:
        assert paragraph.endswith("。")
        assert TARGET <= cell_len(paragraph) <= TARGET + 2 * cell_len("".join(pieces[:2]))
    short = paragraphs(machine(*["好。"] * 20))
    assert [len(paragraph) // 2 for paragraph in short] == [SENTENCES, SENTENCES, 4]


def test_no_paragraph_is_endless() -> None:
    found = paragraphs(machine(*["潮汐站的人每天抄两遍数字，"] * 100))
    assert all(cell_len(paragraph) <= MOST for paragraph in found)
    assert len(found) > 3
    long = "潮" * 500 + "，"
    assert paragraphs(machine(long, "后来。")) == [long, "后来。"]


def test_conversations_stay_as_they_are_written() -> None:
    talk = understood("林：潮来了。\n又走了。\n阿达：真的？\n林：真的。\n")
    assert talk.format == "dialogue"
    assert not flows(talk)
    assert gather(talk, talk.reading) is None
    assert Layout(talk, 40).reading is talk.reading


def test_captions_without_text_leave_no_trace() -> None:
    assert paragraphs(cues("潮来了，", "", "又走了。")) == ["潮来了，又走了。"]
    assert paragraphs(cues("潮来了，", "", "", "又走了。")) == ["潮来了，", "又走了。"], "a pause all the same"


def test_edits_between_pieces_are_left_out_and_those_over_a_border_part_them() -> None:
    plain = cues("潮来了，", "又走了。")
    head = plain.text.index("1\n00:00")

    def read(*edits: tuple[int, int, str]) -> list[str]:
        made = tuple(Edit(a, b, new, EditKind.CORRECTION) for a, b, new in edits)
        return paragraphs(Transcript(plain.source, "srt", plain.segments, made))

    assert read((head, head + 1, "9")) == ["潮来了，又走了。"]
    end = plain.segments[0].end
    assert read((end - 1, end, "。")) == ["潮来了。又走了。"]
    assert read((end - 1, end + 2, "；")) == ["潮来了；", "又走了。"]
    begins = plain.segments[1].paragraphs[0].body
    assert read((begins - 1, begins + 1, "再")) == ["潮来了，", "再走了。"]


def test_what_stands_behind_a_stride_does_not_depend_on_what_stands_far_before() -> None:
    common = [TIDE if n % 5 else "后来风停了，" for n in range(3 * STRIDE)]

    def ends(first: list[str]) -> set[int]:
        transcript = machine(*first, *common[len(first) :])
        gathered = gather(transcript, transcript.reading)
        assert gathered is not None
        return {n for n, segment in enumerate(transcript.segments) if segment.start not in gathered.joined}

    one, other = ends([]), ends(["短。"] * (STRIDE // 2))
    assert one != other
    assert {n for n in one if n > STRIDE + 3} == {n for n in other if n > STRIDE + 3}


@st.composite
def machines(draw: st.DrawFn) -> Transcript:
    """Any machine's transcript: with times or without, with edits anywhere."""
    pieces = draw(st.lists(calm_text(12), min_size=1, max_size=14))
    timed = draw(st.booleans())
    times, now = [], 0
    for _ in pieces:
        now += draw(st.sampled_from([0, 100, 1999, 2000, 9000]))
        times.append((now, now + 1000))
        now += 1000
    plain = machine(*pieces, times=times if timed else None, shape="vtt" if timed else "sentences")
    cuts = sorted(draw(st.lists(st.integers(0, len(plain.text)), max_size=8)))
    edits = [
        Edit(a, b, draw(st.sampled_from(["", "换", "ab."])), draw(st.sampled_from(list(EditKind))))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        if a < b
    ]
    return Transcript(plain.source, plain.format, plain.segments, tuple(edits))


@given(machines())
def test_flowing_loses_nothing_but_line_ends_and_heads(transcript: Transcript) -> None:
    flowed, lines = Layout(transcript, 40), Layout(transcript, 40, flow=False)

    def said(page: Layout) -> str:
        return "".join("".join(page.text[b.start : b.end].split()) for b in page.blocks)

    assert said(flowed) == said(lines)
    assert len(flowed.blocks) <= len(lines.blocks)
    assert all("\n" not in flowed.text[b.start : b.end] for b in flowed.blocks)
    assert all(cell_len(flowed.text[b.start : b.end]) <= 2 * MOST or b.end - b.start > MOST for b in flowed.blocks)


@given(machines())
def test_places_lead_to_the_source_and_back_in_every_view(transcript: Transcript) -> None:
    for page in (Layout(transcript, 40), Layout(transcript, 40, flow=False), Layout(transcript, 40, raw=True)):
        for block in page.blocks:
            for at in range(block.start, block.end):
                start = page.reading.to_source(at)
                first, behind = page.reading.reading_span(*page.reading.source_span(at, at + 1))
                assert first <= at < behind
                assert page.reading.to_reading(start) <= at


@given(machines())
def test_flows_says_whether_anything_is_gathered(transcript: Transcript) -> None:
    gathered = gather(transcript, transcript.reading)
    assert flows(transcript) == (gathered is not None)
    if gathered is not None:
        joints = [edit for edit in gathered.edits if edit.why is JOINT]
        assert len(joints) == len(gathered.joined)
        assert {edit.replacement for edit in joints} <= {"", " "}
        Reading(transcript.text, gathered.edits)  # in order, without overlap
