"""Searching in a document against a search by brute force of the whole folded text."""

from __future__ import annotations

import random
from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from force import PIECES, by_force
from hypothesis import example, given, settings
from hypothesis import strategies as st
from talks import captions, dialogue

from tui.search import classes, matching, running
from tui.search.classes import forms_of, search_fold
from tui.search.fold import fold_text
from tui.search.running import Ground, Search
from tui.search.scan import Hit, searched
from tui.search.wanted import Kind, Wanted
from tui.transcript.files import load
from tui.transcript.model import Edit, EditKind, Source, Transcript
from tui.transcript.reading import Reading
from tui.transcript.script import Script, convert


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    classes.ready()


def talk_of(text: str) -> Transcript:
    return Transcript(Source(text, "utf-8", ""), "text", ())


def spans(text: str, typed: str, since: int = 0) -> list[tuple[int, int]]:
    """What is found; the same where it is known beforehand what is odd in the text."""
    talk = talk_of(text)
    ground = Ground(talk, Reading(talk.text))
    found = list(Search(ground, typed, since).run().spans)
    Search(ground, "").run()
    assert ground.odd is not None
    assert list(Search(ground, typed, since).run().spans) == found
    return found


@settings(deadline=None)
@given(
    st.text(st.sampled_from(PIECES), max_size=60),
    st.text(st.sampled_from(PIECES.replace("\n", "")), min_size=1, max_size=4),
    st.integers(0, 60),
    st.integers(1, 9),
)
@example("哈哈哈哈哈", "哈哈", 3, 1)
@example("ae\u0301e", "e", 0, 1)
@example("等…等..", "..", 0, 1)
@example("学\u0301习 学", "學", 0, 2)
@example("a 学a", "a学", 0, 2)
@example("E\u0301“ａ", 'é"a', 0, 1)
@example("E\u0301“", "é", 0, 1)
def test_all_hits_and_no_others(text: str, needle: str, since: int, stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "_STRETCH", stretch)
        patch.setattr(matching, "BREATH", 2)
        found = spans(text, needle if not needle.startswith("\\") else "x", since)
    assert found == by_force(text, needle)


@settings(deadline=None)
@given(st.text(st.characters(), max_size=40), st.data())
def test_a_stretch_of_any_text_is_found(text: str, data: st.DataObject) -> None:
    text = text.replace("\n", " ").replace("\r", " ")
    start = data.draw(st.integers(0, len(text)))
    needle = text[start : start + data.draw(st.integers(1, 4))]
    if needle:
        found = list(matching_spans(text, needle))
        assert found == by_force(text, needle)
        assert found


def matching_spans(text: str, needle: str) -> list[tuple[int, int]]:
    found = []
    for odd in (None, matching.odd_in(text, 0, len(text))):
        starts, ends = array("Q"), array("Q")
        for _ in matching.PlainText(needle, odd).fill(text, 0, len(text), starts, ends):
            pass
        found.append(list(zip(starts, ends, strict=True)))
    assert found[0] == found[1]
    return found[0]


@settings(deadline=None)
@given(st.characters(exclude_categories=("Cs",)))
def test_the_classes_are_the_fold(char: str) -> None:
    folded = fold_text(char)
    if len(folded) == 1:
        assert char in forms_of(search_fold(char).text)
    assert all(search_fold(form).text == search_fold(folded).text for form in forms_of(folded) if len(folded) == 1)


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("看着 看著", "看著", ["看着", "看著"]),
        ("守衞 守衛", "守卫", ["守衞", "守衛"]),
        ("他说“好”，她說「好」。", '"好"', ["“好”", "「好」"]),
        ("破折——号 a-b", "折--号", ["折——号"]),
        ("真的？真的?", "的?", ["的？", "的?"]),
        ("用 AI 做", "用AI做", ["用 AI 做"]),
        ("用AI做", "用 ai 做", ["用AI做"]),
        ("scaling \u3000law scalinglaw", "Scaling Law", ["scaling \u3000law"]),
        ("约翰·史密斯 約翰•史密斯", "约翰・史", ["约翰·史", "約翰•史"]),
        ("写 re:a w:b", "\\re:a", ["re:a"]),
        ("写 re:a \\w:b", "\\\\w:b", ["\\w:b"]),
        ("写 w：学", "\\w：", ["w："]),
        ("第一行\n第二行", "行 第", []),
        ("吉𠮷吉", "𠮷", ["𠮷"]),
        ("没有这个字", "𠮷", []),
    ],
)
def test_what_makes_no_difference(text: str, typed: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in spans(text, typed)] == found


def test_the_real_transcripts_hold_what_a_search_by_force_finds(real_seeds: Path) -> None:
    chance = random.Random(7)
    for path in sorted(real_seeds.glob("*.txt")):
        talk = load(path)
        reading = searched(talk)
        text = reading.text[:12_000]
        for length in (1, 2, 3, 4, 8):
            start = chance.randrange(len(text) - length)
            words = text[start : start + length].replace("\n", "，")
            needle = convert(words, chance.choice(tuple(Script)))
            hits = Search(Ground(talk, reading), str(Wanted(Kind.TEXT, needle)), chance.randrange(len(talk.text))).run()
            found = [(hit.reading_start, hit.reading_end) for hit in hits if hit.reading_end <= len(text)]
            assert found == by_force(text, needle)
            assert all(reading.source_span(a, b) == span for (a, b), span in zip(found, hits.spans, strict=False))


def test_edits_and_captions_are_searched_as_they_are_read() -> None:
    glossed = Reading("他说学（xué）习 AI，很难。", [Edit(3, 8, "", EditKind.GLOSS)])
    talk = talk_of(glossed.source)
    assert list(Search(Ground(talk, glossed), "學習ai").run()) == [Hit(2, 12, 2, 7)]
    told = captions(["他说自主", "学习很难，", "and the tide", "came in."])
    (hit,) = Search(Ground(told), "自主學習").run()
    assert told.text[hit.start : hit.end].startswith("自主\n\n2\n00:00:")
    assert not Search(Ground(told), "00:00").run()
    assert len(Search(Ground(dialogue([("顧月", ["潮来了。"])])), "顾月").run()) == 1


@settings(deadline=None)
@given(st.text("学习a\n", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_steps_of_a_search_that_goes_on(text: str, since: int, at: int) -> None:
    """What is told early holds in the end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "_STRETCH", 3)
        talk = talk_of(text)
        whole = Search(Ground(talk, Reading(talk.text)), "学").run()
        search = Search(Ground(talk, Reading(talk.text)), "学", since)
        said = []
        while not search.step(0):
            for way in (1, -1):
                if (known := search.hits.step(at, way)) is not None:
                    place = search.hits[known[0]].start
                    said.append((way, place, known[1]))
                    if search.hits.is_numbered(known[0]):
                        assert whole[known[0]].start == place
    for way, place, around in said:
        known = whole.step(at, way)
        assert known is not None
        assert (whole[known[0]].start, known[1]) == (place, around)
    assert list(whole.spans) == list(search.hits.spans)
    assert all(one[1] <= other[0] for one, other in pairwise(whole.spans))
    assert search.hits.complete
