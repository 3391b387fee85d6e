"""The document in one column: what lies where, two steps to a row."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.layout.cells import cell_len, set_wide
from tui.layout.minimap import STEPS, Minimap, draw, landing
from tui.layout.paint import Mark
from tui.layout.rows import Layout

from .making import pages, said

PAGE = Layout(said(("林", ["潮汐站在雨里读数的人" * 10]), ("Ada", ["把门关上，" * 20])), 40)


def marked(*spans: tuple[int, int, str], height: int = 10, last: tuple[str, ...] = ()) -> Minimap:
    return draw(PAGE, height, [Mark(str(i), a, b, colour) for i, (a, b, colour) in enumerate(spans)], (), last)


def test_a_mark_lies_at_the_steps_that_it_covers() -> None:
    length = PAGE.end
    assert marked((0, 1, "red")).marks == {0: "red"}
    assert marked((length - 1, length, "red")).marks == {19: "red"}
    assert marked((length // 2, length, "red")).marks == dict.fromkeys(range(9 if length % 2 else 10, 20), "red")
    assert marked((length, length + 9, "red")).marks == {19: "red"}, "behind the end: at the last step"


def test_what_stands_back_gives_way() -> None:
    assert marked((0, 1, "quiet"), (1, 2, "red"), last=("quiet",)).marks == {0: "red"}
    assert marked((0, 1, "red"), (1, 2, "quiet"), last=("quiet",)).marks == {0: "red"}
    assert marked((0, 1, "red"), (1, 2, "blue")).marks == {0: "red"}, "else the first one is shown"


def test_each_combination_has_a_sign_of_its_own() -> None:
    signs = {}
    for bits in range(16):
        at = dict.fromkeys([i for i in range(2) if bits >> i & 1], "red")
        signs[bits] = Minimap(1, 1, at, {i for i in range(2) if bits >> (2 + i) & 1}).glyph(0)
    assert len(set(signs.values())) == 16
    assert (signs[0], signs[1], signs[2], signs[3], signs[12], signs[15]) == (" ", "▝", "▗", "▐", "▌", "█")
    set_wide(True)
    try:
        for bits, sign in signs.items():
            at = dict.fromkeys([i for i in range(2) if bits >> i & 1], "red")
            plain = Minimap(1, 1, at, {i for i in range(2) if bits >> (2 + i) & 1}).glyph(0)
            assert cell_len(plain) == 1
            assert (plain == " ") == (sign == " ")
    finally:
        set_wide(False)


def test_hits_lie_at_the_steps_where_they_begin() -> None:
    length = PAGE.end
    edge = -(-length // 20)
    assert draw(PAGE, 10, (), [(0, 1), (edge - 1, edge + 5)]).hits == {0}
    assert draw(PAGE, 10, (), [(edge, edge + 1), (length + 1, length + 2)]).hits == {1, 19}


def test_speakers_are_told_step_by_step() -> None:
    told = draw(PAGE, 10, (), (), speakers=True).speakers
    assert len(told) == 20
    assert list(told) == sorted(told)
    assert set(told) == {0, 1}
    assert not draw(PAGE, 10, (), ()).speakers


def test_a_click_lands_on_what_the_row_shows() -> None:
    minimap = draw(PAGE, 10, (), ())
    first, behind = minimap.span(4)
    assert landing(minimap, 4, [first - 1, first + 3, behind]) == first + 3
    assert landing(minimap, 4, [first - 1, behind]) == first
    assert landing(minimap, 4, []) == first


@settings(max_examples=50)
@given(pages(), st.integers(1, 60), st.lists(st.tuples(st.integers(0, 90), st.integers(1, 90)), max_size=8))
def test_all_that_there_is_lies_on_the_map(page: Layout, height: int, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(str(i), a, a + n, "red") for i, (a, n) in enumerate(spans)]
    minimap = draw(page, height, marks, sorted((a, a + n) for a, n in spans), speakers=True)
    assert bool(minimap.marks) == bool(minimap.hits) == bool(spans)
    steps = range(height * STEPS)
    assert set(minimap.marks) | set(minimap.hits) <= set(steps)
    if not page.reading.edits:
        assert set(minimap.hits) <= set(minimap.marks)
    assert len(minimap.speakers) == len(steps)
    for y in range(height):
        assert (minimap.glyph(y) != " ") == bool(minimap.colour(y)) or minimap.has_hits(y)
    assert minimap.span(0)[0] == 0
    assert minimap.span(height - 1)[1] == minimap.length
