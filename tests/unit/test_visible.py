"""Nothing of any text acts on the terminal, reorders it, or hides in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional, category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.visible import ONE_LINE, TABLE, visible, visible_line

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = {0x061C, 0x200E, 0x200F}

IGNORABLE = (
    "00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFF8"
    " 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF"
)
"""Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt)."""

KEPT = "200C-200D 180B-180D 180F FE00-FE0F E0100-E01EF"
"""The joiners and the variation selectors: they give letters and pictures their shape."""

DRAWN = "00AD"
"""The soft hyphen: terminals draw it as a hyphen, one cell wide."""

RARE = "FFF0-FFF8 1BCA0-1BCA3 1D173-1D17A E0080-E00FF E01F0-E0FFF"
"""Unassigned ones, and the marks of shorthand and of musical notation."""


def codes(ranges: str) -> Iterator[int]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def hidden() -> set[int]:
    return set(codes(IGNORABLE)) - set(codes(KEPT)) - set(codes(DRAWN))


def may_stand(char: str) -> bool:
    """Whether a terminal only draws it."""
    code = ord(char)
    return category(char) not in ("Cc", "Cs", "Zl", "Zp") and bidirectional(char) not in BIDI and code not in MARKS


def test_no_single_character_acts_on_the_terminal() -> None:
    for code in range(0x110000):
        shown = visible(chr(code))
        assert shown == "\n" if code == 0x0A else all(map(may_stand, shown)), hex(code)


def test_no_single_character_hides() -> None:
    shown = hidden() - set(codes(RARE))
    assert shown <= TABLE.keys()
    assert not any(chr(code) in TABLE.values() for code in hidden())


def test_no_rare_character_hides_either() -> None:
    assert set(codes(RARE)) <= TABLE.keys()


def test_what_gives_shape_is_left_alone() -> None:
    for code in (*codes(KEPT), *codes(DRAWN), 0x0301, 0x3000, 0xA0, 0x0A):
        assert visible(chr(code)) == chr(code)
    assert visible_line("👩\u200d💻❤\ufe0f葛\U000e0100می\u200cخواهم") == "👩\u200d💻❤\ufe0f葛\U000e0100می\u200cخواهم"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m潮", "␛[31m潮"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x9b31m", "<9B>31m"),
        ("a\x00b\x7f", "a␀b␡"),
        ("a\tb", "a    b"),
        ("a\r\nb", "a␍\nb"),
        ("a\u202eb", "a<202E>b"),
        ("a\u2066b\u2069", "a<2066>b<2069>"),
        ("a\u200bb", "a<200B>b"),
        ("\ufeff潮", "<FEFF>潮"),
        ("a\u2028b\u2029", "a<2028>b<2029>"),
        ("\U000e0041\U000e007f", "<E0041><E007F>"),
        ("\u3164", "<3164>"),
        ("\ud83c\udde8\udc80", "\ufffd\ufffd\ufffd"),
        ("co\u00adop", "co\u00adop"),
        ("\x1b\x1b[0m\x85", "␛␛[0m<85>"),
    ],
)
def test_signs(text: str, shown: str) -> None:
    assert visible(text) == shown


TEXTS = st.text(
    st.one_of(st.sampled_from("\x1b[]\x9b\x07\n\r\t\u202e\ufeff\U000e0041\ud800潮a"), st.characters(categories=None)),
    max_size=40,
)


@given(TEXTS)
def test_any_text(text: str) -> None:
    shown = visible(text)
    assert all(may_stand(char) or char == "\n" for char in shown)
    assert visible(shown) == shown
    assert shown.count("\n") == text.count("\n")
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(TEXTS)
def test_one_line(text: str) -> None:
    line = visible_line(text)
    assert all(map(may_stand, line))
    assert visible_line(line) == line
    assert line == visible(text).replace("\n", "␤")
    assert len(line.splitlines()) <= 1


@given(TEXTS, TEXTS)
def test_what_is_shown_of_a_part_does_not_hang_on_the_rest(first: str, second: str) -> None:
    assert visible(first + second) == visible(first) + visible(second)


def test_the_signs_cannot_be_mistaken() -> None:
    for code, shown in ONE_LINE.items():
        assert len(shown) == 1 or shown == "    " or re.fullmatch(r"<[0-9A-F]{2,5}>", shown), hex(code)
