from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.annotations.anchor import Resolved, describe, resolve
from tui.annotations.model import Anchor, AnchorState
from tui.errors import Misuse
from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind

from .making import transcript

LOST = Resolved(AnchorState.LOST, -1, -1)


def test_describe_trims_and_keeps_the_context() -> None:
    text = "前" * 40 + " \u3000自主学习\n" + "后" * 40
    anchor = describe(transcript(text), 40, 47)
    assert (anchor.start, anchor.end, anchor.quote) == (42, 46, "自主学习")
    assert anchor.prefix == "前" * 30 + " \u3000"
    assert anchor.suffix == "\n" + "后" * 31


def test_describe_reads_what_the_edits_say() -> None:
    text = "他说重(zhòng)要的话"
    edits = [Edit(3, 10, "", EditKind.GLOSS)]
    anchor = describe(transcript(text, edits), 2, 11)
    assert (anchor.start, anchor.end, anchor.quote) == (2, 11, "重要")
    assert (anchor.prefix, anchor.suffix) == ("他说", "的话")
    with pytest.raises(Misuse):
        describe(transcript(text, edits), 3, 10)


def test_describe_takes_in_the_whole_of_a_replacement() -> None:
    edits = [Edit(1, 4, "乙丙", EditKind.CORRECTION)]
    anchor = describe(transcript("甲xyz丁戊", edits), 2, 5)
    assert (anchor.start, anchor.end, anchor.quote) == (1, 5, "乙丙丁")


@pytest.mark.parametrize("span", [(0, 0), (2, 4), (-1, 3), (0, 99), (3, 1)])
def test_describe_refuses_what_is_empty_or_outside(span: tuple[int, int]) -> None:
    with pytest.raises(Misuse):
        describe(transcript("甲乙  丙"), *span)


def test_describe_names_speaker_and_time() -> None:
    text = "甲：一句\n二句\n乙：三句"
    segments = [
        Segment(SegmentKind.TURN, 0, 7, (Paragraph(0, 2, 4, 1000, 2000), Paragraph(5, 5, 7, 3000)), "甲"),
        Segment(SegmentKind.TURN, 8, 12, (Paragraph(8, 10, 12),), "乙"),
    ]
    read = transcript(text, segments=segments)
    found = [(a.speaker, a.start_ms) for a in (describe(read, s, s + 2) for s in (2, 5, 10))]
    assert found == [("甲", 1000), ("甲", 3000), ("乙", None)]


def test_nothing_changed_is_exact() -> None:
    read = transcript("甲乙丙甲乙丙")
    assert resolve(describe(read, 3, 5), read) == Resolved(AnchorState.EXACT, 3, 5)


def test_once_elsewhere_is_moved_and_gone_is_lost() -> None:
    anchor = describe(transcript("天地玄黄宇宙洪荒"), 2, 6)
    assert resolve(anchor, transcript("日月盈昃。天地玄黄宇宙洪荒")) == Resolved(AnchorState.MOVED, 7, 11)
    assert resolve(anchor, transcript("日月盈昃")) == LOST
    assert resolve(Anchor(0, 0, ""), transcript("日月")) == LOST


def test_several_places_are_told_apart_by_their_context() -> None:
    anchor = describe(transcript("他问：是的。她答：是的。"), 9, 11)
    read = transcript("序\n她答：是的。\n他问：是的。他问：是的。")
    assert resolve(anchor, read) == Resolved(AnchorState.MOVED, 5, 7)


def test_the_same_words_at_the_old_place_do_not_hide_the_right_one() -> None:
    old = "一二三四五六七八" + "对。" + "九十百千"
    new = "零" * 5 + "：对。啊" + old
    anchor = describe(transcript(old), 8, 10)
    shifted = Anchor(6, 8, anchor.quote, anchor.prefix, anchor.suffix)
    assert resolve(shifted, transcript(new)) == Resolved(
        AnchorState.MOVED, new.index("八对") + 1, new.index("八对") + 3
    )


