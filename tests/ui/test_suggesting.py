"""What is suggested: likely tags above the others, passages alike, key terms."""

from __future__ import annotations

from tui.transcript.words import load_words
from tui.ui.screens.late import LatePick
from tui.ui.suggesting import LIKELY
from tui.ui.widgets.rowlist import RowList

from .making import Seat


def listed(seat: Seat) -> list[str]:
    return [row.key for row in seat.screen.query_one(RowList).rows]


def mark(seat: Seat, words: str, tag: str) -> None:
    """As the reader did before."""
    start = seat.source.index(words)
    seat.app.library.mark(seat.pane.entry, seat.pane.transcript, start, start + len(words), tags=[tag])


async def test_likely_tags_stand_above_and_nothing_moves_when_they_come(desk):
    load_words()
    async with desk() as seat:
        await seat.look_at("修船")
        mark(seat, "手册第一版错了十一处", "手册")
        seat.main.refresh_desk()
        await seat.press("t")
        assert listed(seat) == ["手册"], "no room is kept where there is too little to learn from"
        await seat.press("escape")
        for number, tag in ((3, "木头"), (5, "木头"), (7, "木头"), (8, "手艺")):
            mark(seat, f"第{number}年我们修了", tag)
        seat.main.refresh_desk()
        seat.go_to("你们为什么把修船的手册")
        await seat.press("t")
        assert isinstance(seat.screen, LatePick)
        await seat.until(lambda: listed(seat)[0].startswith(LIKELY))
        keys = listed(seat)
        assert keys[0] == f"{LIKELY}手册"
        assert keys[3] == "", "the row between"
        assert keys[4:] == ["手艺", "木头", "手册"]
        assert seat.screen.query_one(RowList).key == keys[4], "Enter takes what it took before"
        assert "手册  因为 手册" in seat.rows("#pick-rows")[0]
        assert "建议" in seat.rows("#pick-rows")[0]
        assert not [h for h in seat.highlights if h.start == seat.source.index("你们为什么")], "never unasked"
        await seat.press("x")
        assert not any(key.startswith(LIKELY) for key in listed(seat))
        await seat.press("backspace", "up", *["up"] * (len([k for k in keys[:3] if k]) - 1), "enter")
        (made,) = [h for h in seat.highlights if h.anchor.quote.startswith("你们为什么")]
        assert seat.tags_of(made) == ("手册",)


async def test_passages_alike_are_gone_to(desk, folder):
    (folder / "06-渔港.txt").write_text("阿海：渔民路过的时候说过很多次。\n阿海：那家的船修得好。\n", encoding="utf-8")
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("手册第一版错了")
        await seat.press("L")
        await seat.until(lambda: listed(seat)[0] != "")
        assert "06-渔港" in seat.rows("#pick-rows")[0]
        assert "渔民路过" in seat.rows("#pick-rows")[1]
        await seat.press("enter")
        assert "渔港" in seat.pane.entry.name
        assert seat.source[seat.reader.source_offset :].startswith("渔民路过")
        await seat.press("ctrl+o")
        assert "修船" in seat.pane.entry.name


async def test_key_terms_are_listed_and_searched(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        await seat.press("colon", *"guanjianci", "enter")
        await seat.until(lambda: listed(seat)[0] != "")
        assert "木头" in listed(seat)
        await seat.type("木头")
        assert listed(seat) == ["木头"]
        assert seat.rows("#pick-rows")[0].split()[:2] == ["木头", "40"]
        await seat.press("enter")
        await seat.until(lambda: len(seat.pane.hits) == 40)
        assert seat.source[seat.reader.source_offset :].startswith("木头")
