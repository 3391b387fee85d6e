"""Misread bytes put right: texts of our own, broken as the machine breaks them, and read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transcript.breaking import Machine, is_damaged
from tui.transcript.edits.glosses import find_glosses
from tui.transcript.edits.misread.patterns import is_suspect
from tui.transcript.edits.misread.restore import restore
from tui.transcript.model import Edit, EditKind
from tui.transcript.reading import Reading
from tui.transcript.script import Script, convert

DOMAINS = sorted((Path(__file__).parent / "damage").glob("*.txt"))
CLEAN = (
    "王(wáng)先生，李(lǐ)小姐，你好(hǎo)，再见(jiàn)，学(xué)习，谢(xiè)谢。\n",
    "什么是 API?OpenAI 的，真的?!你说呢??,对吧?\n",
    "def f(x):\n    return x?.y(z) if x else '?!'\n",
    "東京へ行きますか?!はい、行きます。\n",
    "Is it so?! Yes,? perhaps. (yàn) (huì)\n",
)


def repaired(text: str) -> tuple[str, tuple[Edit, ...]]:
    edits = restore(text, find_glosses(text))
    return Reading(text, edits).text, edits


def misread(edits: tuple[Edit, ...]) -> list[Edit]:
    return [edit for edit in edits if edit.kind is EditKind.MISREAD]


@pytest.mark.parametrize("path", DOMAINS, ids=lambda path: path.stem)
def test_broken_texts_are_read_again(path: Path) -> None:
    broken = Machine(1).break_text(path.read_text(encoding="utf-8"))
    read, edits = repaired(broken.text)
    lines = read.split("\n")
    damaged = [
        i for i, (shown, true) in enumerate(zip(broken.lines, broken.truth, strict=True)) if is_damaged(shown, true)
    ]
    assert len(damaged) >= 5
    right = [i for i in damaged if lines[i] == broken.truth[i]]
    assert len(right) >= 0.6 * len(damaged)
    doubtful = {broken.text.count("\n", 0, edit.start) for edit in misread(edits) if edit.uncertain}
    sure = [i for i in damaged if i not in doubtful]
    assert len([i for i in sure if i in right]) >= 0.85 * len(sure)


@pytest.mark.parametrize("path", DOMAINS, ids=lambda path: path.stem)
@pytest.mark.parametrize("script", [Script.SIMPLIFIED, Script.TRADITIONAL])
def test_whole_texts_are_left_alone(path: Path, script: Script) -> None:
    text = convert(path.read_text(encoding="utf-8"), script)
    assert repaired(text) == (text, ())


@pytest.mark.parametrize("text", CLEAN)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert misread(repaired(text * 3)[1]) == []


def test_the_projects_own_samples_are_left_alone(own_seeds: Path) -> None:
    for path in own_seeds.glob("*.txt"):
        assert misread(repaired(path.read_text(encoding="utf-8"))[1]) == []


def test_what_was_read_again_is_whole() -> None:
    broken = Machine(2).break_text(DOMAINS[0].read_text(encoding="utf-8"))
    once, edits = repaired(broken.text)
    assert misread(edits)
    assert misread(repaired(once)[1]) == []


def test_the_other_readings_are_told() -> None:
    broken = Machine(3).break_text(DOMAINS[1].read_text(encoding="utf-8"))
    uncertain = [edit for edit in misread(repaired(broken.text)[1]) if edit.uncertain]
    assert any(edit.others for edit in uncertain)
    for edit in uncertain:
        assert edit.replacement not in edit.others
        assert len(set(edit.others)) == len(edit.others) <= 5


def test_many_places_are_gone_through_without_haste() -> None:
    text = "因?yàn)樗，" * 80 + "峰會(huì)很好，人們會(huì)來，還(hái)有誰(shuí)，會(huì)議，會(huì)場。\n"
    assert is_suspect(text, find_glosses(text))
    assert len(Reading(text, restore(text, find_glosses(text))).text) > 80


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="因?yàn)樗能力會(huì)強(qiáng)大。！，,?崩铋_(kāi)復AI \n", max_size=60))
def test_edits_are_in_order_and_in_the_text(text: str) -> None:
    text += "峰會(huì)很好，人們會(huì)來，還(hái)有誰(shuí)，會(huì)議。"
    edits = restore(text, find_glosses(text))
    last = 0
    for edit in edits:
        assert last <= edit.start < edit.end <= len(text)
        last = edit.end
    Reading(text, edits)
