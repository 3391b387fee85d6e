"""What is alike: bags, tags by what they share, key terms, passages."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.search.alike.bags import bag, pairs, told, words
from tui.search.alike.keyness import LEAST, key_terms, log_likelihood
from tui.search.alike.passages import Likeness
from tui.search.alike.tags import TagModel
from tui.transcript.terms import Terms

QUOTES = [
    ("司机凌晨把货装上卡车，路上要开四个小时。", ("运输",)),
    ("冷链断了，卡车里的草莓全坏了。", ("运输",)),
    ("收购的价格早上定，利润越来越薄。", ("价格",)),
    ("涨价以后客人少了，利润反而多了。", ("价格", "经营")),
]
MODEL = TagModel(
    [(bag(text), tags) for text, tags in QUOTES],
    {"运输": bag("运输 路上的事"), "价格": bag("价格 钱"), "经营": bag("经营"), "天气": bag("天气 下雨 台风")},
)


def test_words_are_folded_stand_where_they_stand_and_say_something():
    text = "ＡＩ的數據，我們要標註了。"
    found = list(words(text))
    assert [text[word.start : word.end] for word in found] == ["ＡＩ", "數據", "要", "標註"]
    assert [word.folded for word in found][:2] == ["ai", "数据"]
    assert bag("數據") == bag("数据")


def test_the_readers_own_words_are_words_as_a_whole():
    assert "灯下学习站" not in [word.folded for word in words("他在灯下学习站。")]
    assert "灯下学习站" in [word.folded for word in words("他在灯下学习站。", Terms(["燈下學習站"]))]


def test_pairs_do_not_reach_over_punctuation():
    assert pairs("数据集，ai 好的") == ["数据", "据集", "ai", "好的"]


def test_a_tag_is_suggested_with_the_words_that_speak_for_it():
    (first, *_) = MODEL.suggest(bag("明天的卡車誰來開，司機還沒找到。"))
    assert first.tag == "运输"
    assert set(first.because) == {"卡车", "司机"}
    assert MODEL.suggest(bag("台风要来了"))[0].tag == "天气", "by what is said about it alone"


def test_what_is_on_already_is_left_out_and_nothing_in_common_gives_nothing():
    profit = bag("利润不高。")
    assert [each.tag for each in MODEL.suggest(profit)] == ["价格", "经营"]
    assert [each.tag for each in MODEL.suggest(profit, but={"价格"})] == ["经营"]
    assert [each.tag for each in MODEL.suggest(profit, most=1)] == ["价格"]
    assert MODEL.suggest(bag("zebra")) == []
    assert MODEL.suggest(bag("")) == []
    assert TagModel([], {}).suggest(profit) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([text for text, _ in QUOTES] + ["台风", "的", ""]), max_size=4).map("".join))
def test_scores_are_cosines_and_reasons_stand_in_the_text(text):
    found = MODEL.suggest(bag(text), most=9)
    held = set(map(told, bag(text)))
    for each in found:
        assert 0 < each.score <= 1 + 1e-9
        assert each.because
        assert set(each.because) <= held
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_log_likelihood_as_it_is_worked_out_by_hand():
    # 10 of 100 words here, 10 of 900 there: 2 are expected here, 18 there.
    assert log_likelihood(10, 100, 10, 900) == pytest.approx(2 * (10 * math.log(5) + 10 * math.log(10 / 18)))
    assert log_likelihood(5, 100, 45, 900) == pytest.approx(0)
    assert log_likelihood(0, 100, 0, 900) == 0
    assert log_likelihood(3, 0, 3, 0) == 0


def test_key_terms_are_more_frequent_here_and_beyond_chance():
    here = {"潮汐": 20, "我们": 30, "水": 40, "一次": 1, "木头": 8, "灯塔": 12}
    there = {"潮汐": 2, "我们": 1500, "木头": 900, "灯塔": 120}
    found = key_terms(here, there, 5000, most=9)
    assert [term.word for term in found] == ["潮汐", "灯塔"], "not what is usual, rare here, or of one character"
    assert (found[0].count, found[0].elsewhere) == (20, 2)
    assert all(term.keyness >= LEAST for term in found)
    assert key_terms(here, there, 5000, most=1) == found[:1]


def test_passages_that_share_the_rarer_come_first():
    likeness = Likeness("第一個月護理員白跑了四百次。")
    likeness.look("a", "护理员都很忙。\n今天没有下雨。\n护理员白跑一次，就少睡一次觉。")
    likeness.look("b", "第一个月大家都在。我们白跑了两回。")
    found = likeness.best(9)
    texts = {
        "a": "护理员都很忙。\n今天没有下雨。\n护理员白跑一次，就少睡一次觉。",
        "b": "第一个月大家都在。我们白跑了两回。",
    }
    said = [texts[passage.name][passage.start : passage.end] for _, passage in found]
    assert said[0] == "护理员白跑一次，就少睡一次觉。"
    assert "今天没有下雨。" not in said
    assert all(0 < score <= 1 for score, _ in found)
    assert likeness.best(1) == found[:1]
    assert Likeness("。").best(3) == []
