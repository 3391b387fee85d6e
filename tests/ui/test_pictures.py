"""Whole screens as text, compared with `golden/*.txt`; with PIZHU_UPDATE=1 in the environment they are written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style

from tui.library import Library

GOLDEN = Path(__file__).parent / "golden"


def compare(name: str, picture: list[str]) -> None:
    file = GOLDEN / f"{name}.txt"
    made = "\n".join(picture) + "\n"
    if os.environ.get("PIZHU_UPDATE"):
        file.write_text(made, encoding="utf-8")
    assert made == file.read_text(encoding="utf-8"), f"{file.name}: PIZHU_UPDATE=1 writes it anew"


def fill(folder: Path, database: Path) -> None:
    """Five highlights with tags, notes and a star; two of them overlap."""
    library = Library.open([folder], database=database)
    store = library.store
    for path in ("学习/慢", "学习", "闲聊", "人"):
        store.create_tag(path) if path not in store.codebook().by_path else None
    wanted = (
        ("01-", "他們在上面寫(xiě)下讀(dú)過(guò)的句子，學(xué)習(xí)怎麼慢下來。", ["学习/慢"], "墙是**慢**的", True),
        ("01-", "學(xué)習(xí)怎麼慢下來。誰(shuí)都可以寫(xiě)。", ["学习"], "", False),
        ("01-", "海風每年吹掉一半。", [], "", False),
        ("02-", "学了去才好。", ["人", "学习"], "", False),
        ("04-", "A dry table is a table that nobody has used.", ["闲聊"], "used = read", False),
    )
    for name, words, tags, note, starred in wanted:
        entry = next(e for e in library.entries if e.title.startswith(name))
        transcript = library.transcript(entry)
        start = transcript.text.index(words)
        library.mark(entry, transcript, start, start + len(words), tags=tags, note=note, starred=starred)
    library.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_main_screen(desk, folder, database, size):
    fill(folder, database)
    async with desk(size=size) as seat:
        await seat.press("right_square_bracket")
        compare(f"main-{size[0]}x{size[1]}", seat.picture())


def _colour(colour: Color | None, system: ColorSystem) -> str:
    if colour is None or colour.is_default:
        return "-"
    colour = colour.downgrade(system)
    return str(colour.number) if colour.number is not None else colour.name


def styled(text: str, style: Style | None, system: ColorSystem) -> str:
    """A piece of a row with its looks before it: attributes, letters on ground."""
    style = style or Style()
    named = (("bold", "b"), ("dim", "d"), ("italic", "i"), ("underline", "u"), ("underline2", "U"), ("reverse", "r"))
    flags = "".join(sign for name, sign in named if getattr(style, name))
    return f"‹{flags}{' ' if flags else ''}{_colour(style.color, system)}/{_colour(style.bgcolor, system)}›{text}"


@pytest.mark.parametrize(
    ("name", "theme", "colours"),
    [
        ("dark", "textual-dark", ColorSystem.TRUECOLOR),
        ("light", "textual-light", ColorSystem.TRUECOLOR),
        ("16-colours", "textual-dark", ColorSystem.STANDARD),
        ("terminal", "ansi-light", ColorSystem.STANDARD),
        ("no-color", "textual-dark", None),
    ],
)
async def test_looks(desk, folder, database, monkeypatch, name, theme, colours):
    """Three highlights over each other, one of them under the caret, a selection, hits, a note and a star."""
    fill(folder, database)
    if colours is None:
        monkeypatch.setenv("NO_COLOR", "1")
    async with desk(size=(84, 16)) as seat:
        system = colours or ColorSystem.TRUECOLOR
        seat.app.console._color_system = system
        seat.app.theme = theme
        seat.reader.forget_paint()
        seat.go_to("下來。誰")
        await seat.press("v", "plus", "m", "escape")
        await seat.type("/寫")
        await seat.press("enter")
        seat.go_to("慢下來。誰")
        await seat.press("v", "l")
        reader = seat.reader
        strips = reader.render_lines(reader.size.region)
        rows = ["".join(styled(s.text, s.style, system) for s in strip) for strip in strips]
        compare(f"look-{name}", rows)


async def test_board(desk, folder, database):
    fill(folder, database)
    async with desk() as seat:
        await seat.press("q")
        compare("board-120x40", seat.picture())
        await seat.press("g")
        compare("board-by-tag-120x40", seat.picture())


async def test_help(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.press("question_mark")
        compare("help-80x24", seat.picture())


async def test_tagging(desk, folder, database):
    fill(folder, database)
    async with desk(size=(80, 24)) as seat:
        await seat.press("t", "x")
        compare("tagging-80x24", seat.picture())
