"""Words of a paragraph."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.transcript.terms import NO_TERMS, Terms
from tui.transcript.wordlist import WordList
from tui.transcript.words import load_words, word_spans, words_loaded


def words(text: str, *terms: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text, Terms(terms))]


def test_words_punctuation_and_blanks() -> None:
    assert words("我们今天讨论 GPT-4，  好吗……") == [
        "我们", "今天", "讨论", " ", "GPT", "-", "4", "，", "  ", "好", "吗", "…", "…",
    ]  # fmt: skip


def test_traditional_text_is_cut_like_simplified() -> None:
    traditional, simplified = "我們討論大規模語言模型的發展", "我们讨论大规模语言模型的发展"
    assert word_spans(traditional) == word_spans(simplified)


def test_loaded() -> None:
    load_words()
    assert words_loaded()
    assert word_spans("") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("的一是我们 \t，。AIb9")),
        max_size=80,
    )
)
def test_spans_cover_everything(text: str) -> None:
    spans = word_spans(text)
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert all(start < end for start, end in spans)
    assert (spans[-1][1] if spans else 0) == len(text)
    assert all(text[start:end].isspace() or not any(map(str.isspace, text[start:end])) for start, end in spans)


def test_a_long_run_of_rare_characters_is_bounded() -> None:
    start = time.process_time()
    assert word_spans("龘靐齉爨" * 25_000)[-1][1] == 100_000
    assert time.process_time() - start < 10


def test_jiebas_cache_is_neither_read_nor_written(tmp_path: Path) -> None:
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(b"not marshal data")
    code = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "from tui.transcript.words import load_words, word_spans\n"
        "load_words(); assert word_spans('我们讨论') == ((0, 2), (2, 4))\n"
        "assert not [name for name in opened if 'jieba.cache' in name], opened\n"
        "assert 'pkg_resources' not in sys.modules\n"
    )
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert os.listdir(tmp_path) == ["jieba.cache"]
    assert planted.read_bytes() == b"not marshal data"


def test_many_threads_load_once() -> None:
    code = (
        "import threading\n"
        "from tui.transcript import words\n"
        "made = []; real = words._make\n"
        "words._make = lambda: (made.append(1), real())[1]\n"
        "threads = [threading.Thread(target=words.load_words) for _ in range(8)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]\n"
        "assert made == [1] and words.words_loaded()\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("我们谈潮汐读数吧", "潮汐读数", ["我们", "谈", "潮汐读数", "吧"]),
        ("我們談潮汐讀數吧", "潮汐读数", ["我們", "談", "潮汐讀數", "吧"]),
        ("沈禾苗不去", "沈禾苗", ["沈禾苗", "不去"]),
        ("用 Claude Code 写", "claude code", ["用", " ", "Claude Code", " ", "写"]),
        ("OpenAIx 与 OpenAI", "OpenAI", ["OpenAIx", " ", "与", " ", "OpenAI"]),
        ("潮汐读数仪", "潮汐读数仪", ["潮汐读数仪"]),
        ("说，好", "说，好", ["说，好"]),
    ],
)
def test_terms_are_words_as_a_whole(text: str, term: str, expected: list[str]) -> None:
    assert words(text, term) == expected


def test_the_longer_of_two_terms() -> None:
    assert words("看潮汐读数仪", "潮汐读数", "潮汐读数仪") == ["看", "潮汐读数仪"]


def test_a_term_that_is_a_word_takes_nothing_from_its_neighbours() -> None:
    plain = words("他上大学习惯了")
    assert "大学" in plain or "习惯" in plain
    assert words("他上大学习惯了", "学习") == plain
    assert words("中华人民共和国", "人民") == words("中华人民共和国")


def test_terms_are_values() -> None:
    assert Terms(["潮汐", "OpenAI"]) == Terms(["openai", "潮汐", "字", "", "长" * 99])
    assert hash(Terms(["潮汐"])) == hash(Terms(["潮汐"]))
    assert not Terms(["字"])
    assert Terms() == NO_TERMS


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("潮汐读数站在雨里 AIb，。İ"), max_size=30),
    st.lists(st.text(st.sampled_from("潮汐读数站在雨里 AIb，"), max_size=5), max_size=4),
)
@example("bA", ["bA", "bAA"])
def test_spans_with_terms_cover_everything(text: str, terms: list[str]) -> None:
    spans = word_spans(text, Terms(terms))
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert all(start < end for start, end in spans)
    assert (spans[-1][1] if spans else 0) == len(text)


def test_a_list_read_in_slices_is_the_list() -> None:
    whole, sliced = WordList(), WordList()
    whole.read_all()
    steps = 1
    while not sliced.read_some():
        steps += 1
    assert steps > 50
    assert (sliced.frequencies, sliced.total, sliced.classes) == (whole.frequencies, whole.total, whole.classes)
    assert whole.frequencies["潮汐"] > 0
    assert all(word[:-1] in whole.frequencies for word in whole.frequencies if len(word) > 1)
