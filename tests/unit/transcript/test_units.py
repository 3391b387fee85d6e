"""Sentences and clauses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.transcript.units import clause_spans, sentence_spans

Spans = Callable[[str], tuple[tuple[int, int], ...]]


def cut(spans: Spans, text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize(
    "pieces",
    [
        ["他说：“你好。”", "然后走了！", "真的吗？？", "好……", "吧"],
        ["（他笑了。）", "行。"],
        ["你知道吗?", "我不知道!  ", "好"],
        ["Mr. Smith said 3.5 is fine. ", "He left."],
        ["U.S. firms like OpenAI.com, e.g. Kimi, J. R. Lee. ", "“Yes.” ", "Then no."],
        ["see https://a.b/c?d=1. "],
        ["就是 API。 ", "GPT-4.5 很好. ", "我们继续."],
        ['说"你好。"', "他走了。", '"再见。"'],
        ["Wait... ", "What?!"],
        ["e.g. 这个 vs. that"],
        ["　　你好。"],
        ["。。。", "好"],
        ["河涨了；", "人走了；", "桥还在。"],
        ["这边很好;", "那边不行.", "再说吧."],
        ["They left; we stayed. ", "All of us."],
        ["I said no. ", "She said no. 5 was better. ", "See fig. 3 and pp. 4. ", "Done."],
        ["1. 先看水. ", "再看石头."],
        ["well... it rained... ", "Then it stopped..."],
        ["Dr. Wu (Ph.D. 1998) came at 5 p.m. ", "He said: “Go!” ", "We went."],
        ["她说“走吧；", "别等了。”", "「好。」", "他就走了……", "（天黑了。）"],
        ["用的是 v2.1。", "It works! ", "真的吗? ", "真的."],
        ["写在 .NET 里；", "还有 node.js"],
    ],
)
def test_sentences(pieces: list[str]) -> None:
    assert cut(sentence_spans, "".join(pieces)) == pieces


@pytest.mark.parametrize(
    "pieces",
    [
        ["首先，", "甲、乙、丙都来；", "其次：", "好。"],
        ["花了 1,000 元，", "在 12:30 走,", "因为 3:1 输了。"],
        ["He said, ", "no: ", "never; ", "ever."],
        ["他说：", "“好，”", "走了。"],
        ["看 https://a.b:80/c,d 吧"],
    ],
)
def test_clauses(pieces: list[str]) -> None:
    assert cut(clause_spans, "".join(pieces)) == pieces


def test_nothing() -> None:
    assert sentence_spans("") == clause_spans("") == ()


TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("。！？!?….，,；;：:\"'”’）) 　\n我AaB.12/"), st.characters()), max_size=60
)


@given(TEXTS)
def test_units_cover_and_nest(text: str) -> None:
    sentences, clauses = sentence_spans(text), clause_spans(text)
    for spans in (sentences, clauses):
        assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
        assert all(start < end for start, end in spans)
        assert (spans[-1][1] if spans else 0) == len(text)
    assert {end for _, end in sentences} <= {end for _, end in clauses}
