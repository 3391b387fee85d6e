"""Starting: what is loaded before the first frame, and what is settled before Textual is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .making import lay_files

_FIRST_FRAME = """
import asyncio, sys
from pathlib import Path
from tui.library import Library
from tui.ui.app import PizhuApp
from tui.ui.widgets.reader import Reader

painted = []
real = Reader.render_lines

def render_lines(self, crop):
    strips = real(self, crop)
    if not painted and any(strip.text.strip() for strip in strips):
        painted.append(sorted({"jieba", "opencc"} & set(sys.modules)))
        text = "".join(strip.text for strip in strips)
        assert "這家書店開在海邊" in text, text
    return strips

Reader.render_lines = render_lines

async def main():
    async with PizhuApp(Library.open([Path(sys.argv[1])], database=Path("a.db"))).run_test(size=(100, 30)) as pilot:
        await pilot.pause()

asyncio.run(main())
print(painted)
"""

_SETTINGS = """
import builtins, os, sys
from pathlib import Path
seen = []
real = builtins.__import__

def watching(name, *args, **kwargs):
    if name.partition(".")[0] == "textual" and not seen:
        seen.append((os.environ.get("TEXTUAL_DISABLE_KITTY_KEY"), os.environ.get("TEXTUAL_ANIMATIONS")))
    return real(name, *args, **kwargs)

builtins.__import__ = watching
from tui.library import Library
from tui.ui.run import run
assert not seen and "textual" not in sys.modules, "the runner alone imports Textual"

class PizhuApp:
    return_code = 0
    def __init__(self, *args): import textual.constants
    def run(self, *args, **kwargs): pass

sys.modules["tui.ui.app"] = type(sys)("tui.ui.app")
sys.modules["tui.ui.app"].PizhuApp = PizhuApp
run(Library.open([Path("lib")], database=Path("a.db")))
from textual import constants
print(seen, constants.DISABLE_KITTY_KEY, os.environ["TEXTUAL_ANIMATIONS"])
"""


def python(code: str, *args: str, folder: Path, **env: str) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("TEXTUAL")}
    clean["PYTHONPATH"] = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code, *args], cwd=folder, env=clean | env, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_first_frame_needs_neither_jieba_nor_opencc(tmp_path: Path) -> None:
    folder = lay_files(tmp_path / "lib")
    assert python(_FIRST_FRAME, str(folder), folder=tmp_path).strip() == "[[]]"


def test_textual_is_told_before_it_is_imported(tmp_path: Path) -> None:
    lay_files(tmp_path / "lib")
    assert python(_SETTINGS, folder=tmp_path).strip() == "[('1', 'none')] True none"
