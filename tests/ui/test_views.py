"""Two panes, scripts, the source, sizes: what is shown changes, what was added stays where it is."""

from __future__ import annotations

import pytest

from tui.ui.widgets.pane import Pane


async def test_two_documents_side_by_side(desk):
    async with desk(size=(160, 40)) as seat:
        first = seat.pane
        await seat.press("vertical_line")
        second = seat.pane
        assert second is not first
        assert second.reader.has_focus
        assert second.entry == first.entry
        await seat.look_at("tides")
        assert "tide tables" in seat.painted(second.reader)
        assert "這家書店" in seat.painted(first.reader)
        await seat.press("m", "t", *"ab", "enter")
        assert "04-tides" in next(row for row in seat.rows("#documents") if row.startswith("▸"))
        assert next(row for row in seat.rows("#tags") if "ab" in row).split()[-2:] == ["1", "1"]
        await seat.press("ctrl+w")
        assert seat.pane is first
        assert first.reader.has_focus
        assert next(row for row in seat.rows("#tags") if "ab" in row).split()[-2:] == ["·", "1"], "the active one's"
        assert "周黎" in seat.status
        await seat.press("vertical_line")
        await seat.settle()
        assert list(seat.main.query(Pane)) == [first]


async def test_a_highlight_shows_in_both_panes_of_one_document(desk):
    async with desk(size=(160, 40)) as seat:
        first = seat.pane
        await seat.press("vertical_line", "G", "m")
        assert [m.id for m in first.reader._marks.marks] == [seat.only.id]
        (row,) = [row for row in seat.rows(first.reader) if "海風每年" in row]
        assert "•" in row
        await seat.press("ctrl+w", "u")
        assert all("•" not in seat.painted(pane.reader) for pane in seat.main.query(Pane))


async def test_script_changes_what_is_shown_and_nothing_else(desk):
    async with desk() as seat:
        seat.go_to("海風")
        at = seat.reader.source_offset
        await seat.press("equals_sign")
        assert "这家书店开在海边" in seat.painted(seat.reader)
        assert "简" in seat.picture()[0]
        assert seat.reader.source_offset == at
        await seat.press("m")
        assert seat.only.anchor.quote == "海風每年吹掉一半。", "kept as the source has it"
        assert seat.only.start == at
        await seat.press("equals_sign")
        assert "繁" in seat.picture()[0]
        await seat.press("equals_sign")
        assert "這家書店開在海邊" in seat.painted(seat.reader)


async def test_the_source_is_shown_line_by_line_and_the_caret_stays(desk):
    async with desk() as seat:
        seat.go_to("學(xué)習(xí)怎麼")
        await seat.press("m")
        seat.go_to("怎麼")
        at = seat.reader.source_offset
        await seat.press("tilde")
        painted = seat.painted(seat.reader)
        assert "[馮岸] 空牆是留給讀(dú)者的。" in painted
        for line in seat.source.splitlines():
            assert line[:20] in painted
        assert "原文 source" in seat.picture()[0]
        assert seat.reader.source_offset == at
        assert seat.reader.active_id == seat.only.id
        seat.go_to("[周黎] 那一面")
        await seat.press("v", "m")
        assert len(seat.highlights) == 1, "a label by itself is no quote"
        seat.go_to("那一面")
        await seat.press("escape", "v", "m")
        assert len(seat.highlights) == 2
        await seat.press("tilde")
        assert "原文" not in seat.picture()[0]
        assert len(seat.reader._marks.marks) == 2


async def test_search_hits_stay_through_the_source_view(desk):
    async with desk() as seat:
        await seat.press("slash", *"abc", "enter", "slash", "ctrl+u")
        await seat.type("学习")
        await seat.press("enter", "tilde")
        assert len(seat.reader.matches) == 2
        await seat.press("n")
        assert seat.source[seat.reader.source_offset :].startswith("學(xué)習本來") or seat.reader.source_offset
        await seat.press("tilde")
        assert len(seat.reader.matches) == 2


