"""What is spoken: without heads, with the pieces of a sentence in one."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks import captions, dialogue, made, sentences, talks

from tui.transcript import stretch
from tui.transcript.files import load
from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind, Transcript
from tui.transcript.spoken import UNSPOKEN, comes_in_pieces, spoken
from tui.transcript.stretch import spoken_around, spoken_between

TURNS = [("姚", ["潮来了。", "又走了。"]), ("顧月", ["真的？"])]


def test_labels_are_left_out_and_turns_are_lines() -> None:
    talk = dialogue(TURNS, between="\n\n")
    assert talk.text.startswith("[姚] 潮来了。\n\n又走了。\n\n[顧月] 真的？")
    assert talk.spoken.text == "潮来了。\n又走了。\n真的？"
    assert {(edit.kind, edit.why) for edit in talk.spoken.edits} == {(EditKind.HIDDEN, UNSPOKEN)}
    assert talk.spoken is talk.spoken
    assert talk.spoken.source_span(0, 9) == (4, talk.text.index("\n\n[顧"))


def test_captions_are_joined() -> None:
    assert captions(["潮来了，", "又走了。"]).spoken.text == "潮来了，又走了。"
    assert captions(["The tide came", "and went."]).spoken.text == "The tide came and went."
    assert captions(["潮来了，", "", "又走了。"]).spoken.text == "潮来了，又走了。"
    assert captions(["潮来了。", "- 真的？"]).spoken.text == "潮来了。\n- 真的？"
    assert captions(["潮来了。", "真的？"], speakers=["姚", "顧月"]).spoken.text == "潮来了。\n真的？"
    assert captions(["我们今天看潮水", "明天看风"]).spoken.text == "我们今天看潮水 明天看风"


def test_sentences_are_joined_but_not_with_headings() -> None:
    talk = sentences(["潮来了。", "又走了。", "# 后来", "没有人。"])
    assert talk.spoken.text == "潮来了。又走了。\n# 后来\n没有人。"


def test_captions_without_times_stand_on_their_own_lines() -> None:
    talk = captions(["潮来了，", "又走了。"])
    segments = [
        Segment(s.kind, s.start, s.end, tuple(Paragraph(p.start, p.body, p.end) for p in s.paragraphs))
        for s in talk.segments
    ]
    assert made(talk.text, "html", segments).spoken.text == "潮来了，\n又走了。"


def test_a_text_of_lines_is_spoken_as_it_is_read() -> None:
    text = "潮来了。\n又走了。"
    lines = [Segment(SegmentKind.PARAGRAPH, a, a + 4, (Paragraph(a, a, a + 4),)) for a in (0, 5)]
    talk = made(text, "text", lines, [Edit(0, 1, "水", EditKind.CORRECTION)])
    assert talk.spoken is talk.reading
    assert made("", "text", ()).spoken.text == ""
    assert spoken_between(made(" \n", "text", ()), 0, 1).text == ""


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (("[姚", "[她", "CORRECTION"), "甲乙\n丙丁"),
        (("姚] ", "", "GLOSS"), "甲乙\n丙丁"),
        (("\n[姚", "", "HIDDEN"), "甲乙\n丙丁"),
        (("\n[姚", "。", "MISREAD"), "甲乙。\n丙丁"),
        (("乙\n[姚", "了", "MISREAD"), "甲了\n丙丁"),
        (("乙\n[姚] 丙", "己", "CORRECTION"), "甲己丁"),
        (("] 丙", "己", "CORRECTION"), "甲乙\n己丁"),
        (("\n[姚] ", "，", "CORRECTION"), "甲乙，丙丁"),
        (("\n[姚] ", "", "CORRECTION"), "甲乙\n丙丁"),
        (("丙丁", "", "GLOSS"), "甲乙"),
        (("甲乙", "", "GLOSS"), "丙丁"),
    ],
)
def test_edits_over_heads_and_line_ends(edit: tuple[str, str, str], text: str) -> None:
    plain = dialogue([("顧月", ["甲乙"]), ("姚", ["丙丁"])])
    start = plain.text.index(edit[0])
    its = Edit(start, start + len(edit[0]), edit[1], EditKind[edit[2]])
    assert made(plain.text, "dialogue", plain.segments, [its]).spoken.text == text


@pytest.mark.parametrize(
    ("before", "text"), [("\n\n[姚", "甲乙（笑）\n丙丁"), ("[姚", "甲乙\n（笑）\n丙丁"), ("姚]", "甲乙\n丙丁")]
)
def test_insertions_show_but_in_heads(before: str, text: str) -> None:
    plain = dialogue([("顧月", ["甲乙"]), ("姚", ["丙丁"])], between="\n\n")
    at = plain.text.index(before)
    its = Edit(at, at, "（笑）", EditKind.CORRECTION)
    assert made(plain.text, "dialogue", plain.segments, [its]).spoken.text == text


def test_an_edit_over_several_lines_is_shown_once() -> None:
    plain = captions(["甲乙，", "丙丁，", "戊己。"])
    start, end = plain.text.index("乙"), plain.text.index("己")
    talk = made(plain.text, "srt", plain.segments, [Edit(start, end, "换", EditKind.CORRECTION)])
    assert talk.spoken.text == "甲换己。"
    assert spoken_between(talk, start + 1, start + 2).text == "换"


@given(talks(edited=False))
def test_bodies_with_joints_and_nothing_else(talk: Transcript) -> None:
    bodies = [talk.text[p.body : p.end] for s in talk.segments for p in s.paragraphs if p.body < p.end]
    rest = spoken(talk).text
    for body in bodies:
        joint, found, rest = rest.partition(body)
        assert found == body
        assert joint in ("", " ", "\n")
    assert rest == ""
    flat = "".join(talk.spoken.text.split())
    assert flat == "".join("".join(bodies).split())


@given(talks(), st.data())
def test_offsets_go_both_ways(talk: Transcript, data: st.DataObject) -> None:
    said = talk.spoken
    assert said.source == talk.text
    first, last = sorted(data.draw(st.integers(0, len(said.text))) for _ in range(2))
    start, end = said.source_span(first, last)
    again = said.reading_span(start, end)
    if first < last and all(edit.start < edit.end for edit in talk.edits):
        assert again[0] <= first < last <= again[1]
        assert said.source_span(*again) == (start, end)
    heads = [(p.start, p.body) for s in talk.segments for p in s.paragraphs if p.start < p.body]
    for head, body in heads:
        over = [e for e in talk.edits if e.start < body and e.end > head]
        if not over:
            assert said.between(head, body).strip() == ""


@given(talks(), st.data())
def test_no_text_of_an_edit_is_lost(talk: Transcript, data: st.DataObject) -> None:
    heads = [(p.start, p.body) for s in talk.segments for p in s.paragraphs]
    for edit in talk.edits:
        in_head = any(head <= edit.start and edit.end <= body and edit.end > head for head, body in heads)
        if edit.replacement.strip() and not in_head:
            assert edit in talk.spoken.edits


@given(talks(), st.integers(0, 40), st.data())
def test_a_neighbourhood_is_a_part_of_the_whole(talk: Transcript, margin: int, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.integers(0, len(talk.text))) for _ in range(2))
    with patch.object(stretch, "_LARGE", 0):
        whole, near = talk.spoken, spoken_around(talk, start, end, margin)
    first, last = whole.reading_span(start, end)
    a, b = near.span(start, end)
    assert near.text[a:b] == whole.text[first:last]
    assert near.text[max(0, a - margin) : a] == whole.text[max(0, first - margin) : first]
    assert near.text[b : b + margin] == whole.text[last : last + margin]
    if a < b:
        assert near.source_span(a, b) == whole.source_span(first, last)


@given(talks(), st.data())
def test_a_stretch_is_a_part_of_the_whole(talk: Transcript, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.integers(0, len(talk.text))) for _ in range(2))
    said = spoken_between(talk, start, end)
    assert said.start <= start <= end <= said.end
    first, last = said.span(start, end)
    assert said.text[first:last] == talk.spoken.between(start, end)


def test_which_transcripts_come_in_pieces() -> None:
    assert comes_in_pieces(captions(["潮来了，", "又走了。"]))
    assert comes_in_pieces(sentences(["潮来了。", "又走了。"]))
    assert not comes_in_pieces(captions(["潮来了，"]))
    assert not comes_in_pieces(captions(["潮来了。", "真的？"], speakers=["姚", "顧月"]))
    assert not comes_in_pieces(dialogue(TURNS))


def test_real_transcripts_are_spoken_without_labels(real_seeds: Path) -> None:
    for file in sorted(real_seeds.glob("*.txt")):
        talk = load(file)
        for segment in talk.segments:
            for paragraph in segment.paragraphs:
                assert talk.spoken.between(paragraph.start, paragraph.body).strip() == "", (file.name, paragraph)
                assert talk.spoken.between(paragraph.body, paragraph.end) == talk.reading.between(
                    paragraph.body, paragraph.end
                )


def test_a_neighbourhood_of_a_large_text_is_small() -> None:
    talk = dialogue([("姚", ["潮来了又走了，" * 20])] * 2000)
    near = spoken_around(talk, 100_000, 100_010, 32)
    assert near.end - near.start < 100
    first, last = near.span(100_000, 100_010)
    assert near.text[first - 32 : last + 32] in talk.spoken.text
    assert "[" not in near.text
