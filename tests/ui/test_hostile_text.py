"""Documents, names, tags and notes that hold markup, escape sequences, bidi controls: shown as signs, never obeyed."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from tui.ui.screens.main import MainScreen

from .hostile import CLIPBOARD, DOCUMENT, MARKUP, PAYLOAD, RAW, SIGNS
from .making import Seat, seated


def harmless(seat: Seat) -> None:
    """Nothing in any strip of the screen is a control, a bidi mark or a lone surrogate; every row has its width."""
    for strip in seat.app.screen._compositor.render_strips():
        for segment in strip:
            for char in segment.text:
                kind = unicodedata.category(char)
                assert kind not in ("Cc", "Cs", "Zl", "Zp"), (segment.text, hex(ord(char)))
                assert not 0x202A <= ord(char) <= 0x202E
                assert not 0x2066 <= ord(char) <= 0x2069
                assert char not in "\u200b\u200e\u200f\u061c"
            assert not (segment.style and segment.style.meta.get("@click")), "nothing of a text can be clicked"


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "lib"
    folder.mkdir()
    (folder / "01-[bold]名.txt").write_text(DOCUMENT, encoding="utf-8", newline="")
    (folder / "02 \x1b]52;c;UElaSFU=\x07 \u202e[@click=app.quit] \x9b2J.txt").write_text("好。\n" * 3, encoding="utf-8")
    (folder / "03[bold]\n.txt").write_text("一行。\n", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/04-\xff\xfe.txt")).write_text("四。\n", encoding="utf-8")
    return folder


async def test_markup_is_shown_as_it_was_written(hostile, tmp_path):
    async with seated(hostile, database=tmp_path / "a.db", size=(140, 60)) as seat:
        painted = seat.painted(seat.reader)
        await seat.press("tilde")
        painted += seat.painted(seat.reader)
        for mark in MARKUP:
            assert mark in painted
        assert "01-[bold]名" in seat.painted("#documents")
        assert "01-[bold]名.txt" in seat.picture()[0]
        harmless(seat)


async def test_every_screen_shows_signs_only(hostile, tmp_path):
    async with seated(hostile, database=tmp_path / "a.db", size=(140, 45)) as seat:
        harmless(seat)
        for name in ("clipboard:", "wipe, C1", "override", "device control", "zero width", "spliced"):
            seat.go_to(name)
            await seat.press("v", "plus", "plus", "m")
            harmless(seat)
            await seat.press("a")
            seat.app.screen.query_one("TextArea").insert(PAYLOAD + "".join(MARKUP))
            await seat.settle()
            harmless(seat)
            await seat.press("ctrl+s")
            harmless(seat)
        for word in ("[bold]", "[/]", "a\u202eb", "\u2066x", "[@click=app.quit]"):
            await seat.press("t")
            await seat.type(word)
            await seat.settle()
            harmless(seat)
            await seat.press("enter")
            harmless(seat)
        for key in ("slash", "f", "E", "o", "colon", "t"):
            await seat.press(key)
            seat.app.screen.query_one("Input").insert_text_at_cursor(PAYLOAD + "[/] [bold]")
            await seat.settle()
            harmless(seat)
            if key in "ft":
                await seat.press("enter")
                harmless(seat)
            await seat.press("escape")
        if not isinstance(seat.screen, MainScreen):
            await seat.press("escape")
        await seat.press("q")
        harmless(seat)
        await seat.press("g")
        harmless(seat)
        await seat.press("f")
        seat.app.screen.query_one("Input").insert_text_at_cursor(CLIPBOARD + '"')
        await seat.press("enter")
        harmless(seat)
        await seat.press("escape", "escape", "question_mark")
        harmless(seat)
        await seat.press("escape", "tilde")
        for _ in range(3):
            harmless(seat)
            await seat.press("space")
        await seat.press("T", "D", "vertical_line", "equals_sign")
        harmless(seat)
        await seat.press("x", "colon", *"history", "enter")
        harmless(seat)
        await seat.press("tab")
        await seat.settle()
        harmless(seat)
        await seat.press("escape", "escape", "colon", *"trash", "enter")
        harmless(seat)


async def test_hostile_names_open_and_are_marked(hostile, tmp_path):
    for _ in range(2):
        async with seated(hostile, database=tmp_path / "a.db", size=(140, 40)) as seat:
            for entry in seat.app.library.entries:
                seat.main.jump(entry.name)
                await seat.settle()
                assert seat.pane.entry == entry
                harmless(seat)
                await seat.press("G", "m")
                assert seat.reader.active_id
            assert len(seat.highlights) == 4, "the second time they are there"
            await seat.press("q", "end")
            harmless(seat)
            await seat.press("enter")
            assert isinstance(seat.screen, MainScreen)
            assert "⚠" not in seat.status
            assert seat.reader.active_id
            await seat.press("ctrl+q")


async def test_the_net_lets_nothing_through():
    from rich.segment import Segment
    from textual.color import Color

    from tui.ui.safety import ControlFilter

    for sign in (*SIGNS.values(), "\ud800"):
        (made,) = ControlFilter().apply([Segment(sign)], Color(0, 0, 0))
        assert not any(raw in made.text for raw in RAW)
        assert all(unicodedata.category(char) not in ("Cc", "Cs", "Cf", "Zl", "Zp") for char in made.text)