async def test_resizing_keeps_what_is_seen_first_and_the_caret_in_view(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("第20年我们")
        await seat.press("space")
        at = seat.reader.source_offset
        first = seat.reader.page.row(seat.reader.top).start
        for size in ((60, 20), (120, 40), (40, 12), (200, 50), (80, 24)):
            await seat.pilot.resize_terminal(*size)
            await seat.settle()
            page, top = seat.reader.page, seat.reader.page.row(seat.reader.top)
            assert top.blank or top.start <= first < top.end, "the first character is in the first row"
            strips = seat.reader.render_lines(seat.reader.size.region)
            assert all(strip.cell_length == seat.reader.size.width for strip in strips)
            place = seat.reader.page.place_of(seat.reader.cursor.offset)
            below = seat.reader.page.distance(seat.reader.top, place, 500)
            assert seat.reader.top <= place
            assert below < seat.reader.size.height
            if size[1] >= 40:
                assert seat.reader.source_offset == at, "where there is room the caret is back"
        assert page.row(seat.reader.top).start <= first
        await seat.pilot.resize_terminal(120, 40)
        await seat.settle()
        assert seat.reader.page.row(seat.reader.top).start == first
        await seat.pilot.resize_terminal(40, 12)
        await seat.settle()
        await seat.press("j")
        moved = seat.reader.source_offset
        await seat.pilot.resize_terminal(120, 40)
        await seat.settle()
        assert seat.reader.source_offset == moved != at, "a caret that was moved meanwhile stays"


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 6), (10, 4), (3, 2), (1, 1), (250, 3)])
async def test_any_size_is_survived(desk, size):
    async with desk(size=size) as seat:
        await seat.press("j", "space", "G", "g", "v", "plus", "m", "t", *"ab", "enter", "vertical_line", "j", "ctrl+w")
        await seat.press("vertical_line", "q", "j", "escape", "question_mark", "down", "escape", "T", "D", "D", "T")
        await seat.press("a", "x", "escape", "escape", "f", "escape", "slash", "x", "escape", "tilde", "equals_sign")
        assert len(seat.highlights) == 1
        await seat.pilot.resize_terminal(100, 30)
        await seat.settle()
        assert "海" in seat.painted(seat.reader)


async def test_narrow_folds_the_sides_and_keys_open_them(desk):
    async with desk(size=(80, 24)) as seat:
        documents, sidebar = seat.main.query_one("#documents-box"), seat.main.query_one("#sidebar")
        assert not documents.display
        assert not sidebar.display
        assert seat.reader.size.width == 80
        await seat.press("T")
        assert sidebar.display
        assert "标签 Tags" in seat.shown
        await seat.press("T")
        assert not sidebar.display
        assert seat.reader.has_focus
        await seat.press("D", "down", "enter")
        assert seat.pane.entry.title.startswith("02-")
        assert not documents.display
        assert seat.reader.has_focus
        await seat.pilot.resize_terminal(150, 30)
        await seat.settle()
        assert documents.display
        assert sidebar.display


async def test_narrow_still_tells_of_the_highlight(desk):
    async with desk(size=(80, 24)) as seat:
        seat.go_to("海風")
        await seat.press("t", *"ab", "enter", "T")
        assert "海風每年吹掉一半。" in seat.painted("#detail")


@pytest.mark.parametrize("theme", ["textual-light", "nord", "ansi-dark", "ansi-light", "gruvbox"])
async def test_themes_change_colours_only(desk, theme):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("m")
        before = seat.picture()
        seat.app.theme = theme
        await seat.settle()
        assert seat.picture() == before


async def test_escape_leaves_the_sides_and_uncovers_the_text(desk):
    async with desk(size=(80, 24)) as seat:
        for key in ("T", "D"):
            await seat.press(key)
            assert not seat.reader.has_focus
            await seat.press("escape")
            assert seat.reader.has_focus
            assert not seat.main.query_one("#sidebar").display
            assert not seat.main.query_one("#documents-box").display
