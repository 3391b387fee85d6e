"""Tags found by what one types, and tags that may be one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.annotations.model import Codebook, Tag
from tui.search.nearnames import Alike, Why, alike, unused
from tui.search.tagnames import TagNames


def book(*paths: str, **aliases: str) -> Codebook:
    tags: dict[str, Tag] = {}
    for path in paths:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            here = "/".join(parts[:depth])
            parent = tags.get("/".join(parts[: depth - 1]))
            own = tuple(aliases.get(here, "").split())
            tags.setdefault(here, Tag(here, parts[depth - 1], parent.id if parent else None, aliases=own))
    return Codebook(tuple(tags.values()))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("分化", "模型/分化"),
        ("mxfh", "模型/分化"),
        ("moxing", "模型"),
        ("模型/分", "模型/分化"),
        ("#模型", "模型"),
        ("hangyue", "银行月报"),
        ("xingyue", "银行月报"),
        ("yhyb", "银行月报"),
        ("GPT3.5", "工具/GPT3.5时代"),
        ("3.5sd", "工具/GPT3.5时代"),
        ("差异", "模型/分化"),
        ("cy", "模型/分化"),
    ],
)
def test_a_tag_is_found_by_characters_sounds_and_aliases(typed, first):
    names = TagNames(book("模型/分化", "银行月报", "工具/GPT3.5时代", "闲聊", **{"模型/分化": "差异"}))
    assert names.find(typed)[0] == first
    assert names.find("没有的") == []


def test_those_named_first_come_first_among_equals():
    names = TagNames(book("甲一", "甲二", "甲三"), ["甲三"])
    assert names.find("甲") == ["甲三", "甲二", "甲一"]
    assert names.find("") == ["甲三", "甲二", "甲一"]


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        ("学习", "學習", Why.FOLDED),
        ("AI", "ａｉ", Why.FOLDED),
        ("其他/分化", "模型/分化", Why.NAME),
        ("权力", "权利", Why.SOUND),
        ("银行", "银杭", Why.SOUND),
        ("自主学习", "自主地学习", Why.EDIT),
        ("自主学习", "自主学问", Why.EDIT),
        ("合作者", "合作", Why.EDIT),
        ("合作", "协作", None),
        ("甲", "假", None),
        ("第1章节", "第2章节", None),
        ("自主学习", "自主地学着", None),
    ],
)
def test_tags_that_may_be_one(one, two, why):
    (*found,) = alike(book(one, two))
    assert [pair.why for pair in found] == ([why] if why else [])


def test_the_one_with_more_quotes_or_above_is_to_stay():
    codebook = book("学习", "學習", "乙/乙")
    pairs = alike(codebook, {"學習": 3, "学习": 1, "乙/乙": 9})
    assert {(pair.path, pair.other) for pair in pairs} == {("學習", "学习"), ("乙", "乙/乙")}
    assert unused(codebook, {"學習": 3, "乙": 9, "乙/乙": 9}) == ["学习"]


def test_an_alias_that_is_another_tags_name():
    assert alike(book("甲方", "客户", 客户="甲方")) == [Alike("客户", "甲方", Why.ALIAS)]


def distance(a: str, b: str) -> int:
    if not a or not b:
        return len(a) + len(b)
    return min(distance(a[1:], b) + 1, distance(a, b[1:]) + 1, distance(a[1:], b[1:]) + (a[0] != b[0]))


@given(st.text("天地人", min_size=2, max_size=4), st.text("天地人", min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_one_edit_is_what_the_definition_says(a, b):
    pairs = alike(book(f"上/{a}", f"下/{b}"))
    found = any({pair.path, pair.other} == {f"上/{a}", f"下/{b}"} for pair in pairs)
    assert found == (a == b or (distance(a, b) == 1 and max(len(a), len(b)) >= 3))
