"""Misheard names: what is proposed for the terms that a reader knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.transcript.decode import decode
from tui.transcript.edits.corrections import Rule, apply_corrections
from tui.transcript.edits.likeness import acronyms_alike, looking_alike, sounding_alike, syllables_alike, word_of
from tui.transcript.edits.ordinary import covered, is_ordinary
from tui.transcript.edits.proposals import THRESHOLD, propose, wordings
from tui.transcript.files import load
from tui.transcript.model import Transcript
from tui.transcript.understand import understand

MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]")


def transcript(text: str) -> Transcript:
    return understand(decode(text.encode()), name="talk")


@cache
def misheard() -> tuple[str, dict[tuple[int, int], str]]:
    """A talk with misheard names, and where they stand: `[[as heard|as said]]` in the file."""
    marked = Path(__file__).with_name("misheard.txt").read_text(encoding="utf-8")
    parts: list[str] = []
    wanted, last, at = {}, 0, 0
    for mark in MARK.finditer(marked):
        parts += (marked[last : mark.start()], mark[1])
        at += mark.start() - last
        wanted[at, at + len(mark[1])] = mark[2]
        at += len(mark[1])
        last = mark.end()
    parts.append(marked[last:])
    return "".join(parts), wanted


def test_the_sample_is_a_fair_one() -> None:
    text, wanted = misheard()
    assert len(text) >= 3000
    assert len(wanted) >= 30
    assert len(set(wanted.values())) >= 10


def test_most_misheard_names_are_found_and_little_else() -> None:
    """Measured: 34 of 38 found (0.89), all proposals right (1.0); all of them with exactly the wording marked."""
    text, wanted = misheard()
    terms = sorted(set(wanted.values()))
    proposals = propose(transcript(text), terms)
    right = [p for p in proposals if wanted.get((p.place.start, p.place.end)) == p.term]
    assert len(right) / len(wanted) >= 0.8
    assert len(right) / len(proposals) >= 0.7
    top = proposals[: len(wanted) // 2]
    assert all(wanted.get((p.place.start, p.place.end)) == p.term for p in top)


def test_a_talk_without_misheard_names_has_few_proposals() -> None:
    marked = Path(__file__).with_name("misheard.txt").read_text(encoding="utf-8")
    said = MARK.sub(r"\2", marked)
    terms = sorted({mark[2] for mark in MARK.finditer(marked)})
    assert propose(transcript(said), terms) == []
    others = "Anthropic Claude Gemini Mistral Cursor Copilot PyTorch 李飞飞 黄仁勋 英伟达 豆包 月之暗面 王小川".split()  # noqa: SIM905
    assert len(propose(transcript(said), others)) <= 2


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("昨天用 unthorpe 的模型", "Anthropic", "unthorpe"),
        ("写代码用 cloud 3.5 sonate 比较好", "Claude 3.5 Sonnet", "cloud 3.5 sonate"),
        ("大家都在说 skilling law 失效了", "scaling law", "skilling law"),
        ("后来拆 GPT 出来了", "ChatGPT", "拆 GPT"),
        ("我问了拆GPT一句", "ChatGPT", "拆GPT"),
        ("用的是 deep 西克的模型", "DeepSeek", "deep 西克"),
        ("去年 GBT 很火", "GPT", "GBT"),
        ("open AI 发布了", "OpenAI", "open AI"),
        ("新来的同事叫姚舜羽吧", "姚顺雨", "姚舜羽"),
        ("新來的同事叫姚順宇吧", "姚顺雨", "姚順宇"),
        ("做巨神智能的公司", "具身智能", "巨神智能"),
    ],
)
def test_one_name(text: str, term: str, found: str) -> None:
    assert [(p.place.text, p.term) for p in propose(transcript(text), [term])] == [(found, term)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Anthropic 和 anthropic，还有 ANTHROPIC", "Anthropic"),
        ("姚顺雨，姚順雨", "姚顺雨"),
        ("scaling 很重要，open 一点", "scaling law"),
        ("我们 open 一点", "OpenAI"),
        ("买了 GPU 和 API", "GPT"),
        ("因为他很大，应该也很大", "英伟达"),
        ("GPT 5 比 GPT 4 好", "GPT 3"),
        ("reward value 与 reward signal", "reward model"),
        ("他的 LLM 不错", "Llama"),
        ("", "Claude"),
        ("没有别的", ""),
    ],
)
def test_what_is_not_proposed(text: str, term: str) -> None:
    assert propose(transcript(text), [term]) == []


def test_no_heads_and_no_corrections() -> None:
    it = transcript("[姚舜羽] 我叫姚舜羽。\n[主持人] 好的 cloud。\n[姚舜羽] 是的。\n[主持人] 再见。")
    assert [p.place.line for p in propose(it, ["姚顺雨"])] == [1]
    corrected = apply_corrections(it, [], [Rule("cloud", "sonate"), Rule("姚舜羽", "姚舜宇")])
    assert propose(corrected, ["姚顺雨", "Sonnet"]) == []


def test_places_in_the_source_and_their_words() -> None:
    proposal = propose(transcript("第一行\n\n我用 sonate 写"), ["Sonnet"])[0]
    place = proposal.place
    assert (place.start, place.end, place.line) == (8, 14, 3)
    assert (place.before, place.text, place.after) == ("我用 ", "sonate", " 写")
    assert proposal.why == "sounds alike"
    assert THRESHOLD <= proposal.likeness <= 1


def test_a_term_that_stands_in_the_document_is_likelier() -> None:
    alone = propose(transcript("我用 sonate 写"), ["Sonnet"])[0]
    beside = propose(transcript("我用 sonate 写，就是 Sonnet"), ["Sonnet"])[0]
    assert beside.likeness > alone.likeness
    assert beside.place.text == "sonate"


def test_the_same_wording_is_one() -> None:
    it = transcript("用 sonate 写。\n用 sonate 改，用 Sonet 看。\n用 sonate。")
    found = wordings(it, ["Sonnet"])
    assert [(w.text, w.count, [p.line for p in w.places]) for w in found] == [
        ("Sonet", 1, [2]),
        ("sonate", 3, [1, 2, 3]),
    ]
    assert sum(w.count for w in found) == len(propose(it, ["Sonnet"]))
    assert len(wordings(it, ["Sonnet"], limit=1)) == 1
    assert len(propose(it, ["Sonnet"], limit=2)) == 2


def test_the_longer_of_two_terms() -> None:
    found = propose(transcript("我用 cloud 3.5 sonate 写"), ["Claude", "Sonnet", "Claude 3.5 Sonnet"])
    assert [p.term for p in found] == ["Claude 3.5 Sonnet"]
    found = propose(transcript("后来拆 GPT 出来了，GPT"), ["ChatGPT", "GPT"])
    assert [(p.place.text, p.term) for p in found] == [("拆 GPT", "ChatGPT")]


def test_real_machine_transcript(real: Callable[[str], Path]) -> None:
    terms = ["Anthropic", "OpenAI", "Claude 3.5 Sonnet", "ChatGPT", "scaling law", "DeepSeek"]
    found = {(w.text, w.term) for w in wordings(load(real("001")), terms)}
    assert found >= {
        ("unthorpe", "Anthropic"),
        ("Ansorpi", "Anthropic"),
        ("cloud 3.5 sonate", "Claude 3.5 Sonnet"),
        ("skilling law", "scaling law"),
        ("拆 GPT", "ChatGPT"),
        ("deep seek", "DeepSeek"),
    }
    assert len(found) <= 20


names = st.sampled_from(["Claude", "姚顺雨", "ChatGPT", "GPT", "scaling law", "陆奇"])
pieces = st.sampled_from(
    ["cloud", " ", "姚", "顺", "宇", "六", "七", "GBT", "拆", "law", "scale", "\n", "。", "Claude", "3"]
)


@given(st.lists(pieces, max_size=14).map("".join), st.lists(names, max_size=4))
def test_proposals_of_any_text(text: str, terms: list[str]) -> None:
    it = transcript(text)
    found = propose(it, terms)
    assert [p.likeness for p in found] == sorted((p.likeness for p in found), reverse=True)
    spans = sorted((p.place.start, p.place.end) for p in found)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for p in found:
        assert p.term in terms
        assert p.place.text.lower() != p.term.lower()
        assert text[p.place.start : p.place.end] == p.place.text
        assert THRESHOLD <= p.likeness <= 1


words = st.text("abcdeghiklnorstuy", max_size=8)


@given(words, words)
def test_likeness_of_letters(one: str, other: str) -> None:
    for measure in (looking_alike, sounding_alike, acronyms_alike):
        assert 0 <= measure(one, other) <= 1
        assert measure(one, other) == pytest.approx(measure(other, one))
        assert not one or measure(one, one) == 1


def test_sounds() -> None:
    assert word_of("Ansorp").sound == word_of("unthorpe").sound
    assert word_of("Claude 3.5 Sonnet").digits == "3.5"
    assert word_of("Citroën").letters == "citroen"
    assert syllables_alike("zhang", "zan") > syllables_alike("zhang", "ma")
    assert syllables_alike("ma", "ma") == 1
    assert acronyms_alike("GPT", "GBT") > acronyms_alike("GPT", "GBD") > acronyms_alike("GPT", "GPU") == 0


def test_ordinary_words() -> None:
    assert all(map(is_ordinary, ["cloud", "Clouds", "running", "skated", "quickly"]))
    assert not any(map(is_ordinary, ["unthorpe", "Ansorpi", "sonate"]))
    assert covered("这个因为大家", 2, 5) == 1
    assert covered("姚舜羽", 0, 3) == 0
