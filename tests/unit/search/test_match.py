"""Filters at work."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from tui.annotations.model import Anchor, Codebook, Document, Highlight, Quote, Tag
from tui.search.filters import Everything
from tui.search.match import passing
from tui.search.query import parse
from tui.search.tagterms import find_tags, tag_state, toggle_tag, unknown_tags

BEIJING = timezone(timedelta(hours=8))
BOOK = Codebook(
    (
        Tag("1", "模型"),
        Tag("2", "分化", "1", aliases=("差异化", "Differentiation")),
        Tag("3", "深度", "2"),
        Tag("4", "闲聊"),
        Tag("5", "深度", "4"),
        Tag("6", "Open Source"),
        Tag("7", "範式"),
    )
)
AGI = Document("d1", "2026/AGI-Next.txt", "AGI-Next 峰會", "0" * 64, "dialogue", "utf-8")
KIMI = Document("d2", "杨植麟 [访谈].md", "", "1" * 64, "dialogue", "utf-8")


def quote(document: Document, speaker: str | None, text: str, tags: str = "", **rest: object) -> Quote:
    anchor = Anchor(0, len(text), text, speaker=speaker)
    paths = tuple(tags.split("|")) if tags else ()
    ids = tuple(BOOK.by_path[path].id for path in paths)
    return Quote(Highlight("h", document.id, "s", anchor, ids, **rest), document, paths)  # type: ignore[arg-type]


QUOTES = {
    "a": quote(AGI, "姚順雨", "自主學習是下一步", "模型/分化", created="2025-12-31T15:59:59.999Z"),
    "b": quote(AGI, "唐杰", "Scaling Law 還沒完", "模型", note="**自主学习**", created="2025-12-31T16:00:00.000Z"),
    "c": quote(AGI, "[主持人]", "大家好", "闲聊", created="2026-01-01T12:00:00.000Z"),
    "d": quote(
        KIMI, "杨植麟", "看著 AGI…", "模型/分化/深度|Open Source", starred=True, created="2026-02-01T00:00:00.000Z"
    ),
    "e": quote(KIMI, None, "没有标签 a.*b", created="2026-03-01T00:00:00.000Z"),
    "f": quote(KIMI, "San Zhang", "ＫＧ 50%", "範式|闲聊/深度", note="x", starred=True),
}


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("", "abcdef"),
        ("#模型", "abd"),
        ("#模型!", "b"),
        ("#模型/分化", "ad"),
        ("#模型/分化!", "a"),
        ("#模型／分化", "ad"),
        ("#分化", "ad"),
        ("#分化!", "a"),
        ("#差異化", "ad"),
        ("#differentiation", "ad"),
        ("#深度", ""),
        ("#分化/深度", "d"),
        ("#閒聊", "cf"),
        ("#范式", "f"),
        ('#"open source"', "d"),
        ("#没有", ""),
        ("-#没有", "abcdef"),
        ("-#模型", "cef"),
        ("#模型 -#分化", "b"),
        ("#模型 -#深度", "abd"),
        ("#模型 OR #闲聊", "abcdf"),
        ("(#模型 OR #闲聊) is:starred", "df"),
        ("#模型 OR #闲聊 is:starred", "abdf"),
        ("@姚顺雨", "a"),
        ("@姚順雨", "a"),
        ("@顺雨", "a"),
        ('@"san zhang"', "f"),
        ("@主持", "c"),
        ("-@主持", "abdef"),
        ("@没有", ""),
        ('"自主学习"', "ab"),
        ("自主學習 -@唐杰", "a"),
        ("scaling", "b"),
        ('"scaling law"', "b"),
        ("agi...", "d"),
        ("看着", "d"),
        ("kg", "f"),
        ("a.*b", "e"),
        ("50%", "f"),
        ("doc:AGI*", "abc"),
        ("doc:agi-next", "abc"),
        ("doc:agi-next.txt", "abc"),
        ("doc:2026/*", "abc"),
        ("doc:*峰会", "abc"),
        ("doc:AGI", "abc"),
        ("doc:next", "abc"),
        ("doc:nix", ""),
        ('doc:"杨植麟 [访谈]"', "def"),
        ("doc:楊植麟*", "def"),
        ("doc:？？？*", "abcdef"),
        ("has:note", "bf"),
        ("-has:note", "acde"),
        ("is:starred", "df"),
        ("after:2026-01-01", "bcde"),
        ("before:2026-01-01", "af"),
        ("after:2026-01-01 before:2026-02-01", "bc"),
        ("NOT (has:note OR is:starred)", "ace"),
        ("--has:note", "bf"),
        ("is:starred (#模型 OR @san) -x", "d"),
    ],
)
def test_what_a_filter_takes(text: str, taken: str) -> None:
    found = passing(parse(text), QUOTES.values(), BOOK, BEIJING)
    assert "".join(name for name, q in QUOTES.items() if q in found) == taken


@pytest.mark.parametrize("text", ["after:0001-01-01", "before:9999-12-31", "after:0001-01-01 before:9999-12-31"])
def test_the_ends_of_the_calendar(text: str) -> None:
    for zone in (None, BEIJING, timezone(-timedelta(hours=12))):
        assert passing(parse(text), [QUOTES["c"]], BOOK, zone)


def test_find_tags() -> None:
    assert [tag.id for tag in find_tags("模型", BOOK)] == ["1"]
    assert [tag.id for tag in find_tags("differentiation", BOOK)] == ["2"]
    assert find_tags("深度", BOOK) == ()
    assert find_tags("/模型/ 分化 /", BOOK)[0].id == "2"


def test_unknown_tags() -> None:
    assert unknown_tags(parse("#模型 (-#没有 OR #深度) #没有 a"), BOOK) == ["没有", "深度"]
    assert unknown_tags(parse(""), BOOK) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "#模型"),
        ("#模型", "-#模型"),
        ("-#模型", ""),
        ("a", "a #模型"),
        ("a #模型 b", "a -#模型 b"),
        ("a -#模型 b", "a b"),
        ("a -#模型", "a"),
        ("a OR b", "(a OR b) #模型"),
        ("#模型/分化", "#模型/分化 #模型"),
        ("#模型!", "-#模型!"),
        ("(#模型 OR a) b", "(#模型 OR a) b #模型"),
        ("#模型 #模型", "-#模型"),
    ],
)
def test_toggle_tag(before: str, after: str) -> None:
    assert str(toggle_tag(parse(before), "模型")) == after


@pytest.mark.parametrize("text", ["", "a", "a OR b", "a b", "-(a b)"])
def test_three_toggles_come_round(text: str) -> None:
    filter_, states = parse(text), []
    for _ in range(3):
        filter_ = toggle_tag(filter_, "模型/分化")
        states.append(tag_state(filter_, "模型/分化"))
    assert states == ["must", "not", None]
    assert filter_ == parse(text)


def test_tag_state_looks_at_the_top_alone() -> None:
    assert tag_state(parse("#a OR #b"), "a") is None
    assert tag_state(parse("#a (#b OR #c)"), "b") is None
    assert tag_state(Everything(), "a") is None
