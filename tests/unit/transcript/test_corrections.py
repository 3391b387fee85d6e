"""The reader's own corrections and the glossary's rules."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.transcript.edits.corrections import (
    Correction,
    Rule,
    apply_corrections,
    correct,
    find_places,
    stale_corrections,
)
from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind, Source, Transcript


def transcript(text: str, edits: tuple[Edit, ...] = (), heads: int = 0) -> Transcript:
    """One turn, a paragraph to a line; each line's first `heads` characters are its head."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(at, min(at + heads, at + len(line)), at + len(line)))
        at += len(line) + 1
    segment = Segment(SegmentKind.TURN, 0, len(text), tuple(paragraphs), "甲")
    return Transcript(Source(text, "utf-8", ""), "text", (segment,), edits)


def fix(text: str, original: str, replacement: str, *, nth: int = 0, accepted: bool = True) -> Correction:
    at = -1
    for _ in range(nth + 1):
        at = text.index(original, at + 1)
    return Correction(at, at + len(original), replacement, original, accepted)


def misread(start: int, end: int, replacement: str) -> Edit:
    return Edit(start, end, replacement, EditKind.MISREAD)


def test_nothing_to_correct_is_the_same_transcript() -> None:
    it = transcript("甲说：cloud 很好")
    assert apply_corrections(it, [], []) is it
    assert apply_corrections(it, [], [Rule("kloud", "Claude"), Rule("cloud", "cloud")]) is it
    assert apply_corrections(it, [Correction(0, 2, "x", "不是")], []) is it


def test_a_place() -> None:
    text = "用 cloud 写，用 cloud 改"
    it = apply_corrections(transcript(text), [fix(text, "cloud", "Claude", nth=1)], [])
    assert it.reading.text == "用 cloud 写，用 Claude 改"
    assert [(e.kind, e.replacement) for e in it.edits] == [(EditKind.CORRECTION, "Claude")]


def test_what_is_stale_is_left_out_and_told() -> None:
    good, gone, beyond = Correction(0, 1, "乙", "甲"), Correction(1, 2, "x", "丙"), Correction(5, 9, "x", "")
    assert apply_corrections(transcript("甲乙"), [good, gone, beyond], []).reading.text == "乙乙"
    assert stale_corrections("甲乙", [good, gone, beyond]) == [gone, beyond]


def test_the_later_of_two_that_overlap_holds() -> None:
    text = "一二三四五"
    fixes = [fix(text, "二三", "X"), fix(text, "三四", "Y"), fix(text, "一", "Z")]
    assert apply_corrections(transcript(text), fixes, []).reading.text == "Z二Y五"
    again = [fix(text, "二", "X"), fix(text, "二", "Y")]
    assert apply_corrections(transcript(text), again, []).reading.text == "一Y三四五"


def test_a_correction_takes_in_whole_edits() -> None:
    it = transcript("一二三四五六", (misread(1, 3, "贰叁"), misread(4, 5, "伍")))
    fixed = apply_corrections(it, [Correction(2, 4, "参肆", "三四")], [])
    assert fixed.reading.text == "一参肆伍六"
    assert [(e.start, e.end) for e in fixed.edits] == [(1, 4), (4, 5)]


def test_an_edit_between_two_corrections_goes_with_both() -> None:
    it = transcript("一二三四五六", (misread(1, 5, "XXXX"),))
    fixed = apply_corrections(it, [Correction(0, 2, "A", "一二"), Correction(4, 6, "B", "五六")], [])
    assert fixed.reading.text == "AB"


def test_a_refused_place_is_read_without_repairs_and_rules() -> None:
    text = "他?很cloud，cloud"
    it = transcript(text, (misread(1, 3, "们"),))
    refused = [Correction(1, 3, "?很", "?很", False), fix(text, "cloud", "", nth=1, accepted=False)]
    assert apply_corrections(it, refused, [Rule("cloud", "Claude")]).reading.text == "他?很Claude，cloud"


def test_rules_are_found_in_the_reading_text() -> None:
    it = transcript("李開(kāi)復說", (Edit(2, 7, "", EditKind.GLOSS),))
    fixed = apply_corrections(it, [], [Rule("李开复", "李開復博士")])
    assert fixed.reading.text == "李開復博士說"
    assert [(e.start, e.end, e.why) for e in fixed.edits] == [(0, 8, "glossary")]


