"""The concordance, by the keys a reader presses."""

from __future__ import annotations

from tui.layout.cells import cell_len
from tui.search.kwic import Sort
from tui.ui.screens.kwic import Kwic
from tui.ui.screens.main import MainScreen

from .making import SIZES, acts, lay_files, seated


async def listed(seat, text: str) -> list[str]:
    """Ask for a text by its key; the lines that are shown."""
    await seat.press("K")
    await seat.type(text)
    await seat.press("enter")
    await seat.until(lambda: isinstance(seat.screen, Kwic) and seat.screen._done)
    await seat.settle()
    return [row.rstrip() for row in seat.rows("#kwic-rows") if row.strip()]


@SIZES
async def test_hits_are_listed_in_one_column_sorted_ticked_and_tagged_as_one_act(tmp_path, size):
    folder, database = lay_files(tmp_path / "seeds"), tmp_path / "a.db"
    async with seated(folder, database=database, size=size, first="seeds/04-tides.txt") as seat:
        rows = await listed(seat, "学")
        assert len({cell_len(row[: row.index(sign)]) for row in rows for sign in "学學" if f" {sign}" in row}) == 1
        assert len(rows) == 4
        assert "4" in seat.painted("#kwic-title")
        await seat.press("s", "s")
        assert seat.screen._sort is Sort.RIGHT
        assert [line.after[0] for line in seat.screen._shown] == ["習", "習", "了", "了"]
        await seat.press("a", "space", "minus")
        assert [row[1] for row in seat.rows("#kwic-rows")[:4]] == ["·", "✓", "✓", "✓"]
        await seat.press("t")
        assert "3 处 hits → 3 小句 clause，3 新 new" in seat.shown
        await seat.type("学")
        await seat.press("enter")
        assert "#学 ×3" in seat.painted("#kwic-foot")
        assert [quote.tags for quote in seat.store.quotes()] == [("学",)] * 3
        assert [quote.anchor.quote for quote in seat.store.quotes()][-1] == "学了去才好。"
        assert acts(seat) == ["code"]
        letter = seat.store.codebook().by_path["学"].letter
        assert [row[2] for row in seat.rows("#kwic-rows")[:4]] == [" ", letter, letter, letter]
        # The same again makes no second highlight.
        await seat.press("end", "home", "down", "t")
        assert "1 已有 marked" in seat.shown
        await seat.press("escape", "u")
        assert seat.highlights == []
        assert [row[2] for row in seat.rows("#kwic-rows")[:4]] == [" "] * 4
        assert len(seat.store.codebook()) == 0


async def test_a_line_is_gone_to_and_come_back_to(tmp_path):
    folder, database = lay_files(tmp_path / "seeds"), tmp_path / "a.db"
    async with seated(folder, database=database, first="seeds/04-tides.txt") as seat:
        await listed(seat, "学习")
        await seat.press("down", "enter")
        assert isinstance(seat.screen, MainScreen)
        assert seat.source[seat.reader.source_offset :].startswith("學(xué)習(xí)本來")
        assert "2/2" in seat.status
        await seat.press("K", "enter")
        await seat.until(lambda: isinstance(seat.screen, Kwic) and seat.screen._done)
        await seat.settle()
        assert seat.screen.query_one("#kwic-rows").cursor == 1
        await seat.press("f")
        await seat.type("@周黎")
        await seat.press("enter")
        assert "not found" in seat.painted("#kwic-rows")
        assert "filter here only  @周黎" in seat.painted("#kwic-title")
        await seat.press("q")
        assert not seat.main.desk.filtered
        await seat.press("K", "enter")
        await seat.until(lambda: "not found" in seat.painted("#kwic-rows"))
        await seat.press("q", "f")
        await seat.type("@馮岸")
        await seat.press("enter", "K", "enter")
        await seat.until(lambda: isinstance(seat.screen, Kwic) and seat.screen._done)
        await seat.settle()
        assert len(seat.screen._shown) == 2, "another filter of the reader is that of the lines, too"
        assert "here only" not in seat.painted("#kwic-title")
        assert seat.painted("#kwic-foot").rstrip().endswith("Esc 关闭"), "all keys are told"
        await seat.press("r")
        await seat.until(lambda: "filter here only  @馮岸 -@host" in seat.painted("#kwic-title"))
        await seat.press("r")
        await seat.until(lambda: "here only" not in seat.painted("#kwic-title"))
        await seat.press("slash")
        await seat.type("[[")
        await seat.press("enter")
        await seat.press("q")
        assert isinstance(seat.screen, MainScreen)


async def test_the_selection_is_what_is_looked_for(tmp_path):
    folder, database = lay_files(tmp_path / "seeds"), tmp_path / "a.db"
    async with seated(folder, database=database, first="seeds/02-访谈-修船.txt") as seat:
        seat.go_to("手册贴在")
        await seat.press("v", "K", "enter")
        await seat.until(lambda: isinstance(seat.screen, Kwic) and seat.screen._done)
        await seat.settle()
        assert len(seat.screen._shown) == 2
        assert {line.match for line in seat.screen._shown} == {"手册"}


async def test_a_key_that_ticks_goes_on_and_a_click_stays(tmp_path):
    folder, database = lay_files(tmp_path / "seeds"), tmp_path / "a.db"
    async with seated(folder, database=database, first="seeds/04-tides.txt") as seat:
        await listed(seat, "学")
        box = seat.screen.query_one("#kwic-rows")
        await seat.type(" \u3000")
        assert box.cursor == 2
        assert [row[1] for row in seat.rows(box)[:4]] == ["✓", "✓", "·", "·"]
        await seat.press("down", "space")
        assert box.cursor == 3, "there is none behind the last"
        await seat.pilot.click(box, offset=(8, 1))
        assert box.cursor == 1
        assert [row[1] for row in seat.rows(box)[:4]] == ["✓", "·", "·", "✓"]
