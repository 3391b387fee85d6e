"""The pictures in docs/, made from the running app on the sample transcripts.

make pictures
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"


@dataclass(frozen=True)
class Scene:
    """A picture: its file, the terminal's size, and the keys that lead to it (`"text"` is typed)."""

    name: str
    columns: int
    rows: int
    keys: str


NAMES = {"#": "number_sign", "-": "minus", "/": "slash", "|": "vertical_line", "_": "space"}
"""What the pilot calls the keys that are signs; `_` stands for a blank in what is typed."""

SCENES = (
    Scene("reading-80x24", 80, 24, 'o "01 enter ] ] ] ] j j j [ ['),
    Scene("reading-120x40", 120, 40, 'o "02 enter ] ] ] ] ] ] v ) +'),
    Scene("split-200x50", 200, 50, 'o "01 enter ] ] | o "04 enter ] ] ] ]'),
    Scene("tagging-120x40", 120, 40, 'o "03 enter ] ] ] ) ) t "zh'),
    Scene("quotes-120x40", 120, 40, 'f "#照护_-#照护/家庭 enter q down down g'),
)


async def take(scene: Scene, folder: Path) -> str:
    """The scene as an SVG document."""
    from picture import svg

    from tui.library import Library
    from tui.ui.app import PizhuApp

    app = PizhuApp(Library.open([folder / "seeds"], database=folder / "annotations.db"))
    async with app.run_test(size=(scene.columns, scene.rows)) as pilot:
        await pilot.pause()
        for key in scene.keys.split():
            for press in list(key[1:]) if key.startswith('"') else [key]:
                await pilot.press(NAMES.get(press, press))
            await app.workers.wait_for_complete()
            await pilot.pause(0.15)
        return svg(app, "pizhu — 批注")


def main() -> None:
    """Make all pictures."""
    from tui.bringing import bring_in
    from tui.library import Library

    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_STATE_HOME": f"{home}/state", "XDG_CONFIG_HOME": f"{home}/config"}
        folder = Path(home)
        shutil.copytree(PROJECT / "seeds", folder / "seeds")
        os.chdir(folder)
        library = Library.open([folder / "seeds"], database=folder / "annotations.db")
        with (folder / "seeds" / "annotations.jsonl").open(encoding="utf-8") as lines:
            bring_in(library, lines)
        library.close()
        for scene in SCENES:
            shutil.rmtree(folder / "state", ignore_errors=True)
            text = asyncio.run(take(scene, folder))
            (PROJECT / "docs" / f"{scene.name}.svg").write_text(text, encoding="utf-8")
            print(f"docs/{scene.name}.svg")


if __name__ == "__main__":
    main()
