"""Rows of tables, times in cells, captions in documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.transcript.drawing.clocks import Span, span_of
from tui.transcript.drawing.heads import head_name
from tui.transcript.drawing.tables import Row, table_lines
from tui.transcript.drawing.teams import captions


@pytest.mark.parametrize(
    ("text", "start", "end", "drawn"),
    [
        ("1:05", 65_000, None, "0:01:05"),
        ("[00:01:05,12]", 65_120, None, "0:01:05.120"),
        ("00：01：05", 65_000, None, "0:01:05"),
        ("90:30", 5_430_000, None, "1:30:30"),
        ("0:0:5.1 --> 0:0:9.1234567", 5_100, 9_123, "0:00:05.100 --> 0:00:09.123"),
        ("00:05 - 00:09", 5_000, 9_000, "0:00:05 --> 0:00:09"),
    ],
)
def test_times(text: str, start: int, end: int | None, drawn: str) -> None:
    span = span_of(text)
    assert span is not None
    assert (span.start_ms, span.end_ms, str(span)) == (start, end, drawn)


@pytest.mark.parametrize("text", ["", "12", "1:75", "1:75:00", "05-06", "1:02:03:04", "at 1:05", "1:05 --> 99:99"])
def test_no_times(text: str) -> None:
    assert span_of(text) is None


@given(st.integers(0, 999 * 3_600_000), st.booleans())
def test_drawn_times_are_read_again(ms: int, is_exact: bool) -> None:
    ms = ms if is_exact else ms // 1000 * 1000
    assert span_of(str(Span(ms, None, is_exact))) == (ms, None, is_exact)


def test_named_columns_in_any_order() -> None:
    rows = [
        ["No.", "Speaker", "Start time", "End time", "Text", "Notes"],
        ["1", "Ana: Ruiz", "00:00:01.5", "00:00:02.25", "Hello\nall", ""],
        ["2", "", "00:00:03", "00:00:04", "again", "译文"],
        ["3", "【周明】", "", "", "晚了", ""],
    ]
    assert table_lines(rows) == [
        "[0:00:01.500 --> 0:00:02.250] Ana： Ruiz: Hello",
        "all",
        "[0:00:03 --> 0:00:04] Ana： Ruiz: again",
        "译文",
        "周明: 晚了",
    ]


def test_columns_without_names() -> None:
    assert table_lines([["00:05", "林岚", "开始讲了。"], ["00:09", "周明", "好的，请。"]]) == [
        "[0:00:05] 林岚: 开始讲了。",
        "[0:00:09] 周明: 好的，请。",
    ]
    assert table_lines([["00:05", "甲"], ["00:09", "乙"]]) == ["[0:00:05] 甲", "[0:00:09] 乙"]
    named = [["林岚：", "你怎么看这件事？"], ["周明：", "我看不行。"], ["林岚：", "为什么？"]]
    assert table_lines(named) == ["林岚: 你怎么看这件事？", "周明: 我看不行。", "林岚: 为什么？"]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["项目", "金额"], ["电费", "3,120"], ["水费", "46"]], ["项目\t金额", "电费\t3,120", "水费\t46"]),
        ([["姓名", "年龄"], ["林岚", "40"]], ["姓名\t年龄", "林岚\t40"]),
        ([["时间", "内容"]], ["时间\t内容"]),
        ([["日期", "发言人", "内容"], ["3月5日", "林岚", "好"]], ["林岚: 好", "3月5日"]),
        ([["只有一栏\n两行"], [""], ["又一格"]], ["只有一栏", "两行", "又一格"]),
        ([["a\nb", None, "d"], ["c"]], ["a b\td", "c"]),
        ([], []),
        ([["", " "]], []),
    ],
)
def test_other_tables(rows: list[Row], lines: list[str]) -> None:
    assert table_lines(rows) == lines


_CELL = st.one_of(
    st.none(), st.text("a林 :：\n01.", max_size=12), st.sampled_from(["时间", "Speaker", "Text", "00:05"])
)


@given(st.lists(st.lists(_CELL, max_size=6), max_size=6))
def test_no_cell_is_lost(rows: list[list[str | None]]) -> None:
    drawn = "".join(table_lines(rows))
    is_transcript = any(cell in ("Text", "00:05") for row in rows for cell in row)
    if not is_transcript:
        for row in rows:
            for cell in row:
                assert all(part in drawn for part in (cell or "").split())


@pytest.mark.parametrize(
    ("printed", "name"),
    [("【林岚】：", "林岚"), ("Lee,  Sam", "Lee · Sam"), ("a:b", "a：b"), (" ,", ""), ("x" * 99, "x" * 60)],
)
def test_names(printed: str, name: str) -> None:
    assert head_name(printed) == name


def test_captions_of_teams_only() -> None:
    cue = ["0:0:0.0 --> 0:0:2.440", "Lee: Sam", "Hello.", "More."]
    drawn = ["[0:00:00.000 --> 0:00:02.440] Lee： Sam: Hello.", "More."]
    assert captions(["Title", *cue, *cue]) == ["Title", *drawn, *drawn]
    srt = ["1", "00:00:00,000 --> 00:00:02,440", "Hello.", "all", "2", "00:00:03,000 --> 00:00:04,000", "Hi.", "you"]
    for lines in (cue, srt, ["0:05 --> 0:09", "a"] * 3, []):
        assert captions(lines) == lines
