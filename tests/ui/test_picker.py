"""Picking a document: fuzzy, the last read in front, with how far it was read."""

from __future__ import annotations

import pytest

from tui.ui.screens.dialog import Pick
from tui.ui.screens.main import MainScreen
from tui.ui.widgets.rowlist import RowList

from .making import FILES, Seat, seated


def listed(seat: Seat) -> list[str]:
    return [row.key.rpartition("/")[2] for row in seat.screen.query_one(RowList).rows]


async def test_the_one_read_before_comes_first(desk):
    async with desk(size=(120, 30)) as seat:
        await seat.press("o")
        assert isinstance(seat.screen, Pick)
        assert listed(seat) == list(FILES)
        await seat.press("escape")
        assert isinstance(seat.screen, MainScreen)
        for name in ("值班", "tides"):
            await seat.look_at(name)
        await seat.press("G", "o")
        assert listed(seat)[:3] == ["04-tides.txt", "03-值班.srt", "01-對談-空牆.txt"]
        picture = seat.shown
        assert "▸04-tides.txt" in picture
        (row,) = [row for row in seat.rows("#pick-rows") if "tides" in row]
        assert row.split()[-1] == "100%"
        await seat.press("enter")
        assert seat.pane.entry.title == "03-值班.srt"
        await seat.press("o", "enter")
        assert seat.pane.entry.title == "04-tides.txt", "there and back"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tide", "04-tides.txt"),
        ("zb", "03-值班.srt"),
        ("xiuch", "02-访谈-修船.txt"),
        ("对谈", "01-對談-空牆.txt"),
        ("tds", "04-tides.txt"),
        ("ft船", "02-访谈-修船.txt"),
        ("05", "05-摘录.txt"),
    ],
)
async def test_names_are_found_by_what_one_types(desk, typed, first):
    async with desk() as seat:
        await seat.press("o")
        await seat.type(typed)
        assert listed(seat)[0] == first
        assert f"{len(listed(seat))}/5" in seat.painted("#pick-title")
        await seat.press("enter")
        assert seat.pane.entry.title == first


async def test_a_document_that_was_read_is_told_and_found_by_its_title(desk, folder):
    (folder / "a6941fd32f.md").write_text(
        "# 4. 夜班的灯\n\n采访者：为什么不关灯？\n沈禾：怕黑的是船。\n", encoding="utf-8"
    )
    async with desk() as seat:
        await seat.look_at("a6941")
        await seat.press("o")
        assert "a6941fd32f.md  4. 夜班的灯" in seat.painted("#pick-rows")
        await seat.type("ybdd")
        assert listed(seat) == ["a6941fd32f.md"]
        await seat.press("escape", "ctrl+q")
    async with desk() as seat:
        await seat.look_at("tides")
        await seat.press("o")
        await seat.type("夜班")
        await seat.press("enter")
        assert seat.pane.entry.title == "a6941fd32f.md", "after a restart, too"


async def test_the_letters_that_answer_stand_out(desk):
    async with desk() as seat:
        await seat.press("o", *"zb")
        (row,) = seat.screen.query_one(RowList).rows
        assert [piece.text for piece in row.left if piece.look == "accent"][-1] == "值班"
        await seat.press("z", "z", "z")
        assert listed(seat) == []
        await seat.press("enter")
        assert isinstance(seat.screen, MainScreen)
        assert seat.pane.entry.title == "01-對談-空牆.txt"


async def test_the_sidebar_has_the_last_read_in_front_after_a_restart(folder, database):
    async with seated(folder, database=database, size=(140, 30)) as seat:
        await seat.look_at("摘录")
        await seat.press("G")
        assert [row.key.rpartition("/")[2] for row in seat.main.query_one("#documents", RowList).rows] == list(FILES)
        await seat.press("ctrl+q")
    async with seated(folder, database=database, size=(140, 30)) as seat:
        rows = seat.rows("#documents")
        assert rows[0].startswith("▸05-摘录")
        assert rows[0].split()[-1].endswith("%")
        assert rows[1].split()[0].startswith("01-")


async def test_thousands_of_documents_are_rows_made_as_they_are_seen(tmp_path):
    for number in range(1500):
        (tmp_path / f"{number:04}-海边.txt").touch()
    async with seated(tmp_path, database=tmp_path / "a.db", size=(140, 30)) as seat:
        rows = seat.main.query_one("#documents", RowList).rows
        assert len(rows) == 1500
        assert len(rows._made) < 100
        await seat.press("o", *"1234hb", "enter")
        assert seat.pane.entry.title == "1234-海边.txt"
