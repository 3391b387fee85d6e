"""Moving and selecting by every unit, with the keys that a reader presses, on real transcripts and on our own."""

from __future__ import annotations

import asyncio
import re
import shutil
from itertools import pairwise

import pytest

from tui import rewording
from tui.layout.units import Unit, span_at
from tui.ui.widgets.drag import rows_at
from tui.ui.widgets.reader import Reader

from .making import seated
from .test_mouse import cell_of

WAYS = {
    Unit.CHARACTER: ("l", "h"),
    Unit.WORD: ("w", "b"),
    Unit.CLAUSE: ("semicolon", "comma"),
    Unit.SENTENCE: ("right_parenthesis", "left_parenthesis"),
    Unit.TURN: ("right_curly_bracket", "left_curly_bracket"),
    Unit.EXCHANGE: ("greater_than_sign", "less_than_sign"),
    Unit.SECTION: ("J", "B"),
}
ENDS = {Unit.CLAUSE: r"[，；：。！？…,;:.!?—]", Unit.SENTENCE: r"[。！？…；.!?;]"}
CLOSERS = "”’」』）)】》\"' "

ESSAY = """\
# 先说水

主持人：水从哪里来？

沈禾：从山上来，先是雪；后来是雨。“都算。”他们说。

## 再说路

主持人：路呢？
沈禾：Mr. Wu said it was 3.5 km long, e.g. too long. 我们走了一天……到了。

# 最后

沈禾：没有了。
"""


async def keep_to_units(seat, unit: Unit, steps: int) -> None:
    """On and back again: each step begins a unit, and none is left out on the way back."""
    on, back = WAYS[unit]
    page = seat.reader.page
    passed = [seat.reader.cursor.offset]
    for _ in range(steps):
        await seat.hurry(on)
        at = seat.reader.cursor.offset
        if at == passed[-1]:
            break
        passed.append(at)
        before = page.text[: page.nearest(at)]
        if unit in ENDS and at > page.blocks[page.block_at(at)].start:
            assert re.search(ENDS[unit], before.rstrip(CLOSERS)[-1:]), before[-12:]
        elif unit > Unit.SENTENCE:
            assert at in (page.blocks[page.block_at(at)].start, page.nearest(len(page.text))), "it begins a paragraph"
    assert len(passed) > 2, unit
    assert passed == sorted(set(passed))
    await seat.hurry(*[back] * (len(passed) - 2))
    assert seat.reader.cursor.offset == passed[1]


async def grow_and_shrink(seat) -> list[Unit]:
    """From the word to all and back: each selection holds the one before. The units on the way."""
    page = seat.reader.page
    caret = seat.reader.cursor.offset
    await seat.hurry("v")
    word = seat.reader.cursor.offset
    spans, units = [seat.reader.cursor.selection(page)], [seat.reader.cursor.unit]
    assert spans[0] == span_at(page, caret, Unit.WORD)
    while units[-1] is not Unit.ALL:
        await seat.hurry("plus")
        spans.append(seat.reader.cursor.selection(page))
        units.append(seat.reader.cursor.unit)
        assert len(units) < 20
    for inner, outer in pairwise(spans):
        assert outer[0] <= inner[0] < inner[1] <= outer[1] != inner[1] or outer[0] < inner[0]
    assert spans[-1] == span_at(page, 0, Unit.ALL)
    await seat.hurry(*["minus"] * (len(spans) - 1))
    assert seat.reader.cursor.selection(page) == spans[0]
    await seat.hurry("plus", "plus", "escape")
    assert seat.reader.source_selection is None
    assert seat.reader.cursor.offset == word, "back where it was grown from"
    return units


