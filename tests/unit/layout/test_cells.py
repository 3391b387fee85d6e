"""Cell widths: the same as rich finds for what is sent to the screen."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len as rich_len

from tui.layout.cells import cell_len, cluster_at, cut, fit, offset_at, on_screen, widths
from tui.transcript.script import Script, convert
from tui.visible import TABLE, visible_line

from .making import ACUTE, CODER, FAMILY, FLAG, GA, HEART, KEYCAP, THUMB, hard_text

TABLE_OF_WIDTHS = [
    ("", 0),
    ("a", 1),
    ("潮", 2),
    ("，", 2),
    ("“", 1),
    ("”", 1),
    ("’", 1),
    ("…", 1),
    ("……", 2),
    ("—", 1),
    ("·", 1),
    ("①", 1),
    ("℃", 1),
    ("→", 1),
    ("■", 1),
    ("α", 1),
    ("Ж", 1),
    ("─", 1),
    ("é", 1),
    (ACUTE, 1),
    ("Ａ", 2),
    ("　", 2),
    ("｡", 1),
    ("ｱ", 1),
    ("ｶﾞ", 2),
    ("が", 2),
    (GA, 2),
    ("한", 2),
    ("\u1112\u1161\u11ab", 2),
    ("ㄅ", 2),
    ("㈱", 2),
    ("㍿", 2),
    ("￥", 2),
    ("€", 1),
    ("\U00020000", 2),
    ("\U0002a6d6", 2),
    ("\U0003134a", 2),
    ("䷀", 2),
    ("☰", 2),
    ("☺", 1),
    ("☺\ufe0f", 2),
    ("❤", 1),
    (HEART, 2),
    ("❤\ufe0e", 1),
    ("©\ufe0f", 2),
    ("!\ufe0f", 1),
    ("潮\ufe0f", 2),
    (KEYCAP, 2),
    ("#\ufe0f\u20e3", 2),
    ("1\u20e3", 1),
    ("😀", 2),
    (CODER, 2),
    (FAMILY, 2),
    (FAMILY + CODER, 4),
    ("🏳\ufe0f\u200d🌈", 2),
    ("🏴\u200d☠\ufe0f", 2),
    ("❤\ufe0f\u200d🔥", 2),
    (THUMB, 2),
    ("👩🏽\u200d🚀", 2),
    ("🧑🏻\u200d🤝\u200d🧑🏿", 2),
    (FLAG, 2),
    (FLAG * 3, 6),
    ("\U0001f1e8", 1),
    ("\U0001f1e8\U0001f1f3\U0001f1e8", 3),
    ("潮\u200d汐", 4),
    ("a\u200db", 2),
    ("क\u094d\u200dष", 2),
    ("की", 1),
    ("ไม้", 2),
    ("سلام", 4),
    ("مى\u200cخواهم", 7),
    ("\u0600", 1),
    ("שָׁ", 1),
    ("葛\U000e0100", 2),
    ("\u0301", 0),
    ("\u200c", 0),
    ("\u00ad", 1),
    ("\t", 4),
    ("\x1b[31m", 5),
    ("\x00", 1),
    ("\x7f", 1),
    ("\x9b", 4),
    ("\u200b", 6),
    ("\u202e", 6),
    ("\u2028", 6),
    ("\ufeff", 6),
    ("\U000e0041", 7),
    ("\ud800", 1),
    ("\ufffd", 1),
    ("\n", 1),
    ("\ue000", 1),
    ("\U0001f9ff", 2),
    ("a\u0300\u0301\u0302b", 2),
]


@pytest.mark.parametrize(("text", "cells"), TABLE_OF_WIDTHS, ids=lambda value: ascii(value)[:24])
def test_widths_of_hard_strings(text: str, cells: int) -> None:
    assert cell_len(text) == cells == rich_len(on_screen(text))


def test_every_character_is_as_wide_as_rich_has_it() -> None:
    """Except those that this Python's tables do not know yet: they grow with Unicode, rich's are newer."""
    differ = [
        char
        for char in map(chr, range(0x110000))
        if category(char) != "Cn" and cell_len(char) != rich_len(on_screen(char))
    ]
    assert differ == []


def known(text: str) -> bool:
    return all(category(char) != "Cn" for char in text)


@given(hard_text().filter(known))
def test_any_text_is_as_wide_as_rich_has_it(text: str) -> None:
    assert cell_len(text) == rich_len(on_screen(text))


@given(hard_text().filter(known))
def test_joiners_between_pictures_are_sent_as_they_are(text: str) -> None:
    """Only joiners that join no pictures are left out of what is sent; rich counts what follows them as nothing."""
    assert on_screen(text).replace("\u200d", "") == visible_line(text).replace("\u200d", "")
    assert rich_len(visible_line(text)) <= cell_len(text)
    assert on_screen(FAMILY) == FAMILY


@given(hard_text())
def test_the_clusters_of_a_text_add_up(text: str) -> None:
    """Rows and runs begin at clusters: a part that begins at one is as wide by itself as in its text."""
    each = widths(text)
    assert len(each) == len(text)
    starts = [i for i, width in enumerate(each) if width or not i]
    for start, end in pairwise([*starts, len(text)]):
        assert sum(each[start + 1 : end]) == 0
        assert {cluster_at(text, at, 0, len(text)) for at in range(start, end)} == {(start, end)}
    for start in starts:
        assert widths(text[start:]) == each[start:]
        assert widths(text[:start]) == each[:start]


@given(hard_text(), st.integers(-1, 60), st.sampled_from(["…", "", "..."]))
def test_cut_is_as_long_as_fits(text: str, cells: int, mark: str) -> None:
    short = cut(text, cells, mark)
    if cell_len(text) <= cells:
        assert short == text
        return
    assert cell_len(short) <= max(0, cells)
    if cells < cell_len(mark):
        assert short == ""
        return
    kept = short.removesuffix(mark)
    assert short == kept + mark
    assert text.startswith(kept)
    each = widths(text)
    assert each[len(kept)] > 0, "never inside a cluster"
    assert sum(each[: len(kept) + 1]) + cell_len(mark) > cells, "no more would fit"


@given(hard_text(), st.integers(0, 60), st.booleans())
def test_fit_is_exact(text: str, cells: int, right: bool) -> None:
    assert cell_len(fit(text, cells, right=right)) == cells


def test_fit_sets_to_either_side() -> None:
    assert fit("潮汐", 6) == "潮汐  "
    assert fit("潮汐", 6, right=True) == "  潮汐"
    assert fit("潮汐站", 4) == "潮… "
    assert fit("潮汐站", 0) == ""


@given(hard_text(20), st.integers(-2, 40))
def test_offset_at_is_the_character_that_covers_the_cell(text: str, cell: int) -> None:
    each = widths(text)
    covering = [i for i, width in enumerate(each) for _ in range(width)]
    expected = covering[max(0, cell)] if max(0, cell) < len(covering) else len(each)
    assert offset_at(each, cell) == expected


def test_clusters_do_not_reach_beyond_their_stretch() -> None:
    text = "e\u0301\u0301"
    assert cluster_at(text, 1, 0, 3) == (0, 3)
    assert cluster_at(text, 1, 1, 2) == (1, 2)


@pytest.mark.parametrize("script", [Script.SIMPLIFIED, Script.TRADITIONAL])
def test_no_script_changes_a_width(script: Script) -> None:
    changed = [char for char in map(chr, range(0x110000)) if convert(char, script) != char]
    assert len(changed) > 2000
    assert [char for char in changed if widths(char) != widths(convert(char, script))] == []


def test_what_is_shown_is_as_wide_as_what_it_stands_for() -> None:
    assert all(cell_len(chr(code)) == rich_len(shown) for code, shown in TABLE.items())
