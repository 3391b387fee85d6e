"""Repairs that are uncertain: another reading is chosen by a key, or typed; the next one is gone to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui import library as library_module
from tui.transcript.model import Edit, EditKind, Transcript
from tui.ui.screens.main import MainScreen

from .making import SIZES, text

BROKEN = """\
甲：船#?!了，风也停了。
乙：我们#?!在岸上。
甲：再说#?!。
"""


@pytest.fixture
def doubtful(monkeypatch):
    """Every `#?!` is repaired; the first and the last one are uncertain."""
    real = library_module.load

    def load(path, **how) -> Transcript:
        made = real(path, **how)
        starts = [i for i in range(len(made.text)) if made.text.startswith("#?!", i)]
        edits = tuple(
            Edit(at, at + 3, f"靠岸{n}", EditKind.MISREAD, "lost bytes", n != 1, ("开走", "沉没") if n != 1 else ())
            for n, at in enumerate(starts)
        )
        return replace(made, edits=edits, unrepaired=False)

    monkeypatch.setattr(library_module, "load", load)


@SIZES
async def test_the_second_reading_of_an_uncertain_place_takes_two_keys(doubtful, one, size):
    async with one(BROKEN, size) as seat:
        seat.go_to("#?!了")
        await seat.press("c", "2")
        assert isinstance(seat.screen, MainScreen)
        assert "船开走了" in text(seat)
        assert "chosen: 开走" in seat.status
        await seat.press("u")
        assert "船靠岸0了" in text(seat)
        await seat.press("c")
        assert "原文 source  #?!" in seat.painted("#correct-source")
        rows = seat.rows("#correct-rows")
        assert [row.split()[:2] for row in rows[:4]] == [
            ["1", "靠岸0"],
            ["2", "开走"],
            ["3", "沉没"],
            ["0", "照原文"],
        ]
        await seat.press("0")
        assert "船#?!了" in text(seat)
        await seat.press("u", "c", "1", "c")
        assert "d" in [row.split()[0] for row in seat.rows("#correct-rows") if row.split()]
        await seat.press("d")
        assert "船靠岸0了" in text(seat)
        assert seat.store.corrections(seat.store.documents()[0].id) == []


async def test_another_wording_can_be_typed_all_the_same(doubtful, one):
    async with one(BROKEN) as seat:
        seat.go_to("#?!了")
        await seat.press("c", "i")
        await seat.type("到3港")
        await seat.press("enter")
        assert "船到3港了" in text(seat)
        await seat.press("u", "c")
        await seat.type("回港3")
        await seat.press("enter")
        assert "船回港3了" in text(seat), "typing goes to the line by itself"
        await seat.press("u", "c", "down", "enter")
        assert "船开走了" in text(seat)


async def test_full_width_digits_choose_too(doubtful, one):
    async with one(BROKEN) as seat:
        seat.go_to("#?!了")
        await seat.press("c")
        await seat.type("３")
        assert "船沉没了" in text(seat)


async def test_the_next_uncertain_place(doubtful, one):
    async with one(BROKEN) as seat:
        seat.reader.action_reader("top")
        await seat.press("U")
        assert "存疑 1/2" in seat.status
        assert seat.reader.source_offset == seat.source.index("#?!")
        await seat.press("U")
        assert "存疑 2/2" in seat.status
        assert seat.reader.source_offset == seat.source.rindex("#?!")
        await seat.press("U")
        assert "存疑 1/2" in seat.status
        await seat.press("c", "2", "U")
        assert "存疑 1/1" in seat.status
        await seat.press("c", "1", "U")
        assert "nothing is uncertain" in seat.status


async def test_a_part_of_a_repair_is_corrected_alone(doubtful, one):
    async with one(BROKEN) as seat:
        seat.go_to("#?!了")
        await seat.press("v", "minus")
        selected = seat.reader.cursor.selection(seat.reader.page)
        assert seat.reader.page.text[slice(*selected)] == "靠"
        await seat.press("c", "i")
        await seat.type("泊")
        await seat.press("enter")
        assert "船泊岸0了" in text(seat)


async def test_while_repairs_are_still_to_come_that_is_said(one, monkeypatch):
    real = library_module.load
    monkeypatch.setattr(library_module, "load", lambda path, **how: replace(real(path, **how), unrepaired=True))
    monkeypatch.setattr(library_module, "repaired", lambda transcript: transcript)
    async with one("甲：好。\n乙：好。\n") as seat:
        await seat.press("U")
        assert "still being repaired" in seat.status
