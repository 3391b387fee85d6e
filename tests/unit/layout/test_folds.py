"""Images and boilerplate, folded away and opened again; edits that a page leaves out or marks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.cells import cell_len
from tui.layout.cursor import Cursor, Motion, grow, move, select, shrink
from tui.layout.folds import fold_run, shown_reading
from tui.layout.gutter import Gutter
from tui.layout.paint import MARGIN, Looks, Mark, Marks, Part, Run, paint
from tui.layout.rows import Layout, Place
from tui.layout.units import Unit, span_at, spans_in
from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind, Transcript

from .making import calm_text, said, source

NOTICE = "特別聲明：以上內容由站方提供。"
IMAGE = "![tide](t.png)"

TEXT, FOLD, PICTURE = SegmentKind.PARAGRAPH, SegmentKind.BOILERPLATE, SegmentKind.IMAGE


def mixed(*pieces: tuple[SegmentKind, str], edits: tuple[Edit, ...] = ()) -> Transcript:
    """A line per piece, each a segment."""
    text, segments = "", []
    for kind, piece in pieces:
        start = len(text)
        text += piece
        segments.append(Segment(kind, start, len(text), (Paragraph(start, start, len(text)),)))
        text += "\n"
    return Transcript(source(text), "text", tuple(segments), edits)


ARTICLE = mixed((TEXT, "潮来了。"), (PICTURE, IMAGE), (FOLD, NOTICE), (TEXT, "又走了。"), (FOLD, NOTICE))


def lines(page: Layout, **how: object) -> list[str]:
    """What is painted, row by row, without blank rows."""
    found = []
    for block in range(len(page.blocks)):
        for row in page.rows(block):
            runs = paint(page, row, Marks(), Gutter(), Looks())
            found.append("".join(run.text for run in runs)[MARGIN:].strip())
    return [line for line in found if line]


def test_a_run_of_folding_segments_is_one_quiet_line() -> None:
    page = Layout(ARTICLE, 60)
    assert lines(page) == [
        "潮来了。",
        "▸ 图片 image · 声明 boilerplate · 15 字",
        "又走了。",
        "▸ 声明 boilerplate · 15 字",
    ]
    assert lines(Layout(mixed((PICTURE, IMAGE), (PICTURE, IMAGE)), 60)) == ["▸ 图片 2 images"]
    fold = page.blocks[1]
    assert page.text[fold.start : fold.end] == f"{IMAGE}\n{NOTICE}"
    assert fold.gap
    assert page.blocks[2].gap
    assert lines(Layout(ARTICLE, 60, raw=True))[1:3] == [IMAGE, NOTICE]


def test_a_quiet_line_is_cut_where_there_is_no_room() -> None:
    page = Layout(ARTICLE, 12)
    (row,) = [row for row in page.rows(1) if not row.blank]
    run = paint(page, row, Marks(), Gutter(), Looks())
    assert sum(cell_len(piece.text) for piece in run) <= MARGIN + 12


def test_it_opens_and_folds_again() -> None:
    page = Layout(ARTICLE, 60)
    opened = page.turned(page.text.index("聲明"))
    assert lines(opened) == ["潮来了。", IMAGE, NOTICE, "又走了。", "▸ 声明 boilerplate · 15 字"]
    assert opened.opened == {1, 2}
    assert (opened.text, opened.reading) == (page.text, page.reading)
    assert [block.unfolded for block in opened.blocks] == [False, True, False, False, False]
    assert lines(opened.turned(opened.text.index("![tide"))) == lines(page)
    assert page.turned(0) is page
    assert page.fold_at(0) == frozenset()
    assert Layout(ARTICLE, 60, raw=True).fold_at(6) == frozenset()


def test_what_is_jumped_to_is_opened() -> None:
    page = Layout(ARTICLE, 60)
    inside = page.text.index("站方")
    assert NOTICE in lines(page.revealing(inside))
    assert page.revealing(0) is page
    opened = page.revealing(inside)
    assert opened.revealing(inside) is opened, "what is open stays open"


def test_a_fold_is_one_step_for_the_caret() -> None:
    page = Layout(ARTICLE, 60)
    fold, behind = page.blocks[1], page.blocks[2].start
    assert page.nearest(page.text.index("站方")) == fold.start
    assert page.cluster(fold.start + 3) == (fold.start, fold.end)
    last = page.text.index("。")
    assert move(page, Cursor(last), Motion.RIGHT).offset == fold.start
    assert move(page, Cursor(fold.start), Motion.RIGHT).offset == behind
    assert move(page, Cursor(behind), Motion.LEFT).offset == fold.start
    assert move(page, Cursor(0), Motion.DOWN).offset == fold.start
    assert move(page, Cursor(fold.start), Motion.DOWN).offset == behind
    assert move(page, Cursor(behind), Motion.UP).offset == fold.start
    assert move(page, Cursor(last), Motion.WORD).offset == behind, "nothing is said in it"
    assert move(page, Cursor(0), Motion.SENTENCE).offset == behind
    assert move(page, Cursor(0), Motion.TURN).offset == behind


def test_a_selection_takes_a_fold_as_a_whole() -> None:
    page = Layout(ARTICLE, 60)
    fold = page.blocks[1]
    cursor = select(page, Cursor(0), Unit.CHARACTER)
    reached = move(page, cursor, Motion.DOWN)
    assert reached.selection(page) == (0, fold.end)
    alone = select(page, Cursor(fold.start))
    assert alone.selection(page) == (fold.start, fold.end)
    assert page.source_span(fold.start, fold.end) == (fold.start, fold.end)
    assert grow(page, alone).unit is Unit.ALL
    assert shrink(page, grow(page, alone)).selection(page) == (fold.start, fold.end)


def test_marks_and_hits_inside_show_on_the_line() -> None:
    page = Layout(ARTICLE, 60)
    at = page.text.index("站方")
    row = page.rows(1)[-1]
    marks = Marks.of([Mark("a", at, at + 2, "red", "q")])

    def runs(looks: Looks) -> list[Run]:
        return paint(page, row, marks, Gutter(), looks)

    assert runs(Looks())[0].text == "q"
    assert {run.role.colours for run in runs(Looks()) if run.start >= 0} == {("red",)}
    assert all(run.role.match for run in runs(Looks(matches=[(at, at + 2)])) if run.start >= 0)
    standing = [run for run in runs(Looks(caret=row.start)) if run.start >= 0]
    assert [(run.text[:1], run.role.caret) for run in standing] == [("▸", True), (" ", False)]
    assert [mark.id for mark in marks.at(page, row.start)] == ["a"]


def test_the_sign_of_what_was_opened_stands_in_the_margin() -> None:
    page = Layout(ARTICLE, 60)
    opened = page.turned(page.blocks[1].start)
    signs = [
        "".join(
            run.text
            for run in paint(opened, opened.row(Place(block, len(opened.rows(block)) - 1)), Marks(), Gutter(), Looks())[
                :2
            ]
        )[:MARGIN]
        for block in (0, 1, 2)
    ]
    assert [sign.strip() for sign in signs] == ["", "▾", ""]


def test_what_edits_hide_of_a_fold_is_folded_and_not_dropped() -> None:
    start = ARTICLE.text.index(IMAGE)
    hidden = Edit(start, start + len(IMAGE), "", EditKind.HIDDEN)
    tag = Edit(1, 2, "", EditKind.HIDDEN)
    transcript = replace(ARTICLE, edits=(tag, hidden))
    page = Layout(transcript, 60)
    assert lines(page)[:2] == ["潮了。", "▸ 图片 image · 声明 boilerplate · 15 字"]
    assert lines(page.turned(page.blocks[1].start))[1] == IMAGE
    assert page.reading is not transcript.reading
    assert IMAGE not in transcript.reading.text


@pytest.mark.parametrize("kind", list(EditKind))
def test_a_kind_of_edits_is_switched_off(kind: EditKind) -> None:
    edits = tuple(Edit(n, n + 1, "", each) for n, each in enumerate(EditKind))
    transcript = replace(said(("", ["潮汐站在雨里"])), edits=edits)
    page = Layout(transcript, 40, without=frozenset({kind}))
    assert lines(page) == ["潮汐站在"[list(EditKind).index(kind)] + "雨里"]
    assert Layout(transcript, 40).reading is transcript.reading
    assert shown_reading(transcript, frozenset({kind})).edits == tuple(e for e in edits if e.kind is not kind)
    assert lines(Layout(transcript, 40, without=frozenset(EditKind))) == ["潮汐站在雨里"]
    assert Layout(transcript, 60, without=frozenset({kind})).resized(9).without == {kind}


def edited(*edits: Edit) -> Layout:
    return Layout(replace(said(("", ["潮汐站在雨里读数"])), edits=edits), 40)


def marked(page: Layout) -> list[tuple[str, bool, bool]]:
    runs = paint(page, page.rows(0)[0], Marks(), Gutter(), Looks())
    return [(run.text, run.role.edited, run.role.uncertain) for run in runs if run.start >= 0]


def test_edits_are_marked_where_they_show() -> None:
    page = edited(
        Edit(0, 1, "朝", EditKind.CORRECTION),
        Edit(2, 3, "", EditKind.MISREAD),
        Edit(3, 4, "再三", EditKind.MISREAD, uncertain=True, others=("在",)),
        Edit(5, 6, "里", EditKind.GLOSS),
        Edit(7, 7, "完", EditKind.CORRECTION),
    )
    assert page.text == "朝汐再三雨里读完数\n"
    assert marked(page) == [
        ("朝", True, False),
        ("汐", False, False),
        ("再三", True, True),
        ("雨里读", False, False),
        ("完", True, False),
        ("数", False, False),
    ]
    margin = [run for run in paint(page, page.rows(0)[0], Marks(), Gutter(), Looks()) if run.start < 0]
    assert (margin[-1].text, margin[-1].role.part) == ("? ", Part.SIGN)
    assert sum(run.cells for run in margin) == MARGIN
    many = Marks.of([Mark(str(n), 0, 3, "red", "q") for n in range(3)])
    assert "".join(run.text for run in paint(page, page.rows(0)[0], many, Gutter(), Looks()))[:4] == "qqq?"


def test_the_edit_under_an_offset_is_found() -> None:
    page = edited(
        Edit(1, 1, "入", EditKind.CORRECTION), Edit(1, 3, "换个", EditKind.MISREAD), Edit(4, 6, "", EditKind.GLOSS)
    )
    assert page.text == "潮入换个在读数\n"
    found = [[edit.replacement for _, _, edit in page.edits_in(at, at + 1)] for at in range(5)]
    assert found == [[], ["入"], ["换个"], ["换个"], []]
    assert [(a, b) for a, b, _ in page.edits_in(0, 7)] == [(1, 2), (2, 4)]
    assert page.edits_in(3, 3) == []


@st.composite
def articles(draw: st.DrawFn) -> Layout:
    kinds = st.sampled_from([TEXT, FOLD, PICTURE, SegmentKind.HEADING])
    pieces = draw(
        st.lists(st.tuples(kinds, calm_text(8).map(lambda text: text.strip() or "潮")), min_size=1, max_size=8)
    )
    opened = frozenset(draw(st.lists(st.integers(0, 7), max_size=4)))
    page = Layout(mixed(*pieces), draw(st.integers(2, 60)))
    for index in sorted(opened):
        if index < len(pieces):
            page = page.turned(page.transcript.segments[index].start)
    return page


@given(articles(), st.data())
def test_folds_cover_what_they_fold_and_nothing_else(page: Layout, data: st.DataObject) -> None:
    held = [at for block in page.blocks for at in range(block.start, block.end)]
    assert held == sorted(set(held))
    missing = set(range(len(page.text))) - set(held)
    assert all(page.text[at] == "\n" for at in missing)
    for number, block in enumerate(page.blocks):
        run = fold_run(page.transcript.segments, block.segment)
        assert bool(block.folded) == (len(run) > 0 and not set(run) <= page.opened)
        if block.folded:
            assert len(page.rows(number)) == 1 + block.gap
            assert spans_in(page, number, Unit.CHARACTER) == [(block.start, block.end)]
            assert span_at(page, block.start, Unit.SENTENCE) == (block.start, block.end)
    at = data.draw(st.integers(0, len(page.text)))
    caret = page.nearest(at)
    assert page.nearest(caret) == caret
    cursor = Cursor(caret)
    for motion in data.draw(st.lists(st.sampled_from(list(Motion)), max_size=6)):
        cursor = move(page, cursor, motion)
        assert page.nearest(cursor.offset) == cursor.offset
    turned = page.turned(cursor.offset)
    assert turned is page or turned.turned(cursor.offset).blocks == page.blocks
