"""The door: `pizhu` and `python -m tui`."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # without `typing`, which takes longer than a screen that is shown again
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.library import Library
    from tui.opening.start import Opening
    from tui.ui.leaving import Left


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command line; returns the exit code."""
    from tui.opening.start import open_early

    words = sys.argv[1:] if argv is None else list(argv)
    opening = open_early(words)
    if opening is not None:
        try:
            library = _library(opening)
            if library is not None:
                return _open(library, opening, words)
        finally:
            opening.stage.leave()
    from tui.cli.commands import run

    return run(words, open_app=_open_app)


def _library(opening: Opening) -> Library | None:
    """The library of what is opened; None if anything is in the way: the command line tells what."""
    from pathlib import Path

    from tui.errors import PizhuError
    from tui.library import Library

    paths, database = opening.asked.paths, opening.asked.database
    try:
        file = Path(database) if database else None
        return Library.open(map(Path, paths), database=file, later=bool(opening.path) and not opening.is_small)
    except (PizhuError, OSError):
        return None


def _open(library: Library, opening: Opening, words: list[str]) -> int:
    """Open the application; what ends it otherwise than by its reader is told when the terminal is given back."""
    from tui.cli.streams import prepare_streams

    prepare_streams()
    try:
        return _open_app(library, opening, words)
    except BaseException as error:
        opening.stage.leave()
        ended = error
    finally:
        library.close()
    from tui.cli.commands import guarded

    def again() -> int:
        raise ended

    return guarded(again)


def _open_app(library: Library, opening: Opening | None = None, words: Sequence[str] = ()) -> int:
    from pathlib import Path

    # Here, because the command line knows nothing of the screen.
    from tui.ui.run import run

    if opening is None:
        return run(library)
    first = None
    if opening.path:
        first = library.begin_with(Path(opening.path), opening.stamp, opening.transcript).name

    def leave(left: Left) -> None:
        import os

        from tui.opening.colours import written
        from tui.opening.replay import keep, keep_colours

        opening.stage.leave()
        files = [*left.files, *(left.folders if any(map(os.path.isdir, opening.asked.places)) else ())]
        keep(words, os.environ, left.size, left.page, files, is_small=left.is_small)
        if left.colours:
            keep_colours(os.environ, written(left.theme, left.colours))

    return run(library, first, opening.stage, leave)


if __name__ == "__main__":
    sys.exit(main())
