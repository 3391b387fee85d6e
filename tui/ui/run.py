"""Starting the application: what must be settled before Textual is imported."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from tui.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.ui.app import PizhuApp
    from tui.ui.driver import Stage
    from tui.ui.leaving import Left


def run(
    library: Library,
    first: str | None = None,
    stage: Stage | None = None,
    leave: Callable[[Left], None] | None = None,
) -> int:
    """Open the desk on `library`, at the document `first`; returns the exit code when the reader has left.

    `stage` is the terminal, if it was taken before and may show a page already; `leave` is given the screen as it was
    left, when all is written and the terminal is given back.
    """
    # Read once, when Textual is imported: committed text of an input method arrives broken with the kitty protocol,
    # and an animated page turn takes most of a second.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    gc.disable()
    from tui.ui.leaner import imported

    app = imported(_app_class)(library, first)
    if stage is not None:
        app.take_over(stage)
    app.run()
    if leave is not None and app.left is not None:
        leave(app.left)
    return app.return_code or 0


def _app_class() -> type[PizhuApp]:
    from tui.ui.app import PizhuApp

    return PizhuApp
