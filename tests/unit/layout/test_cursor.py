"""The caret and the selection."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.cursor import Cursor, Motion, grow, move, select, shrink, swap
from tui.layout.rows import Layout
from tui.layout.units import Unit

from .making import CODER, calm_text, pages, said, understood

ACTS: list[Callable[[Layout, Cursor], Cursor]] = [grow, shrink, swap, select, lambda _, cursor: cursor.cleared()]
TEXT = "她说，今天退潮。别走。"


def page_of(*bodies: str, width: int = 40) -> Layout:
    return Layout(said(("林", bodies)), width)


def at(page: Layout, word: str) -> Cursor:
    return Cursor(page.text.index(word))


def selected(page: Layout, cursor: Cursor) -> str:
    span = cursor.selection(page)
    assert span is not None
    return page.text[slice(*span)]


@st.composite
def seats(draw: st.DrawFn) -> tuple[Layout, Cursor]:
    """A page and a cursor on it, after a few acts and motions."""
    page = draw(pages(st.one_of(calm_text(12), st.just(""), st.just("  "))))
    cursor = Cursor(page.nearest(draw(st.integers(0, len(page.text)))))
    for step in draw(st.lists(st.one_of(st.sampled_from(list(Motion)), st.sampled_from(ACTS)), max_size=6)):
        cursor = move(page, cursor, step) if isinstance(step, Motion) else step(page, cursor)
    return page, cursor


@given(seats(), st.sampled_from(list(Motion)), st.integers(1, 5))
def test_a_caret_always_stands_on_a_character(seat: tuple[Layout, Cursor], motion: Motion, count: int) -> None:
    page, cursor = seat
    moved = move(page, cursor, motion, count)
    assert page.nearest(moved.offset) == moved.offset
    assert moved.held == cursor.held
    assert moved.selecting == cursor.selecting


@given(seats())
def test_a_selection_holds_the_caret(seat: tuple[Layout, Cursor]) -> None:
    page, cursor = seat
    span = cursor.selection(page)
    if span is None:
        assert not cursor.selecting
        return
    start, end = page.cluster(cursor.offset)
    assert span[0] <= start <= end <= span[1]
    assert cursor.held is not None
    assert span[0] <= cursor.held[0] <= cursor.held[1] <= span[1]


@given(seats())
def test_growing_and_shrinking_is_monotone(seat: tuple[Layout, Cursor]) -> None:
    page, cursor = seat
    before = cursor.selection(page)
    larger, smaller = grow(page, cursor), shrink(page, cursor)
    if before is None:
        assert (larger, smaller) == (select(page, cursor), cursor)
        return
    for wide, narrow in ((larger.selection(page), before), (before, smaller.selection(page))):
        assert wide is not None
        assert narrow is not None
        assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]
    assert larger == cursor or larger.selection(page) != before
    assert smaller == cursor or smaller.selection(page) != before


@given(seats())
def test_growing_and_shrinking_end(seat: tuple[Layout, Cursor]) -> None:
    page, cursor = seat
    for act in (grow, shrink):
        now = select(page, cursor)
        for _ in range(len(Unit) + 1):
            now = act(page, now)
        assert act(page, now) == now


@given(seats())
def test_swapping_keeps_the_selection(seat: tuple[Layout, Cursor]) -> None:
    page, cursor = seat
    once = swap(page, cursor)
    assert once.selection(page) == cursor.selection(page)
    assert swap(page, swap(page, once)).offset == once.offset


def test_growing_goes_from_word_to_turn_and_back() -> None:
    page = page_of(TEXT, "又来了。")
    cursor = at(page, "天")
    grown = []
    for _ in range(6):
        cursor = grow(page, cursor)
        grown.append((selected(page, cursor), cursor.unit))
    assert grown == [
        ("今天", Unit.WORD),
        ("今天退潮。", Unit.CLAUSE),
        ("她说，今天退潮。", Unit.SENTENCE),
        (f"{TEXT}\n又来了。", Unit.TURN),
        (f"{TEXT}\n又来了。", Unit.TURN),
        (f"{TEXT}\n又来了。", Unit.TURN),
    ]
    shrunk = []
    for _ in range(5):
        cursor = shrink(page, cursor)
        shrunk.append(selected(page, cursor))
    # It goes back the way it came, and on to the character only then.
    assert shrunk == ["她说，今天退潮。", "今天退潮。", "今天", "今", "今"]


def test_a_selection_moved_after_growing_shrinks_at_its_own_start() -> None:
    page = page_of(TEXT)
    cursor = grow(page, grow(page, grow(page, at(page, "天"))))
    assert selected(page, cursor) == "她说，今天退潮。"
    moved = move(page, move(page, cursor, Motion.RIGHT), Motion.LEFT)
    assert selected(page, shrink(page, moved)) == "她说，"


def test_a_dragged_selection_grows_to_what_holds_it() -> None:
    page = page_of(TEXT)
    start = page.text.index("天")
    cursor = Cursor(start + 2, held=(start, start + 1), unit=Unit.CHARACTER)
    assert selected(page, cursor) == "天退潮"
    assert selected(page, grow(page, cursor)) == "今天退潮。"
    assert selected(page, shrink(page, cursor)) == "天"
    over = Cursor(page.text.index("别"), held=(start, start + 1), unit=Unit.CHARACTER)
    assert selected(page, grow(page, over)) == TEXT


def test_shrinking_what_motions_have_extended() -> None:
    page = page_of(TEXT)
    cursor = move(page, select(page, at(page, "她")), Motion.SENTENCE, 2)
    assert selected(page, cursor) == TEXT
    assert selected(page, shrink(page, cursor)) == "她说，今天退潮。"


def test_motions_select_up_to_the_end_of_the_unit() -> None:
    page = page_of(TEXT)
    cursor = select(page, at(page, "今"))
    assert selected(page, cursor) == "今天"
    assert selected(page, move(page, cursor, Motion.WORD)) == "今天退潮"
    assert selected(page, move(page, cursor, Motion.RIGHT, 3)) == "今天退潮。"
    assert selected(page, move(page, cursor, Motion.SENTENCE)) == "今天退潮。"
    assert selected(page, move(page, cursor, Motion.BACK, 2)) == "，今天"
    assert selected(page, move(page, cursor, Motion.TOP)) == "她说，今天"
    assert selected(page, move(page, cursor, Motion.BOTTOM)) == "今天退潮。别走。"
    other_edge = swap(page, cursor)
    assert other_edge.offset == page.text.index("今")
    assert selected(page, move(page, other_edge, Motion.LEFT)) == "，今天"
    assert other_edge.cleared().selection(page) is None


@pytest.mark.parametrize(
    ("motion", "places"),
    [
        (Motion.RIGHT, "说，今天"),
        (Motion.WORD, "说，今退"),
        (Motion.WORD_END, "说，天潮"),
        (Motion.SENTENCE, "别别"),
        (Motion.TURN, "她"),
        (Motion.BOTTOM, "。"),
        (Motion.ROW_END, "。"),
        (Motion.TOP, "她"),
        (Motion.LEFT, "她"),
    ],
)
def test_motions_from_the_beginning(motion: Motion, places: str) -> None:
    page = page_of(TEXT)
    cursor = at(page, "她")
    for place in places:
        cursor = move(page, cursor, motion)
        assert page.text[cursor.offset] == place


def test_rows_keep_the_column_that_was_aimed_at() -> None:
    page = page_of("潮汐站在雨里", "读", "", "数的人把门", width=40)
    cursor = at(page, "里")
    assert page.column(page.row(page.place_of(cursor.offset)), cursor.offset) == 10
    passed = []
    for _ in range(5):
        cursor = move(page, cursor, Motion.DOWN)
        passed.append(page.text[cursor.offset])
    assert passed == ["读", "\n", "把", "把", "把"]
    assert cursor.goal == 10
    assert page.text[move(page, cursor, Motion.UP, 3).offset] == "里"
    assert move(page, cursor, Motion.LEFT).goal is None


def test_blank_rows_between_turns_are_stepped_over() -> None:
    page = Layout(said(("林", ["潮来了。"]), ("Ada", ["When?"]), ("林", ["今晨。"])), 40)
    cursor = at(page, "潮")
    assert page.text[move(page, cursor, Motion.DOWN).offset] == "W"
    assert page.text[move(page, cursor, Motion.DOWN, 2).offset] == "W"
    assert page.text[move(page, cursor, Motion.DOWN, 99).offset] == "今"
    assert page.text[move(page, at(page, "今"), Motion.UP).offset] == "W"
    assert page.text[move(page, at(page, "今"), Motion.UP, 99).offset] == "潮"


def test_a_row_ends_on_its_last_cluster() -> None:
    page = page_of(f"潮{CODER}汐{CODER}", width=6)
    cursor = move(page, at(page, "潮"), Motion.ROW_END)
    assert page.text[cursor.offset :].startswith("汐")
    cursor = move(page, move(page, cursor, Motion.DOWN), Motion.ROW_END)
    assert page.text[cursor.offset :].startswith(CODER)
    assert page.cluster(cursor.offset)[1] == page.blocks[0].end


@pytest.mark.parametrize("motion", list(Motion))
def test_nothing_to_move_over(motion: Motion) -> None:
    for page in (Layout(understood(""), 10), Layout(understood(""), 10, raw=True), page_of("")):
        cursor = Cursor(page.nearest(0))
        for start in (cursor, select(page, cursor)):
            moved = move(page, start, motion, 3)
            assert moved.offset == cursor.offset
            assert moved.selection(page) in (None, (cursor.offset, cursor.offset))
            assert grow(page, moved).offset == shrink(page, moved).offset == swap(page, moved).offset == moved.offset


def test_the_edge_that_moves_takes_and_leaves_whole_units() -> None:
    page = page_of(TEXT)
    cursor = move(page, select(page, at(page, "她")), Motion.SENTENCE)
    assert selected(page, cursor) == "她说，今天退潮。"
    near = swap(page, cursor)
    for motion, wanted in ((Motion.CLAUSE, "今天退潮。"), (Motion.WORD, "退潮。"), (Motion.BACK, "今天退潮。")):
        near = move(page, near, motion)
        assert selected(page, near) == wanted
    far = move(page, cursor, Motion.SENTENCE)
    for motion, wanted in (
        (Motion.SENTENCE_BACK, "她说，今天退潮。"),
        (Motion.CLAUSE_BACK, "她说，"),
        (Motion.LEFT, "她说"),
        (Motion.BACK, "她"),
        (Motion.BACK, "她"),
    ):
        far = move(page, far, motion)
        assert selected(page, far) == wanted


def test_the_near_edge_stops_at_what_is_held() -> None:
    page = page_of(TEXT)
    near = swap(page, select(page, at(page, "今")))
    assert selected(page, move(page, near, Motion.SENTENCE)) == "天"
    assert selected(page, move(page, near, Motion.SENTENCE, 2)) == "天退潮。"


@given(seats(), st.sampled_from([Motion.LEFT, Motion.BACK, Motion.CLAUSE_BACK, Motion.SENTENCE_BACK, Motion.TURN_BACK]))
def test_backward_motions_never_go_forward(seat: tuple[Layout, Cursor], motion: Motion) -> None:
    page, cursor = seat
    assert move(page, cursor, motion).offset <= cursor.offset
