"""Anchors in transcripts with labels, numbers and times: quotes are what is spoken, old quotes are found too."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks import NAMES, captions, dialogue, made, sentences, talks

from tui.annotations.anchor import Resolved, describe, resolve, reword
from tui.annotations.model import CONTEXT, Anchor, AnchorState
from tui.errors import Misuse
from tui.transcript import stretch
from tui.transcript.files import load
from tui.transcript.model import Edit, EditKind, Transcript

TURNS = [("顧月", ["潮来了。", "又走了。"]), ("姚", ["真的？"]), ("顧月", ["真的。"])]


def once(talk: Transcript, start: int, end: int) -> Anchor:
    """An anchor as it was made when quotes held labels: of the reading text."""
    reading = talk.reading
    first, last = reading.reading_span(start, end)
    text = reading.text
    return Anchor(start, end, text[first:last], text[max(0, first - CONTEXT) : first], text[last : last + CONTEXT])


def span_of(talk: Transcript, first: str, last: str) -> tuple[int, int]:
    return talk.text.index(first), talk.text.index(last) + len(last)


def test_a_quote_over_two_turns_is_two_lines() -> None:
    talk = dialogue(TURNS)
    anchor = describe(talk, *span_of(talk, "又走", "真的？"))
    assert (anchor.quote, anchor.prefix, anchor.suffix) == ("又走了。\n真的？", "潮来了。\n", "\n真的。")
    assert resolve(anchor, talk) == Resolved(AnchorState.EXACT, anchor.start, anchor.end)
    assert reword(anchor, talk) == anchor


def test_a_quote_over_two_captions_is_one_sentence() -> None:
    talk = captions(["潮来了，", "又走了。", "The tide", "went."])
    anchor = describe(talk, *span_of(talk, "潮来", "走了"))
    assert (anchor.quote, anchor.prefix, anchor.suffix) == ("潮来了，又走了", "", "。The tide went.")
    assert (anchor.start_ms, anchor.end) == (0, talk.text.index("。"))
    assert describe(talk, *span_of(talk, "tide", "went")).quote == "tide went"


def test_a_label_by_itself_is_no_quote() -> None:
    talk = dialogue(TURNS)
    start = talk.text.index("[姚")
    with pytest.raises(Misuse):
        describe(talk, start, start + 3)
    assert describe(talk, start, start + 5).quote == "真"
    assert describe(talk, start - 2, start + 3).quote == "。"


@pytest.mark.parametrize("large", [0, 1 << 17])
@given(talk=talks(), data=st.data())
def test_what_is_described_is_exact(large: int, talk: Transcript, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.integers(0, len(talk.text))) for _ in range(2))
    with patch.object(stretch, "_LARGE", large):
        try:
            anchor = describe(talk, start, end)
        except Misuse:
            return
        assert anchor.quote.strip() == anchor.quote or any(e.replacement != e.replacement.strip() for e in talk.edits)
        assert anchor.quote == talk.spoken.between(anchor.start, anchor.end)
        assert (anchor.prefix + anchor.quote + anchor.suffix) in talk.spoken.text
        assert describe(talk, anchor.start, anchor.end) == anchor
        assert reword(anchor, talk) == anchor
        assert resolve(anchor, talk) == Resolved(AnchorState.EXACT, anchor.start, anchor.end)
        if not talk.edits:
            assert "[" not in anchor.prefix + anchor.quote + anchor.suffix
            assert "-->" not in anchor.prefix + anchor.quote + anchor.suffix


@given(talks(), st.data())
def test_old_quotes_are_exact_in_the_same_text(talk: Transcript, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.integers(0, len(talk.text))) for _ in range(2))
    anchor = once(talk, start, end)
    if anchor.quote:
        assert resolve(anchor, talk) == Resolved(AnchorState.EXACT, start, end)
    elif start < end:
        assert resolve(anchor, talk, same_source=lambda: True) == Resolved(AnchorState.EXACT, start, end)


def test_old_quotes_with_labels_move_with_their_text() -> None:
    talk, later = dialogue(TURNS), dialogue([("姚", ["序。"]), *TURNS])
    by = len("[姚] 序。\n")
    start, end = span_of(talk, "又走", "真的？")
    assert "[姚]" in once(talk, start, end).quote
    assert resolve(once(talk, start, end), later) == Resolved(AnchorState.MOVED, start + by, end + by)
    label = talk.text.index("姚")
    assert resolve(once(talk, label, label + 1), later) == Resolved(AnchorState.MOVED, label + by, label + by + 1)


def test_old_contexts_tell_places_apart() -> None:
    turns = [("顧月", ["对。"]), ("姚", ["对。"]), ("Ada", ["对。"]), ("顧月", ["好。"])]
    talk = dialogue(turns)
    at = talk.text.index("对", talk.text.index("Ada"))
    later = dialogue([("姚", ["对。"]), ("姚", ["是。"]), *turns])
    by = len("[姚] 对。\n[姚] 是。\n")
    assert resolve(once(talk, at, at + 2), later) == Resolved(AnchorState.MOVED, at + by, at + by + 2)


def test_captions_numbered_anew_keep_their_quotes() -> None:
    cues = ["潮来了，", "又走了。", "没有人，", "看见。"]
    talk, later = captions(cues), captions(["序，", *cues], gap=700)
    anchor = describe(talk, *span_of(talk, "走了", "没有"))
    start, end = span_of(later, "走了", "没有")
    assert resolve(anchor, later) == Resolved(AnchorState.MOVED, start, end)


def test_signs_and_figures_around_do_not_tell_places_apart() -> None:
    anchor = Anchor(9, 11, "对。", "\n2: ", "\n3: ")
    talk = sentences(["序", "1: 对。", "7: 对。", "天"])
    assert resolve(anchor, talk) == Resolved(AnchorState.LOST)
    told = replace(anchor, suffix="天地")
    start = talk.text.rindex("对")
    assert resolve(told, talk) == Resolved(AnchorState.MOVED, start, start + 2)


def test_a_quote_is_lost_where_its_turns_are_parted() -> None:
    talk = dialogue(TURNS)
    anchor = describe(talk, *span_of(talk, "又走", "真的？"))
    assert resolve(anchor, dialogue([*TURNS[:1], ("Ada", ["咦？"]), *TURNS[1:]])) == Resolved(AnchorState.LOST)


def test_an_edit_over_a_head_takes_the_quote_in() -> None:
    talk = captions(["潮来了，", "又走了。", "看见。"])
    anchor = describe(talk, *span_of(talk, "来了", "又走"))
    start, end = span_of(talk, "了，", "又")
    edited = made(talk.text, "srt", talk.segments, [Edit(start, end, "了。又", EditKind.CORRECTION)])
    assert resolve(anchor, edited) == Resolved(AnchorState.LOST)
    said = describe(edited, anchor.start, anchor.end)
    assert (said.quote, said.start, said.end) == ("来了。又走", anchor.start, anchor.end)
    start = talk.text.index("又")
    widened = made(talk.text, "srt", talk.segments, [Edit(start, start + 3, "又走啦", EditKind.CORRECTION)])
    assert resolve(anchor, widened) == Resolved(AnchorState.CHANGED, anchor.start, anchor.end + 1)


Making = Callable[[Sequence[str], int], Transcript]


def _talk(lines: Sequence[str], number: int) -> Transcript:
    return dialogue([(NAMES[len(line) % 3], [line]) for line in lines], between="\n\n" if number % 2 else "\n")


def _cues(lines: Sequence[str], number: int) -> Transcript:
    return captions(lines, gap=number % 3 * 500)


def _lines(lines: Sequence[str], number: int) -> Transcript:
    return sentences(lines)


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize(
    ("how", "make"), [(describe, _talk), (describe, _cues), (describe, _lines), (once, _talk), (once, _lines)]
)
def test_lines_put_in_and_taken_out_never_lead_astray(
    how: Callable[[Transcript, int, int], Anchor], make: Making, seed: int
) -> None:
    pick = random.Random(seed)
    lines = ["".join(pick.choices("天地玄黄宇宙洪荒日月盈昃是的", k=pick.randint(3, 25))) + "。" for _ in range(50)]
    lines += pick.choices(["是的。", "对。", "嗯，是的。"], k=20)
    pick.shuffle(lines)
    first = pick.randrange(len(lines))
    last = min(len(lines) - 1, first + pick.randint(0, 2))
    lows, highs = max(0, first - 3), last + 4
    head, middle, tail = lines[:lows], lines[lows:highs], lines[highs:]
    talk = make(lines, seed)
    bodies = [p for s in talk.segments for p in s.paragraphs]
    anchor = how(talk, bodies[first].body + pick.randint(0, 1), bodies[last].end)
    for part in (head, tail):
        for _ in range(pick.randint(0, 8)):
            if part and pick.random() < 0.5:
                part.pop(pick.randrange(len(part)))
            else:
                part.insert(pick.randint(0, len(part)), pick.choice(["是的。", "新的一句话。", "对。"]))
    new = make([*head, *middle, *tail], seed)
    its = [p for s in new.segments for p in s.paragraphs]
    shift = len(head) - lows
    start = its[first + shift].body + anchor.start - bodies[first].body
    found = resolve(anchor, new)
    if found.state is not AnchorState.LOST:
        assert (found.start, found.end) == (start, its[last + shift].end)
    elif how is describe:
        assert new.spoken.text.count(anchor.quote) > 1


def test_real_transcripts(real_seeds: Path) -> None:
    pick = random.Random(7)
    for file in sorted(real_seeds.glob("*.txt")):
        talk = load(file)
        heads = {talk.text[p.start : p.body].strip() for s in talk.segments for p in s.paragraphs if p.start < p.body}
        for _ in range(300):
            start = pick.randrange(len(talk.text))
            try:
                anchor = describe(talk, start, min(len(talk.text), start + pick.randint(1, 600)))
            except Misuse:
                continue
            lines = (anchor.prefix + anchor.quote + anchor.suffix).split("\n")
            assert not any(line.startswith(head) for line in lines for head in heads if len(head) > 2), (
                file.name,
                start,
            )
            exact = Resolved(AnchorState.EXACT, anchor.start, anchor.end)
            assert resolve(anchor, talk) == exact
            with patch.object(stretch, "_LARGE", 0):
                assert describe(talk, anchor.start, anchor.end) == anchor
                assert resolve(replace(anchor, prefix=anchor.prefix[-9:]), talk) == exact
