"""What the reading view stands on: the page that is open, where the reader is in it, and how it is seen.

Offsets that come in and go out are those of the source, so that they hold in every view; the cursor's are the page's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual.message import Message

from tui.layout.cursor import Cursor
from tui.layout.gutter import Gutter
from tui.layout.known import NOTHING, Known
from tui.layout.matches import shown_in
from tui.layout.minimap import Minimap, draw
from tui.layout.numbers import Numbers
from tui.layout.paint import QUIET, Mark, Marks, changed
from tui.layout.rows import Layout, Place
from tui.layout.setting import UNSET, setting_of
from tui.layout.top import Top, opened, top_of
from tui.layout.view import KEPT, following
from tui.transcript.model import Edit, EditKind, Transcript
from tui.transcript.reading import Reading
from tui.transcript.script import Script
from tui.ui.measure import MEASURE
from tui.ui.widgets.pair import Pair
from tui.ui.widgets.paper import Painted

LEAST = 4
"""Cells of a view that a page is set into."""

_SLICE, _PAUSE = 0.004, 0.02
"""Seconds of work at once behind the reader's back, and between two of them."""


class Leaf(Painted):
    """A page with a caret. It is told what to show, and tells when the caret has moved."""

    class Moved(Message):
        """The caret or the selection is somewhere else. Who hears it refreshes the reader, with whatever else changes:
        one frame instead of two."""

        def __init__(self, reader: Leaf) -> None:
            super().__init__()
            self.reader = reader

        @property
        def control(self) -> Leaf:
            """The reader that it happened in."""
            return self.reader

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._page: Layout | None = None
        self.pair: Pair | None = None
        """What it goes together with, if it does."""
        self.echo: tuple[int, int] | None = None
        """What stands for the character that the other of a pair has its caret on, if that is more than one."""
        self.cursor = Cursor()
        self.top = Place(0, 0)
        self.matches: Sequence[tuple[int, int]] = ()
        """The search hits: source spans, in order; they may grow while they are shown."""
        self.cycled = 0
        self._placed: tuple[Mark, ...] = ()
        self._marks = Marks()
        self._sorted: tuple[Reading | None, tuple[Mark, ...]] = (None, ())
        """What `_marks` was made of."""
        self._gutter = Gutter()
        self._pad = 0
        self._waiting: tuple[int, Top | None] | None = None
        """The caret's source offset and the first row, of a page that was opened before there was room for it."""
        self._map = Minimap()
        self._bars = 1
        """Cells of the scroll column and of what stands beside it."""
        self.measure = MEASURE
        self.numbered = False
        self._numbers: Numbers | None = None
        self._known = NOTHING

    @property
    def page(self) -> Layout | None:
        """The page that is open."""
        return self._page

    @page.setter
    def page(self, page: Layout | None) -> None:
        self._page = page
        if self.pair is not None:
            self.pair.settle(self)

    def take_page(self, page: Layout | None) -> None:
        """Show the same page, set among that of its pair."""
        self._page = page
        self.forget_paint()

    def on_focus(self) -> None:
        """Lead the pair."""
        if self.pair is not None:
            self.pair.leader = self

    def set_measure(self, measure: int) -> None:
        """Set no row longer than so many cells; 0: as long as the pane allows. The first row that is seen stays."""
        if measure == self.measure:
            return
        self.measure = measure
        self._set_anew()

    def set_numbered(self, numbered: bool) -> None:
        """Show the paragraphs' numbers in the gutter, or don't."""
        if numbered != self.numbered:
            self.numbered = numbered
            self._set_anew()

    def widths_changed(self) -> None:
        """Lay out anew, as characters take other widths than before."""
        if self.page is not None:
            width, first = self.page.width, self.page.row(self.top).start
            self.page = self.page.resized(width + 1).resized(width)
            self.top = self.page.place_of(first)
            self._set_anew()

    def _set_anew(self) -> None:
        """Set the page with what has changed of its measures."""
        self._set_width()
        self.refresh()

    def open(
        self,
        transcript: Transcript,
        *,
        offset: int = 0,
        top: Top | None = None,
        script: Script = Script.SOURCE,
        raw: bool = False,
        without: frozenset[EditKind] = frozenset(),
        flow: bool = True,
    ) -> None:
        """Show `transcript` with the caret at the source `offset`, all that folds folded away; `top`: the first row."""
        self.page = Layout(transcript, UNSET, script=script, raw=raw, without=without, flow=flow)
        self.page = self.page.knowing(self._known)
        self.top = Place(0, 0)  # the old one means nothing in this page
        self.matches = ()
        self._set_width()
        self.go_to(offset, keep_view=False)
        self._begin(top)
        self.set_timer(_PAUSE, self._count_on)

    def _begin(self, top: Top | None) -> None:
        """Begin the view at a row that was kept, now or as soon as there is room."""
        has_room = self.size.height > 0 and self.size.width >= LEAST
        self._waiting = None if has_room else (self.source_offset, top)
        if has_room and top is not None and self.page is not None:
            self.top = opened(self.page, self.cursor.offset, self.size.height, top)
            if self.pair is not None:
                self.pair.sync()

    @property
    def first_row(self) -> Top | None:
        """The first row that is seen, to be kept; None if it is not known yet."""
        if self._waiting is not None and self._waiting[0] == self.source_offset:
            return self._waiting[1]
        return top_of(self.page, self.top) if self.page is not None and self.page.has(self.top.block) else None

    def _count_on(self) -> None:
        """Count the blocks while nothing is asked for, in slices that no key waits for."""
        if self.page is not None and self.page.count_on(_SLICE):
            self.set_timer(_PAUSE, self._count_on)

    def show_marks(self, placed: Iterable[Mark]) -> None:
        """Paint these highlights; here their `start` and `end` are source offsets."""
        before, self._placed = self._placed, tuple(placed)
        differing = changed(before, self._placed)
        if not differing or self.page is None:
            return
        self._sort_marks()
        start, end = min(mark.start for mark in differing), max(mark.end for mark in differing)
        self.forget_rows(*self.page.reading.reading_span(start, end))
        self.refresh_changed()

    def forget_rows(self, start: int, end: int) -> None:
        """Let go of what was painted of the reading stretch `[start, end)`."""
        self.forget_paint()

    def show_matches(self, matches: Sequence[tuple[int, int]]) -> None:
        """Paint these search hits, on both sides of a pair: source spans, in order. They are looked up where they are
        seen."""
        for leaf in (self,) if self.pair is None else (self, self.pair.other(self)):
            leaf.matches = matches
            leaf._map = Minimap()
            leaf.refresh()

    def matches_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The search hits that touch `[start, end)` of the page, as its spans."""
        return shown_in(self.page.reading, self.matches, start, end) if self.page is not None else []

    def show_known(self, known: Known) -> None:
        """Take these words for words and these speakers for hosts and guests; nothing that is seen changes."""
        if known != self._known:
            self._known = known
            self.page = self.page.knowing(known) if self.page is not None else None

    def set_script(self, script: Script) -> None:
        """Show the Han characters in another script; nothing moves."""
        if self.page is not None:
            self.page = self.page.in_script(script)
            self.forget_paint()
            self.refresh()

    def set_view(self, *, raw: bool, without: frozenset[EditKind], flow: bool) -> None:
        """Show the untouched source or the reading text, without some kinds of edits, in paragraphs or as it stands.

        The caret stays on its character and, where there is room, on its row of the screen.
        """
        page = self.page
        if page is None or (raw, without, flow) == (page.raw, page.without, page.flow):
            return
        made = Layout(
            page.transcript, page.width, script=page.script, raw=raw, without=without, flow=flow, opened=page.opened
        )
        self._turn_to(made)

    def set_transcript(self, transcript: Transcript) -> None:
        """Show the same text, read otherwise; the caret stays on its character and on its row of the screen."""
        page = self.page
        if page is None or transcript is page.transcript:
            return
        same = len(transcript.segments) == len(page.transcript.segments)
        opened = page.opened if same else frozenset[int]()
        script, raw, without, flow = page.script, page.raw, page.without, page.flow
        self._turn_to(Layout(transcript, page.width, script=script, raw=raw, without=without, flow=flow, opened=opened))

    def _turn_to(self, page: Layout) -> None:
        """Take another page of the same source; caret, selection and view stay at what they were at."""
        old = self.page
        if old is None:
            return
        offset, selected = self.source_offset, self.source_selection
        below = old.distance(self.top, old.place_of(self.cursor.offset), max(1, self.size.height))
        self.page = page.knowing(self._known)
        self.top = Place(0, 0)
        self._set_width()
        caret = self.page.nearest(self.page.reading.to_reading(offset))
        self.top = self.page.step(self.page.place_of(caret), -max(0, below))
        if selected is None:
            self._set_cursor(Cursor(caret))
        else:
            self._set_cursor(Cursor(caret, held=self.page.reading.reading_span(*selected)))

    def turn_fold(self) -> bool | None:
        """Open what is folded away under the caret, or fold it away again; tells whether it is open, None if nothing
        folds there."""
        if self.page is None or self.fold_here is None:
            return None
        self._show_page(self.page.turned(self.cursor.offset))
        self._set_cursor(Cursor(self.page.nearest(self.cursor.offset)))
        return self.fold_here

    @property
    def source_offset(self) -> int:
        """Where the caret stands, in the source."""
        return self.page.reading.to_source(self.cursor.offset) if self.page is not None else 0

    @property
    def source_selection(self) -> tuple[int, int] | None:
        """What is selected, as a span of the source, without blanks at its ends."""
        if self.page is None or (span := self.cursor.selection(self.page)) is None:
            return None
        return self.page.source_span(*span)

    @property
    def fold_here(self) -> bool | None:
        """Whether that is open which folds under the caret; None if nothing folds there."""
        its = self.page.fold_at(self.cursor.offset) if self.page is not None else None
        return its <= self.page.opened if self.page is not None and its else None

    @property
    def edit_here(self) -> Edit | None:
        """The edit that put the character under the caret there; in a source beside its reading text, the one there."""
        if self.page is None:
            return None
        if self.page.raw and self.pair is not None and self.pair.source is self:
            return self.pair.reading.edit_here
        start, end = self.page.cluster(self.cursor.offset)
        return next((edit for _, _, edit in self.page.edits_in(start, end)), None)

    def marks_here(self) -> list[Mark]:
        """The highlights under the caret, the shortest first."""
        return self._marks.at(self.page, self.cursor.offset) if self.page is not None else []

    @property
    def active_id(self) -> str:
        """The id of the one highlight that keys act on; empty if the caret is on none."""
        shaping = self.cursor.shaping
        if shaping and any(mark.id == shaping for mark in self._placed):
            return shaping
        here = self.marks_here()
        return here[self.cycled % len(here)].id if here else ""

    def make_active(self, mark_id: str) -> None:
        """Of several highlights under the caret, let keys act on this one."""
        self.cycled = next((number for number, mark in enumerate(self.marks_here()) if mark.id == mark_id), 0)

    def cycle(self) -> None:
        """Where highlights overlap: make the next one the active one."""
        self.cycled += 1
        self.refresh()
        self.post_message(self.Moved(self))

    def go_to(self, offset: int, *, keep_view: bool = True, reveal: bool = False) -> None:
        """Put the caret on the character at a source offset and let the selection go.

        `reveal` opens what is folded away there.
        """
        if self.page is None:
            return
        wanted = self.page.reading.to_reading(offset)
        if reveal:
            self._show_page(self.page.revealing(wanted))
        target = self.page.nearest(wanted)
        if not keep_view:
            self.top = self.page.place_of(target)
        self._set_cursor(Cursor(target))

    def go_back_to(self, cursor: Cursor, top: Place) -> None:
        """Undo a look elsewhere: the caret, what was selected, and the view, as far as it still shows the caret."""
        if self.page is not None:
            self.top = top if top.row < len(self.page.rows(top.block)) else self.page.place_of(cursor.offset)
            self._set_cursor(cursor)

    def select_span(self, start: int, end: int, *, shaping: str = "") -> None:
        """Select a span of the source; `shaping` is the id of the highlight that it is to be of."""
        if self.page is not None:
            first, last = self.page.reading.reading_span(start, end)
            at = self.page.last_of(first, last)
            self._set_cursor(Cursor(at, held=(first, self.page.cluster(first)[1]), shaping=shaping))

    def let_go(self) -> None:
        """Select nothing."""
        self._set_cursor(self.cursor.cleared())

    def _set_cursor(self, cursor: Cursor, free: int = KEPT) -> None:
        if self.page is None:
            return
        if cursor.offset != self.cursor.offset:
            self.cycled = 0
        self.cursor = cursor
        self.top = following(self.page, self.top, self.size.height, cursor.offset, free)
        if self.pair is not None:
            self.pair.sync()
        # Painted by the screen with title and status in one frame: see Moved.
        self.screen.post_message(self.Moved(self))

    def _show_page(self, page: Layout) -> None:
        """Take a page of the same text with other blocks; the first row that is seen stays the first."""
        if self.page is None or page is self.page:
            return
        first = self.page.row(self.top).start
        self.page = page
        self.top = self.page.place_of(first)
        self.forget_paint()
        self._sort_marks()

    def _set_width(self) -> None:
        if self.page is None or self.size.width < LEAST:
            return
        if not self.numbered:
            self._numbers = None
        elif self._numbers is None or self._numbers.transcript is not self.page.transcript:
            self._numbers = Numbers(self.page.transcript)
        numbers = self._numbers.cells if self._numbers is not None else 0
        self._pad, self._gutter, width, self._bars = setting_of(self.page, self.size.width, self.measure, numbers)
        first = self.page.row(self.top).start if self.page.has(self.top.block) else 0
        self.page = self.page.resized(width)
        self.top = self.page.place_of(first)
        self.forget_paint()
        self._sort_marks()

    def _sort_marks(self) -> None:
        if self.page is None:
            return
        reading = self.page.reading
        if self._sorted != (reading, self._placed):
            spans = ((mark, reading.reading_span(mark.start, mark.end)) for mark in self._placed)
            shown = (replace(mark, start=start, end=end) for mark, (start, end) in spans)
            self._marks = Marks.of(shown if reading.edits else self._placed)
            self._sorted = reading, self._placed
        self._map = Minimap()

    def _mapped(self, height: int = 0) -> Minimap:
        """The minimap, drawn anew if anything in it has changed. `height`: that of the view, if it is known."""
        height = height or self.size.height
        if self.page is not None and self._map.height != height:
            marks, speakers = self._marks.marks, self._bars > 1
            self._map = draw(self.page, height, marks, self.matches, (QUIET,), speakers=speakers)
        return self._map
