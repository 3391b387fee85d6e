"""Starting the application: what must be settled before Textual is imported."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from tui.library import Library

if TYPE_CHECKING:
    from tui.opening.start import Opening


def run(library: Library, first: str | None = None, opening: Opening | None = None) -> int:
    """Open the desk on `library`; returns the exit code when the reader has left.

    `opening` is what was done before: its document is not read again, its screen not opened again.
    """
    # Read once, when Textual is imported: committed text of an input method arrives broken with the kitty protocol,
    # and an animated page turn takes most of a second.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    gc.disable()
    from tui.ui.app import PizhuApp

    if opening is not None and opening.transcript is not None:
        library.adopt(opening.path, opening.stamp, opening.transcript)
    app = PizhuApp(library, first)
    if opening is not None:
        app.take_over(opening.stage)
    app.run()
    return app.return_code or 0