def test_a_rule_within_a_repair_keeps_the_rest_of_it() -> None:
    it = transcript("甲####乙", (misread(1, 5, "的云云里"),))
    assert apply_corrections(it, [], [Rule("云", "雾")]).reading.text == "甲的雾雾里乙"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("cloudy cloud, Cloud; icloud cloud9", "cloudy Claude, Claude; icloud cloud9"),
        ("用cloud写 CLOUD", "用Claude写 Claude"),
        ("rl RL Rl 用RL训练", "rl 强化学习 Rl 用强化学习训练"),
        ("Google Cloud 和 cloud", "Google Cloud 和 Claude"),
        ("姚順宇、姚顺宇，姚顺宇宙", "姚顺雨、姚顺雨，姚顺雨宙"),
        ("拆 GPT 与拆 GPTs", "ChatGPT 与拆 GPTs"),
        ("cloud 3.5 sonate", "Claude 3.5 Sonnet"),
        ("naïve cloudé", "naïve cloudé"),
    ],
)
def test_rules(text: str, read: str) -> None:
    rules = [
        Rule("cloud", "Claude"),
        Rule("RL", "强化学习"),
        Rule("Google Cloud", "Google Cloud"),
        Rule("姚顺宇", "姚顺雨"),
        Rule("拆 GPT", "ChatGPT"),
        Rule("cloud 3.5 sonate", "Claude 3.5 Sonnet"),
        Rule("", "nothing"),
    ]
    assert apply_corrections(transcript(text), [], rules).reading.text == read


def test_patterns_are_no_expressions() -> None:
    it = transcript("a.b axb (x) [y]\\d 5")
    assert apply_corrections(it, [], [Rule("a.b", "1"), Rule("(x)", "2"), Rule("[y]\\d", "3")]).reading.text == (
        "1 axb 2 3 5"
    )


def test_no_rule_within_a_correction() -> None:
    text = "用 sonate 写"
    it = apply_corrections(
        transcript(text), [fix(text, "sonate", "cloud sonnet")], [Rule("cloud", "Claude"), Rule("写", "改")]
    )
    assert it.reading.text == "用 cloud sonnet 改"


def test_heads_are_left_alone_and_no_rule_goes_across_lines() -> None:
    it = transcript("小明：小明来了\n小明：小明\n小红", heads=3)
    assert apply_corrections(it, [], [Rule("小明", "晓明"), Rule("晓明\n小红", "x")]).reading.text == (
        "小明：晓明来了\n小明：晓明\n小红"
    )
    assert [place.line for place in find_places(it, "小明")] == [1, 2]


def test_places() -> None:
    it = apply_corrections(transcript("他说cloud好\n第二行，我用 Cloud 写"), [Correction(0, 1, "她cloud", "他")], [])
    places = find_places(it, "cloud")
    assert [(p.line, p.start, p.end, p.before, p.text, p.after, p.corrected) for p in places] == [
        (1, 0, 1, "她", "cloud", "说cloud好", True),
        (1, 2, 7, "她cloud说", "cloud", "好", False),
        (2, 16, 21, "第二行，我用 ", "Cloud", " 写", False),
    ]


def test_a_place_within_a_repair_is_corrected_alone() -> None:
    it = transcript("甲####乙", (misread(1, 5, "的云里"),))
    place = find_places(it, "云")[0]
    assert (place.start, place.end, place.first, place.last) == (1, 5, 2, 3)
    fixed = apply_corrections(it, [correct(it, place, "雾")], [])
    assert fixed.reading.text == "甲的雾里乙"
    assert find_places(fixed, "雾")[0].corrected


texts = st.text("甲乙cl 云雲\n", max_size=24)


@st.composite
def edited(draw: st.DrawFn) -> Transcript:
    text = draw(texts)
    borders = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(a, b, draw(st.sampled_from(["", "甲", "云c", "l l"])), draw(st.sampled_from(EditKind)))
        for a, b in pairwise(borders)
        if a < b and draw(st.booleans())
    ]
    return transcript(text, tuple(edits), heads=draw(st.integers(0, 2)))


@given(st.data())
def test_any_corrections_and_rules_make_a_reading(data: st.DataObject) -> None:
    it = data.draw(edited())
    spans = st.tuples(st.integers(0, len(it.text)), st.integers(0, len(it.text))).map(sorted)
    fixes = [
        Correction(a, b, data.draw(st.sampled_from(["", "乙", "cl"])), it.text[a:b], data.draw(st.booleans()))
        for a, b in data.draw(st.lists(spans, max_size=4))
    ]
    pattern = st.text("甲乙cl 云", min_size=1, max_size=3)
    rules = [Rule(p, data.draw(st.sampled_from(["", "新", p]))) for p in data.draw(st.lists(pattern, max_size=3))]
    fixed = apply_corrections(it, fixes, rules)
    assert fixed.text == it.text
    assert fixed.segments == it.segments
    assert fixed.reading.text.count("新") <= len(it.reading.text)
    for first, second in pairwise(fixed.edits):
        assert first.end <= second.start
    last = next((c for c in reversed(fixes) if c.start < c.end), None)
    if last is not None and last is fixes[-1] and last.accepted and last.replacement:
        assert last.replacement in fixed.reading.between(last.start, last.end)
    if last is not None and last is fixes[-1] and not last.accepted:
        assert fixed.reading.between(last.start, last.end) == last.original


@given(edited(), st.text("甲乙cl 云", min_size=1, max_size=3))
def test_a_place_is_where_the_wording_is_read(it: Transcript, pattern: str) -> None:
    for place in find_places(it, pattern):
        assert it.reading.text[place.first : place.last] == place.text
        assert place.text in it.reading.between(place.start, place.end) or place.start == place.end
        assert len(place.text) == len(pattern)
