"""Finding names by characters, pinyin and initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.search.names import answers, rank


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("潮汐", "潮汐", 0),
        ("  潮汐 ", "潮汐", 0),
        ("Tide", "tide", 0),
        ("ｔｉｄｅ", "Tide", 0),
        ("記錄", "记录", 0),
        ("潮", "潮汐", 1),
        ("ti", "Tide", 1),
        ("记录", "潮汐/記錄", 2),
        ("gauge", "tidal gauge", 2),
        ("潮汐/记", "潮汐/记录", 1),
        ("汐", "潮汐", 3),
        ("ide", "tide", 3),
        ("", "潮汐", 3),
        ("chaoxi", "潮汐", 4),
        ("chao xi", "潮汐", 4),
        ("chao'xi", "潮汐", 4),
        ("CHAOXI", "潮汐", 4),
        ("cx", "潮汐", 4),
        ("chx", "潮汐", 4),
        ("cxi", "潮汐", 4),
        ("chaox", "潮汐", 4),
        ("cha", "潮汐", 4),
        ("xi", "潮汐", 4),
        ("jl", "潮汐/记录", 4),
        ("xijilu", "潮汐/记录", 4),
        ("cxjl", "潮汐/記錄", 4),
        ("zhg", "中国", 4),
        ("zg", "中国", 4),
        ("hangye", "行业", 4),
        ("xingye", "行业", 4),
        ("chongfu", "重复", 4),
        ("zf", "重复", 4),
        ("lvse", "绿色", 4),
        ("gpt4moxing", "GPT-4 模型", 4),
        ("gptm", "GPT-4 模型", None),
        ("moxinggpt", "模型 GPT", 4),
        ("cxx", "潮汐", None),
        ("chaoxia", "潮汐", None),
        ("xc", "潮汐", None),
        ("haoxi", "潮汐", None),
        ("潮汐站", "潮汐", None),
        ("'", "潮汐", None),
        ("a", "", None),
        ("", "", 0),
        ("ü", "绿", None),
    ],
)
def test_rank(typed: str, name: str, found: int | None) -> None:
    assert rank(typed, name) == found


def test_answers_are_the_best_first_else_in_order() -> None:
    names = ["问潮汐", "潮汐站", "海/潮汐", "潮汐", "超戏", "天气", "潮汐表"]
    assert answers("潮汐", names) == ["潮汐", "潮汐站", "潮汐表", "海/潮汐", "问潮汐"]
    assert answers("chaoxi", names) == ["问潮汐", "潮汐站", "海/潮汐", "潮汐", "超戏", "潮汐表"]
    assert answers("", names) == names
    assert answers("x", []) == []


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_name_answers_to_its_parts(before: str, after: str) -> None:
    name = f"{before}潮汐{after}"
    for typed in ("潮汐", name, "chaoxi", "cx"):
        assert rank(typed, name) is not None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("a" * 2000 + "b", "a" * 2000),
        ("zzhzhong" * 100 + "x", "中重" * 300),
        ("x" * 5000, "行行重行行" * 60),
        ("-" * 999 + "x", "- /_" * 500),
    ],
    ids=["letters", "initials", "heteronyms", "gaps"],
)
def test_long_input_takes_no_unreasonable_time(typed: str, name: str) -> None:
    """By trying every way to read it, each of these would outlast the universe."""
    assert rank(typed, name) is None
