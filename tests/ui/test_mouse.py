"""The mouse: caret, selection, words, sentences, wheel, scroll column, lists."""

from __future__ import annotations

from tui.ui.widgets.reader import Reader


def cell_of(seat, words: str) -> tuple[int, int]:
    """Where the first of these words is painted in the active reader."""
    from tui.layout.cells import cell_len

    for y, row in enumerate(seat.rows(seat.reader)):
        if words in row:
            return cell_len(row[: row.index(words)]), y
    raise AssertionError(f"{words} is not painted")


async def test_click_moves_the_caret_also_on_the_right_half_of_a_character(desk):
    async with desk() as seat:
        x, y = cell_of(seat, "海風")
        await seat.pilot.click(Reader, offset=(x, y))
        assert seat.reader.source_offset == seat.source.index("海風")
        await seat.pilot.click(Reader, offset=(x + 3, y))
        assert seat.reader.source_offset == seat.source.index("海風") + 1
        assert seat.reader.source_selection is None
        await seat.pilot.click(Reader, offset=(0, y))
        assert seat.source[seat.reader.source_offset] == "不", "in the gutter: the row's first"


async def test_double_click_takes_the_word_and_triple_the_sentence(desk):
    async with desk() as seat:
        x, y = cell_of(seat, "海風")
        await seat.pilot.click(Reader, offset=(x, y), times=2)
        start, end = seat.reader.source_selection
        assert seat.source[start:end] == "海風"
        await seat.pilot.click(Reader, offset=(x, y), times=3)
        start, end = seat.reader.source_selection
        assert seat.source[start:end] == "海風每年吹掉一半。"
        await seat.press("m")
        assert seat.only.anchor.quote == "海風每年吹掉一半。"


async def test_a_click_at_the_edge_leaves_the_text_where_it_is(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.look_at("修船")
        rows = [y for y, row in enumerate(seat.rows(seat.reader)) if len(row) > 40 and row[40].strip()]
        top, last, x = seat.reader.top, rows[-1], 40
        assert last >= seat.reader.size.height - 2
        word = seat.reader.page.text[seat.reader._offset_under(x, last)]
        await seat.pilot.click(Reader, offset=(x, last))
        assert seat.reader.top == top
        await seat.pilot.click(Reader, offset=(x, last), times=2)
        assert word in seat.source[slice(*seat.reader.source_selection)]
        assert seat.reader.top == top


async def test_a_drag_selects_both_ways(desk):
    async with desk() as seat:
        for a, b in (("當然", "學習本來"), ("學習本來", "當然")):
            (x1, y1), (x2, y2) = cell_of(seat, a), cell_of(seat, b)
            await seat.pilot.mouse_down(Reader, offset=(x1, y1))
            await seat.pilot.hover(Reader, offset=(x2, y2))
            await seat.pilot.mouse_up(Reader, offset=(x2, y2))
            await seat.settle()
            start, end = seat.reader.source_selection
            assert seat.source[start:end] == "當然有。錯(cuò)的字我們不擦，學"
            await seat.pilot.hover(Reader, offset=(0, 0))
            assert seat.reader.source_selection == (start, end), "the button is up"
        await seat.press("m")
        assert seat.only.anchor.quote == "當然有。錯的字我們不擦，學"


async def test_a_drag_across_the_edge_scrolls(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.look_at("修船")
        top = seat.reader.top
        await seat.pilot.mouse_down(Reader, offset=(30, 10))
        for _ in range(8):
            await seat.pilot.hover(None, offset=(30, 23))
        await seat.pilot.mouse_up(None, offset=(30, 23))
        await seat.settle()
        assert seat.reader.top > top
        start, end = seat.reader.source_selection
        assert end - start > 100
        top = seat.reader.top
        await seat.pilot.hover(None, offset=(30, 23))
        assert seat.reader.top == top


async def test_the_wheel_scrolls_and_the_caret_stays_while_it_is_seen(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.look_at("修船")
        await seat.press("g", *"jjjjjjjj")
        at, top = seat.reader.source_offset, seat.reader.top
        await seat.pilot._post_mouse_events([_wheel()], Reader, offset=(20, 5))
        await seat.settle()
        assert seat.reader.top > top
        assert seat.reader.source_offset == at
        for _ in range(6):
            await seat.pilot._post_mouse_events([_wheel()], Reader, offset=(20, 5))
        await seat.settle()
        assert seat.reader.source_offset > at
        assert seat.reader.top <= seat.reader.page.place_of(seat.reader.cursor.offset)


def _wheel():
    from textual import events

    return events.MouseScrollDown


async def test_a_click_on_the_scroll_column_jumps(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.look_at("修船")
        width, height = seat.reader.size
        await seat.pilot.click(Reader, offset=(width - 1, height - 1))
        await seat.settle()
        assert seat.reader.source_offset > len(seat.source) * 0.85
        await seat.pilot.click(Reader, offset=(width - 1, 0))
        await seat.settle()
        assert seat.reader.source_offset < len(seat.source) * 0.1
        assert seat.reader.source_selection is None


async def test_a_click_on_a_tag_filters_and_on_a_document_opens(desk):
    async with desk(size=(140, 40)) as seat:
        seat.go_to("海風")
        await seat.press("t", *"ab", "enter")
        await seat.pilot.click("#tags", offset=(4, 0))
        await seat.settle()
        assert str(seat.main.desk.filter) == "#ab"
        await seat.pilot.click("#documents", offset=(4, 3))
        await seat.settle()
        assert seat.pane.entry.title == "04-tides.txt"
        assert seat.reader.has_focus


async def test_a_click_makes_the_other_pane_the_active_one(desk):
    async with desk(size=(160, 40)) as seat:
        await seat.press("vertical_line")
        first = next(iter(seat.main.query("Pane")))
        assert seat.pane is not first
        await seat.pilot.click("#first Reader", offset=(20, 3))
        await seat.settle()
        assert seat.pane is first
