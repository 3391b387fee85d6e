"""Whole screens as text, compared with `golden/*.txt`; with PIZHU_UPDATE=1 in the environment they are written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
