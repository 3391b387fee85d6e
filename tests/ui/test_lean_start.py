"""The lean import of Textual: the application is the same with it and without, whatever Textual takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from .making import lay_files
from .test_start import python

_SCREEN = """
import sys
from pathlib import Path
from tui.library import Library
from tui.ui import leaner
if sys.argv[2] == "plain":
    leaner.lean_imports = leaner.contextmanager(lambda: iter([None]))
if sys.argv[2] == "fewer":
    leaner._UNUSED["textual.command"].remove("Provider")

def load():
    from tui.ui.app import PizhuApp
    return PizhuApp

app_class = leaner.imported(load)
had = "textual.command" in sys.modules, "ssl" in sys.modules

import asyncio

def rows(app):
    return "\\n".join(strip.text for strip in app.screen._compositor.render_strips())

async def main():
    app = app_class(Library.open([Path(sys.argv[1])], database=Path(sys.argv[2] + ".db")))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.3)
        desk = rows(app)
        await pilot.press("colon")
        await pilot.pause(0.3)
        palette = rows(app)
        assert "Commands" in palette and desk != palette
        await pilot.press("escape")
        await pilot.pause()
        from textual.command import CommandPalette
        assert CommandPalette is not object
        print(*had, desk, palette, sep="\\n")

asyncio.run(main())
"""


@pytest.mark.parametrize(("way", "had"), [("plain", ["True", "True"]), ("fewer", ["True", "False"])])
def test_the_screen_is_the_same_however_textual_is_imported(tmp_path: Path, way: str, had: list[str]) -> None:
    folder = lay_files(tmp_path / "lib")
    lean = python(_SCREEN, str(folder), "lean", folder=tmp_path).splitlines()
    other = python(_SCREEN, str(folder), way, folder=tmp_path).splitlines()
    assert lean[:2] == ["False", "False"]
    assert other[:2] == had, "a Textual that takes more is imported with all that it takes"
    assert lean[2:] == other[2:]
