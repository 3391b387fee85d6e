"""The outline: what a document is made of, found by typing, gone to by Enter."""

from __future__ import annotations

from tui.ui.screens.main import MainScreen
from tui.ui.screens.outline import OutlineScreen
from tui.ui.widgets.rowlist import RowList

from .making import Seat, seated

ASKED = "林晚：海边的书店开了三年。\nAda：还会开下去吗？\n"
TALK = f"主题：潮汐站\n\n{ASKED * 3}\n主题：修船\n\nAda：好。\n林晚：再来。\n"


async def opened(seat: Seat) -> RowList:
    await seat.press("O")
    assert isinstance(seat.screen, OutlineScreen)
    return seat.screen.query_one("#outline-items", RowList)


async def test_headings_and_turns_from_where_one_is(tmp_path):
    file = tmp_path / "talk.txt"
    file.write_text(TALK, encoding="utf-8")
    async with seated(file, database=tmp_path / "a.db", size=(100, 30)) as seat:
        seat.go_to("再来")
        items = await opened(seat)
        rows = seat.rows(items)
        assert "主题：潮汐站" in rows[0]
        assert "6 轮" in rows[0]
        assert "林晚  海边的书店" in rows[1]
        assert rows[9].startswith("▸")
        assert items.key == "9"
        speakers = seat.painted("#outline-speakers")
        assert "林晚" in speakers
        assert "4 轮" in speakers
        await seat.until(lambda: "%" in seat.painted("#outline-speakers"))
        await seat.press("escape")
        assert isinstance(seat.screen, MainScreen)
        assert seat.source[seat.reader.source_offset :].startswith("再来")
        await seat.press("O", "up", "up", "enter")
        assert seat.source[seat.reader.source_offset :].startswith("主题：修船")
        await seat.press("ctrl+o")
        assert seat.source[seat.reader.source_offset :].startswith("再来")


async def test_what_is_typed_finds_headings_and_speakers(tmp_path):
    file = tmp_path / "talk.txt"
    file.write_text(TALK, encoding="utf-8")
    async with seated(file, database=tmp_path / "a.db", size=(100, 30)) as seat:
        items = await opened(seat)
        await seat.press(*"xiuchuan")
        assert [row.key for row in items.rows] == ["7"]
        assert "1/10" in seat.painted("#outline-title")
        await seat.press("ctrl+u", *"lw")
        assert [row.key for row in items.rows] == ["1", "3", "5", "9"]
        assert "Ada" not in seat.painted("#outline-speakers")
        await seat.press("ctrl+u", *"zzz", "enter")
        assert isinstance(seat.screen, OutlineScreen), "nothing to go to"


async def test_the_turns_of_one_speaker_one_after_the_other(tmp_path):
    file = tmp_path / "talk.txt"
    file.write_text(TALK, encoding="utf-8")
    async with seated(file, database=tmp_path / "a.db", size=(100, 30)) as seat:
        seat.go_to("修船")
        await seat.press("O", "tab", "enter")
        assert seat.source[seat.reader.source_offset :].startswith("再来")
        starts = [at for at in range(len(TALK)) if TALK.startswith("海边的", at)]
        for at in reversed(starts):
            await seat.press("ctrl+up")
            assert seat.reader.source_offset == at
        await seat.press("ctrl+up")
        assert seat.reader.source_offset == starts[0]
        assert "没有更多" in seat.status
        await seat.press("ctrl+down")
        assert seat.reader.source_offset == starts[1]
        seat.go_to("主题")
        await seat.press("ctrl+down")
        assert "无人发言" in seat.status


async def test_a_text_without_parts_says_so(tmp_path):
    file = tmp_path / "plain.txt"
    file.write_text("海边的书店开了三年。\n", encoding="utf-8")
    async with seated(file, database=tmp_path / "a.db", size=(100, 30)) as seat:
        await opened(seat)
        assert "nothing to outline" in seat.painted("#outline-title")
        await seat.press("tab", "down", "enter", "escape")
        assert isinstance(seat.screen, MainScreen)


async def test_thousands_of_turns_are_made_as_they_are_seen(tmp_path):
    file = tmp_path / "long.txt"
    file.write_text("".join(f"林晚：第{n}次。\nAda：好。\n" for n in range(4000)), encoding="utf-8")
    async with seated(file, database=tmp_path / "a.db", size=(100, 30)) as seat:
        seat.go_to("第2000次")
        items = await opened(seat)
        assert len(items.rows) == 8000
        assert items.key == "4000"
        assert len(items.rows._made) < 200
        await seat.press("ctrl+end", "enter")
        assert seat.source[seat.reader.source_offset :].startswith("好")
