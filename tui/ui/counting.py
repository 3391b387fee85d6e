"""The numbers as a screen, and as a page in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import PizhuError

if TYPE_CHECKING:
    from tui.counting.tables import Numbers
    from tui.ui.screens.main import MainScreen


def stats(screen: MainScreen) -> None:
    """Count what passes the filter of the desk."""
    from tui.ui.screens.stats import Stats

    screen.app.push_screen(Stats(screen))


def save_page(screen: MainScreen, numbers: Numbers, tell: Callable[[str], None]) -> None:
    """Ask for a file and write the numbers to it as a page; an existing one only if Enter comes twice."""
    from tui.counting.page import page
    from tui.exchange import refuse_ours
    from tui.export.target import write_file
    from tui.ui.filing import ask_file

    def write(path: Path, force: bool) -> None:
        try:
            refuse_ours(screen.library, path)
            write_file(path, page(numbers), force=force)
        except PizhuError as problem:
            tell(f"⚠ {problem}")
            return
        tell(f"已存 saved → {path}")

    ask_file(screen, "存网页 Save as", "stats.html", (".html", ".htm"), write)
