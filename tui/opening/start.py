"""The first page before anything heavy is imported. Whatever is in its way, it is left out: the application tells."""

from __future__ import annotations

import os

from tui.opening.replay import kept, kept_colours, size_of

TYPE_CHECKING = False  # without `typing`, which takes longer than a screen that is shown again
if TYPE_CHECKING:
    from tui.opening.asked import Asked
    from tui.opening.stage import Stage
    from tui.transcript.model import Transcript

WHOLE = 1 << 18
"""Bytes of a file up to which it is read whole; of a larger one only its head, if that is what is shown."""

_HEAD = 1 << 16
_SHALLOW = 1 << 12
"""Characters from the beginning of which the head surely shows the page."""

_DEEP = 1 << 23
"""Bytes of a file up to which it is read whole when what is shown lies deep in it."""

_FLOWS = 1 << 22
"""Bytes from which on the pieces of a machine's transcript are surely too many to be set in paragraphs."""


class Opening:
    """What was done before the application: the terminal it has to take over, and the document that is read."""

    __slots__ = ("asked", "is_small", "path", "stage", "stamp", "transcript")

    def __init__(
        self,
        stage: Stage,
        asked: Asked,
        path: str = "",
        stamp: tuple[int, int] = (0, 0),
        transcript: Transcript | None = None,
        *,
        is_small: bool = False,
    ) -> None:
        """`path`: the file that is shown, empty if none is; `stamp`: when it was changed, in ns, and its size in
        bytes; `transcript`: the document, if all of it was read; `is_small`: whether the library can be looked
        through while the reader waits, as the screen is the one he left."""
        self.stage, self.asked, self.is_small = stage, asked, is_small
        self.path, self.stamp, self.transcript = path, stamp, transcript


def open_early(argv: list[str]) -> Opening | None:
    """Show the first page of what a command line opens, if that can be told and read at once; else nothing is done."""
    if os.name != "posix" or not (os.isatty(0) and os.isatty(1)):
        return None
    import gc

    # What is imported stays: it need not be looked through again and again.
    gc.disable()
    opening = _open_early(argv)
    if opening is None:
        gc.enable()
    return opening


def _open_early(argv: list[str]) -> Opening | None:
    from tui.opening.stage import take

    replay = kept(argv, os.environ)
    stage = take(0, 1) if replay is not None else None
    try:
        if replay is not None and stage is not None:
            stage.show(replay.page)
        from tui.opening.asked import asked

        wanted = asked(argv, os.environ)
        stage = stage if stage is not None or wanted is None else take(0, 1)
        if stage is None:
            return None
        if wanted is None:
            stage.leave()
            return None
        if replay is not None:
            return Opening(stage, wanted, replay.path, replay.stamp, is_small=replay.is_small)
        return _show(stage, wanted)
    except Exception:
        # A file that cannot be read, a folder that is not there, too little memory: the application says it better.
        if stage is not None:
            stage.leave()
        return None
    except BaseException:
        if stage is not None:
            stage.leave()
        raise


def _show(stage: Stage, wanted: Asked) -> Opening:
    from tui.opening.asked import chosen
    from tui.ui.positions import Positions

    positions = Positions()
    path = chosen(wanted.places, positions.last)
    if not path:
        return Opening(stage, wanted)
    found = os.stat(path)
    place = positions.get(path)
    transcript, is_whole = _read(path, found.st_size, place.offset)
    if transcript is None:
        return Opening(stage, wanted)
    place = place.found_in(transcript.text) if is_whole else place
    from tui.layout.cells import set_wide
    from tui.opening.colours import Colours, has_colours, palette
    from tui.opening.page import Shown, first_page
    from tui.ui.settings import load

    settings = load()
    set_wide(settings.wide)
    theme = os.environ.get("TEXTUAL_THEME") or settings.theme
    colours = palette(theme, kept_colours(os.environ)) if has_colours(os.environ) else None
    columns, lines = size_of(os.environ)
    flow = place.view.flow and (is_whole or found.st_size < _FLOWS)
    shown = Shown(transcript, os.path.basename(path), place.offset, place.view.script, place.view.without, flow)
    shown = shown._replace(measure=settings.measure, numbered=settings.numbers, top=place.top)
    page = first_page(shown, columns, lines, Colours(colours))
    if page:
        stage.show(page.encode())
    return Opening(stage, wanted, path, (found.st_mtime_ns, found.st_size), transcript if is_whole else None)


def _read(path: str, size: int, offset: int) -> tuple[Transcript | None, bool]:
    """What of a file is needed for the page with this source offset, and whether that is all of it."""
    from pathlib import Path

    from tui.transcript.files import load, read

    if size <= WHOLE or (offset >= _SHALLOW and size <= _DEEP):
        return load(Path(path)), True
    if offset >= _SHALLOW:
        return None, False
    from tui.transcript.decode import decode
    from tui.transcript.drawing.choose import is_drawn

    with open(path, "rb") as file:
        data = file.read(_HEAD)
    if is_drawn(data, path) or b"\0" in data:
        return None, False
    end = data.rfind(b"\n") + 1
    return read(decode(data[:end] if end else data), name=os.path.basename(path)), False
