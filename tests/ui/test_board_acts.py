"""The quotes board: groups, orders, what is around a quote, and acts on many at once."""

from __future__ import annotations

from textual import events

from tui.ui.screens.board import Board
from tui.ui.screens.main import MainScreen

from .making import acts
from .test_filter_and_board import four_quotes

WORDS = ("海風每年", "学了去才", "Why did ", "learn to")
"""The four quotes, by document and place."""


def headings(seat) -> list[str]:
    return [
        row.strip() for row in seat.rows("#board-rows") if row[:1] == " " and row[1:2].strip() and row[1] not in "✓★"
    ]


def ticked(seat) -> int:
    return sum(row.startswith(" ✓") for row in seat.rows("#board-rows"))


def of(seat, words: str):
    return next(h for h in seat.highlights if h.anchor.quote.startswith(words))


def tags(seat) -> list[tuple[str, ...]]:
    return [seat.tags_of(of(seat, words)) for words in WORDS]


async def test_groups_and_orders_go_round(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("q")
        first = headings(seat)
        assert first == ["lib/01-對談-空牆.txt 1", "lib/02-访谈-修船.txt 1", "lib/04-tides.txt 2"]
        await seat.press("g", "g")
        assert headings(seat) == ["Idris 1", "Mara 1", "沈禾 1", "馮岸 1"]
        await seat.press("g")
        assert [row.split()[1] for row in headings(seat)] == ["4"]
        await seat.press("g")
        assert headings(seat) == ["全部 all 4"]
        shown = {}
        for _ in range(4):
            text = seat.painted("#board-rows")
            shown[seat.painted("#board-title").split("·")[1].split()[0]] = sorted(WORDS, key=text.index)
            await seat.press("o")
        assert shown == {
            "按位置": list(WORDS),
            "最新在前": [WORDS[2], WORDS[3], WORDS[1], WORDS[0]],
            "加星在前": [WORDS[3], *WORDS[:3]],
            "最长在前": [WORDS[2], WORDS[3], WORDS[0], WORDS[1]],
        }
        await seat.press("g")
        assert headings(seat) == first


async def test_what_is_around_grows_and_shrinks_for_one_and_for_all(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:

        def around() -> tuple[bool, bool, bool]:
            text = seat.painted("#board-rows")
            return "船不会因为两个人会修" in text, "我怕的是没人问" in text, "采访者：不怕别人学了去？" in text

        await seat.press("q", "j")
        assert around() == (True, False, False)
        await seat.type("＋")
        assert around() == (True, True, False)
        await seat.press("plus", "plus")
        assert around() == (True, True, True)
        assert "Mara：And the scans?" not in seat.painted("#board-rows"), "only where the cursor is"
        await seat.type("---")
        assert around() == (False, False, False)
        await seat.type(">>")
        assert around() == (True, True, True)
        assert "Mara：And the scans?" in seat.painted("#board-rows")
        await seat.press("q", "q")
        assert around() == (True, True, True), "as it was left"


async def test_many_are_tagged_starred_and_noted_each_as_one_act(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        before = tags(seat)
        await seat.press("q", "space")
        assert seat.screen._here.anchor.quote.startswith(WORDS[1]), "on to the next one"
        await seat.press("j")
        await seat.type("v")
        await seat.press("space", "space")
        assert seat.screen._here.anchor.quote.startswith(WORDS[2]), "an open range grows by moving alone"
        await seat.press("j")
        assert "✓3" in seat.painted("#board-title")
        await seat.type("v\u3000t")
        assert "标签 Tag  2 条 quotes" in seat.shown
        await seat.type("新")
        await seat.press("enter")
        assert tags(seat) == [("慢", "新"), ("人",), ("新",), ("慢",)]
        assert acts(seat)[0] == "tag"
        assert ticked(seat) == 2, "they stay ticked"
        await seat.press("s")
        assert acts(seat)[0] == "set_star"
        await seat.press("n")
        await seat.type("再看")
        await seat.press("ctrl+s")
        assert [h.note for h in seat.highlights if h.note] == ["再看", "关于开放", "再看"]
        await seat.press("u", "u", "u")
        assert tags(seat) == before
        assert not of(seat, WORDS[0]).starred
        await seat.press("ctrl+r")
        assert "新" in tags(seat)[0]
        assert ticked(seat) == 2


async def test_notes_are_appended_or_replaced_as_one_is_asked(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("q", "a", "n")
        assert "below the notes" in seat.shown
        await seat.press("enter")
        await seat.type("也")
        await seat.press("ctrl+s")
        assert [h.note for h in seat.highlights] == ["也", "关于开放\n\n也", "也", "也"]
        await seat.press("n", "down", "enter", "x", "ctrl+s")
        assert {h.note for h in seat.highlights} == {"x"}
        await seat.press("u", "u", "a", "j", "n")
        await seat.type("！")
        await seat.press("ctrl+s")
        assert of(seat, WORDS[1]).note == "关于开放！", "one by itself is written on"


async def test_a_tag_is_moved_taken_off_and_quotes_deleted(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("q", "g", "j", "a", "m")
        assert "改标签 Move  2 条 quotes  #慢" in seat.shown, "the tag of the group"
        await seat.type("快")
        await seat.press("enter")
        assert tags(seat) == [("快",), ("人",), (), ("快",)]
        assert acts(seat)[0] == "split_tag"
        assert "#快 2" in headings(seat)
        await seat.press("T")
        assert "去标签 Take off" in seat.shown
        await seat.type("快")
        await seat.press("enter")
        assert tags(seat) == [(), ("人",), (), ()]
        await seat.press("escape", "end", "v", "up", "x")
        assert len(seat.highlights) == 2
        assert "deleted 2 条" in seat.shown
        assert "Quotes 2" in seat.painted("#board-title")
        await seat.press("u")
        assert "Quotes 4" in seat.painted("#board-title")
        await seat.press("escape", "escape")
        assert isinstance(seat.screen, MainScreen)


async def test_escape_lets_range_and_ticks_go_first(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("q", "a", "v", "escape", "escape")
        assert isinstance(seat.screen, Board)
        assert ticked(seat) == 0
        await seat.press("question_mark", "escape", "escape")
        assert isinstance(seat.screen, MainScreen)


async def test_an_item_longer_than_the_screen_is_scrolled_through(desk, folder, database):
    await four_quotes(folder, database)
    async with desk(size=(60, 12)) as seat:
        await seat.look_at("修船")
        await seat.press("ctrl+a", "m", "q", "home", "j", "plus", "plus")
        rows = [seat.rows("#board-rows")]
        while "学了去才好" not in "".join(rows[-1][:4]) and len(rows) < 30:
            await seat.press("j")
            rows.append(seat.rows("#board-rows"))
        assert 4 < len(rows) < 30
        await seat.press("home")
        assert "01-對談" in seat.rows("#board-rows")[0]


async def test_further_quotes_are_read_when_they_are_wanted(desk, folder, database, monkeypatch):
    await four_quotes(folder, database)
    monkeypatch.setattr("tui.ui.screens.board.MOST", 3)
    async with desk() as seat:
        await seat.press("q")
        assert "Quotes 3+" in seat.painted("#board-title")
        await seat.press("end")
        assert "还有 more" in seat.shown
        await seat.press("enter")
        assert "Quotes 4" in seat.painted("#board-title")
        assert "learn to" in seat.shown


def tap(seat, *keys: str) -> None:
    """Keys arrive; nobody waits for what they do."""
    for key in keys:
        seat.send(events.Key(key, key))


async def test_an_act_on_many_leaves_the_screen_alive_and_lets_no_second_one_in(desk, folder, database, monkeypatch):
    await four_quotes(folder, database)
    monkeypatch.setattr("tui.ui.bulk._MANY", 2)
    monkeypatch.setattr("tui.ui.acting._LARGE", 1)
    async with desk() as seat:
        await seat.press("q", "a")
        for key, act, starred in (("s", "set_star", 4), ("u", "mark", 1)):
            with seat.store._lock:  # the act waits
                tap(seat, key)
                await seat.until(lambda: "being done …" in seat.painted("#board-foot"))
                before = headings(seat)
                tap(seat, *"xufqg")
                await seat.until(lambda before=before: headings(seat) != before)
                assert isinstance(seat.screen, Board)
                assert "the last act is still being done" in seat.painted("#board-foot")
            await seat.settle()
            assert sum(h.starred for h in seat.highlights) == starred
            assert len(seat.highlights) == 4
            assert acts(seat)[0] == act
        await seat.press("x", "q")
        assert isinstance(seat.screen, MainScreen)
        assert seat.highlights == []


async def test_what_hinders_an_act_on_many_is_told(desk, folder, database, monkeypatch):
    await four_quotes(folder, database)
    monkeypatch.setattr("tui.ui.bulk._MANY", 2)
    async with desk() as seat:
        await seat.press("q", "a")
        monkeypatch.setattr(seat.store, "_read_only", True)
        await seat.press("s")
        assert "read-only" in seat.painted("#board-foot")
        monkeypatch.setattr(seat.store, "_read_only", False)
        await seat.press("s")
        assert all(h.starred for h in seat.highlights)
