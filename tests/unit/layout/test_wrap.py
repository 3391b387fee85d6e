"""Line breaking."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.cells import cell_len, widths
from tui.layout.wrap import BACK, NO_END, NO_START, PAIRS, may_break, wrap, wrap_lines

from .making import ACUTE, CODER, FAMILY, FLAG, GA, KEYCAP, calm_text, hard_text

WIDTHS = st.integers(2, 100)


def rows_of(text: str, width: int, indent: int = 0) -> list[str]:
    starts = [0, *wrap(text, width, indent), len(text)]
    return [text[a:b] for a, b in pairwise(starts)]


def starts_of_clusters(text: str) -> set[int]:
    return {i for i, width in enumerate(widths(text)) if width}


@given(hard_text(), WIDTHS, st.integers(0, 8))
def test_rows_are_the_text_and_fit(text: str, width: int, indent: int) -> None:
    """Blanks that hang over do not count; a single cluster that is wider than its row stands alone."""
    rows = rows_of(text, width, indent)
    assert "".join(rows) == text
    assert all(rows) or text == ""
    for number, row in enumerate(rows):
        room = width if number else width - min(indent, width - 1)
        clusters = sum(1 for each in widths(row.rstrip(" ")) if each)
        assert cell_len(row.rstrip(" ")) <= room or clusters == 1


@given(hard_text(), WIDTHS)
def test_clusters_are_never_cut(text: str, width: int) -> None:
    assert set(wrap(text, width)) <= starts_of_clusters(text)


def may_end_at(text: str, place: int) -> bool:
    """Whether the rules let a row end there, told anew: by the characters around, over blanks."""
    if place not in starts_of_clusters(text) or text[place] == " " or text[place - 1] == "\u200d":
        return False
    base = max(i for i in {0} | starts_of_clusters(text) if i < place)
    if text[base] != " ":
        return may_break(text[base], text[place])
    before = text[: base + 1].rstrip(" ")
    last = max((i for i in range(len(before)) if widths(before)[i] or not i), default=None)
    return text[place] not in NO_START and (last is None or before[last] not in NO_END)


@given(st.one_of(hard_text(), calm_text(120)), WIDTHS)
def test_a_row_ends_where_the_rules_let_it(text: str, width: int) -> None:
    """Except where no place in the row, or none of the last 40 characters before its edge, would do."""
    starts = [0, *wrap(text, width)]
    for start, end in pairwise(starts):
        if not may_end_at(text, end) and not text[start:end].isspace():
            edge = start + len(text[start:end].rstrip(" "))
            assert not any(may_end_at(text, place) for place in range(max(start, edge - BACK) + 1, edge))


@given(calm_text(200), st.integers(12, 100))
def test_kinsoku(text: str, width: int) -> None:
    """No row begins with a closing sign or ends with an opening one, unless the row before is all signs or one word."""
    for start, end in pairwise([0, *wrap(text, width)]):
        last = text[start:end].rstrip(" ")[-1:]
        if text[end] in NO_START or last in NO_END:
            assert not any(may_end_at(text, place) for place in range(max(start, end - BACK) + 1, end))


@given(calm_text(200), WIDTHS)
def test_dashes_and_ellipses_are_not_torn(text: str, width: int) -> None:
    """Except by a row that has no other place to end."""
    for start, end in pairwise([0, *wrap(text, width)]):
        if text[end - 1] == text[end] and text[end] in PAIRS:
            edge = max(start, end - BACK)
            assert not any(may_end_at(text, place) for place in range(edge + 1, end))


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (8, ["潮汐站在", "雨里"]),
        (9, ["潮汐站在", "雨里"]),
        (12, ["潮汐站在雨里"]),
        (2, list("潮汐站在雨里")),
    ],
)
def test_hanzi_break_anywhere(width: int, rows: list[str]) -> None:
    assert rows_of("潮汐站在雨里", width) == rows


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("潮汐站，在雨里", 6, ["潮汐", "站，在", "雨里"]),
        ("潮汐站……在雨里", 6, ["潮汐", "站……在", "雨里"]),
        ("潮汐站——在雨里", 7, ["潮汐站", "——在雨", "里"]),
        ("他说“潮汐站”", 5, ["他说", "“潮汐", "站”"]),
        ("他说（潮汐）站", 6, ["他说", "（潮", "汐）站"]),
        ("约翰·史密斯", 4, ["约", "翰·", "史密", "斯"]),
        ("涨了5％左右", 5, ["涨了", "5％左", "右"]),
        ("气温3.5℃了", 7, ["气温", "3.5℃了"]),
        ("用 GPT-4o 读", 6, ["用 ", "GPT-4o ", "读"]),
        ("花了10,000元", 8, ["花了", "10,000元"]),
        ("在12:30见", 5, ["在", "12:30", "见"]),
        ("a tidal gauge", 5, ["a ", "tidal ", "gauge"]),
        ("see (the) gauge", 8, ["see ", "(the) ", "gauge"]),
        ('don\'t "go" yet', 6, ["don't ", '"go" ', "yet"]),
        ("well-known fact", 7, ["well-", "known ", "fact"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("潮汐 ，站", 5, ["潮", "汐 ，", "站"]),
        ("潮（ 汐站", 5, ["潮", "（ 汐", "站"]),
        ("潮    汐", 4, ["潮    ", "汐"]),
        ("潮汐    ", 4, ["潮汐    "]),
        ("5\u00a0km路", 4, ["5\u00a0km", "路"]),
        ("，，，，", 4, ["，，", "，，"]),
        ("", 4, [""]),
        ("\u3164\u3164", 8, ["\u3164", "\u3164"]),
        ("\u200b潮", 6, ["\u200b", "潮"]),
        (f"潮{FAMILY}汐{CODER}站", 4, [f"潮{FAMILY}", f"汐{CODER}", "站"]),
        (FLAG * 3, 4, [FLAG * 2, FLAG]),
        (KEYCAP * 3, 4, [KEYCAP * 2, KEYCAP]),
        (f"caf{ACUTE} noir", 4, [f"caf{ACUTE} ", "noir"]),
        (GA * 3, 5, [GA * 2, GA]),
    ],
)
def test_rows(text: str, width: int, rows: list[str]) -> None:
    assert rows_of(text, width) == rows


def test_a_long_link_is_broken_behind_its_slashes() -> None:
    link = "https://a.example/one/two-three/four?five=6&seven=8"
    rows = rows_of(f"见{link}。", 20)
    assert "".join(rows) == f"见{link}。"
    assert len(rows) <= 5
    assert rows[0] == "见https://a.example/"


@given(st.lists(st.text("abcdefgXYZ0123", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(12, 100))
def test_words_are_whole_where_they_fit(words: list[str], width: int) -> None:
    for text in (" ".join(words), "潮".join(words)):
        rows = rows_of(text, width)
        assert [word for row in rows for word in row.replace("潮", " ").split()] == words


def test_a_word_that_is_longer_than_the_way_back_is_cut() -> None:
    word = "x" * (BACK + 10)
    assert rows_of("ab " + word, 48) == ["ab " + "x" * 45, "x" * 5]
    assert rows_of("ab " + "x" * 40, 42) == ["ab ", "x" * 40]


def test_indent_is_left_free_on_the_first_row_only() -> None:
    assert rows_of("潮汐站在雨里读", 8, 4) == ["潮汐", "站在雨里", "读"]
    assert rows_of("潮汐", 4, 4) == ["潮", "汐"]
    assert wrap("潮汐", 8, 4) == []


@given(hard_text(), st.text(" \n潮", max_size=6), WIDTHS)
def test_wrap_lines(text: str, more: str, width: int) -> None:
    whole = text + more
    rows = wrap_lines(whole, width)
    assert "".join(rows).replace(" ", "") == whole.replace("\n", "").replace(" ", "")
    assert len(rows) >= whole.count("\n") + 1
    for row in rows:
        assert not row.endswith(" ")
        assert cell_len(row) <= width or sum(1 for each in widths(row) if each) == 1


def test_wrap_lines_keeps_line_ends() -> None:
    assert wrap_lines("潮\n\n汐 ", 4) == ["潮", "", "汐"]
    assert wrap_lines("", 4) == [""]


@given(st.text("潮 \u0301\u200da，（-", max_size=300), st.integers(1, 9))
def test_any_text_ends(text: str, width: int) -> None:
    starts = wrap(text, width)
    assert starts == sorted(set(starts))
    assert all(0 < start < len(text) for start in starts)
