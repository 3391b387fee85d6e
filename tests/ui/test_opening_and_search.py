"""Opening, looking and searching: what is painted, and that looking writes nothing."""

from __future__ import annotations

import re

from tui.ui.screens.dialog import Pick
from tui.ui.screens.help import Help
from tui.ui.screens.main import MainScreen

from .making import FILES


async def test_the_first_document_is_painted_with_its_speakers_in_the_gutter(desk):
    async with desk() as seat:
        rows = seat.rows(seat.reader)
        assert seat.pane.entry.title == "01-對談-空牆.txt"
        assert any("這家書店開在海邊，為什麼還留著一面空牆？" in row for row in rows), "glosses are not shown"
        assert not any("(" in row for row in rows)
        named = [row for row in rows if re.match(r"\s*馮岸", row)]
        assert len(named) == 3, "once per turn, not once per row"
        (further,) = [row for row in rows if "最長的一句" in row]
        assert "馮岸" not in further
        assert "01-對談-空牆.txt" in seat.picture()[0]
        assert "周黎 第 1 行" in seat.status
        assert "划线" in seat.painted("#foot")


async def test_documents_are_listed_where_there_is_room(desk):
    async with desk(size=(140, 30)) as seat:
        listed = seat.painted("#documents")
        assert all(name.rpartition(".")[0] in listed for name in FILES)
        assert "▸01-對談-空牆" in listed
        await seat.press("D", "down", "enter")
        assert seat.pane.entry.title == "02-访谈-修船.txt"
        assert "▸02-访谈-修船" in seat.painted("#documents")
        assert seat.reader.has_focus


async def test_looking_writes_nothing(desk, database, folder):
    before = {path: path.read_bytes() for path in folder.iterdir()}
    async with desk() as seat:
        await seat.press("j", "l", "w", "b", "e", "right_parenthesis", "left_parenthesis", "space", "pageup", "G", "g")
        await seat.press("v", "plus", "minus", "O", "escape", "right_square_bracket", "left_square_bracket", "tab")
        await seat.press("slash", *"abc", "enter", "n", "N", "escape")
        await seat.press("f", *"is:starred", "enter", "q", "g", "escape", "equals_sign", "tilde", "tilde")
        await seat.press("vertical_line", "ctrl+w", "vertical_line", "question_mark", "escape", "colon", "escape")
        await seat.press("x", "u", "ctrl+r", "full_stop", "1", "ctrl+o", "t", "escape", "a", "escape")
        await seat.press("ctrl+q")
    assert not database.exists()
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == ["lib"]


async def test_search_is_live_and_simplified_finds_traditional(desk):
    async with desk() as seat:
        await seat.press("slash")
        await seat.type("学习")
        await seat.until(lambda: len(seat.pane.hits) == 2)
        assert seat.main.query_one("#status")
        first = seat.source.index("學(xué)習")
        assert seat.reader.source_offset == first
        await seat.press("enter")
        assert isinstance(seat.screen, MainScreen)
        assert "/学习  1/2" in seat.status
        await seat.press("n")
        second = seat.source.index("學(xué)習", first + 1)
        assert seat.reader.source_offset == second
        assert "/学习  2/2" in seat.status
        await seat.press("n")
        assert seat.reader.source_offset == first, "around the end"
        await seat.press("N")
        assert seat.reader.source_offset == second, "around the beginning"
        await seat.press("escape")
        assert "/学习" not in seat.status, "Esc lets the hits go"
        assert not seat.reader.matches


async def test_escape_restores_the_place_and_the_view(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.look_at("修船")
        await seat.press("space", "j", "j")
        at, top = seat.reader.source_offset, seat.reader.top
        await seat.press("slash")
        await seat.type("第39年")
        await seat.until(lambda: seat.reader.source_offset == seat.source.index("第39年"))
        await seat.press("escape")
        assert (seat.reader.source_offset, seat.reader.top) == (at, top)
        assert not seat.pane.hits


async def test_a_text_that_is_not_there_is_told(desk):
    async with desk() as seat:
        at = seat.reader.source_offset
        await seat.press("slash", *"zzz", "enter")
        assert "没有找到" in seat.status
        await seat.press("n")
        assert "没有找到" in seat.status
        assert seat.reader.source_offset == at


async def test_a_search_is_a_jump_that_can_be_taken_back(desk):
    async with desk() as seat:
        await seat.press("slash")
        await seat.type("海风")
        await seat.press("enter")
        assert seat.reader.source_offset == seat.source.index("海風")
        await seat.press("ctrl+o")
        assert seat.reader.source_offset == seat.source.index("這(zhè)家")


async def test_full_width_keys_act_as_their_twins(desk):
    async with desk() as seat:
        await seat.type("？")
        assert isinstance(seat.screen, Help)
        await seat.type("？")
        await seat.type("：")
        assert isinstance(seat.screen, Pick)
        assert "命令 Commands" in seat.shown
        await seat.type("bangzhu")
        await seat.press("enter")
        assert isinstance(seat.screen, Help), "a command is found by its pinyin and carried out"
        await seat.press("escape")
        await seat.type("／")
        assert "搜索 Search" in seat.shown
        await seat.press("escape")
        await seat.type("、")
        assert "搜索 Search" in seat.shown
        await seat.press("escape")
        await seat.type("】【）（｛｝＝～～｜")
        await seat.settle()
        assert len(seat.main.query("Pane")) == 2


async def test_open_finds_by_initials(desk):
    async with desk() as seat:
        await seat.press("o")
        await seat.type("xiuchuan")
        assert "02-访谈-修船" in seat.shown
        await seat.press("enter")
        assert seat.pane.entry.title == "02-访谈-修船.txt"


async def test_places_are_kept_for_each_document_and_for_the_next_session(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("第20年我们")
        await seat.press("j")
        at = seat.reader.source_offset
        await seat.look_at("tides")
        await seat.look_at("修船")
        assert seat.reader.source_offset == at
        await seat.press("ctrl+q")
    async with desk() as seat:
        assert seat.pane.entry.title == "02-访谈-修船.txt", "the document that was read last"
        assert seat.reader.source_offset == at


async def test_subtitles_show_their_times(desk):
    async with desk() as seat:
        await seat.look_at("值班")
        assert "0:04" not in seat.painted(seat.reader), "one paragraph, which begins at 0:01"
        await seat.press("F")
        assert "0:04" in seat.painted(seat.reader)
        assert "-->" not in seat.painted(seat.reader)
        await seat.press("G")
        assert "0:08" in seat.status


async def test_commands_run_from_the_palette(desk):
    async with desk() as seat:
        await seat.press("ctrl+p")
        await seat.type("末尾")
        await seat.press("enter")
        assert seat.reader.source_offset == len(seat.source.rstrip()) - 1
        await seat.press("ctrl+p")
        await seat.type("划线")
        await seat.press("enter")
        assert seat.only.anchor.quote == "海風每年吹掉一半。"


async def test_going_from_deep_in_one_document_to_a_shorter_one(desk):
    async with desk(size=(40, 12)) as seat:
        for key in ("tilde", "tilde", "x"):
            await seat.look_at("修船")
            await seat.press("G", key)
            for name in ("tides", "空牆", "值班", "摘录"):
                await seat.look_at(name)
                await seat.press("G", "k", "k", key)
                await seat.look_at("tides")
                await seat.press("G")
