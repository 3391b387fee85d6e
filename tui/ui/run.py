"""Starting the application: what must be settled before Textual is imported."""

from __future__ import annotations

import gc
import os

from tui.library import Library


def run(library: Library, first: str | None = None) -> int:
    """Open the desk on `library`; returns the exit code when the reader has left."""
    # Read once, when Textual is imported: committed text of an input method arrives broken with the kitty protocol,
    # and an animated page turn takes most of a second.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    gc.disable()
    from tui.ui.app import PizhuApp

    app = PizhuApp(library, first)
    gc.freeze()
    gc.enable()
    app.run()
    return app.return_code or 0
