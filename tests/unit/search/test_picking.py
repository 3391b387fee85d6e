"""Picking from thousands of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.search.picking import Index, letters_in
from tui.transcript.readings import plain_readings_of

NAMES = st.lists(st.text("潮汐站长重0aZ-/. ·é;,\n", min_size=1, max_size=12), min_size=1, max_size=8)


def found(typed: str, *names: str) -> list[str]:
    index = Index(names)
    return [index.names[at] for at in index.find(typed)]


def letters(typed: str, name: str) -> str:
    its = letters_in(typed, name)
    return "".join(char if at in its else "_" for at, char in enumerate(name))


def test_the_better_ones_first():
    names = ("t/a-i.d-e.txt", "in/outside.txt", "low-tide.txt", "tides.txt", "x/tide.txt", "tide/x.txt")
    assert found("tide", *names) == ["x/tide.txt", "tides.txt", "low-tide.txt", "in/outside.txt", "tide/x.txt"]
    assert found("tide/", *names) == ["tide/x.txt"]
    assert found("ide", *names)[0] == "in/outside.txt"
    assert found("aide", *names) == ["t/a-i.d-e.txt"]
    assert found("sh", "技术", "商业", "上") == ["商业", "上", "技术"], "what begins with the sound"


@pytest.mark.parametrize(
    "typed", ["潮汐站", "chaoxizhan", "cxz", "chxzh", "chaoxz", "潮xi", "cz", "汐z", "CHAO", "潮 zhan"]
)
def test_by_characters_pinyin_initials_and_with_some_left_out(typed):
    assert found(typed, "访谈.txt", "t/潮汐-站.txt") == ["t/潮汐-站.txt"]


@pytest.mark.parametrize("typed", ["xc", "潮z汐", "chaoxizhanx", "潮潮", "hao", "潮 y"])
def test_what_does_not_answer(typed):
    assert found(typed, "t/潮汐-站.txt") == []


def test_traditional_and_width_make_no_difference():
    assert found("记录", "潮汐-記錄.txt", "其他.txt") == ["潮汐-記錄.txt"]
    assert found("ｔｉｄｅ", "Tide.txt") == ["Tide.txt"]


def test_all_words_have_to_answer():
    names = ("agi-summit.txt", "agi-潮汐.txt", "潮汐.txt")
    assert found("agi cx", *names) == ["agi-潮汐.txt"]
    assert found("cx agi", *names) == ["agi-潮汐.txt"]


def test_among_equals_the_order_counts():
    index = Index(["a1.txt", "a2.txt", "a3.txt"])
    assert index.find("a", [2, 0, 1]) == [2, 0, 1]
    assert index.find("", [2, 0, 1]) == [2, 0, 1]
    assert index.find("a2", [2, 0, 1]) == [1]


def test_initials_of_all_of_a_name_go_before_those_of_its_beginning():
    assert found("zzxx", "自主学习·数据", "自主学习") == ["自主学习", "自主学习·数据"]
    assert found("zizhux", "自主学习·数据", "自主学") == ["自主学", "自主学习·数据"]
    assert found("zz", "自主学习·数据", "自主学习") == ["自主学习·数据", "自主学习"], "equals"


def test_which_letters_answer():
    assert letters("tide", "t/low-tide.txt") == "______tide____"
    assert letters("cz", "潮汐-站.txt") == "潮__站____"
    assert letters("chaoxi", "a/潮汐.txt") == "__潮汐____"
    assert letters("記", "潮记.txt") == "_记____"
    assert letters("zz", "潮.txt") == "_____"


@given(NAMES, st.text("cxz潮0aé ", max_size=5))
def test_typing_on_finds_what_typing_at_once_does(names: list[str], typed: str) -> None:
    index = Index(names)
    for count in range(len(typed) + 1):
        grown = index.find(typed[:count])
    assert grown == Index(names).find(typed)
    for at in range(len(names)):
        assert bool(letters_in(typed, names[at])) == (at in grown) or not typed.split()


@given(st.text("潮汐站长重人", min_size=1, max_size=6), st.data())
def test_a_name_is_found_by_any_of_its_readings(name: str, data: st.DataObject) -> None:
    ways = [(char, *(way for said in plain_readings_of(char) for way in (said, said[0]))) for char in name]
    assert found("".join(data.draw(st.sampled_from(its)) for its in ways), "0", name) == [name]
    some = data.draw(st.lists(st.booleans(), min_size=len(name), max_size=len(name)))
    if any(some):
        assert name in found("".join(char for char, kept in zip(name, some, strict=True) if kept), "0", name)
