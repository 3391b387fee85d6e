"""Searching in all documents, by the keys a reader presses."""

from __future__ import annotations

from pathlib import Path

from tui.indexing import Indexing, documents, opened
from tui.library import Library
from tui.ui.screens import everywhere
from tui.ui.screens.everywhere import Everywhere
from tui.ui.screens.main import MainScreen

from .making import lay_files, seated


def indexed(folder: Path, database: Path) -> None:
    """Let the index know all documents."""
    library = Library.open([folder], database=database)
    texts = opened(library)
    assert texts is not None
    indexing = Indexing(library, texts)
    for entry in documents(library):
        indexing.take_in(entry)
    texts.close()
    library.close()


async def test_a_text_is_found_in_all_documents_and_gone_to(tmp_path):
    folder, database = lay_files(tmp_path / "seeds"), tmp_path / "a.db"
    async with seated(folder, database=database, first="seeds/04-tides.txt") as seat:
        await seat.press("S")
        await seat.type("学习")
        await seat.until(lambda: "1 篇" in seat.painted("#everywhere-title"))
        assert "2 处" in seat.painted("#everywhere-title")
        rows = seat.painted("#everywhere-rows")
        assert "seeds/01-對談-空牆.txt" in rows
        assert "句子，學習怎麼慢下來" in rows
        await seat.press("down", "enter")
        assert isinstance(seat.screen, MainScreen)
        assert seat.source[seat.reader.source_offset :].startswith("學(xué)習(xí)本來")
        assert "2/2" in seat.status
        await seat.press("n")
        assert "1/2" in seat.status
        await seat.press("ctrl+o")
        await seat.until(lambda: seat.pane.entry.name == "seeds/04-tides.txt")


async def test_of_few_documents_many_hits_are_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(everywhere, "_OF_ALL", 20)
    (tmp_path / "a.txt").write_text("潮水涨了。\n" * 30, encoding="utf-8")
    async with seated(tmp_path / "a.txt", database=tmp_path / "a.db") as seat:
        await seat.press("S")
        await seat.type("潮水")
        await seat.until(lambda: "30 处" in seat.painted("#everywhere-title"))
        assert "20/30 处" in seat.painted("#everywhere-rows")
        await seat.press(*["down"] * 19, "enter")
        assert "20/30" in seat.status


async def test_by_the_index_and_what_it_does_not_know_by_itself(tmp_path):
    folder, database = lay_files(tmp_path / "seeds"), tmp_path / "a.db"
    indexed(folder, database)
    (folder / "06.txt").write_text("船也会自己修船。\n", encoding="utf-8")
    # The index alone knows what this one said.
    (folder / "05-摘录.txt").unlink()
    async with seated(folder, database=database) as seat:
        await seat.press("S")
        await seat.type("修船")
        await seat.until(lambda: "2 篇" in seat.painted("#everywhere-title"))
        assert "seeds/06.txt" in seat.painted("#everywhere-rows")
        await seat.press("ctrl+u")
        await seat.type("磨刀")
        await seat.until(lambda: "not found" in seat.painted("#everywhere-title"))
        await seat.press("ctrl+u")
        await seat.type("re:第[0-9]{2}年我们")
        await seat.until(lambda: "31 处" in seat.painted("#everywhere-title"))
        await seat.press("ctrl+u")
        await seat.type("re:(")
        await seat.until(lambda: "column" in seat.painted("#everywhere-title"))
        await seat.press("enter")
        assert isinstance(seat.screen, Everywhere), "nothing to go to"
        await seat.press("escape")
        assert isinstance(seat.screen, MainScreen)


async def test_enter_before_the_first_hit_goes_to_it_unless_something_else_is_typed(tmp_path):
    folder, database = lay_files(tmp_path / "seeds"), tmp_path / "a.db"
    async with seated(folder, database=database, first="seeds/04-tides.txt") as seat:

        async def ask(text: str) -> None:
            await seat.press("S")
            with seat.screen._turn:  # no search begins
                await seat.pilot.press(*text, "enter")
                await seat.until(lambda: "to the first hit" in seat.painted("#everywhere-title"))

        await ask("磨刀")
        await seat.until(lambda: isinstance(seat.screen, MainScreen))
        await seat.settle()
        assert seat.pane.entry.name == "seeds/05-摘录.txt"
        assert seat.source[seat.reader.source_offset :].startswith("磨刀的人")
        await ask("手册")
        await seat.type("第")
        await seat.until(lambda: "1 篇" in seat.painted("#everywhere-title"))
        assert isinstance(seat.screen, Everywhere)
        await seat.press("backspace", "backspace", "backspace", *"不会有的", "enter")
        await seat.until(lambda: "not found" in seat.painted("#everywhere-title"))
        assert isinstance(seat.screen, Everywhere)
