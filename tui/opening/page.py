"""The first page, set and painted as the application sets it, without the application."""

from __future__ import annotations

from tui.layout.cells import cell_len, cut, on_screen
from tui.layout.numbers import Numbers
from tui.layout.paint import Looks, Marks, paint
from tui.layout.rows import Layout
from tui.layout.setting import UNSET, setting_of
from tui.layout.top import Top, opened
from tui.layout.view import seen
from tui.opening.colours import Colours
from tui.records import Named
from tui.transcript.model import EditKind, Transcript
from tui.transcript.script import Script
from tui.ui.measure import MEASURE, NARROW, WIDE

DOCUMENTS, TAGS = 31, 34
"""Columns of the lists at the sides."""


class Shown(Named):
    """A document as it is to be shown: the source offset of the caret, the first row, and how it is seen."""

    transcript: Transcript
    title: str
    offset: int = 0
    script: Script = Script.SOURCE
    without: frozenset[EditKind] = frozenset()
    flow: bool = True
    measure: int = MEASURE
    """Cells of the longest row; 0: as long as the room allows."""
    numbered: bool = False
    top: Top | None = None


class Frame(Named):
    """Where on a screen the transcript is, in cells from the top left."""

    x: int
    width: int
    height: int


def frame_of(columns: int, lines: int) -> Frame:
    """The transcript's place, without its title above and the two rows below, on a screen of this size."""
    left = DOCUMENTS if columns >= WIDE else 0
    return Frame(left, columns - left - (TAGS if columns >= NARROW else 0), lines - 3)


def first_page(shown: Shown, columns: int, lines: int, colours: Colours) -> str:
    """What is sent to a screen of this size: the page where the transcript is, all else left empty."""
    frame = frame_of(columns, lines)
    if frame.width < 8 or frame.height < 1:
        return ""
    sent = [colours.ground, "\x1b[H\x1b[J", *_sides(frame, columns, colours)]
    title = cut(on_screen(f" {shown.title}"), frame.width)
    blank = " " * (frame.width - cell_len(title))
    sent += [_at(frame.x, 0), colours.panel, title, blank]
    for y, row in enumerate(rows_of(shown, frame, colours), 1):
        sent += [_at(frame.x, y), row]
    sent += [_at(0, lines - 2), colours.panel, " " * columns, _at(0, lines - 1), colours.surface]
    # Not the last cell, at which some terminals scroll.
    return "".join([*sent, " " * (columns - 1)])


def rows_of(shown: Shown, frame: Frame, colours: Colours) -> list[str]:
    """The rows of the transcript, each with its codes, up to its last character."""
    page = Layout(shown.transcript, UNSET, script=shown.script, without=shown.without, flow=shown.flow)
    caret = page.nearest(page.reading.to_reading(shown.offset))
    numbers = Numbers(shown.transcript) if shown.numbered else None
    setting = setting_of(page, frame.width, shown.measure, numbers.cells if numbers is not None else 0)
    page = page.resized(setting.width)
    top = opened(page, caret, frame.height, shown.top)
    marks, looks = Marks(), Looks(caret)
    rows = []
    for row in seen(page, top, frame.height):
        runs = paint(page, row, marks, setting.gutter, looks, numbers.of(page, row) if numbers is not None else 0)
        rows.append("".join([f"\x1b[{setting.pad}C", *(f"{colours.of(run.role)}{run.text}" for run in runs)]))
    return rows


def _sides(frame: Frame, columns: int, colours: Colours) -> list[str]:
    """The empty lists beside the transcript, in the colour that tells them from it."""
    sent: list[str] = []
    behind = frame.x + frame.width
    for x, width in ((0, frame.x), (behind, columns - behind)):
        if width and colours.theme is not None:
            sent += [_at(x, 0), colours.panel, " " * width, colours.surface]
            for y in range(1, frame.height + 1):
                sent += [_at(x, y), " " * width]
    return sent


def _at(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"
