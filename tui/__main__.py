"""The door: `pizhu` and `python -m tui`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.library import Library
    from tui.opening.start import Opening


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command line; returns the exit code."""
    from tui.opening.start import open_early

    words = sys.argv[1:] if argv is None else list(argv)
    opening = open_early(words)
    if opening is None:
        from tui.cli.commands import run

        return run(words, open_app=_open_app)
    try:
        from tui.cli.commands import run

        return run(words, open_app=partial(_open_app, opening=opening), failed=opening.stage.leave)
    finally:
        opening.stage.leave()


def _open_app(library: Library, opening: Opening | None = None) -> int:
    # Here, because the command line knows nothing of the screen.
    from tui.ui.run import run

    return run(library, opening=opening)


if __name__ == "__main__":
    sys.exit(main())
