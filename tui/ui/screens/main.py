"""The reading desk: documents, one or two transcripts, tags. It wires, and does nothing else by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from tui.errors import PizhuError
from tui.layout.cells import cell_len
from tui.library import Library
from tui.ui import appearance, behind, carrying, facets, finding, holding, jumping, marking, panes, status, viewing
from tui.ui.acting import REFUSED, Refused, found_in, look_for_changes
from tui.ui.action import Where
from tui.ui.actions import footer
from tui.ui.bindings import bindings
from tui.ui.composing import Composed
from tui.ui.desk import Desk
from tui.ui.handlers import HANDLERS
from tui.ui.knowing import known
from tui.ui.measure import NARROW, WIDE
from tui.ui.positions import Positions
from tui.ui.repairing import Repaired, repair
from tui.ui.searches import Searches
from tui.ui.settings import Settings, load
from tui.ui.shelf import Shelf, document_rows
from tui.ui.slots import Slots
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.pane import Pane
from tui.ui.widgets.reader import Reader
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import Piece
from tui.ui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from tui.search.filters import Filter
    from tui.ui.drafts import Drafts
    from tui.ui.grouping import BoardView
    from tui.ui.screens.kwic import Left

T = TypeVar("T")


class MainScreen(Composed):
    """Documents | transcript(s) | tags, a status line, and the keys."""

    BINDINGS = [
        *bindings(Where.MAIN, first=lambda action: action.id == "quit", does="perform('{}')"),
        Binding("escape", "to_text", show=False),
    ]
    HANDLERS = HANDLERS

    def __init__(self, library: Library, first: str | None = None, settings: Settings | None = None) -> None:
        """`first` names the document to open; without it the one that was read last."""
        super().__init__()
        self.settings = settings if settings is not None else load()
        self.library = library
        self.slots = Slots(library.store.path)
        self.desk = Desk(slots=self.slots.kept, pinned=self.slots.pinned)
        self.positions = Positions()
        self._shelf: Shelf | None = None
        self.searches = Searches()
        self._first = first
        self.is_shown = False
        self.jumps = jumping.Jumps()
        self.held = holding.HeldKeys(self)
        self.made_room: set[str] = set()
        """The panes at the sides that are folded away only because there are two transcripts."""
        self.acting = False
        """Whether an act is being done behind the screen."""
        self.version = -1
        """Of the database, as it is shown."""
        self._message: tuple[str, str] | None = None
        self._said_at: object = None
        self.reviews = carrying.Reviews()
        self.board_view: BoardView | None = None
        self.kwic_left: Left | None = None
        """How the board was left; None: not yet seen."""

    def compose(self) -> ComposeResult:
        """The three columns, the status line and the footer."""
        with Horizontal(id="desk"):
            yield Vertical(Bar(id="documents-title"), RowList(id="documents"), id="documents-box")
            yield Horizontal(Pane(id="first", classes="-active"), id="panes")
            yield Sidebar(id="sidebar")
        yield Bar(id="status")
        yield KeyBar(id="foot", classes="footer")

    def _compositor_refresh(self) -> None:
        # Nothing is to be seen before the text is set to its width.
        self.is_shown = self.is_shown or self.pane.reader.is_fitted
        if self.is_shown:
            super()._compositor_refresh()

    def on_mount(self) -> None:
        """Open the first document."""
        self._fold(self.size.width < NARROW)
        self._show_footer()
        name = self._first
        if name is None and self.library.named is not None:
            name = self.library.entry_of(self.library.named).name
        if name is None:
            entries = self.library.entries
            name = self.shelf.last or (entries[0].name if entries else None)
        if name is not None:
            self.jump(name, remember=False)
        if self.pane.entry is None:
            self.refresh_desk()
        if name is None:
            self.say("没有文档 no documents here: pizhu FILE opens one")
        appearance.begin(self)
        self.pane.reader.focus()
        self.set_interval(1.0, lambda: look_for_changes(self))
        behind.begin(self)

    @property
    def shelf(self) -> Shelf:
        """The documents; they are looked up when this is asked for first."""
        if self._shelf is None:
            self._shelf = Shelf(self.library.entries, self.positions)
        return self._shelf

    @cached_property
    def drafts(self) -> Drafts:
        """What was typed and is not saved yet."""
        from tui.ui.drafts import Drafts

        return Drafts(self.library.store.path)

    @property
    def pane(self) -> Pane:
        """The transcript that keys act on: the one that has, or last had, the keys."""
        panes = self.panes
        return next((pane for pane in panes if pane.has_class("-active")), panes[0])

    @property
    def panes(self) -> list[Pane]:
        """The transcripts side by side."""
        return [pane for pane in self.query_one("#panes").children if isinstance(pane, Pane)]

    def act(self, change: Callable[[], T]) -> T | Refused:
        """Carry out one act and show what it made; REFUSED, with the reader told why, if it could not be done."""
        try:
            done = change()
        except PizhuError as problem:
            self.complain(problem)
            return REFUSED
        self.refresh_desk()
        return done

    def refresh_desk(self, filter_: Filter | None = None, tell: Callable[[str], None] | None = None) -> None:
        """Read the desk anew and bind it down to everything that shows a part of it; `tell`: how many quotes pass."""
        wanted = filter_ if filter_ is not None else self.desk.filter
        try:
            self.desk = facets.lay_out(self, wanted, tell)
            self.slots.keep(self.desk.slots, self.desk.pinned)
            self.version = self.library.store.version()
            for pane in self.query(Pane):
                if pane.entry is not None and pane.transcript is not None:
                    pane.show_transcript(self.library.again(pane.entry, pane.transcript))
                    pane.show_found(self.library.highlights(pane.entry, pane.transcript), self.desk)
                    pane.reader.show_known(known(self.library, self.desk.codebook, pane.entry, pane.transcript))
        except PizhuError as problem:
            self.complain(problem)
        self.query_one(Sidebar).show_desk(self.desk, self.pane.found)
        self.show_documents()
        self._moved()

    def jump(self, name: str, offset: int | None = None, highlight_id: str = "", *, remember: bool = True) -> None:
        """Open a document in the active pane: at a place, at a highlight, or where the reader was."""
        pane = self.pane
        try:
            entry = self.library.entry(name)
            transcript = self.library.transcript(entry, patient=False)
        except PizhuError as problem:
            self.complain(problem)
            return
        found = found_in(self, entry, transcript)
        self.keep_position(pane)
        if remember:
            self.remember()
        place = next((f for f in found if f.highlight.id == highlight_id), None)
        at = offset if place is None else place.start if place.start >= 0 else None
        opens = pane.entry != entry or pane.transcript is not transcript
        if opens:
            repair(self, entry, transcript)
            then = self.positions.get(entry.path).found_in(transcript.text)
            where, top = (then.offset, then.top) if at is None else (at, None)
            pane.open(entry, transcript, where, then.view, top)
            panes.open_beside(self, pane)
        if at is not None:
            pane.reader.go_to(at, reveal=place is not None)
            pane.reader.make_active(highlight_id)
        self.keep_position(pane)
        self.refresh_desk()
        carrying.opened(self, entry, transcript, found, place, is_new=opens)

    @on(Repaired)
    def _repaired(self) -> None:
        self.refresh_desk()

    @on(Pane.Searched)
    def _searched(self, event: Pane.Searched) -> None:
        finding.searched(self, event.pane)

    def remember(self, offset: int | None = None) -> None:
        """Put the place on the jump list."""
        pane = self.pane
        if pane.entry is not None:
            self.jumps.leave((pane.entry.name, pane.reader.source_offset if offset is None else offset))

    def say(self, text: str, look: str = "accent") -> None:
        """Tell the reader something in the status line, for some seconds."""
        self._message = (text, look)
        self._said_at = self.pane.reader.cursor
        self.show_status()
        message = self._message
        self.set_timer(6, lambda: self._forget(message))

    def complain(self, problem: PizhuError) -> None:
        """Tell the reader what went wrong and what can be done."""
        self.say(f"⚠ {problem}")

    def hush(self) -> None:
        """Forget what was said; the status line is to be shown anew."""
        self._message = None

    def _forget(self, message: tuple[str, str]) -> None:
        if self._message is message:
            self._message = None
            self.show_status()

    def show_status(self) -> None:
        """The status line: what was said last, or what is selected; and where the caret is."""
        right = status.whereabouts(self.pane)
        room = self.size.width - cell_len(right) - 3
        if self._message is not None and self._message[0].startswith("⚠") and cell_len(self._message[0]) > room:
            self.query_one("#status", Bar).tell(*self._message)
            return
        said = [Piece(*self._message)] if self._message is not None else None
        if self.held.told:
            said = [Piece(self.held.told, "accent")]
        left = said or status.pieces(self.pane, self.desk, room, folded=not self.query_one(Sidebar).display)
        self.query_one("#status", Bar).say(Piece(" "), *left, right=(Piece(f" {right} ", "quiet"),))

    def _show_footer(self) -> None:
        wide = self.size.width >= 150
        gap = "  " if self.size.width >= NARROW else " "
        self.query_one("#foot", KeyBar).offer(footer(Where.MAIN), english=wide, gap=gap)

    @on(KeyBar.Pressed)
    def _key_pressed(self, event: KeyBar.Pressed) -> None:
        viewing.do(self, event.action)

    def show_documents(self) -> None:
        """The list of documents, if they have been looked up."""
        if not self.library.is_listed:
            return
        title = self.query_one("#documents-title", Bar)
        title.say(Piece(" 文档 Documents", "strong"), right=(Piece(f"{len(self.library.entries)} ", "quiet"),))
        self.query_one("#documents", RowList).show(document_rows(self))

    def show_titles(self) -> None:
        """The title of each transcript; the active one stands out."""
        active = self.pane
        for pane in self.panes:
            pane.show_title(pane is active)

    @on(Reader.Moved)
    def _reader_moved(self, event: Reader.Moved) -> None:
        self._moved()
        event.reader.refresh_changed()
        if event.reader.pair is not None:
            event.reader.pair.other(event.reader).refresh_changed()

    def _moved(self) -> None:
        pane = self.pane
        self.keep_position(pane)
        if pane.reader.cursor != self._said_at:
            self._message = None
        self.query_one(Sidebar).show_highlight(pane.active, self.desk, pane.active_of, pane.lost)
        self.show_titles()
        self.show_status()

    @on(RowList.Chosen, "#tags")
    def _tag_chosen(self, event: RowList.Chosen) -> None:
        finding.switch_tag(self, event.key)

    @on(RowList.Chosen, "#documents")
    def _document_chosen(self, event: RowList.Chosen) -> None:
        self.jump(event.key)
        if self.has_class("narrow"):
            self._toggle("documents-box", False)
        self.pane.reader.focus()

    @on(events.DescendantFocus)
    def _focused(self, event: events.DescendantFocus) -> None:
        pane = next((p for p in self.query(Pane) if event.widget in p.walk_children()), None)
        if pane is not None and not pane.has_class("-active"):
            self.activate(pane)

    def activate(self, pane: Pane) -> None:
        """Make this transcript the one that keys and sidebar serve."""
        appearance.dress(pane, self.settings)
        for other in self.query(Pane):
            other.set_class(other is pane, "-active")
        if pane.reader.pair is not None:
            pane.reader.pair.leader = pane.reader
        self.query_one(Sidebar).show_desk(self.desk, pane.found)
        self.show_documents()
        self._moved()

    def on_resize(self, event: events.Resize) -> None:
        """Fold the side panes where there is no room for them."""
        narrow = event.size.width < NARROW
        if narrow != self.has_class("narrow"):
            self._fold(narrow)
        panes.arrange(self)
        self._show_footer()
        self.call_after_refresh(self._moved)

    def _fold(self, narrow: bool) -> None:
        self.set_class(narrow, "narrow")
        self.query_one("#documents-box").display = not narrow and self.size.width >= WIDE
        self.query_one("#sidebar").display = not narrow

    def _toggle(self, box: str, shown: bool) -> None:
        self.query_one(f"#{box}").display = shown

    def action_perform(self, action: str) -> None:
        """Do the action of this id."""
        if action.startswith("recent_"):
            marking.put_recent(self, int(action.removeprefix("recent_")))
            return
        handler = self.HANDLERS.get(action)
        if handler is not None:
            for _ in range(self.held.take_count(action)):
                handler(self)
        else:
            getattr(self, f"do_{action}")()

    def on_key(self, event: events.Key) -> None:
        """Keys that wait for the next one come before all others."""
        self.held.key(event)

    @on(Reader.Leaps)
    def _reader_leaps(self, event: Reader.Leaps) -> None:
        self.remember(event.offset)

    @on(Reader.NoneAhead)
    def _none_ahead(self, event: Reader.NoneAhead) -> None:
        self.say(status.none_ahead(event.backwards))

    def do_documents(self) -> None:
        """To the documents; from there: fold them away."""
        self._visit("documents-box", "documents")

    def do_tags(self) -> None:
        """To the tags; from there: fold them away."""
        self._visit("sidebar", "tags")

    def _visit(self, box: str, rows: str) -> None:
        target = self.query_one(f"#{rows}", RowList)
        if target.has_focus:
            self._toggle(box, False)
            self.pane.reader.focus()
        else:
            self._toggle(box, True)
            target.focus()
            self.call_after_refresh(self._moved)

    def action_to_text(self) -> None:
        """From the lists back to the transcript, which they cover where there is little room."""
        if self.has_class("narrow"):
            self._fold(True)
        self.pane.reader.focus()

    def do_quit(self) -> None:
        """Leave."""
        self.app.exit()

    def keep_position(self, pane: Pane) -> None:
        """Remember where the reader is in this transcript."""
        panes.keep_position(self, pane)
