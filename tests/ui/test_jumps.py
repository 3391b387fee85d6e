"""Jumps: back, forward, and to places that have a letter; also over restarts."""

from __future__ import annotations

from tui.ui.jumping import Jumps
from tui.ui.positions import Place, Positions
from tui.ui.screens.board import Board
from tui.ui.screens.marks import Marks

from .making import seated
from .test_typing_ahead import burst


def here(seat) -> tuple[str, int]:
    return seat.pane.entry.name, seat.reader.source_offset


async def test_back_and_forward_over_documents(desk):
    async with desk() as seat:
        places = []
        for name, words in (("空牆", "海風"), ("修船", "第9年我们"), ("tides", "stains")):
            await seat.look_at(name)
            seat.go_to(words)
            places.append(here(seat))
        await seat.press("g")
        await seat.press("ctrl+o")
        assert here(seat) == places[2], "g and G are jumps"
        await seat.press("ctrl+o")
        assert here(seat) == places[1]
        await seat.press("ctrl+o")
        assert here(seat) == places[0]
        await seat.press("ctrl+y")
        assert here(seat) == places[1]
        await seat.press("tab")
        assert here(seat) == places[2]
        await seat.press("tab")
        assert here(seat) == (places[2][0], seat.source.index("Why"))
        await seat.press("ctrl+y")
        assert "no later" in seat.status
        await seat.press("2", "ctrl+o")
        assert here(seat) == places[1]
        await seat.press("G", "ctrl+y")
        assert "no later" in seat.status, "a new jump forgets what was ahead"
        await seat.press(*["ctrl+o"] * 9)
        assert "no earlier" in seat.status


async def test_tab_goes_through_highlights_first_where_several_lie(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("m", "v", "plus", "plus", "plus", "m")
        seat.go_to("海風")
        await seat.press("G", "ctrl+o")
        assert len(seat.reader.marks_here()) == 2
        first, at = seat.reader.active_id, here(seat)
        await seat.press("tab")
        assert (seat.reader.active_id != first, here(seat)) == (True, at)


async def test_the_board_is_on_the_way_back(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("m", "g", "q", "enter")
        await seat.press("ctrl+o")
        assert isinstance(seat.screen, Board)


async def test_a_line_by_its_number_is_a_jump(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        start = here(seat)
        await seat.press("2", "0", "G", "ctrl+o")
        assert here(seat) == start


async def test_marks_by_letter_and_twice_to_where_the_jump_came_from(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("第9年我们")
        marked = here(seat)
        await seat.press("M")
        assert "M…" in seat.status
        await seat.press("a")
        assert "mark a" in seat.status
        await seat.press("G")
        end = here(seat)
        await seat.press("grave_accent", "a")
        assert here(seat) == marked
        burst(seat, "``")
        await seat.until(lambda: here(seat) == end)
        await seat.type("··")
        assert here(seat) == marked, "there and back, and as an input method types it"
        await seat.press("grave_accent", "z")
        assert "no mark z" in seat.status
        await seat.press("M", "5")
        assert "letters" in seat.status
        await seat.press("M", "escape", "j")
        assert here(seat) != marked
        assert seat.highlights == []


async def test_the_list_of_marks_shows_when_no_letter_comes(desk):
    async with desk() as seat:
        await seat.press("grave_accent")
        await seat.until(lambda: "no marks here" in seat.status)
        for words, letter in (("海風", "h"), ("有人", "j")):
            seat.go_to(words)
            await seat.press("M", letter)
        await seat.press("g", "grave_accent")
        await seat.until(lambda: isinstance(seat.screen, Marks))
        await seat.settle()
        assert [row.split()[0] for row in seat.rows("#marks-rows")[:2]] == ["h", "j"]
        assert "不會滿。海風每年" in seat.painted("#marks-rows"), "with what stands before it"
        await seat.press("j")
        assert seat.source[seat.reader.source_offset :].startswith("有人")
        seat.main.action_perform("go_to_mark")
        await seat.until(lambda: isinstance(seat.screen, Marks))
        await seat.press("delete", "enter")
        assert seat.source[seat.reader.source_offset :].startswith("有人")
        await seat.press("grave_accent", "h")
        assert "no mark h" in seat.status


async def test_marks_and_places_outlive_the_session(folder, database):
    async with seated(folder, database=database) as seat:
        seat.go_to("海風")
        await seat.press("M", "k")
        await seat.look_at("修船")
        seat.go_to("第9年我们")
        await seat.press("ctrl+q")
    async with seated(folder, database=database) as seat:
        assert seat.source[seat.reader.source_offset :].startswith("第9年我们")
        await seat.press("grave_accent", "k")
        assert "no mark k" in seat.status, "each document has its own"
        await seat.look_at("空牆")
        assert seat.source[seat.reader.source_offset :].startswith("海風")
        await seat.press("g", "grave_accent", "k")
        assert seat.source[seat.reader.source_offset :].startswith("海風")


def test_marks_are_kept_with_the_places(tmp_path):
    file = tmp_path / "positions.json"
    positions = Positions(file)
    positions.set_mark(tmp_path / "a.txt", "a", 9)
    positions.set_mark(tmp_path / "a.txt", "甲", 3)
    positions.set(tmp_path / "a.txt", 7)
    positions.set_mark(tmp_path / "a.txt", "b", 1)
    positions.set_mark(tmp_path / "a.txt", "b", None)
    assert positions.save()
    assert Positions(file).get(tmp_path / "a.txt") == Place(7, marks=(("a", 9), ("甲", 3)))
    file.write_text('{"/x": {"at": 2, "marks": {"a": -1, "b": "c", "d": 4}}, "/y": {"at": 2, "marks": [1]}}')
    again = Positions(file)
    assert (again.get("/x").marks, again.get("/y")) == ((("d", 4),), Place(2))


def test_jumps_to_where_one_is_are_passed_by():
    jumps = Jumps()
    for spot in (("a", 1), ("a", 1), ("b", 2)):
        jumps.leave(spot)
    assert jumps.back(("b", 2)) == ("a", 1)
    assert jumps.back(("a", 1)) is None
    assert jumps.forward(("a", 1)) == ("b", 2)
    for number in range(300):
        jumps.leave(("c", number))
    steps = 0
    while jumps.back(None) is not None:
        steps += 1
    assert steps == 100
