"""The screen as the reader leaves it: what the next start can show at once, if nothing has changed by then."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from textual.color import Color

from tui.errors import PizhuError
from tui.layout.paint import Part, Role
from tui.paths import config_dir, state_dir
from tui.ui.colours import TAG_COLOURS, Depth
from tui.ui.desk import Desk
from tui.ui.measure import NARROW, WIDE
from tui.ui.palette import style_of
from tui.ui.widgets.pane import Pane
from tui.ui.widgets.paper import paper_of

if TYPE_CHECKING:
    from textual.app import App

    from tui.library import Library
    from tui.ui.screens.main import MainScreen

Colour = tuple[int, int, int]

_SMALL = 300
"""Documents up to which a library is looked through while the reader waits."""

_FOLDERS = 200
"""Folders of a library beyond which it is not told whether a document has come or gone."""


class Left(NamedTuple):
    """A screen that was left."""

    page: str
    """The codes that paint it."""
    size: tuple[int, int]
    """Columns and lines."""
    files: list[str]
    """What it depends on, the document first."""
    folders: list[str]
    """The folders with documents: it depends on them too, where the documents are those of folders."""
    is_small: bool
    """Whether the library has few documents."""
    theme: str
    colours: tuple[Colour, ...]
    """Of the page, the lists, titles, letters, quiet ones, headings, and those who speak; none if there are few."""


def leave(app: App[None], screen: MainScreen) -> Left | None:
    """The desk as it will be at the next start: the caret where it is, what was said and selected gone.

    None if the next start would look otherwise, or if that cannot be told.
    """
    library = screen.library
    if not _is_plain(screen) or not library.is_listed:
        return None
    try:
        files = _files(library, screen)
        # The paint is not worth an error to somebody who leaves.
        if files is None or library.store.version() != screen.version:
            return None
        _as_opened(screen)
    except (PizhuError, OSError):
        return None
    page = screen._compositor.render_full_update().render_segments(app.console)
    size = (screen.size.width, screen.size.height)
    return Left(page, size, *files, len(library.entries) <= _SMALL, app.theme, colours_of(screen))


def colours_of(screen: MainScreen) -> tuple[Colour, ...]:
    """The colours of what the first page shows, as red, green and blue; none if the terminal has but few."""
    paper = paper_of(screen.pane.reader)
    if paper.depth is not Depth.FULL:
        return ()
    parts = [Role(part) for part in (Part.BODY, Part.QUIET, Part.HEADING)]
    parts += [Role(Part.SPEAKER, speaker=number) for number in range(len(TAG_COLOURS))]
    ink, quiet, heading, *speakers = (style_of(part, paper).color for part in parts)
    drawn = [one.get_truecolor() for one in (ink, quiet, heading, *speakers) if one is not None]
    sides = [screen.query_one(f"#{name}").background_colors[1].rgb for name in ("documents", "documents-title")]
    return (Color.parse(paper.background).rgb, *sides, *((one.red, one.green, one.blue) for one in drawn))


def _is_plain(screen: MainScreen) -> bool:
    """Whether there is one transcript, with what a start shows beside it."""
    if not screen.is_mounted or len(screen.query(Pane)) != 1 or screen.pane.entry is None:
        return False
    named = screen.library.named
    if named is not None and screen.library.entry_of(named) != screen.pane.entry:
        return False
    sides = {"documents-box": WIDE, "sidebar": NARROW}
    shown = all(screen.query_one(f"#{box}").display == (screen.size.width >= least) for box, least in sides.items())
    return shown and screen.focused is screen.pane.reader


def _as_opened(screen: MainScreen) -> None:
    """Set the transcript as it is set when it is opened at this place."""
    pane = screen.pane
    if pane.entry is None or pane.transcript is None:
        return
    pane.raw = False
    pane.open(pane.entry, pane.transcript, pane.reader.source_offset, pane.view, pane.reader.first_row)
    pane.reader.forget_paint()
    screen.desk = Desk(slots=screen.desk.slots, pinned=screen.desk.pinned)
    screen.hush()
    screen.refresh_desk()


def _files(library: Library, screen: MainScreen) -> tuple[list[str], list[str]] | None:
    """The files on whose content the screen depends, and the folders with documents; None if they are too many."""
    entry = screen.pane.entry
    if entry is None:
        return None
    root, folders = os.path.abspath(library.root), set()
    for each in library.entries:
        folder = os.path.dirname(os.path.abspath(each.path))
        while folder not in folders:
            folders.add(folder)
            if len(folders) > _FOLDERS:
                return None
            if folder == root or not folder.startswith(root):
                break
            folder = os.path.dirname(folder)
    database = str(library.store.path)
    state = state_dir()
    names = ("settings.json", "positions.json", "digits.json")
    kept = (config_dir() / "config.toml", *(state / name for name in names))
    return [str(entry.path), database, f"{database}-wal", *map(str, kept)], sorted(folders)
