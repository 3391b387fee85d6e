"""What keys do to the panes: one transcript, two, or the untouched source beside the reading text."""

from __future__ import annotations

from collections.abc import Callable
from os.path import abspath
from typing import TYPE_CHECKING

from tui.layout.flow import flows
from tui.ui.positions import WORDS
from tui.ui.widgets.pair import Pair
from tui.ui.widgets.pane import Pane
from tui.ui.widgets.rowlist import RowList

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

LEAST = 40
"""Columns that each of two panes has at least: before it has less, the panes at the sides fold away."""

SIDES = {"documents-box": 31, "sidebar": 34}
"""The panes at the sides, the one that folds away first in front, and their columns."""


def split(screen: MainScreen) -> None:
    """Two transcripts; one again if there are two."""
    if len(screen.query(Pane)) > 1:
        _to_one(screen)
        return
    here = screen.pane
    at = here.reader.source_offset

    def fill(pane: Pane) -> None:
        if here.entry is not None and here.transcript is not None:
            pane.script, pane.raw, pane.without, pane.flow = here.script, here.raw, here.without, here.flow
            pane.open(here.entry, here.transcript, at)
            screen.refresh_desk()
        screen.activate(pane)
        pane.reader.focus()

    _mount(screen, fill)


def beside(screen: MainScreen) -> None:
    """The untouched source beside the reading text of the active transcript; the reading text alone again."""
    here = screen.pane
    if here.reader.pair is not None:
        screen.hush()
        _to_one(screen)
        return
    if here.entry is None or here.transcript is None:
        screen.say("没有文档 no document")
        return
    first, *others = screen.query(Pane)
    at = here.reader.source_offset

    def fill(pane: Pane) -> None:
        if here.entry is None or here.transcript is None:
            return
        if first is not here:
            screen.keep_position(first)
            first.open(here.entry, here.transcript, at, here.view)
        first.raw = False
        first.show_view()
        pane.raw = True
        pane.open(here.entry, here.transcript, at, here.view)
        screen.activate(first)
        first.reader.focus()
        screen.refresh_desk()
        Pair(first.reader, pane.reader, aligned=not screen.has_class("narrow"))
        screen.show_titles()
        flowing = first.flow and flows(here.transcript)
        screen.say("原文对照 the source beside" + ("  F 逐行 line by line" if flowing else ""))

    if others:
        fill(others[0])
    else:
        _mount(screen, fill)


def other(screen: MainScreen, pane: Pane) -> Pane | None:
    """The pane that goes together with this one, if one does."""
    pair = pane.reader.pair
    return next((p for p in screen.query(Pane) if pair is not None and p.reader is pair.other(pane.reader)), None)


def reading_pane(screen: MainScreen) -> Pane:
    """The pane whose view can be changed: the active one, or the reading text that it is the source of."""
    here = screen.pane
    pair = here.reader.pair
    return (other(screen, here) or here) if pair is not None and pair.source is here.reader else here


def open_beside(screen: MainScreen, pane: Pane) -> None:
    """A pane has opened a document: what goes together with it shows the same one."""
    companion = other(screen, pane)
    if companion is not None and pane.entry is not None and pane.transcript is not None:
        companion.open(pane.entry, pane.transcript, pane.reader.source_offset, pane.view)
        companion.reader.refresh()


def keep_position(screen: MainScreen, pane: Pane) -> None:
    """Remember where the reader is in a pane, and how it is seen if that is not the source beside it."""
    if pane.entry is not None:
        pair = pane.reader.pair
        view = None if pair is not None and pair.source is pane.reader else pane.view
        of = pane.extent if pane.transcript is not None else 0
        path = abspath(pane.entry.path)
        before = screen.positions.share(path)
        at = pane.reader.source_offset
        words, title = "", ""
        if pane.transcript is not None:
            words, title = pane.transcript.text[at : at + WORDS], pane.transcript.title
        title = title if title != pane.entry.path.stem else ""
        screen.positions.set(pane.entry.path, at, view, of, pane.reader.first_row, words, title)
        if screen.positions.share(path) != before:
            screen.query_one("#documents", RowList).show_anew()


def to_other_pane(screen: MainScreen) -> None:
    """To the other transcript."""
    its = next((pane for pane in screen.query(Pane) if pane is not screen.pane), None)
    if its is not None:
        screen.activate(its)
        its.reader.focus()


def arrange(screen: MainScreen) -> None:
    """The screen has another width: one above the other where it is narrow, rows aligned where it is not."""
    pair = screen.pane.reader.pair
    if pair is not None:
        pair.align(not screen.has_class("narrow"))
    make_room(screen, len(screen.query(Pane)))


def make_room(screen: MainScreen, count: int) -> None:
    """Fold the panes at the sides away as far as `count` transcripts need the room."""
    if screen.has_class("narrow") or count < 2:
        return
    room = screen.size.width - sum(cells for box, cells in SIDES.items() if screen.query_one(f"#{box}").display)
    for box, cells in SIDES.items():
        if room < count * LEAST and screen.query_one(f"#{box}").display:
            screen.query_one(f"#{box}").display = False
            screen.made_room.add(box)
            room += cells


def _mount(screen: MainScreen, fill: Callable[[Pane], None]) -> None:
    pane = Pane(classes="second")
    make_room(screen, 2)
    screen.query_one("#panes").mount(pane)
    # Among its own messages this comes when it is composed; another key may be faster, and close it again.
    pane.call_later(lambda: fill(pane) if pane.reader.is_attached else None)


def _to_one(screen: MainScreen) -> None:
    """Close all but the active transcript; of a source beside its reading text, the source."""
    here = reading_pane(screen)
    if here.reader.pair is not None:
        here.reader.pair.part()
    for pane in screen.query(Pane):
        if pane is not here:
            screen.keep_position(pane)
            pane.remove()
    here.remove_class("second")
    screen.activate(here)
    here.reader.focus()
    for box in screen.made_room:
        screen.query_one(f"#{box}").display = not screen.has_class("narrow")
    screen.made_room.clear()
