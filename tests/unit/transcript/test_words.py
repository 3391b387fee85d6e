"""Words of a paragraph."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.transcript.words import load_words, word_spans, words_loaded


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text)]


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
        "made = []; real = words._list\n"
        "words._list = lambda: (made.append(1), real())[1]\n"
        "threads = [threading.Thread(target=words.load_words) for _ in range(8)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]\n"
        "assert made == [1] and words.words_loaded()\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