@pytest.mark.parametrize("number", [0, 2])
async def test_every_unit_on_a_real_transcript(real_seeds, tmp_path, number):
    file = shutil.copy(sorted(real_seeds.glob("*.txt"))[number], tmp_path)
    async with seated(tmp_path / file, database=tmp_path / "a.db", size=(100, 30)) as seat:
        page = seat.reader.page
        speaks = {block.name for block in page.blocks} - {""}
        for unit in WAYS:
            if (unit is Unit.EXCHANGE and not speaks) or (unit is Unit.SECTION and not page.headings):
                continue
            await seat.hurry("g")
            await keep_to_units(seat, unit, 8 if unit < Unit.TURN else 3)
        seat.reader.go_to(len(seat.source) // 2)
        units = await grow_and_shrink(seat)
        assert units == sorted(units)
        assert units[0] is Unit.WORD


async def test_every_unit_on_our_own(tmp_path):
    (tmp_path / "水.md").write_text(ESSAY, encoding="utf-8")
    async with seated(tmp_path / "水.md", database=tmp_path / "a.db", size=(80, 30)) as seat:
        for unit in WAYS:
            await seat.hurry("g")
            await keep_to_units(seat, unit, 12)
        seat.go_to("都算")
        assert await grow_and_shrink(seat) == [
            Unit.WORD, Unit.CLAUSE, Unit.TURN, Unit.EXCHANGE, Unit.SECTION, Unit.ALL,
        ]  # fmt: skip
        seat.go_to("走了一天")
        await seat.press("v", "right_parenthesis")
        assert seat.source[slice(*seat.reader.source_selection)] == "走了一天……"
        await seat.press("escape", "left_parenthesis", "left_parenthesis")
        assert seat.source[seat.reader.source_offset :].startswith("Mr. Wu")


@pytest.mark.parametrize("unit", list(WAYS))
async def test_each_motion_extends_a_selection_and_its_twin_takes_it_back(tmp_path, unit):
    (tmp_path / "水.md").write_text(ESSAY, encoding="utf-8")
    async with seated(tmp_path / "水.md", database=tmp_path / "a.db", size=(80, 30)) as seat:
        seat.go_to("从山")
        on, back = WAYS[unit]
        await seat.press("v", on)
        page = seat.reader.page
        start, end = seat.reader.cursor.selection(page)
        assert start == page.text.index("从山")
        assert end == {Unit.CHARACTER: start + 2}.get(unit, end)
        if unit > Unit.WORD:
            assert end == span_at(page, start, unit)[1]
        seat.go_to("从山")
        await seat.press("v", back)
        assert seat.reader.cursor.selection(page)[1] == start + 1
        assert seat.reader.cursor.offset < start


async def test_full_width_keys_move_alike(tmp_path):
    (tmp_path / "水.md").write_text(ESSAY, encoding="utf-8")
    async with seated(tmp_path / "水.md", database=tmp_path / "a.db", size=(80, 30)) as seat:
        for half, full in (";；", ",，", ">》", "<《"):
            at = []
            for char in (half, full):
                seat.go_to("先是雪")
                await seat.type(char)
                at.append(seat.reader.source_offset)
            assert at[0] == at[1] != seat.source.index("先是雪")


async def test_all_of_it_at_once(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("ctrl+a")
        assert "全文" in seat.status
        start, end = seat.reader.source_selection
        assert (seat.source[start], end) == ("這", len(seat.source) - 1)
        await seat.press("escape")
        assert seat.reader.source_selection is None


async def test_o_moves_the_other_edge_only_while_something_is_selected(desk):
    async with desk() as seat:
        seat.go_to("空牆是")
        await seat.press("v", "o", "h")
        assert seat.source[slice(*seat.reader.source_selection)].startswith("[馮岸] 空牆") is False
        assert seat.screen is seat.main
        await seat.press("escape", "o")
        assert seat.screen is not seat.main, "nothing is selected: a document is opened"


async def test_words_of_the_library_are_words(desk):
    async with desk() as seat:
        seat.go_to("每年吹掉")
        await seat.press("v")
        assert seat.source[slice(*seat.reader.source_selection)] == "每年"
        await seat.press("escape", "t", *"吹掉一", "enter")
        seat.go_to("吹掉一半")
        await seat.press("v")
        assert seat.source[slice(*seat.reader.source_selection)] == "吹掉一", "the tag's name"
        await seat.press("escape", "g", "b")
        seat.store.rename_tag("吹掉一", "别的")
        seat.main.refresh_desk()
        seat.go_to("吹掉一半")
        await seat.press("v")
        assert seat.source[slice(*seat.reader.source_selection)] == "吹掉"


async def test_who_is_host_is_what_questions_are_told_by(desk):
    from tui.annotations.model import Role, Speaker

    async with desk() as seat:
        seat.go_to("空牆是")
        await seat.press("less_than_sign")
        assert seat.source[seat.reader.source_offset] == "這", "who speaks less asks"
        entry = seat.pane.entry
        rewording.set_speakers(seat.app.library, entry, [Speaker("馮岸", role=Role.HOST)])
        seat.main.refresh_desk()
        seat.go_to("有人寫")
        await seat.press("less_than_sign")
        assert seat.source[seat.reader.source_offset :].startswith("空牆是")


async def test_the_edges_of_a_highlight_move_like_a_selection(desk):
    async with desk() as seat:
        seat.go_to("他們在")
        await seat.press("v", "m")
        made = seat.only
        await seat.press("V")
        assert "移边" in seat.status
        await seat.press("right_parenthesis", "o", "left_parenthesis", "enter")
        assert seat.only.id == made.id
        assert seat.only.anchor.quote.startswith("空牆是留給讀者的。他們在")
        assert seat.only.anchor.quote.endswith("慢下來。")
        assert seat.reader.source_selection is None
        await seat.press("u")
        assert seat.only.anchor == made.anchor, "one act"
        await seat.press("ctrl+r", "V", "minus", "t", *"新", "enter")
        assert seat.tags_of(seat.only) == ("新",), "while its edges are moved, keys act on it"
        await seat.press("V", "l", "escape")
        assert seat.reader.source_selection is None
        assert len(seat.highlights) == 1
        seat.go_to("不會(huì)滿")
        await seat.press("V")
        assert "no highlight" in seat.status


async def test_edges_that_stay_are_no_act(desk):
    async with desk() as seat:
        await seat.press("m", "V", "m")
        assert [act.what for act in seat.store.history()] == ["mark"]
        assert seat.reader.source_selection is None


def test_a_drag_begins_slowly():
    assert [rows_at(step) for step in (0, 19, 20, 39, 40, 999)] == [1, 1, 2, 2, 3, 3]


async def test_a_drag_goes_on_while_the_pointer_stays_beyond_the_edge(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.look_at("修船")
        await seat.pilot.mouse_down(Reader, offset=(30, 10))
        await seat.pilot.hover(None, offset=(30, 23))
        top = seat.reader.top
        await seat.until(lambda: seat.reader.top.block > top.block + 2)
        start, end = seat.reader.source_selection
        assert end - start > 40
        await seat.pilot.hover(None, offset=(30, 10))
        top = seat.reader.top
        await asyncio.sleep(0.2)
        assert seat.reader.top == top, "the pointer is back"
        await seat.pilot.hover(None, offset=(30, 23))
        await seat.pilot.mouse_up(None, offset=(30, 23))
        top = seat.reader.top
        await asyncio.sleep(0.2)
        assert seat.reader.top == top, "the button is up"


async def test_words_and_sentences_by_the_mouse_in_a_pane_that_waits(desk):
    async with desk(size=(160, 40)) as seat:
        await seat.press("vertical_line")
        other = next(iter(seat.main.query("Pane")))
        assert seat.pane is not other
        x, y = cell_of(type("Seen", (), {"reader": other.reader, "rows": seat.rows}), "海風")
        await seat.pilot.click("#first Reader", offset=(x, y), times=2)
        await seat.settle()
        assert seat.pane is other
        assert seat.source[slice(*other.reader.source_selection)] == "海風"
        await seat.press("ctrl+w")
        await seat.pilot.click("#first Reader", offset=(x, y), times=3)
        await seat.settle()
        assert seat.source[slice(*other.reader.source_selection)] == "海風每年吹掉一半。"


async def test_another_script_moves_nothing(desk):
    async with desk(size=(60, 20)) as seat:
        await seat.press("space", "j")
        top, at = seat.reader.top, seat.reader.source_offset
        for _ in range(3):
            await seat.press("equals_sign")
            assert (seat.reader.top, seat.reader.source_offset) == (top, at)
