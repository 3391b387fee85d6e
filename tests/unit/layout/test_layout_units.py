"""Characters, words, clauses, sentences and turns on a page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.rows import Layout
from tui.layout.units import Unit, next_start, previous_start, span_at, spans_in, unit_end, unit_starts

from .making import ACUTE, CODER, KEYCAP, calm_text, hard_text, pages, said, understood

UNITS = list(Unit)


def page_of(*turns: tuple[str, list[str]]) -> Layout:
    return Layout(said(*turns), 40)


def caret(page: Layout, data: st.DataObject) -> int:
    return page.nearest(data.draw(st.integers(0, len(page.text) + 1)))


def is_place(page: Layout, offset: int) -> bool:
    """Whether a caret can stand there: at the beginning of a cluster of a block, or of a block with nothing in it."""
    return page.nearest(offset) == offset


@given(hard_text())
def test_smaller_units_begin_wherever_larger_ones_do(text: str) -> None:
    starts = [set(unit_starts(text, unit)) for unit in UNITS]
    for smaller, larger in pairwise(starts):
        assert larger <= smaller
    assert all((0 in its) == bool(text) for its in starts)


@given(pages(), st.data())
def test_units_nest(page: Layout, data: st.DataObject) -> None:
    """A character lies in its word, that in its clause, and so on; except blanks, which count to what is before."""
    offset = caret(page, data)
    spans = [span_at(page, offset, unit) for unit in UNITS]
    character = page.text[slice(*spans[0])]
    for smaller, larger in pairwise(spans[1:]):
        assert larger[0] <= smaller[0] <= smaller[1] <= larger[1] or character.isspace() or not character
    if character and not character.isspace():
        assert spans[0] == page.cluster(offset)
        assert spans[1][0] <= spans[0][0] < spans[0][1] <= spans[1][1]
        assert all(not page.text[a].isspace() or page.cluster(a)[1] > a + 1 for a, _ in spans)


@given(pages(), st.sampled_from(UNITS[: Unit.TURN]))
def test_the_units_of_a_block_leave_out_blanks_only(page: Layout, unit: Unit) -> None:
    for number, block in enumerate(page.blocks):
        spans = spans_in(page, number, unit)
        held = [at for a, b in spans for at in range(a, b)]
        assert held == sorted(set(held))
        left = set(range(block.start, block.end)) - set(held)
        assert all(page.text[at].isspace() for at in left)


@given(pages(), st.sampled_from(UNITS), st.data())
def test_motions_get_on_or_stay_at_the_ends(page: Layout, unit: Unit, data: st.DataObject) -> None:
    start = caret(page, data)
    for go, onward in ((next_start, 1), (previous_start, -1), (unit_end, 1)):
        offset, steps = start, 0
        while (target := go(page, offset, unit)) != offset:
            assert (target - offset) * onward > 0
            assert is_place(page, target)
            assert page.cluster(target)[1] > target, "on a character"
            offset, steps = target, steps + 1
            assert steps <= len(page.text) + 1


@given(pages(), st.data())
def test_characters_are_walked_over_one_by_one(page: Layout, data: st.DataObject) -> None:
    """Forwards and backwards, every cluster of the page is come by."""
    every = [a for block in range(len(page.blocks)) for a, _ in spans_in(page, block, Unit.CHARACTER)]
    offset = caret(page, data)
    behind = [at for at in every if at > offset]
    before = [at for at in every if at < offset]
    assert next_start(page, offset, Unit.CHARACTER) == (behind[0] if behind else offset)
    assert previous_start(page, offset, Unit.CHARACTER) == (before[-1] if before else offset)


@given(pages(calm_text(20)), st.sampled_from(UNITS), st.data())
def test_the_end_of_a_unit_is_its_last_cluster(page: Layout, unit: Unit, data: st.DataObject) -> None:
    offset = caret(page, data)
    start, end = span_at(page, offset, unit)
    last = unit_end(page, offset, unit)
    if page.text[start:end].isspace() and unit is not Unit.CHARACTER:
        assert last == offset or last > end, "blanks are no unit"
    elif start <= offset < page.last_of(start, end):
        assert last == page.last_of(start, end)
    else:
        assert last >= offset


@pytest.mark.parametrize(
    ("unit", "spans"),
    [
        (Unit.CHARACTER, ["她", "说", "，", "今", "天", "退", "潮", "。", "别", "走", "。"]),
        (Unit.WORD, ["她", "说", "，", "今天", "退潮", "。", "别", "走", "。"]),
        (Unit.CLAUSE, ["她说，", "今天退潮。", "别走。"]),
        (Unit.SENTENCE, ["她说，今天退潮。", "别走。"]),
        (Unit.TURN, ["她说，今天退潮。别走。"]),
    ],
)
def test_units_of_a_sentence(unit: Unit, spans: list[str]) -> None:
    page = page_of(("林", ["她说，今天退潮。别走。"]))
    assert [page.text[a:b] for a, b in spans_in(page, 0, unit)] == spans


@pytest.mark.parametrize("cluster", [ACUTE, CODER, KEYCAP, "。\u0301", "，\ufe0f"])
@pytest.mark.parametrize("unit", UNITS)
def test_no_unit_begins_inside_a_cluster(cluster: str, unit: Unit) -> None:
    text = f"潮{cluster}汐 {cluster}{cluster}"
    assert set(unit_starts(text, unit)) <= set(unit_starts(text, Unit.CHARACTER))
    assert all(text[at:].startswith((cluster, "潮", "汐", " ")) for at in unit_starts(text, unit))


def test_a_blank_counts_to_the_word_before() -> None:
    page = page_of(("", ["One day.  Two days."]))
    assert span_at(page, 3, Unit.WORD) == (0, 3)
    assert span_at(page, 9, Unit.SENTENCE) == (0, 8)
    assert span_at(page, 9, Unit.CHARACTER) == (9, 10)


def test_turns_go_over_their_paragraphs_and_skip_the_silent() -> None:
    page = page_of(("林", ["潮来了。", "又走了。"]), ("Ada", [""]), ("默", ["", "今晨。"]), ("林", [""]))
    first, second = page.text.index("潮"), page.text.index("今")
    assert page.text[slice(*span_at(page, first + 6, Unit.TURN))] == "潮来了。\n又走了。"
    assert page.text[slice(*span_at(page, second, Unit.TURN))] == "今晨。"
    assert next_start(page, first + 2, Unit.TURN) == second
    assert next_start(page, second, Unit.TURN) == second
    assert previous_start(page, second, Unit.TURN) == first
    assert previous_start(page, second + 1, Unit.TURN) == second
    assert previous_start(page, first, Unit.TURN) == first
    assert unit_end(page, first, Unit.TURN) == page.text.index("又走了。") + 3
    assert unit_end(page, first + 8, Unit.TURN) == second + 2
    silent = page.text.index("Ada") + 4
    assert span_at(page, silent, Unit.TURN) == (silent, silent)
    assert next_start(page, silent, Unit.TURN) == second
    assert previous_start(page, silent, Unit.TURN) == first


def test_a_line_is_a_turn_in_the_source() -> None:
    page = Layout(understood("林：潮来了。\n\n阿达：走吧。\n"), 40, raw=True)
    assert next_start(page, 0, Unit.TURN) == page.text.index("阿")
    assert page.text[slice(*span_at(page, 3, Unit.TURN))] == "林：潮来了。"


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_to_go_to(unit: Unit) -> None:
    for page in (Layout(understood(""), 10), page_of(("林", [""]), ("Ada", ["", ""]))):
        for block in page.blocks:
            at = block.start
            assert span_at(page, at, unit) == (at, at) or unit >= Unit.TURN
            assert next_start(page, at, unit) == previous_start(page, at, unit) == unit_end(page, at, unit) == at


def test_labels() -> None:
    assert [unit.label for unit in Unit] == ["字", "词", "小句", "句", "轮", "问答", "节", "全文"]
