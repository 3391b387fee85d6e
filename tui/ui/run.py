"""Starting the application: what must be settled before Textual is imported."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from tui.library import Library

if TYPE_CHECKING:
    from tui.ui.driver import Stage


def run(library: Library, first: str | None = None, stage: Stage | None = None) -> int:
    """Open the desk on `library`, at the document `first`; returns the exit code when the reader has left.

    `stage` is the terminal, if it was taken before and may show a page already.
    """
    # Read once, when Textual is imported: committed text of an input method arrives broken with the kitty protocol,
    # and an animated page turn takes most of a second.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    gc.disable()
    from tui.ui.app import PizhuApp

    app = PizhuApp(library, first)
    if stage is not None:
        app.take_over(stage)
    app.run()
    return app.return_code or 0
