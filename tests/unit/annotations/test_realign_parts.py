from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.annotations.realign.align import align
from tui.annotations.realign.difference import Part, difference
from tui.annotations.realign.fold import fold, weight
from tui.annotations.realign.labels import label_mask
from tui.annotations.realign.levenshtein import distance, distances, similarity
from tui.annotations.realign.runs import chain, common_head, common_tail, unique_runs
from tui.annotations.realign.search import nearest

few = st.text("abc", max_size=40)


def edits(one: str, other: str) -> list[int]:
    """The plain way: how many edits to each prefix of `other`, the empty one first."""
    rows = [list(range(len(other) + 1))]
    for row, char in enumerate(one, 1):
        last, now = rows[-1], [row]
        for column, there in enumerate(other, 1):
            now.append(min(last[column - 1] + (char != there), last[column] + 1, now[-1] + 1))
        rows.append(now)
    return rows[-1]


@given(few, few)
@settings(deadline=None)
def test_distances_are_those_of_the_plain_way(one: str, other: str) -> None:
    plain = edits(one, other)
    assert distance(one, other) == plain[-1]
    assert list(distances(one, other)) == plain[1:]
    assert 0 <= similarity(one, other) <= 1


@given(st.text("abc", min_size=1, max_size=12), st.text("abc", min_size=1, max_size=20))
@settings(deadline=None)
def test_the_nearest_place_has_the_fewest_errors(wanted: str, text: str) -> None:
    hit = nearest(wanted, text, 0, len(text), len(wanted))
    least = min(
        edits(wanted, text[start:])[length] for start in range(len(text)) for length in range(len(text) - start + 1)
    )
    assert hit is not None
    assert hit.errors == least
    assert edits(wanted, text[hit.start : hit.end])[-1] == least


@given(few, few)
@settings(deadline=None)
def test_common_heads_and_tails(one: str, other: str) -> None:
    head = common_head(one, other, 0, len(one), 0, len(other))
    assert one[:head] == other[:head]
    assert one[head : head + 1] != other[head : head + 1] or head in (len(one), len(other))
    tail = common_tail(one, other, 0, len(one), 0, len(other))
    assert tail == common_head(one[::-1], other[::-1], 0, len(one), 0, len(other))


@given(few, few, st.integers(1, 4))
@settings(deadline=None)
def test_runs_are_equal_and_a_chain_of_them_rises(one: str, other: str, size: int) -> None:
    runs = unique_runs(one, other, (0, len(one), 0, len(other)), size, lambda: None)
    assert all(one[at : at + length] == other[to : to + length] for at, to, length in runs)
    series = chain(runs, lambda: None)
    for (at, to, length), (next_at, next_to, _) in pairwise(series):
        assert at + length <= next_at
        assert to + length <= next_to


@given(st.text("河水是的墙", max_size=60), st.text("河水是的墙", max_size=60))
@settings(max_examples=80, deadline=None)
def test_an_alignment_is_one_to_one_between_equal_characters(one: str, other: str) -> None:
    made = align(one, other, lambda: None)
    for at, to in enumerate(made.to):
        if to >= 0:
            assert one[at] == other[to]
            assert made.back[to] == at
    assert sum(to >= 0 for to in made.to) == sum(at >= 0 for at in made.back)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“讀著，Ａb！”", "读着ab"),
        ("峰會(huì)在", "峰会在"),
        ("峰會（huì）在", "峰会在"),
        ("峰會(hui\u0300)在", "峰会在"),
        ("会（app）", "会app"),
        ("12\n00:01:02,003 --> 00:01:04,000\n好", "好"),
        ("12 00:01:02,003 --> 00:01:04,000 好", "好"),
        ("[00:12] 好\n01:02:03 的\n比分 3:2", "好的比分32"),
        ("Straße ﬁn ① 𝒜", "strassefin1a"),
        ("e\u0301té\n\u3000\u3000\ud800", "ete"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text(max_size=80))
@settings(deadline=None)
def test_folding_knows_where_each_character_comes_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.where) == len(folded.text)
    assert list(folded.where) == sorted(folded.where)
    assert folded.span(0, len(text)) == (0, len(folded.text))
    assert len(folded.bare) == len(text)
    assert weight(folded.text) <= len(folded.text)


def test_labels_that_come_back_are_known() -> None:
    folded = fold("林岚：你好\n周牧：好\n[记者] 好\n林岚：再见\n[记者] 好\n他说：走吧\n")
    said = "".join(char for char, is_label in zip(folded.text, label_mask(folded), strict=True) if not is_label)
    assert said == "你好周牧好好再见好他说走吧"


@given(few, few)
@settings(deadline=None)
def test_the_parts_of_a_difference_are_the_quotes(one: str, other: str) -> None:
    parts = difference(one, other)
    assert ("".join(part.old for part in parts), "".join(part.new for part in parts)) == (one, other)
    assert all(part.is_same != following.is_same for part, following in pairwise(parts))


def test_a_difference_says_what_was_put_in() -> None:
    assert difference("最难的不是治水", "最难的从来不是治水") == (
        Part("最难的", "最难的"),
        Part("", "从来"),
        Part("不是治水", "不是治水"),
    )
    assert difference("那个 unthorpe, 3.5", "Anthropic, 3.7") == (
        Part("那个 unthorpe", "Anthropic"),
        Part(", 3.", ", 3."),
        Part("5", "7"),
    ), "no letters out of words"
    assert difference("长" * 5000, "短") == (Part("长" * 5000, "短"),)
