"""What was done before: looked through, one act taken back alone, seen as it was; the trash, and ways back."""

from __future__ import annotations

from tui.library import Library
from tui.ui.screens.history import HistoryScreen
from tui.ui.screens.main import MainScreen
from tui.ui.screens.past import Past
from tui.ui.screens.trash import Trash

from .making import acts


async def marked(seat):
    """Two highlights: one with a tag and two notes, one with a star, deleted."""
    seat.go_to("海風")
    await seat.press("m", "t", *"wind", "enter", "a", *"one", "ctrl+s", "a", *"two", "ctrl+s")
    seat.go_to("有人")
    await seat.press("m", "s", "x")


async def command(seat, name):
    await seat.press("colon")
    await seat.type(name)
    await seat.press("enter")


async def typed(seat, text):
    line = seat.screen.query_one("Input")
    line.value = text
    await seat.until(
        lambda: seat.screen._typed == text and not seat.screen._is_looking and seat.screen._rest is not None
    )
    await seat.pilot.pause(0.2)
    await seat.settle()


def listed(seat):
    return [row.split() for row in seat.rows("#history-rows") if row.strip()]


async def test_an_act_alone_is_taken_back_and_put_back(desk):
    async with desk(size=(80, 24)) as seat:
        await marked(seat)
        await command(seat, "history")
        assert isinstance(seat.screen, HistoryScreen)
        assert [row[0] for row in listed(seat)] == ["7", "6", "5", "4", "3", "2", "1"]
        assert "单独撤销" in seat.shown, "the keys are told"
        await typed(seat, "biaoqian")
        assert "no act answers" in seat.shown
        await typed(seat, "標籤 wind")
        assert [row[0] for row in listed(seat)] == ["2"]
        assert "“海風每年吹掉一" in seat.shown, "whose tag it was"
        await seat.press("enter")
        await typed(seat, "")
        assert listed(seat)[0][0] == "8"
        assert seat.tags_of(seat.only) == ()
        assert "✗" in seat.rows("#history-rows")[6], "it is void"
        await seat.press("escape")
        await seat.press("u")
        assert seat.tags_of(seat.only) == ("wind",), "taking back is undone like any act"
        await seat.press("ctrl+r")
        assert seat.tags_of(seat.only) == ()
        assert acts(seat)[0] == "take_back"


async def test_enter_before_it_was_looked_for_takes_nothing_back(desk):
    async with desk(size=(80, 24)) as seat:
        await marked(seat)
        await command(seat, "history")
        before = acts(seat)
        seat.screen.query_one("Input").value = "biaoqian"
        for action in ("take_back", "past", "go"):
            await seat.screen.run_action(f"history_{action}")
            assert isinstance(seat.screen, HistoryScreen)
        assert acts(seat) == before
        await typed(seat, "標籤 wind")
        await seat.press("enter")
        assert acts(seat)[0] == "take_back"


async def test_what_cannot_be_taken_back_says_what_builds_on_it(desk, folder, database):
    async with desk(size=(80, 24)) as seat:
        await marked(seat)
        await command(seat, "历史")
        await typed(seat, "笔记")
        await seat.press("down")
        before = acts(seat)
        await seat.press("enter")
        told = seat.painted("#history-told")
        assert "act 3 cannot be taken back by itself: 4 build on it" in told
        assert "4  set note" in told
        assert acts(seat) == before
        await seat.press("up")
        assert "build on it" not in seat.painted("#history-told")
        other = Library.open([folder], database=database)
        other.store.create_tag("笔记")
        other.close()
        await seat.until(lambda: listed(seat)[0][0] == "8", 2.2)
        assert "新标签 new tag" in seat.shown, "what another process does comes in"
        await seat.press("down")
        await seat.press("ctrl+o")
        assert isinstance(seat.screen, MainScreen)
        assert seat.reader.active_id == seat.only.id


async def test_how_all_was_behind_an_act_is_seen_and_nothing_changes(desk):
    async with desk() as seat:
        await marked(seat)
        done = acts(seat)
        await command(seat, "history")
        await seat.press("down", "down", "down", "down", "tab")
        assert isinstance(seat.screen, Past)
        await seat.until(lambda: "1 条 highlights" in seat.shown)
        assert "1 标签 tags  1 笔记 notes" in seat.shown
        assert "✎ one" in seat.shown
        assert "现在不同 other now: 笔记 note" in seat.shown
        assert "pizhu log --at '20" in seat.shown
        await seat.press("escape", "up", "up", "up", "tab")
        await seat.until(lambda: "2 条 highlights" in seat.shown)
        assert "已无 gone now" in seat.shown
        await seat.press("q", "escape")
        assert acts(seat) == done


async def test_the_trash_gives_back_one_and_many(desk):
    async with desk(size=(80, 24)) as seat:
        for words in ("海風", "有人", "當然有"):
            seat.go_to(words)
            await seat.press("m", "t", *"ab", "enter", "x")
        await command(seat, "trash")
        assert isinstance(seat.screen, Trash)
        assert "“當然有。”" in seat.rows("#trash-rows")[0]
        assert "#ab" in seat.rows("#trash-rows")[0]
        await seat.press("down", "r")
        assert [h.anchor.quote for h in seat.highlights] == ["有人寫錯了嗎？"]
        await seat.press("u")
        assert seat.highlights == []
        await seat.press("home", "space", "space")
        assert "✓2" in seat.painted("#trash-title")
        await seat.press("enter")
        assert isinstance(seat.screen, MainScreen)
        assert len(seat.highlights) == 2
        assert seat.reader.active_id in {h.id for h in seat.highlights}
        assert "2 highlights" in seat.status
        await seat.press("u")
        assert seat.highlights == [], "one act"
        await seat.press("X", "r", "escape")
        assert len(seat.highlights) == 1
        assert not any(word in seat.status for word in ("deleted", "undone")), "what was said before holds no more"
        await seat.press("u")
        await seat.look_at("tides")
        await command(seat, "回收站")
        await seat.press("down", "r", "a", "enter")
        assert len(seat.highlights) == 3
        assert "2 highlights" in seat.status, "in the other document"
        assert seat.pane.entry.title.startswith("01-")
        await command(seat, "trash")
        assert "the trash is empty" in seat.shown


async def test_with_nothing_done_yet(desk, database):
    async with desk(size=(80, 24)) as seat:
        for name, told in (("history", "nothing was done yet"), ("trash", "the trash is empty")):
            await command(seat, name)
            assert told in seat.shown
            await seat.press("escape", "H" if name == "history" else "X")
            assert told in seat.shown
            for key in ("enter", "tab", "ctrl+o", "down", "pageup", "space", "a", "r", "u", "escape", "escape"):
                await seat.hurry(key)
            assert isinstance(seat.screen, MainScreen)
        assert not database.exists()
