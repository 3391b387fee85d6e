"""The question that all is for, asked by keys: the filter completes as one types, one key leaves the hosts out."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

from textual import events

from tui.__main__ import main
from tui.annotations.model import Codebook, Role, Tag
from tui.annotations.store import Store
from tui.bringing import bring_in
from tui.library import Library
from tui.ui.screens.asking import AskFilter
from tui.ui.screens.board import Board
from tui.ui.screens.dialog import Line
from tui.ui.screens.main import MainScreen
from tui.ui.widgets.rowlist import RowList

from .making import Seat, seated
from .test_filter_and_board import four_quotes

MOST = 12
"""Keys in which the question must be answered."""


def offered(seat: Seat) -> list[str]:
    """What is offered: the kind, and the name."""
    box = seat.screen.query_one("#ask-rows", RowList)
    return [row.key.replace("\n", "") for row in box.rows] if box.display else []


def line(seat: Seat) -> str:
    return seat.screen.query_one(Line).value


async def asked(seat: Seat, keys: list[str]) -> tuple[str, set[str]]:
    """Press the keys, which lead to the board: its title, and the highlights on it."""
    assert len(keys) <= MOST
    await seat.press(*keys)
    assert isinstance(seat.screen, Board)
    return seat.painted("#board-title"), set(seat.screen._by_id)


def by_command(capsys, *argv: str) -> set[str]:
    capsys.readouterr()
    assert main(["quotes", *argv, "--json"]) == 0
    return {quote["id"] for quote in json.loads(capsys.readouterr().out)}


async def test_what_everyone_said_on_a_topic_but_the_hosts(own_seeds, tmp_path, monkeypatch, capsys):
    shutil.copytree(own_seeds, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    database = tmp_path / "annotations.db"
    library = Library.open([tmp_path / "seeds"], database=database)
    bring_in(library, (own_seeds / "annotations.jsonl").read_text(encoding="utf-8").splitlines())
    library.close()
    async with seated(tmp_path / "seeds", database=database) as seat:
        paths = seat.store.codebook().sorted_paths()
        assert len(paths) >= 12
        assert paths.index("问题/反驳") >= 12
        title, found = await asked(seat, ["f", *"fanb", "tab", "enter", "r", "q"])
        assert "#问题/反驳 -@host" in title
        wanted = {q.highlight.id for q in seat.store.quotes() if "问题/反驳" in q.tags and q.role is not Role.HOST}
        carrying = {q.highlight.id for q in seat.store.quotes() if "问题/反驳" in q.tags}
        assert wanted < carrying, "hosts have said something of it"
        assert found == wanted
    assert by_command(capsys, "#反驳 -@host") == wanted


async def test_the_same_of_a_real_transcript(real_seeds, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    shutil.copy(next(real_seeds.glob("000_*")), tmp_path / "seeds")
    database = tmp_path / "annotations.db"
    assert main(["search", "自主学习", "--tag", "学习/自主学习"]) == 0
    with Store(database) as store:
        for tag in ("AGI", "产品", "公司", "商业/创业", "商业/市场", "商业/投资", "安全", "数据", "未来", "模型"):
            store.create_tag(tag)
    async with seated(tmp_path / "seeds", database=database) as seat:
        paths = seat.store.codebook().sorted_paths()
        assert len(paths) >= 12
        assert paths.index("学习/自主学习") > 7
        title, found = await asked(seat, ["f", *"zzxx", "tab", "enter", "r", "q"])
        assert "#学习/自主学习 -@host" in title
        carrying = {q.highlight.id: q.role for q in seat.store.quotes() if "学习/自主学习" in q.tags}
        assert found == {identity for identity, role in carrying.items() if role is not Role.HOST}
        assert 0 < len(found) < len(carrying)
    assert by_command(capsys, "#自主学习 -@host") == found


async def test_what_is_offered_is_taken_by_tab_and_what_is_typed_in_full_is_as_before(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("f")
        assert offered(seat) == [], "nothing stands in the way before something is typed"
        await seat.type("man")
        assert offered(seat) == ["#慢"]
        assert "Tab 取 takes  Enter ✓" in seat.painted("#ask-title")
        await seat.press("tab")
        assert (line(seat), offered(seat)) == ("#慢 ", [])
        await seat.type("-is:")
        assert offered(seat)[0] == "is:starred"
        await seat.press("enter")
        assert line(seat) == "#慢 -is:starred "
        await seat.press("enter")
        assert isinstance(seat.screen, MainScreen)
        assert str(seat.main.desk.filter) == "#慢 -is:starred"
        await seat.press("f")
        await seat.type("man")
        await seat.press("enter")
        assert str(seat.main.desk.filter) == "#慢 -is:starred man", "a word is looked for as it stands"
        await seat.press("f", "ctrl+u")
        await seat.type("#慢")
        await seat.press("enter")
        assert str(seat.main.desk.filter) == "#慢"


async def test_enter_takes_what_is_offered_where_the_line_would_surely_take_nothing(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("f")
        await seat.type("@yd")
        assert offered(seat) == []
        await seat.press("enter")
        assert isinstance(seat.screen, MainScreen), "no name answers: it is asked as it stands"
        await seat.press("f", "ctrl+u")
        # As fast as they come: the list is made when Enter is there.
        for key, char in zip(("left_parenthesis", "number_sign", "r", "e", "n", "enter"), "(#ren\r", strict=True):
            seat.send(events.Key(key, char))
        await seat.settle()
        assert line(seat) == "(#人 "
        await seat.press("enter")
        assert "(column 1)" in seat.shown, "an error points at its place"
        await seat.type(")")
        await seat.press("enter")
        assert str(seat.main.desk.filter) == "#人"


async def test_up_and_down_choose(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("f")
        await seat.type("@")
        assert offered(seat)[:4] == ["@host", "@guest", "@Idris", "@Mara"], "those with the most quotes first"
        await seat.press("down", "down", "down", "up", "enter")
        assert line(seat) == "@Idris "
        await seat.press("ctrl+u")
        await seat.type("ren")
        await seat.press("down", "up", "enter")
        assert str(seat.main.desk.filter) == "ren", "up from the first one leaves the list"
        await seat.press("f", "ctrl+u")
        await seat.type("doc:xc")
        await seat.press("down")
        await seat.pilot.click("#ask-rows", offset=(8, 0))
        await seat.settle()
        assert line(seat) == "doc:02-访谈-修船 "


async def test_with_thousands_of_tags_rows_are_made_as_they_are_seen(desk):
    async with desk() as seat:
        tags = [Tag(str(number), f"海边{number}") for number in range(3000)]
        seat.main.desk = replace(seat.main.desk, codebook=Codebook((*tags, Tag("x", "自主学习"))))
        await seat.press("f", "number_sign")
        rows = seat.screen.query_one("#ask-rows", RowList).rows
        assert len(rows) == 3001
        assert len(rows._made) < 100
        await seat.press(*"zzxx", "tab")
        assert line(seat) == "#自主学习 "


async def test_a_key_leaves_hosts_out_and_takes_them_in(desk, folder, database):
    await four_quotes(folder, database)
    library = Library.open([folder], database=database)
    entry = next(e for e in library.entries if e.title.startswith("02-"))
    transcript = library.transcript(entry)
    start = transcript.text.index("不怕别人学了去")
    library.mark(entry, transcript, start, start + 7, tags=["人"])
    library.close()
    async with desk() as seat:
        await seat.press("r")
        assert "筛选 -@host" in seat.painted("#filter-title")
        assert seat.main.desk.total == 4
        await seat.press("q")
        assert "摘录 Quotes 4  -@host" in seat.painted("#board-title")
        await seat.press("r")
        assert "摘录 Quotes 5  全部" in seat.painted("#board-title")
        await seat.press("f")
        await seat.type("#慢")
        await seat.press("enter", "r")
        assert "摘录 Quotes 2  #慢 -@host" in seat.painted("#board-title")
        assert "none by a host" in seat.shown, "that none is a host may need to be said first"
        await seat.press("q", "I", "r")
        assert "#慢" in seat.painted("#stats-title")
        assert "-@host" not in seat.painted("#stats-title")
        await seat.press("escape", "colon", *"quzhuc", "enter")
        assert str(seat.main.desk.filter) == "#慢 -@host"


async def test_the_line_that_is_left_changes_nothing(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("f", *"man", "tab", "escape")
        assert isinstance(seat.screen, MainScreen)
        assert not seat.main.desk.filtered
        await seat.press("f", *"man", "down", "f", "tab")
        assert isinstance(seat.screen, AskFilter)
        assert line(seat) == "manf", "what does not answer is left as it stands"
