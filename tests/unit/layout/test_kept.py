"""What is kept when a view changes its size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.layout.cursor import Cursor
from tui.layout.kept import Kept
from tui.layout.rows import Layout, Place
from tui.layout.view import clamped, line_start, seen

from .making import said, understood

LONG = Layout(said(*(("林", [f"第{n}次退潮，站里的人都在门外数船，数到{n}条就回去。" * 3]) for n in range(60))), 40)

sizes = st.tuples(st.integers(10, 90), st.integers(1, 40))


def resize(page: Layout, kept: Kept, size: tuple[int, int]) -> tuple[Layout, Kept]:
    width, height = size
    page = page.resized(width)
    return page, kept.seen_in(page, height)


@given(st.integers(0, 40), st.integers(0, 2000), st.lists(sizes, min_size=1, max_size=5), st.booleans())
def test_the_first_character_stays_and_all_comes_back(
    block: int, at: int, sizes: list[tuple[int, int]], sel: bool
) -> None:
    page, top, height = LONG, Place(block, 1), 12
    rows = [row for row in seen(page, top, height) if not row.blank]
    caret = page.nearest(min(rows[0].start + at % 400, rows[-1].end - 1))
    cursor = Cursor(caret, held=page.cluster(caret)) if sel else Cursor(caret)
    kept, now = Kept.before(page, top, cursor, None), page
    for size in sizes:
        now, kept = resize(now, Kept.before(now, kept.top, kept.cursor, kept), size)
        first = now.row(kept.top)
        shown = [row for row in seen(now, kept.top, size[1]) if not row.blank]
        if shown:
            assert shown[0].start <= kept.cursor.offset < max(shown[-1].end, shown[-1].start + 1), "the caret is seen"
        if not sel and clamped(now, now.place_of(kept.first), size[1]) == now.place_of(kept.first):
            assert first.start <= kept.first < first.end
    _, kept = resize(now, Kept.before(now, kept.top, kept.cursor, kept), (40, 12))
    assert (kept.top, kept.cursor) == (top, cursor)


def test_a_caret_that_was_moved_is_kept_as_it_is() -> None:
    kept = Kept.before(LONG, Place(5, 1), Cursor(LONG.blocks[6].start), None)
    page, kept = resize(LONG, kept, (20, 4))
    assert kept.cursor.offset < LONG.blocks[6].start
    moved = Cursor(page.nearest(kept.cursor.offset + 1))
    _, kept = resize(page, Kept.before(page, kept.top, moved, kept), (40, 12))
    assert kept.cursor == moved


def test_another_text_begins_anew() -> None:
    kept = Kept.before(LONG, Place(5, 1), Cursor(9), None)
    other = Layout(understood("一。\n" * 50), 40)
    assert Kept.before(other, kept.top, kept.cursor, kept) != kept


def test_lines_by_number() -> None:
    page = Layout(understood("一。\n\n二。\n三。\n"), 40)
    assert [page.text[line_start(page, n)] for n in (1, 3, 4, 5, 99)] == ["一", "二", "三", "三", "三"]
    assert line_start(Layout(understood(""), 40), 7) == 0
