"""Where to write a file: asked for, and looked at before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen


def ask_file(
    screen: MainScreen, title: str, value: str, suffixes: Collection[str], write: Callable[[Path, bool], None]
) -> None:
    """Ask for a file of one of these suffixes; `write` gets it, and whether one that is there is to be replaced, for
    which Enter must come twice."""
    from tui.ui.screens.dialog import Ask

    asked: list[str] = []

    def check(text: str) -> str | None:
        if not text.strip():
            return "a file name is needed"
        try:
            path = Path(text).expanduser()
            is_there, is_folder = path.exists(), path.is_dir()
        except (OSError, RuntimeError) as error:
            return f"that is no place for a file: {getattr(error, 'strerror', None) or error}"
        if path.suffix.lower() not in suffixes:
            return "the name ends in " + " ".join(sorted(suffixes))
        if is_folder:
            return "that is a folder"
        if is_there and asked != [text]:
            asked[:] = [text]
            return "已存在 exists: Enter again replaces it"
        return None

    def done(text: str | None) -> None:
        if text is not None:
            write(Path(text).expanduser(), asked == [text])

    screen.app.push_screen(Ask(title, value, check=check, replace=True), done)
