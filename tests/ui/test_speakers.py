"""Who speaks, by keys: renamed, merged, given roles; each change an act of its own."""

from __future__ import annotations

import pytest

from tui import rewording
from tui.annotations.model import Role, Speaker
from tui.counting.asking import numbers_of
from tui.search.filters import Everything
from tui.ui.screens.dialog import Ask
from tui.ui.screens.main import MainScreen
from tui.ui.screens.speakers import Said, Speakers, by_name, said_by, speaker_rows

from .hostile import DOCUMENT
from .making import seated
from .test_hostile_text import harmless

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


def names(seat) -> tuple[str, ...]:
    return seat.app.library.transcript(seat.pane.entry).speakers


def told(seat) -> str:
    return seat.painted("#speakers-told")


@SIZES
async def test_speakers_are_listed_with_what_they_say(desk, size):
    async with desk(size=size) as seat:
        await seat.press("@")
        assert isinstance(seat.screen, Speakers)
        rows = seat.rows("#speakers-rows")
        assert rows[0].split() == ["周黎", "3", "35", "34%"]
        assert rows[1].split()[:2] == ["馮岸", "3"]
        assert "发言人 Speakers 2" in seat.shown
        await seat.press("escape")
        assert isinstance(seat.screen, MainScreen)


@SIZES
async def test_a_speaker_is_renamed_and_back_over_a_restart(desk, size):
    async with desk(size=size) as seat:
        seat.go_to("海風")
        await seat.press("m", "@", "j", "enter")
        assert isinstance(seat.screen, Ask)
        assert seat.screen.query_one("Input").value == "馮岸"
        await seat.type("冯岸老师")
        await seat.press("enter")
        assert isinstance(seat.screen, Speakers)
        assert names(seat) == ("周黎", "冯岸老师")
        assert "冯岸老师  = 馮岸" in seat.rows("#speakers-rows")[1]
        assert "已改名 renamed: 冯岸老师" in told(seat)
        assert seat.only.anchor.speaker == "冯岸老师"
        assert seat.screen.query_one("#speakers-rows").key == "p冯岸老师"
        await seat.press("escape", "ctrl+q")
    async with desk(size=size) as seat:
        assert "冯岸老师" in seat.painted(seat.reader)
        await seat.press("@", "u")
        assert "已撤销 undone: 发言人 speakers 馮岸 → 冯岸老师" in told(seat)
        assert names(seat) == ("周黎", "馮岸")
        assert seat.only.anchor.speaker == "馮岸"
        await seat.press("u", "u")
        assert "nothing to undo" in told(seat)


async def test_the_name_of_another_one_merges_and_says_so_first(desk):
    async with desk() as seat:
        await seat.press("@", "enter")
        await seat.type("馮岸")
        await seat.press("enter")
        assert isinstance(seat.screen, Ask)
        assert "合并" in seat.shown
        await seat.press("enter")
        assert names(seat) == ("馮岸",)
        assert "已合并 merged: 馮岸" in told(seat)
        rows = seat.rows("#speakers-rows")
        assert rows[0].split() == ["馮岸", "6", "104", "100%"]
        assert [row.strip() for row in rows[1:3]] == ["└ 周黎", "└ 馮岸"]
        await seat.press("j", "enter")
        await seat.press("backspace", "enter")
        assert names(seat) == ("周黎", "馮岸"), "an empty name is the label's own: they are two again"


async def test_roles_go_round(desk):
    async with desk() as seat:
        await seat.press("@", "r")
        assert rewording.speakers(seat.app.library, seat.pane.entry)[0] == Speaker("周黎", role=Role.HOST)
        assert "主持 host" in seat.rows("#speakers-rows")[0]
        await seat.press("j", "r", "r")
        assert "嘉宾 guest" in seat.rows("#speakers-rows")[1]
        await seat.press("r")
        assert [s.role for s in rewording.speakers(seat.app.library, seat.pane.entry)] == [Role.HOST, Role.NONE]
        await seat.press("u")
        assert "嘉宾 guest" in seat.rows("#speakers-rows")[1]


async def test_a_document_without_speakers_says_so(desk):
    async with desk() as seat:
        await seat.look_at("摘录")
        await seat.press("@")
        assert isinstance(seat.screen, MainScreen)
        assert "nobody is named" in seat.status


async def test_hostile_names_are_shown_as_they_are(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text(DOCUMENT, encoding="utf-8", newline="")
    async with seated(tmp_path / "x.txt", database=tmp_path / "a.db", size=(100, 40)) as seat:
        await seat.press("@")
        assert isinstance(seat.screen, Speakers)
        harmless(seat)
        await seat.press("enter")
        await seat.type("[bold]\u202e[/] \x1b]0;x\x07")
        harmless(seat)
        await seat.press("enter")
        assert isinstance(seat.screen, Speakers)
        assert "[bold]" in seat.rows("#speakers-rows")[0]
        harmless(seat)


def test_what_is_merged_is_counted_once():
    speakers = (Speaker("甲", "林"), Speaker("乙"), Speaker("丙", "林", Role.HOST))
    people = by_name(speakers)
    assert {name: [s.label for s in its] for name, its in people.items()} == {"林": ["甲", "丙"], "乙": ["乙"]}
    rows = speaker_rows(people, {"林": Said(3, 75), "乙": Said(1, 25)}, 60)
    assert [row.key for row in rows] == ["p林", "l甲", "l丙", "p乙"]
    assert "75%" in rows[0].right[1].text
    assert "host" not in rows[0].right[0].text, "only one of the two is"


async def test_as_much_is_said_as_the_statistics_say(desk):
    async with desk() as seat:
        said = said_by(seat.app.library.transcript(seat.pane.entry))
        assert said["周黎"] == Said(3, len("這家書店開在海邊為什麼還留著一面空牆有人寫錯了嗎那一面牆什麼時候會寫滿"))
        counted = {document.path: document for document in numbers_of(seat.app.library, Everything()).documents}
        shares = counted[seat.pane.entry.name].speakers
        assert said == {share.speaker: Said(share.turns, share.characters) for share in shares}
