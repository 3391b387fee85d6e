"""Folding and its map back."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.search.fold import TAILS, fold, fold_text

HARD = "aAｱｶﾞ…①㎏½ﬁßİıſǰΐ\u0345\u0301\u0307\u0323e가각\u1100\u1161\u11a8著着乾乾衞裏麼瞭臺㍿𝐀👨\u200d👩 \n\tＡＢＣ（）。"
TEXTS = st.text(st.one_of(st.sampled_from(HARD), st.characters()), max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("自主學習", "自主学习"),
        ("姚順雨", "姚顺雨"),
        ("看著", "看着"),
        ("乾淨", "干净"),
        ("瞭解", "了解"),
        ("保衞", "保卫"),
        ("保衛", "保卫"),
        ("這裏", "这里"),
        ("這裡", "这里"),
        ("什麼", "什么"),
        ("敍述", "叙述"),
        ("憑藉", "凭借"),
        ("臺灣", "台湾"),
        ("ＡＧＩ", "agi"),
        ("STRASSE", "straße"),
        ("Ｓｃａｌｉｎｇ　Ｌａｗ", "scaling law"),
        ("（）：？", "():?"),
        ("café", "cafe\u0301"),
        ("が", "か\u3099"),
        ("ガ", "ｶﾞ"),
        ("각", "\u1100\u1161\u11a8"),
        ("㎏", "KG"),
        ("……", "......"),
        ("é\u0323", "e\u0323\u0301"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(("one", "other"), [("e", "é"), ("大", "太"), ("学", "字"), ("a", "b")])
def test_not_alike(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


def test_a_word_folds_the_same_alone_and_in_a_phrase() -> None:
    assert fold_text("乾") in fold_text("乾隆")
    assert fold_text("覆") in fold_text("答覆")


def test_text_of_the_same_length_keeps_no_map() -> None:
    folded = fold("這是ＡＧＩ，自主學習。" * 10)
    assert not folded._starts
    assert folded.span(3, 5) == (3, 5)


def test_span_takes_in_whole_pieces() -> None:
    folded = fold("好…①㎏ 坏")
    assert folded.text == "好...1kg 坏"
    assert folded.span(1, 2) == folded.span(1, 4) == folded.span(2, 3) == (1, 2)
    assert folded.span(5, 6) == folded.span(6, 7) == (3, 4)
    assert folded.span(8, 9) == (5, 6)
    assert folded.span(0, 9) == (0, 6)
    assert folded.span(8, 8) == (5, 5)


@given(TEXTS)
@example("\u0301a")
@example("ᾷ\u0345")
@example("ﾞ")
def test_folding_is_idempotent(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(TEXTS)
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    assert fold_text(unicodedata.normalize("NFD", text)) == fold_text(unicodedata.normalize("NFC", text))


@given(TEXTS, st.data())
def test_every_span_maps_to_text_whose_fold_holds_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)
    assert folded.text[start:end] in fold_text(text[first:last])
    assert folded.span(0, len(folded.text)) == (0, len(text))


@given(TEXTS, TEXTS)
def test_what_was_met_before_makes_no_difference(text: str, other: str) -> None:
    first = fold_text(text)
    fold_text(other)
    assert fold_text(text) == first


def test_every_character_folds_stably() -> None:
    for start in range(0, 0x30000, 0x1000):
        for character in map(chr, range(start, start + 0x1000)):
            once = fold_text(character)
            assert fold_text(once) == once != "", hex(ord(character))


def test_all_composing_tails_are_known() -> None:
    tails = set()
    for code in range(0x30000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            first, second = (chr(int(part, 16)) for part in parts)
            composes = len(unicodedata.normalize("NFC", first + second)) == 1
            if composes and not unicodedata.combining(second):
                tails.add(second)
    assert tails <= TAILS


def test_ten_megabytes_fold_well_under_a_second() -> None:
    text = "我们说「自主學習」，AGI 的下一步……就是這裏。\n" * 140_000
    assert len(text.encode()) > 9_000_000
    fold(text[:100])
    begin = time.process_time()
    fold(text)
    assert time.process_time() - begin < 2.0
