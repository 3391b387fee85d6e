"""The numbers as a screen."""

from __future__ import annotations

from tui.ui.screens.main import MainScreen
from tui.ui.screens.stats import Stats


async def test_numbers_are_shown_under_the_filter_and_written_as_a_page(desk, tmp_path):
    async with desk(size=(80, 24)) as seat:
        seat.go_to("海風")
        await seat.press("m", "t", *"wind", "enter")
        await seat.press("I")
        assert isinstance(seat.screen, Stats)
        await seat.until(lambda: "5 文档" in seat.rows("#stats-title")[0])
        rows = seat.rows("#stats-rows")
        assert rows[0].split()[0] == "5"
        assert rows[4].split()[:2] == ["发言人", "Speakers"]
        assert any(row.split()[0] == "沈禾" and "█" in row for row in rows[5:])
        assert all(row.rstrip() == row[:79].rstrip() for row in rows)
        await seat.press("tab", "tab")
        assert seat.rows("#stats-rows")[0].split()[0] == "文档"
        await seat.press("G")
        assert any(row.split()[0] == "#wind" and "█" in row for row in seat.rows("#stats-rows") if row.strip())
        await seat.press("f")
        await seat.type("#wind")
        await seat.press("enter")
        await seat.until(lambda: "1 文档" in seat.rows("#stats-title")[0])
        assert not any("沈禾" in row for row in seat.rows("#stats-rows"))
        await seat.press("E")
        seat.screen.query_one("Input").value = str(tmp_path / "n.html")
        await seat.press("enter")
        assert "wind" in (tmp_path / "n.html").read_text(encoding="utf-8")
        await seat.press("escape")
        assert isinstance(seat.screen, MainScreen)
