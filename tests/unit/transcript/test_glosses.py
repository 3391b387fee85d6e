"""Inserted pinyin."""

from __future__ import annotations

import time

import pytest

from tui.transcript.edits.glosses import find_glosses
from tui.transcript.model import EditKind
from tui.transcript.reading import Reading
from tui.transcript.readings import is_converted, plain_readings_of, readings_of

PROOF = "會(huì)議開(kāi)始後,大家說(shuō)這個(gè)問(wèn)題很難。"
CLEAN = "會議開始後,大家說這個問題很難。"


def read(text: str) -> str:
    return Reading(text, find_glosses(text)).text


def test_glosses_go_where_the_document_proves_them() -> None:
    edits = find_glosses(PROOF)
    assert Reading(PROOF, edits).text == CLEAN
    assert {(edit.kind, edit.replacement) for edit in edits} == {(EditKind.GLOSS, "")}


def test_four_are_no_proof() -> None:
    assert find_glosses(PROOF.replace("(wèn)", "")) == ()


@pytest.mark.parametrize(
    "kept",
    [
        "王(wáng)老師",
        "bottleneck(瓶頸)",
        "(笑)",
        "ToB(企業端)",
        "many (smaller) models",
        "會(shì)",
        "A(yíng)",
        "會(xyz)",
        "(huì)",
    ],
)
def test_true_brackets_stay(kept: str) -> None:
    assert read(PROOF + "\n" + kept) == CLEAN + "\n" + kept


def test_any_reading_of_the_character_will_do() -> None:
    assert read(PROOF + "增長(zhǎng),很長(cháng)") == CLEAN + "增長,很長"


def test_across_a_character_and_a_letter() -> None:
    assert read(PROOF + "以O(shè)pen,于A(yíng)GI,于B(yíng)GI") == CLEAN + "以Open,于AGI,于B(yíng)GI"


def test_inside_a_true_bracket() -> None:
    assert read(PROOF + "(見(jiàn)表 2)") == CLEAN + "(見表 2)"


def test_simplified_text_is_never_touched() -> None:
    assert find_glosses("王(wáng)李(lǐ)好(hǎo)大(dà)小(xiǎo)你(nǐ)" * 9) == ()


def test_a_text_without_candidates_costs_nearly_nothing() -> None:
    text = "今天我们讨论 (第三) 个问题(笑)。" * 100_000
    start = time.process_time()
    assert find_glosses(text) == ()
    assert time.process_time() - start < 0.5


def test_readings() -> None:
    assert readings_of("會")[:2] == ("huì", "kuài")
    assert readings_of("x") == readings_of("") == ()
    assert plain_readings_of("綠") == ("lv",)
    assert plain_readings_of("女")[0] == "nv"
    assert is_converted("會")
    assert not any(map(is_converted, ["会", "王", "a", "", "#"]))
