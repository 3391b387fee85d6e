"""The hard cases, each of which one part of the work is there for."""

from __future__ import annotations

import pytest

from tui.annotations.model import AnchorState
from tui.annotations.realign.alignment import Alignment
from tui.annotations.realign.carry import carried
from tui.annotations.realign.outcome import LOST
from tui.annotations.realign.remap import remap

from .test_realign import LINES, TALK, span

WORDS = "周末的集市从早上五点开始，卖豆腐的人来得最早，卖鱼的人来得最晚。"


def changed_every(step: int, words: str = WORDS) -> str:
    return "".join("另" if at % step == step - 1 and char.isalpha() else char for at, char in enumerate(words))


@pytest.mark.parametrize(("step", "searched"), [(9, False), (4, True)])
def test_what_moved_and_changed_is_found(step: int, searched: bool) -> None:
    new = TALK + changed_every(step) + "\n结束。\n"
    (place,) = remap(WORDS + "\n" + TALK + "结束。\n", new, [(0, len(WORDS))])
    assert new[place.start : place.end] == changed_every(step)
    assert (place.state, place.evidence.searched) == (AnchorState.CHANGED, searched)


def test_what_keeps_half_of_the_letters_elsewhere_is_no_trace() -> None:
    words = WORDS + "卖花的人整天都在，下雨也不走，问她为什么，她说花不怕雨。"
    decoy = "".join("另" if at % 15 >= 8 else char for at, char in enumerate(words))
    assert remap(words + "\n" + TALK, TALK + decoy + "\n", [(0, len(words))]) == [LOST]


def test_of_two_equal_lines_that_is_taken_which_fits() -> None:
    old = TALK.replace(LINES[4], LINES[4] + "\n" + WORDS)
    new = old.replace(WORDS, WORDS + "\n" + WORDS)
    begin, end = remap(old, new, [span("周末的集市", old), span("来得最晚。", old)])
    assert (begin.start, end.start) == (new.index("周末的集市"), new.rindex("来得最晚。"))


def test_a_short_line_that_moved_is_known_as_a_line() -> None:
    old = "\n".join([*LINES[:3], "周青：七号闸门呢？", *LINES[3:]])
    new = "\n".join([*LINES[:6], "周青：七号闸门呢？", LINES[7], LINES[6]])
    (place,) = remap(old, new, [span("七号闸门呢？", old)])
    assert (new[place.start : place.end], place.sure) == ("七号闸门呢？", False)


def test_a_letter_that_strayed_does_not_stretch_the_span() -> None:
    old = "甲乙丙丁戊己庚辛"
    made = Alignment(old, old[:7] + "一" * 30 + "辛")
    made.put((0, 0, 7))
    made.put((7, 37, 1))
    piece = carried(made, 0, 8)
    assert piece is not None
    assert (piece.begin, piece.first, piece.last, piece.size) == (0, 0, 7, 7)
    assert piece.stop < 12


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“多少排水口？”", "“多少排水口！”"),
        ("《河边的墙》", "〈河边的墙〉"),
        ("——是谁的河？", "--是谁的河?"),
        ("谁的河？", "谁的河！"),
    ],
)
def test_the_signs_at_the_ends_go_along(old: str, new: str) -> None:
    before, now = (f"{LINES[2]}{quote}{LINES[5]}" for quote in (old, new))
    (place,) = remap(before, now, [span(old, before)])
    assert now[place.start : place.end] == new


def test_signs_that_stood_outside_stay_outside() -> None:
    before, now = (f"{LINES[2]}，{quote}；{LINES[5]}" for quote in ("“谁的河”", "「谁的河」"))
    (place,) = remap(before, now, [span("谁的河", before)])
    assert now[place.start : place.end] == "谁的河"


def test_a_slip_at_either_end_is_taken_in() -> None:
    quote = "最难的不是治水，是让人承认河是自己的"
    for slip in ("罪难的不是治水，是让人承认河是自己的", "最难的不是治水，是让人承认河是自己得"):
        now = TALK.replace(quote, slip)
        (place,) = remap(TALK, now, [span(quote)])
        assert now[place.start : place.end] == slip


def test_a_quote_torn_in_two_goes_to_its_larger_part() -> None:
    words = LINES[4] + "\n" + LINES[5]
    new = "\n".join([LINES[4], *LINES[:4], *LINES[6:], LINES[5]])
    (place,) = remap(TALK, new, [span(words)])
    assert new[place.start : place.end] == max(LINES[4:6], key=len)
    assert place.state is AnchorState.CHANGED
