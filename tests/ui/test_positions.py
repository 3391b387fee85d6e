"""Places and views of documents, over restarts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tui.layout.top import Top
from tui.transcript.model import EditKind
from tui.transcript.script import Script
from tui.ui.positions import Place, Positions, View

SEEN = View(Script.TRADITIONAL, False, frozenset({EditKind.GLOSS, EditKind.HIDDEN}))


def test_places_and_views_outlive_the_session(tmp_path: Path) -> None:
    file = tmp_path / "state" / "positions.json"
    positions = Positions(file)
    positions.set(tmp_path / "a.txt", 7)
    positions.set(tmp_path / "b.txt", 9, SEEN)
    positions.set(tmp_path / "b.txt", 11)
    assert positions.save()
    again = Positions(file)
    assert again.get(tmp_path / "a.txt") == Place(7)
    assert again.get(tmp_path / "b.txt") == Place(11, SEEN)
    assert again.get(tmp_path / "c.txt") == Place()
    assert again.last == str(tmp_path / "b.txt")


def test_places_of_the_first_version_are_read(tmp_path: Path) -> None:
    file = tmp_path / "positions.json"
    file.write_text(json.dumps({"/a": 3, "/b": -1, "/c": "x"}))
    assert Positions(file).get(Path("/a")) == Place(3)
    assert Positions(file).get(Path("/b")) == Place()


def test_the_first_row_is_kept_where_it_is_known(tmp_path: Path) -> None:
    file = tmp_path / "positions.json"
    positions = Positions(file)
    for name, top in (("a", Top(5)), ("b", Top(0, True)), ("c", None)):
        positions.set(tmp_path / name, 7, of=9, top=top)
    assert positions.save()
    assert [Positions(file).get(tmp_path / name).top for name in "abc"] == [Top(5), Top(0, True), None]
    file.write_text(json.dumps({"/a": {"at": 3, "top": -1}, "/b": {"at": 3, "top": "x"}, "/c": {"at": 3}}))
    assert {Positions(file).get(Path(path)) for path in ("/a", "/b", "/c")} == {Place(3)}


@pytest.mark.parametrize(
    "kept",
    [
        [],
        {"at": "3"},
        {"at": -1},
        {"script": "traditional"},
        None,
        1.5,
    ],
)
def test_what_is_no_place_is_done_without(tmp_path: Path, kept: object) -> None:
    file = tmp_path / "positions.json"
    file.write_text(json.dumps({"/a": kept}))
    assert Positions(file).get(Path("/a")) == Place()


def test_a_view_that_is_not_known_is_the_first_one(tmp_path: Path) -> None:
    file = tmp_path / "positions.json"
    file.write_text(json.dumps({"/a": {"at": 3, "script": "runes", "flow": "?", "without": ["gloss", "runes", 3]}}))
    assert Positions(file).get(Path("/a")) == Place(3, View(without=frozenset({EditKind.GLOSS})))


async def test_at_the_end_all_of_it_is_read(desk):
    async with desk() as seat:
        await seat.press("G")
        assert "100%" in seat.painted("#first Bar")
        await seat.press("g")
        assert " 1%" in seat.painted("#first Bar")


async def test_the_script_is_kept_at_once(desk):
    async with desk() as seat:
        await seat.press("equals_sign")
        assert "简体 simplified" in seat.status
        path = seat.pane.entry.path
        assert seat.main.positions.get(path).view.script is seat.pane.script is Script.SIMPLIFIED


async def test_the_list_of_documents_tells_how_far_one_is(desk):
    async with desk(size=(200, 40)) as seat:
        await seat.press("G")
        await seat.settle()
        (row,) = [row for row in seat.rows("#documents") if "▸" in row]
        assert row.split()[-1] == "100%"


def test_a_place_is_known_again_by_its_words_the_nearest_ones() -> None:
    place = Place(6, top=Top(4), words="潮水来了")
    assert place.found_in("一二三四五。潮水来了") is place
    assert place.found_in("新。一二三四五。潮水来了") == replace(place, offset=8, top=Top(6))
    assert place.found_in("五。潮水来了。…………潮水来了") == replace(place, offset=2, top=Top(0))
    assert place.found_in("别的话都不一样了。") == place
    assert Place(6).found_in("") == Place(6)


async def test_the_caret_stays_on_its_words_when_the_file_is_edited(desk, folder) -> None:
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("第20年我们")
        await seat.press("l")
        await seat.press("ctrl+q")
    file = folder / "02-访谈-修船.txt"
    file.write_text("采访者：先问一个新加的问题。\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    async with desk() as seat:
        await seat.look_at("修船")
        assert seat.source[seat.reader.source_offset :].startswith("20年我们")
