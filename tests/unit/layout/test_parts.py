"""Questions with their answers, sections, and the whole, on a page; and all units inside one another on real text."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from tests.talks import dialogue
from tui.layout.cursor import Cursor, Motion, grow, move, select, select_all, shrink
from tui.layout.known import Known
from tui.layout.rows import Layout
from tui.layout.units import Unit, next_start, previous_start, span_at
from tui.transcript.asking import askers_of, ends_in_a_question
from tui.transcript.files import load
from tui.transcript.headings import headings_of
from tui.transcript.terms import Terms

from .making import said, understood

TALK = (
    ("主持人", ["大家好。"]),
    ("主持人", ["先问一句。", "水从哪里来？"]),
    ("沈禾", ["从山上来。", "你问谁呢？"]),
    ("顾月", ["从井里来。"]),
    ("主持人", ["还有呢。"]),
    ("沈禾", ["没有了。"]),
)

OUTLINE = """\
先说几句。

# 山

山很高。

## 水

水很长。

### 鱼

鱼很少。

## 路

路很远。

# 海

海很大。
"""


def page_of(*turns: tuple[str, list[str]], raw: bool = False) -> Layout:
    return Layout(said(*turns), 40, raw=raw)


def held(page: Layout, word: str, unit: Unit) -> str:
    return page.text[slice(*span_at(page, page.text.index(word), unit))]


def test_a_question_goes_with_its_answers() -> None:
    page = page_of(*TALK)
    first = "大家好。\n主持人：先问一句。\n水从哪里来？\n沈禾：从山上来。\n你问谁呢？\n顾月：从井里来。"
    for word in ("大家", "先问", "哪里", "山上", "你问", "井里"):
        assert held(page, word, Unit.EXCHANGE) == first
    assert held(page, "还有", Unit.EXCHANGE) == held(page, "没有", Unit.EXCHANGE) == "还有呢。\n沈禾：没有了。"


@pytest.mark.parametrize("raw", [False, True])
def test_moving_over_questions(raw: bool) -> None:
    page = page_of(*TALK, raw=raw)
    label = len("主持人：") if raw else 0
    first, second = page.text.index("大家") - label, page.text.index("还有") - label
    at = page.text.index("山上")
    assert next_start(page, at, Unit.EXCHANGE) == second
    assert next_start(page, second, Unit.EXCHANGE) == second
    assert previous_start(page, at, Unit.EXCHANGE) == first
    assert previous_start(page, second, Unit.EXCHANGE) == first
    assert previous_start(page, second + 1, Unit.EXCHANGE) == second
    assert previous_start(page, first, Unit.EXCHANGE) == first


def test_what_stands_before_the_first_question_is_in_none() -> None:
    page = page_of(("沈禾", ["我先来。"]), ("顾月", ["我也来。"]), *TALK)
    assert held(page, "先来", Unit.EXCHANGE) == held(page, "先来", Unit.TURN) == "我先来。"
    assert next_start(page, 0, Unit.EXCHANGE) == page.text.index("大家")


def test_a_heading_ends_a_question() -> None:
    page = Layout(
        understood("# 一\n\n记者：为什么？\n\n禾：因为。\n\n# 二\n\n禾：还有。\n\n记者：是吗？\n\n禾：是。\n"), 40
    )
    assert held(page, "因为", Unit.EXCHANGE) == "为什么？\n\n禾：因为。"
    assert held(page, "还有", Unit.EXCHANGE) == "还有。"
    assert held(page, "是。", Unit.EXCHANGE) == "是吗？\n\n禾：是。"


def test_a_heading_is_a_turn_by_itself_and_grows_to_its_section() -> None:
    page = Layout(understood("禾：先说。\n\n# 山与水\n\n禾：很高。\n\n# 海\n\n禾：很大。\n"), 40)
    assert held(page, "与水", Unit.TURN) == held(page, "与水", Unit.EXCHANGE) == "# 山与水"
    grown = grow(page, select(page, Cursor(page.text.index("与水")), Unit.TURN))
    assert grown.unit is Unit.SECTION
    assert page.text[slice(*grown.selection(page) or ())] == "# 山与水\n\n禾：很高。"


@pytest.mark.parametrize(
    ("names", "hosts", "guests", "askers"),
    [
        ("甲乙丙", "乙", "", "乙"),
        ("甲乙丙", "", "甲丙", "乙"),
        ("甲乙丙", "", "甲乙丙", None),
        ("甲乙丙", "丁", "", None),
        ("甲乙", "", "", "甲"),
        ("甲", "", "", None),
        ("", "", "", None),
    ],
)
def test_who_asks(names: str, hosts: str, guests: str, askers: str | None) -> None:
    talk = dialogue([(name, ["说" * (number + 1)]) for number, name in enumerate(names)])
    assert askers_of(talk, frozenset(hosts), frozenset(guests)) == (None if askers is None else frozenset(askers))


@pytest.mark.parametrize(
    "name", ["主持人", "主持人 李白", "记者", "本報記者", "采访者", "Q", "问", "Moderator", "host"]
)
def test_names_that_ask(name: str) -> None:
    long = "说得很长很长很长"
    assert askers_of(dialogue([("甲", ["短"]), (name, [long]), ("乙", [long])])) == {name}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("好吗", True),
        ("好吗。", True),
        ("why?”", True),
        ("（真的？）", True),
        ("问？答。", False),
        ("吗啡", False),
        ("", False),
    ],
)
def test_questions(text: str, asks: bool) -> None:
    assert ends_in_a_question(text) is asks


def test_where_nobody_asks_by_trade_a_question_is_told_by_its_sign() -> None:
    page = page_of(("甲", ["来吗？"]), ("乙", ["来。"]), ("丙", ["我不来。"]), ("乙", ["为什么？"]), ("丙", ["累。"]))
    assert held(page, "不来", Unit.EXCHANGE) == "来吗？\n乙：来。\n丙：我不来。"
    assert held(page, "累", Unit.EXCHANGE) == "为什么？\n丙：累。"
    known = page.knowing(Known(hosts=frozenset("丙")))
    assert held(known, "不来", Unit.EXCHANGE) == "我不来。\n乙：为什么？"
    assert held(page, "不来", Unit.EXCHANGE) != held(known, "不来", Unit.EXCHANGE)


def test_sections_lie_in_one_another() -> None:
    page = Layout(understood(OUTLINE), 40)
    assert [level for _, level in headings_of(page.transcript)] == [1, 2, 3, 2, 1]
    assert held(page, "先说", Unit.SECTION) == "先说几句。"
    assert held(page, "鱼很", Unit.SECTION).endswith("鱼很少。")
    assert "水很" not in held(page, "鱼很", Unit.SECTION)
    assert held(page, "水很", Unit.SECTION).endswith("鱼很少。")
    assert held(page, "山很", Unit.SECTION).endswith("路很远。")
    cursor, grown = select(page, Cursor(page.text.index("鱼很"))), []
    for _ in range(9):
        cursor = grow(page, cursor)
        grown.append((page.text[slice(*cursor.selection(page) or (0, 0))], cursor.unit))
    ends = [(text[-4:], unit) for text, unit in grown]
    assert ends[-1] == ends[-2] == ("海很大。", Unit.ALL)
    assert [unit for _, unit in grown].count(Unit.SECTION) == 3
    for _ in range(20):
        cursor = shrink(page, cursor)
    assert page.text[slice(*cursor.selection(page) or (0, 0))] == "鱼"


def test_moving_over_sections() -> None:
    page = Layout(understood(OUTLINE), 40)
    cursor, passed = Cursor(0), []
    for _ in range(7):
        cursor = move(page, cursor, Motion.SECTION)
        passed.append(page.text[cursor.offset :].split("\n")[0][-1])
    assert passed == ["山", "水", "鱼", "路", "海", "。", "。"]
    cursor = move(page, cursor, Motion.SECTION_BACK, 2)
    assert page.text[cursor.offset :].split("\n")[0].endswith("路")
    assert move(page, cursor, Motion.SECTION_BACK, 99).offset == 0


def test_without_headings_the_section_is_the_whole() -> None:
    page = page_of(*TALK)
    assert span_at(page, 9, Unit.SECTION) == span_at(page, 9, Unit.ALL) == (page.text.index("大家"), len(page.text) - 1)
    everything = select_all(page, select(page, Cursor(page.text.index("没有"))))
    assert everything.selection(page) == span_at(page, 9, Unit.ALL)
    assert page.text[slice(*shrink(page, everything).selection(page) or (0, 0))] == "没有"


NOTEBOOK = "——\n水很长。\n鱼很少。\n\n——\n山很高。\n——\n\n沈禾：路远吗？\n顾月：路很远。\n——\n海很大。\n"


@pytest.mark.parametrize("raw", [False, True])
def test_excerpts_are_sections_where_there_are_no_headings(raw: bool) -> None:
    page = Layout(understood(NOTEBOOK), 40, raw=raw)
    assert held(page, "鱼很", Unit.SECTION) == "水很长。\n鱼很少。"
    assert held(page, "山很", Unit.SECTION) == "山很高。"
    assert held(page, "路很", Unit.SECTION).endswith("路远吗？\n顾月：路很远。")
    assert held(page, "——\n山", Unit.SECTION) == "——"
    cursor, passed = Cursor(0), []
    for _ in range(5):
        cursor = move(page, cursor, Motion.SECTION)
        passed.append(page.text[cursor.offset])
    assert passed == ["水", "山", "沈", "海", "。"]
    cursor = move(page, cursor, Motion.SECTION_BACK)
    assert page.text[cursor.offset] == "海"
    assert page.text[move(page, cursor, Motion.SECTION_BACK, 2).offset] == "山"


def test_terms_are_words_on_the_page() -> None:
    page = page_of(("沈禾", ["我们读潮汐读数吧。"]))
    at = page.text.index("汐读")
    assert page.text[slice(*span_at(page, at, Unit.WORD))] == "潮汐"
    assert page.text[slice(*span_at(page.knowing(Known(Terms(["潮汐读数"]))), at, Unit.WORD))] == "潮汐读数"


def check_nesting(page: Layout, places: int) -> None:
    for offset in random.Random(4).sample(range(len(page.text)), min(places, len(page.text))):
        at = page.nearest(offset)
        character = page.text[slice(*page.cluster(at))]
        if character.strip():
            spans = [span_at(page, at, unit) for unit in Unit]
            for smaller, larger in pairwise(spans):
                assert larger[0] <= smaller[0] < smaller[1] <= larger[1], (at, spans)


def test_units_nest_in_our_transcripts(own_seeds: Path) -> None:
    for path in sorted(own_seeds.iterdir()):
        if path.suffix != ".jsonl":
            for raw in (False, True):
                check_nesting(Layout(load(path), 60, raw=raw), 25)


def test_units_nest_in_the_real_transcripts(real_seeds: Path) -> None:
    for path in sorted(real_seeds.glob("*.txt")):
        check_nesting(Layout(load(path), 80), 60)
