"""What is typed before a search: whole words and regular expressions."""

from __future__ import annotations

import re
import signal

import pytest

from tui.search import classes, pattern
from tui.search.running import Ground, Search
from tui.search.wanted import Kind, SearchProblem, Wanted, read_wanted
from tui.transcript.model import Source, Transcript


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    classes.ready()


def found(text: str, typed: str) -> list[str]:
    talk = Transcript(Source(text, "utf-8", ""), "text", ())
    return [text[start:end] for start, end in Search(Ground(talk), typed).run().spans]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("学习", Wanted(Kind.TEXT, "学习")),
        ("w:学习", Wanted(Kind.WORDS, "学习")),
        ("w：学习", Wanted(Kind.WORDS, "学习")),
        ("re:学.", Wanted(Kind.PATTERN, "学.")),
        ("re：学.", Wanted(Kind.PATTERN, "学.")),
        ("\\re:学", Wanted(Kind.TEXT, "re:学")),
        ("\\\\w:学", Wanted(Kind.TEXT, "\\w:学")),
        ("\\n", Wanted(Kind.TEXT, "\\n")),
        ("W:x", Wanted(Kind.TEXT, "W:x")),
        ("", Wanted(Kind.TEXT, "")),
    ],
)
def test_prefixes(typed: str, wanted: Wanted) -> None:
    assert read_wanted(typed) == wanted
    assert read_wanted(str(wanted)) == wanted


@pytest.mark.parametrize(
    ("text", "typed", "hits"),
    [
        ("我们学习机器学习，学习。", "w:学习", ["学习", "学习"]),
        ("这个学生会学。", "w:学", ["学"]),
        ("這個學生會學。", "w:学", ["學"]),
        ("learn learning Learn", "w:learn", ["learn", "Learn"]),
        ("用 AI 做，AIGC", "w:AI", ["AI"]),
        ("机器学习很难", "w:器学", []),
        ("机器学习很难", "w:", []),
        ("深度很深，深度", "w: 深度 ", ["深度", "深度"]),
    ],
)
def test_whole_words(text: str, typed: str, hits: list[str]) -> None:
    assert found(text, typed) == hits


@pytest.mark.parametrize(
    ("text", "typed", "hits"),
    [
        ("第12年，第3年", r"re:第\d+年", ["第12年", "第3年"]),
        ("學習 学习", "re:学习", ["學習", "学习"]),
        ("學 习 x", "re:[学習]", ["學", "习"]),
        ("三四五", "re:[一-龥]{2}", ["三四"]),
        ("Abc", "re:abc", ["Abc"]),
        ("甲乙\n乙丙", "re:^乙", ["乙"]),
        ("甲乙\n乙丙", "re:乙$", ["乙"]),
        ("甲乙\n乙丙", r"re:乙\s+乙", []),
        ("aaa", "re:b*", []),
        ("学(?P<", r"re:(?P<學>学)\(", ["学("]),
        ("a]b学", "re:[]学]", ["]", "学"]),
        ("字" * 30_000 + "尾", "re:字尾", ["字尾"]),
        ("甲" * 25_000 + "。" + "乙" * 25_000 + "丙", "re:乙丙", ["乙丙"]),
    ],
)
def test_patterns(text: str, typed: str, hits: list[str]) -> None:
    assert found(text, typed) == hits


@pytest.mark.parametrize(
    ("typed", "column"),
    [("re:(学", 3), ("re:a**", 5), ("re:[z-a]", 4), ("re:a{9999999999999}", 3), (r"re:学\q", 4)],
)
def test_a_wrong_pattern_is_told_with_its_place(typed: str, column: int) -> None:
    with pytest.raises(SearchProblem) as told:
        read_wanted(typed)
    assert told.value.column == column
    assert told.value.text == typed


def test_a_pattern_that_would_take_for_ever_is_given_up_and_what_was_found_stays() -> None:
    text = "ab\n" + "a" * 60 + "c\nab"
    talk = Transcript(Source(text, "utf-8", ""), "text", ())
    before = signal.getsignal(signal.SIGVTALRM)
    search = Search(Ground(talk), "re:(a+)+b")
    while not search.step(1):
        pass
    assert search.problem is not None
    assert "太慢" in str(search.problem)
    assert list(search.hits.spans) == [(0, 2)]
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


@pytest.mark.parametrize("typed", [r"(a+)+$", r"(a|a)*$", r"(.*)*x", r"(a|aa)+c", r"(.+?)\1+x", r"[^x]++x"])
def test_no_pattern_hangs(typed: str) -> None:
    for text in ("a" * 40 + "!", "a" * 60_000 + "!"):
        search = Search(Ground(Transcript(Source(text, "utf-8", ""), "text", ())), f"re:{typed}")
        while not search.step(1):
            pass
        assert list(search.hits.spans) == []


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [("re:甲+", [20_000]), ("re:甲++", [8000, 8000, 4000]), (r"re:(甲)\1+", [8000, 8000, 4000])],
)
def test_what_python_cannot_be_stopped_in_is_matched_in_short_pieces(typed: str, pieces: list[int]) -> None:
    assert [len(hit) for hit in found("甲" * 20_000, typed)] == pieces


def test_where_a_pattern_cannot_be_stopped_a_risky_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "_can_be_stopped", lambda: False)
    assert found("aab", "re:a+b") == ["aab"]
    with pytest.raises(SearchProblem):
        read_wanted("re:(a|aa)*b")
    with pytest.raises(SearchProblem) as told:
        read_wanted("re:x(a+)+b")
    assert re.match("a repeat", str(told.value))
    assert told.value.column >= 4


def test_a_million_hits_are_kept_in_little() -> None:
    talk = Transcript(Source("的" * 300_000 + "\n", "utf-8", ""), "text", ())
    hits = Search(Ground(talk), "的", 150_000).run()
    assert len(hits) == 300_000
    assert sum(part.starts.itemsize * len(part.starts) * 2 for part in hits.parts) == 300_000 * 16
    assert hits.step(299_999, 1) == (0, True)
    assert hits.number_at(1234) == 1234
