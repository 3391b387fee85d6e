"""Finding a text in one transcript."""

from __future__ import annotations

from dataclasses import replace

import pytest
from talks import captions, dialogue

from tui.search.running import find
from tui.search.scan import around, searched
from tui.transcript.model import Edit, EditKind, Transcript
from tui.transcript.reading import Reading

GLOSSED = Reading("他说学（xué）习，很难。", [Edit(3, 8, "", EditKind.GLOSS)])


def spans(text: str, needle: str) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in find(Reading(text), needle)]


@pytest.mark.parametrize(
    ("text", "needle", "expected"),
    [
        ("自主学习，自主學習", "自主學習", [(0, 4), (5, 9)]),
        ("我我我", "我", [(0, 1), (1, 2), (2, 3)]),
        ("哈哈哈哈哈", "哈哈", [(0, 2), (2, 4)]),
        ("AGI agi ＡＧＩ", "Agi", [(0, 3), (4, 7), (8, 11)]),
        ("等…等", ".", [(1, 2)]),
        ("等…等", "等...等", [(0, 3)]),
        ("cafe\u0301 e", "é", [(3, 5)]),
        ("cafe\u0301 e", "e", [(6, 7)]),
        ("a(b)*", "(b)*", [(1, 5)]),
        ("无", "有", []),
        ("有", "", []),
        ("", "有", []),
    ],
)
def test_find(text: str, needle: str, expected: list[tuple[int, int]]) -> None:
    assert spans(text, needle) == expected


def test_a_hidden_gloss_does_not_part_a_word() -> None:
    (hit,) = find(GLOSSED, "学习")
    assert (hit.start, hit.end) == (2, 9)
    assert (hit.reading_start, hit.reading_end) == (2, 4)
    assert not find(GLOSSED, "xué")


def contexts(talk: Transcript, needle: str, width: int) -> list[tuple[str, str, str]]:
    reading = searched(talk)
    return [around(talk, reading, hit, width) for hit in find(reading, needle)]


def test_around_is_one_line() -> None:
    talk = dialogue([("姚", ["第一行", "前文 的\t话，目标，后文", "还有很多很多"])], between="\n\n")
    assert contexts(talk, "目标", 8) == [("前文 的 话，", "目标", "，后文 还有很多")]
    assert contexts(talk, "目标", 0) == [("", "目标", "")]
    assert contexts(talk, "目标", 99) == [("第一行 前文 的 话，", "目标", "，后文 还有很多很多")]


def test_labels_are_found_but_are_no_context() -> None:
    talk = dialogue([("顧月", ["潮来了。"]), ("姚", ["又走了。"]), ("顧月", ["是。"])])
    assert contexts(talk, "姚", 9) == [("潮来了。", "姚", "又走了。 是。")]
    assert contexts(talk, "走了", 9) == [("潮来了。 又", "走了", "。 是。")]
    assert contexts(talk, "姚] 又走", 9) == [("潮来了。", "姚] 又走", "了。 是。")]


def test_a_word_broken_over_two_captions_is_found() -> None:
    talk = captions(["他说自主", "学习很难，", "and the tide", "came in."])
    (hit,) = find(searched(talk), "自主学习")
    assert talk.text[hit.start : hit.end].startswith("自主\n\n2\n00:00:")
    assert contexts(talk, "自主学习", 3) == [("他说", "自主学习", "很难，")]
    assert contexts(talk, "TIDE CAME", 4) == [("the ", "tide came", " in.")]
    assert contexts(talk, "00:00", 9) == []
    assert not find(talk.reading, "自主学习")


def test_what_an_edit_says_beside_a_hit_is_told() -> None:
    talk = dialogue([("姚", ["就当我们XXXXX习的时候"])])
    at = talk.text.index("XXXXX")
    talk = replace(talk, edits=(Edit(at, at + 5, "在谈论自主学", EditKind.MISREAD),))
    assert contexts(talk, "自主学习", 99) == [("就当我们在谈论", "自主学习", "的时候")]
    assert contexts(talk, "我们在谈", 99) == [("就当", "我们在谈", "论自主学习的时候")]
    assert contexts(talk, "谈论", 3) == [("我们在", "谈论", "自主学")]
