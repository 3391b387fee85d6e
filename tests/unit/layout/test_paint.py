"""Rows as runs of text with a role."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len as rich_len

from tui.layout.cells import cell_len
from tui.layout.gutter import Gutter, gutter_of
from tui.layout.paint import (
    MARGIN,
    NOTE,
    QUIET,
    STAR,
    STRIPES,
    Looks,
    Mark,
    Marks,
    Part,
    Run,
    clock,
    paint,
)
from tui.layout.rows import Layout, Place, Row
from tui.transcript.model import Paragraph, Segment, SegmentKind, Transcript
from tui.transcript.script import Script

from .making import CODER, FLAG, pages, said, source, understood

TEXT = "潮汐站在雨里读数"


def page_of(*bodies: str, width: int = 40) -> Layout:
    return Layout(said(("", bodies)), width)


def marks_of(page: Layout, *spans: tuple[int, int]) -> Marks:
    return Marks.of([Mark(str(i), a, b, f"hue{i}", "abcdefg"[i]) for i, (a, b) in enumerate(spans)])


def body(runs: list[Run]) -> list[Run]:
    return [run for run in runs if run.start >= 0]


def painted(page: Layout, *spans: tuple[int, int], looks: Looks = Looks()) -> list[tuple[str, tuple[str, ...]]]:  # noqa: B008
    runs = paint(page, page.rows(0)[0], marks_of(page, *spans), Gutter(), looks)
    return [(run.text, run.role.colours) for run in body(runs)]


@st.composite
def paintings(draw: st.DrawFn) -> tuple[Layout, Row, Marks, Gutter, Looks]:
    """A row of any page, with any marks, selection, matches and caret."""
    page = draw(pages())
    page = page.in_script(draw(st.sampled_from(list(Script))))
    offsets = st.integers(0, len(page.text))
    span = st.tuples(offsets, offsets).map(lambda ends: (min(ends), max(ends)))
    letters = st.sampled_from(["", "a", "潮", "\x1b", "ab", "\u0301"])
    spans = draw(st.lists(span, max_size=6))
    marks = [Mark(str(i), a, b, "red", draw(letters)) for i, (a, b) in enumerate(spans)]
    borders = sorted(draw(st.sets(offsets, max_size=6)))
    hits = list(zip(borders[::2], borders[1::2], strict=False))
    looks = Looks(
        draw(st.integers(-1, len(page.text))),
        draw(st.none() | span),
        hits,
        draw(st.sampled_from(["", "0", "1"])),
    )
    block = draw(st.integers(0, len(page.blocks) - 1))
    row = draw(st.sampled_from(page.rows(block)))
    return page, row, Marks.of(marks), gutter_of(page, draw(st.integers(1, 120))), looks


@given(paintings())
def test_runs_cover_gutter_margin_and_text(painting: tuple[Layout, Row, Marks, Gutter, Looks]) -> None:
    """Of blanks that hang over, one is painted; in an empty row the caret is a blank of its own."""
    page, row, marks, gutter, looks = painting
    runs = paint(page, row, marks, gutter, looks)
    for run in runs:
        assert run.cells == cell_len(run.text)
        if not any(category(char) == "Cn" for char in run.text):
            assert run.cells == rich_len(run.text)
        assert not any(category(char) in ("Cc", "Cs") for char in run.text)
    before = [run for run in runs if run.start < 0]
    indent = 0 if row.blank else row.indent
    assert sum(run.cells for run in before) == gutter.width + MARGIN + indent
    shown = body(runs)
    cells = cell_len(page.text[row.start : page.drawn_end(row)])
    if row.start == row.end:
        assert [run.text for run in shown] in ([], [" "])
        assert not shown or (looks.caret == row.start and shown[0].role.caret)
    else:
        assert sum(run.cells for run in shown) == cells
        assert shown[0].start == row.start
        assert [run.start for run in shown] == sorted({page.cluster(run.start)[0] for run in shown})


@given(paintings())
def test_every_cluster_is_painted_as_what_it_is(painting: tuple[Layout, Row, Marks, Gutter, Looks]) -> None:
    page, row, marks, gutter, looks = painting
    shown = body(paint(page, row, marks, gutter, looks))
    last = page.drawn_end(row)
    at = row.start
    while at < last:
        start, end = page.cluster(at)
        role = [run for run in shown if run.start <= at][-1].role

        def touches(a: int, b: int, start: int = start, end: int = end) -> bool:
            return max(a, start) < min(b, end)

        held = [mark for mark in marks.marks if touches(mark.start, mark.end)]
        assert role.colours == tuple(mark.colour for mark in held)
        assert role.active == any(mark.id == looks.active for mark in held)
        assert role.selected == (looks.selection is not None and touches(*looks.selection))
        assert role.match == any(touches(a, b) for a, b in looks.matches)
        on_it = start <= looks.caret < end or (end == last <= looks.caret < row.end)
        assert role.caret == on_it
        at = end


@given(paintings())
def test_what_does_not_touch_a_row_does_not_change_it(painting: tuple[Layout, Row, Marks, Gutter, Looks]) -> None:
    page, row, marks, gutter, looks = painting
    if not looks.touch(row):
        assert paint(page, row, marks, gutter, looks) == paint(page, row, marks, gutter, Looks())


@given(paintings())
def test_marks_are_found_where_they_are_painted(painting: tuple[Layout, Row, Marks, Gutter, Looks]) -> None:
    page, row, marks, gutter, looks = painting
    for run in body(paint(page, row, marks, gutter, looks)):
        if row.start < row.end:
            assert sorted(mark.colour for mark in marks.at(page, run.start)) == sorted(run.role.colours)
    held = marks.at(page, row.start)
    assert [mark.end - mark.start for mark in held] == sorted(mark.end - mark.start for mark in held)


def test_marks_split_a_row() -> None:
    page = page_of(TEXT)
    assert painted(page) == [(TEXT, ())]
    assert painted(page, (2, 4)) == [("潮汐", ()), ("站在", ("hue0",)), ("雨里读数", ())]
    assert painted(page, (0, 8)) == [(TEXT, ("hue0",))]
    assert painted(page, (0, 4), (2, 6)) == [
        ("潮汐", ("hue0",)),
        ("站在", ("hue0", "hue1")),
        ("雨里", ("hue1",)),
        ("读数", ()),
    ]
    assert painted(page, (3, 3)) == [(TEXT, ())]


def test_a_cluster_is_held_as_a_whole() -> None:
    page = page_of(f"潮{CODER}汐{FLAG}")
    assert painted(page, (1, 2)) == [("潮", ()), (CODER, ("hue0",)), (f"汐{FLAG}", ())]
    assert painted(page, (2, 5)) == [("潮", ()), (f"{CODER}汐", ("hue0",)), (FLAG, ())]
    runs = body(paint(page, page.rows(0)[0], Marks(), Gutter(), Looks(caret=3)))
    assert [(run.text, run.role.caret) for run in runs] == [("潮", False), (CODER, True), (f"汐{FLAG}", False)]


def margin_of(page: Layout, row: int, *spans: tuple[int, int]) -> tuple[str, list[tuple[str, ...]]]:
    runs = paint(page, page.rows(0)[row], marks_of(page, *spans), Gutter(), Looks(active="1"))
    runs = runs[: len(runs) - len(body(runs))]
    return "".join(run.text for run in runs), [run.role.colours for run in runs if run.role.part is Part.STRIPE]


def test_the_margin_shows_a_letter_where_a_mark_begins_and_a_stripe_where_it_goes_on() -> None:
    page = page_of(TEXT, width=8)
    assert margin_of(page, 0, (1, 6)) == ("a    ", [("hue0",)])
    assert margin_of(page, 1, (1, 6)) == ("▎    ", [("hue0",)])
    assert margin_of(page, 1, (4, 6)) == ("a    ", [("hue0",)])
    assert margin_of(page, 1, (0, 4)) == ("     ", [])


@pytest.mark.parametrize(
    ("count", "margin"),
    [(1, "a    "), (2, "ab   "), (STRIPES, "abc  "), (4, "ab+2 "), (5, "ab+3 "), (11, "ab+9 "), (12, "ab++ ")],
)
def test_the_margin_of_many_marks(count: int, margin: str) -> None:
    page = page_of(TEXT)
    marks = Marks.of([Mark(f"{i:02}", 0, 8, "red", "abcdefghijkl"[i]) for i in range(count)])
    assert "".join(run.text for run in paint(page, page.rows(0)[0], marks, Gutter(), Looks())[:-1]) == margin


def test_of_too_many_marks_the_margin_shows_the_one_under_the_caret() -> None:
    page = page_of(TEXT)
    marks = Marks.of([Mark(f"{i}", 0, 8, "red", "abcde"[i]) for i in range(5)])
    told = {}
    for active in ("", "1", "2", "4"):
        runs = paint(page, page.rows(0)[0], marks, Gutter(), Looks(active=active))
        told[active] = "".join(run.text for run in runs)[:MARGIN], [run.text for run in runs if run.role.active][:1]
    assert told == {"": ("ab+3 ", []), "1": ("ab+3 ", ["b"]), "2": ("ac+3 ", ["c"]), "4": ("ae+3 ", ["e"])}


def test_of_too_many_marks_the_margin_shows_those_that_are_not_left_out() -> None:
    page = page_of(TEXT)
    marks = Marks.of([Mark(f"{i}", 0, 8, QUIET if i in (0, 1, 3) else "red", "abcde"[i]) for i in range(5)])
    told = [paint(page, page.rows(0)[0], marks, Gutter(), Looks(active=active)) for active in ("", "1")]
    assert ["".join(run.text for run in runs)[:MARGIN] for runs in told] == ["ce+3 ", "bc+3 "]


@pytest.mark.parametrize(
    ("count", "noted", "starred", "margin"),
    [
        (1, True, False, "a  ✎ "),
        (1, False, True, "a  ★ "),
        (1, True, True, "a ★✎ "),
        (STRIPES, True, True, "abc★✎"),
        (4, True, True, "ab+2✎"),
        (4, False, True, "ab+2★"),
    ],
)
def test_a_note_and_a_star_are_told_where_the_mark_begins(count: int, noted: bool, starred: bool, margin: str) -> None:
    page = page_of(TEXT, width=8)
    marks = Marks.of([Mark(f"{i}", 0, 8, "red", "abcdef"[i], noted=noted, starred=starred) for i in range(count)])
    first, second = page.rows(0)
    told = ["".join(run.text for run in paint(page, row, marks, Gutter(), Looks()))[:MARGIN] for row in (first, second)]
    assert told[0] == margin
    assert not set(told[1]) & {NOTE, STAR}


def test_the_active_mark_is_told_from_the_others() -> None:
    page = page_of(TEXT)
    runs = paint(page, page.rows(0)[0], marks_of(page, (0, 4), (2, 6)), Gutter(), Looks(active="1"))
    assert [run.role.active for run in runs if run.role.part is Part.STRIPE] == [False, True]
    assert [(run.text, run.role.active) for run in body(runs)] == [
        ("潮汐", False),
        ("站在", True),
        ("雨里", True),
        ("读数", False),
    ]


@pytest.mark.parametrize("letter", ["", "潮", "\x1b", "ab", "\u0301", "\n"])
def test_a_letter_that_is_none_is_a_dot(letter: str) -> None:
    page = page_of(TEXT)
    marks = Marks.of([Mark("0", 0, 2, "red", letter)])
    assert paint(page, page.rows(0)[0], marks, Gutter(), Looks())[0].text == "•"


def test_marks_reach_over_blocks_and_rows() -> None:
    page = page_of(TEXT, TEXT, width=8)
    marks = marks_of(page, (6, 11))
    touched = [
        (row.block, row.number)
        for block in range(2)
        for row in page.rows(block)
        if [mark.id for mark in marks.touching(row)] == ["0"]
    ]
    assert touched == [(0, 1), (1, 0)]
    assert marks.at(page, 8) == []
    assert [mark.id for mark in marks.at(page, 9)] == ["0"]
    assert [m.id for m in marks_of(page, (0, 8), (2, 4), (1, 5)).at(page, 3)] == ["1", "2", "0"]


def test_selection_matches_and_caret_are_roles_of_their_own() -> None:
    page = page_of(TEXT)
    runs = body(paint(page, page.rows(0)[0], Marks(), Gutter(), Looks(3, (2, 4), [(0, 1), (3, 6)])))
    told = [(run.text, run.role.selected, run.role.match, run.role.caret) for run in runs]
    assert told == [
        ("潮", False, True, False),
        ("汐", False, False, False),
        ("站", True, False, False),
        ("在", True, True, True),
        ("雨里", False, True, False),
        ("读数", False, False, False),
    ]


def test_the_caret_is_seen_on_empty_rows_and_on_hanging_blanks() -> None:
    page = page_of("潮", "", "ab      cd", width=8)
    empty, blanks = page.blocks[1].start, page.blocks[2].start
    row = page.rows(1)[0]
    assert [run.text for run in body(paint(page, row, Marks(), Gutter(), Looks(empty)))] == [" "]
    assert body(paint(page, row, Marks(), Gutter(), Looks(empty + 1))) == []
    row = page.rows(2)[0]
    for caret in range(blanks + 4, blanks + 8):
        runs = body(paint(page, row, Marks(), Gutter(), Looks(caret)))
        assert [(run.text, run.role.caret) for run in runs][-1] == (" ", True)
        assert sum(run.cells for run in runs) == 5


def test_the_script_is_painted_and_nothing_moves() -> None:
    page = page_of("潮濕的書").in_script(Script.SIMPLIFIED)
    assert painted(page, (1, 2)) == [("潮", ()), ("湿", ("hue0",)), ("的书", ())]


def test_what_would_act_on_the_terminal_is_shown() -> None:
    assert painted(page_of("潮\x1b[31m\x9b\u202e\t汐")) == [("潮␛[31m<9B><202E>    汐", ())]


def timed(*times: int | None, speaker: str | None = "林") -> Layout:
    text = "".join(f"{TEXT}\n" for _ in times)
    segments = []
    for i, ms in enumerate(times):
        start = i * (len(TEXT) + 1)
        its = (Paragraph(start, start, start + len(TEXT), ms),)
        segments.append(Segment(SegmentKind.TURN, start, start + len(TEXT), its, speaker))
    return Layout(Transcript(source(text), "srt", tuple(segments)), 8)


def gutters(page: Layout, gutter: Gutter, place: Place) -> list[tuple[str, Part]]:
    runs = paint(page, page.row(place), Marks(), gutter, Looks())
    return [(run.text, run.role.part) for run in runs if run.role.part in (Part.SPEAKER, Part.TIME)]


def test_the_gutter_has_times_and_names() -> None:
    page = timed(5000, 3_725_000)
    wide, narrow = gutter_of(page, 80), gutter_of(page, 50)
    assert (wide, narrow) == (Gutter(8, 7), Gutter(0, 8))
    assert gutters(page, wide, Place(1, 1)) == [("1:02:05 ", Part.TIME), ("    林 ", Part.SPEAKER)]
    assert gutters(page, wide, Place(1, 2)) == [("        ", Part.TIME), ("       ", Part.TIME)]
    assert gutters(page, narrow, Place(1, 1)) == [("     林 ", Part.SPEAKER)]
    assert gutters(page, narrow, Place(1, 2)) == [("1:02:05 ", Part.TIME)]
    assert gutters(page, narrow, Place(1, 0)) == [("        ", Part.TIME)]


@pytest.mark.parametrize("room", range(1, 130, 7))
def test_the_gutter_leaves_room_for_text(room: int) -> None:
    for page in (timed(5000), timed(None), timed(5000, speaker=None), page_of(TEXT)):
        gutter = gutter_of(page, room)
        assert gutter.width == 0 or room - gutter.width >= 16
        assert gutter.width <= 17 + 8


def test_long_names_are_cut_and_bad_ones_shown() -> None:
    page = Layout(said(("在潮汐站读了一辈子数的人", [TEXT]), ("a\x1bb", [TEXT])), 40)
    gutter = gutter_of(page, 80)
    assert gutter == Gutter(0, 17)
    assert [gutter_of(page, room).names for room in (65, 40, 39, 30)] == [11, 11, 9, 9]
    assert gutters(page, gutter, Place(0, 0)) == [(" 在潮汐站读了一… ", Part.SPEAKER)]
    assert gutters(page, gutter, Place(1, 1)) == [("             a␛b ", Part.SPEAKER)]


def test_speakers_are_numbered_by_first_speaking() -> None:
    page = Layout(said(("林", ["一"]), ("Ada", ["二"]), ("林", ["三"])), 40)
    runs = [paint(page, page.rows(block)[-1], Marks(), gutter_of(page, 80), Looks())[0] for block in range(3)]
    assert [run.role.speaker for run in runs] == [0, 1, 0]


def test_raw_has_no_gutter_and_no_kinds() -> None:
    page = Layout(understood("# 潮汐\n\n林：站在雨里。\n"), 40, raw=True)
    assert gutter_of(page, 80) == Gutter()
    assert {run.role.part for run in paint(page, page.rows(0)[0], Marks(), Gutter(), Looks())} == {Part.BODY}
    page = Layout(page.transcript, 40)
    assert paint(page, page.rows(0)[0], Marks(), Gutter(), Looks())[-1].role.part is Part.HEADING


def test_clock() -> None:
    assert [clock(ms) for ms in (0, 59_999, 60_000, 3_600_000)] == ["0:00", "0:59", "1:00", "1:00:00"]


@given(st.lists(st.tuples(st.integers(0, 300_000), st.integers(0, 90_000)), max_size=12), st.data())
def test_marks_are_found_by_place(spans: list[tuple[int, int]], data: st.DataObject) -> None:
    every = [Mark(str(i), start, start + length, "red") for i, (start, length) in enumerate(spans)]
    marks = Marks.of(every)
    near = st.sampled_from([at for mark in every for at in (mark.start, mark.end)] or [0])
    start = max(0, data.draw(near) + data.draw(st.integers(-600, 600)))
    end = start + data.draw(st.integers(0, 2000))
    wanted = [m for m in every if max(m.start, start) < min(m.end, end)]
    assert marks.between(start, end) == sorted(wanted, key=lambda m: (m.start, -m.end, m.id))
