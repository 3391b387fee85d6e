"""The door: `pizhu` and `python -m tui`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.library import Library


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command line; returns the exit code."""
    from tui.cli.commands import run

    return run(sys.argv[1:] if argv is None else argv, open_app=_open_app)


def _open_app(library: Library) -> int:
    # Here, because the command line knows nothing of the screen.
    from tui.ui.run import run

    return run(library)


if __name__ == "__main__":
    sys.exit(main())
