"""字数, counted by hand and by a second way of counting."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.counting.words import count_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("，。……——！ \n\t", 0),
        ("學習很難，但是值得。", 8),
        ("我們用ChatGPT和 GPT-4。", 6),
        ("3.5 个, 10,000 人, 50%", 5),
        ("don't stop — it’s AI-native", 4),
        ("2023年1月，A/B 测试", 8),
        ("end.Next,and", 3),
        ("々〇𠮷﨑ひらがなカタカナ", 12),
        ("ＧＰＴ４ 한국어 слово", 3),
        ("cafe\u0301 e\u0301tude", 2),
        ("👍🏽🙂", 0),
        ("a\n字\nb字\n\n", 4),
    ],
)
def test_by_hand(text: str, count: int) -> None:
    assert count_words(text) == count


def is_han(char: str) -> bool:
    name = unicodedata.name(char, "")
    return char in "々〇" or name.startswith(("CJK UNIFIED", "HIRAGANA LETTER", "KATAKANA LETTER"))


def by_character(text: str) -> int:
    """The rule once more, sign by sign."""
    count = at = 0
    while at < len(text):
        if not text[at].isalnum():
            at += 1
            continue
        count += 1
        if is_han(text[at]):
            at += 1
            continue
        while at < len(text) and text[at].isalnum() and not is_han(text[at]):
            before, at = text[at], at + 1
            behind = text[at + 1 : at + 2]
            is_inside = behind.isdigit() and before.isdigit() if text[at : at + 1] in (".", ",") else behind.isalnum()
            if is_inside and not is_han(behind) and text[at] in "'-.,":
                at += 1
    return count


@given(st.text("学習〇かカ aB7３.,'-。，\n/é", max_size=40))
@settings(max_examples=50, deadline=None)
def test_by_another_way(text: str) -> None:
    assert count_words(text) == by_character(text)