def test_equal_contexts_take_the_nearest_and_a_tie_is_lost() -> None:
    anchor = Anchor(10, 11, "是", "", "。")
    assert resolve(anchor, transcript("天" * 8 + "是。" + "天" * 9 + "是。")) == Resolved(AnchorState.MOVED, 8, 9)
    assert resolve(anchor, transcript("天" * 8 + "是。" + "天" * 2 + "是。")) == LOST


def test_several_places_without_any_context_are_lost() -> None:
    anchor = Anchor(0, 1, "是", "甲", "乙")
    assert resolve(anchor, transcript("天是地是")) == LOST


def test_an_edit_over_the_edge_is_changed() -> None:
    anchor = describe(transcript("甲乙丙丁戊己"), 2, 4)
    read = transcript("零甲乙xyz戊己", [Edit(3, 6, "丙丁丁", EditKind.CORRECTION)])
    assert resolve(anchor, read) == Resolved(AnchorState.CHANGED, 3, 6)


def test_offsets_are_source_offsets_behind_edits() -> None:
    old = transcript("重(zhòng)要的话，我说三遍", [Edit(1, 8, "", EditKind.GLOSS)])
    anchor = describe(old, 0, 9)
    new = transcript("新\n重(zhòng)要的话，我说三遍", [Edit(3, 10, "", EditKind.GLOSS)])
    assert resolve(anchor, new) == Resolved(AnchorState.MOVED, 2, 11)


@given(st.text("天地玄黄是的。 \n", min_size=1, max_size=60), st.data())
def test_what_is_described_is_exact_in_the_same_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    words = st.sampled_from(["", "换", "两字"])
    edits = [Edit(a, b, data.draw(words), EditKind.CORRECTION) for a, b in pairs]
    read = transcript(text, edits)
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    try:
        anchor = describe(read, start, end)
    except Misuse:
        return
    assert anchor.quote == read.spoken.between(anchor.start, anchor.end)
    assert anchor.quote.strip()
    assert describe(read, anchor.start, anchor.end) == anchor
    assert resolve(anchor, read) == Resolved(AnchorState.EXACT, anchor.start, anchor.end)


@pytest.mark.parametrize("seed", range(300))
def test_edits_elsewhere_never_lead_astray(seed: int) -> None:
    pick = random.Random(seed)
    sentences = ["".join(pick.choices("天地玄黄宇宙洪荒日月盈昃是的", k=pick.randint(3, 25))) + "。" for _ in range(60)]
    sentences += pick.choices(["是的。", "对。", "嗯，是的。"], k=20)
    pick.shuffle(sentences)
    old = "\n".join(sentences)
    at = pick.randrange(len(sentences))
    before = len("\n".join(sentences[:at])) + (at > 0)
    start = before + pick.randint(0, 1)
    anchor = describe(transcript(old), start, before + len(sentences[at]))
    assert anchor.quote == old[anchor.start : anchor.end]
    # The neighbours stay: what is changed lies two sentences and more away.
    head, tail = sentences[: max(0, at - 2)], sentences[at + 3 :]
    middle = sentences[max(0, at - 2) : at + 3]
    for part in (head, tail):
        for _ in range(pick.randint(0, 8)):
            if part and pick.random() < 0.5:
                part.pop(pick.randrange(len(part)))
            else:
                part.insert(pick.randint(0, len(part)), pick.choice(["是的。", "新的一句话。", "对。"]))
    new = "\n".join([*head, *middle, *tail])
    moved = len("\n".join([*head, *middle[: at - max(0, at - 2)]]))
    moved += anchor.start - before + (1 if moved else 0)
    found = resolve(anchor, transcript(new))
    if found.state is not AnchorState.LOST:
        assert new[found.start : found.end] == anchor.quote
        assert found.start == moved
    elif len(anchor.quote) > 3:
        assert new.count(anchor.quote) > 1
