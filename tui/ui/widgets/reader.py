"""The reading view: one widget on the line API over the pure layout. It knows where the reader is and what is selected.

Attributes come down (`open`, `show_marks`, `show_matches`), messages go up (`Moved`). It never sees the store.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message

from tui.layout.cursor import Cursor, Motion, grow, move, select, select_all, shrink, swap
from tui.layout.kept import Kept
from tui.layout.minimap import landing
from tui.layout.paint import MARGIN, Looks, paint
from tui.layout.rows import Row
from tui.layout.top import opened
from tui.layout.units import Unit
from tui.layout.view import clamped, kept_rows, line_start, seen, thumb
from tui.ui.action import Where
from tui.ui.bindings import bindings
from tui.ui.colours import Paper, blank
from tui.ui.palette import style_of
from tui.ui.widgets.drag import Drag
from tui.ui.widgets.leaf import LEAST, Leaf
from tui.ui.widgets.minimap import Column, track
from tui.ui.widgets.strips import cut_segments

_NO_LOOKS = Looks()


class Reader(Leaf, can_focus=True):
    """A transcript, set and painted row by row as it is looked at."""

    EXACT = True

    BINDINGS = bindings(Where.READER, first=lambda action: False, does="reader('{}')")

    class Leaps(Message):
        """The reader goes far away from a source offset, to which it may want to come back."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class NoneAhead(Message):
        """There is no highlight further on; further back, if `backwards`."""

        def __init__(self, backwards: bool) -> None:
            super().__init__()
            self.backwards = backwards

    class HitsLeft(Message):
        """The reader has seen enough of the search hits."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._strips: dict[tuple[int, int], list[Segment]] = {}
        self._seen: list[Row] = []
        self._width = 0
        self._bar = (0, 0)
        self._column: Column | None = None
        self._shown = Looks()
        self._dragging = False
        self._scrolling = False
        self.count = 0
        """How often the next action is to be done; 0: once, no count was typed."""
        self._drag = Drag(self)
        self._kept: Kept | None = None
        self._terminal = Size()
        """The terminal's size when this was resized last."""
        self._fitted = Size()
        """The size that this was set to."""
        self._by_first = False
        """Whether it was resized because the terminal was, and nothing has moved since."""

    def take_count(self) -> int:
        """The count that was typed for this action; 0 if none was."""
        count, self.count = self.count, 0
        return count

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The other edge is only moved where there is one; the key means something else then."""
        return parameters != ("swap",) or self.cursor.selecting

    def action_reader(self, action: str) -> None:
        """Do one of the reader's own actions."""
        typed = self.take_count()
        if self.page is None:
            return
        count = max(1, typed)
        if action in (Motion.TOP.value, Motion.BOTTOM.value):
            self.post_message(self.Leaps(self.source_offset))
            if typed:
                self._set_cursor(self.cursor.at(self.page.nearest(line_start(self.page, typed))))
                return
        if action in Motion._value2member_map_:
            self._set_cursor(move(self.page, self.cursor, Motion(action), count))
            return
        page = max(1, self.size.height - 2)
        match action:
            case "page_down":
                self._scroll(page * count)
            case "page_up":
                self._scroll(-page * count)
            case "half_down":
                self._scroll(max(1, self.size.height // 2) * count)
            case "half_up":
                self._scroll(-max(1, self.size.height // 2) * count)
            case "select":
                begun = self.cursor.cleared() if self.cursor.selecting else select(self.page, self.cursor)
                if begun.selecting and count > 1:
                    begun = move(self.page, begun, Motion.WORD, count - 1)
                self._set_cursor(begun)
            case "grow" | "shrink":
                change = grow if action == "grow" else shrink
                cursor = self.cursor
                for _ in range(min(count, 4 * len(Unit))):
                    cursor = change(self.page, cursor)
                self._set_cursor(cursor)
            case "select_all":
                self._set_cursor(select_all(self.page, self.cursor))
            case "swap":
                self._set_cursor(swap(self.page, self.cursor))
            case "unselect":
                self.post_message(self.HitsLeft())
                self.let_go()
            case "next_highlight":
                self._to_highlight([m.start for m in self._marks.near if m.start > self.cursor.offset], count)
            case "previous_highlight":
                self._to_highlight([m.start for m in self._marks.near if m.start < self.cursor.offset], -count)

    def _to_highlight(self, starts: list[int], steps: int) -> None:
        """To the one so many on among those that lie ahead (from their end, if negative); at most to the farthest."""
        starts = sorted(set(starts))
        if not starts:
            self.post_message(self.NoneAhead(steps < 0))
        elif self.page is not None:
            start = starts[min(steps, len(starts)) - 1 if steps > 0 else -min(-steps, len(starts))]
            self._show_page(self.page.revealing(start))
            self._set_cursor(Cursor(self.page.nearest(start)))

    def _scroll(self, rows: int) -> None:
        """Move the view and the caret with it, so that a page key keeps the caret's place on the screen."""
        if self.page is None:
            return
        before = self.top
        self.top = clamped(self.page, self.page.step(self.top, rows), self.size.height)
        if self.top == before:
            self._set_cursor(move(self.page, self.cursor, Motion.BOTTOM if rows > 0 else Motion.TOP))
            return
        self._set_cursor(move(self.page, self.cursor, Motion.DOWN if rows > 0 else Motion.UP, abs(rows)))

    def _wheel(self, rows: int) -> None:
        """Move the view; the caret follows only when it would leave the screen."""
        page, height = self.page, self.size.height
        if page is None:
            return
        self.top = clamped(page, page.step(self.top, rows), height)
        place = page.place_of(self.cursor.offset)
        below = page.distance(self.top, place, 2 * height)
        kept = kept_rows(height)
        if not self.cursor.selecting and (place < self.top or below < kept or below > height - 1 - kept):
            wanted = page.step(self.top, kept if rows > 0 else height - 1 - kept)
            row = page.row(wanted)
            if row.blank:
                row = page.row(page.step(wanted, 1 if rows > 0 else -1))
            self.cursor = self.cursor.at(row.start)
            self.post_message(self.Moved(self))
        self.refresh()
        if self.pair is not None:
            self.pair.show(self)

    def on_resize(self, event: events.Resize) -> None:
        """Set to the new width."""
        self._fit()

    @property
    def is_fitted(self) -> bool:
        """Whether the rows are set to the size that there is."""
        return bool(self.size) and self._fitted == self.size

    def _fit(self) -> None:
        """Set to the size that there is. While only the terminal has another one, the first row stays what it is; where
        the reader has asked for another view, the caret stays in sight."""
        is_terminal, self._terminal, self._fitted = self._terminal != self.app.size, self.app.size, self.size
        is_left = self._kept is not None and (self._kept.top, self._kept.cursor) == (self.top, self.cursor)
        self._set_anew(first=is_terminal or (self._by_first and is_left))

    def _set_anew(self, *, first: bool = False) -> None:
        """Set with other measures. The first visible character stays in the first row; unless it is to stay there by
        all means (`first`), only if the caret is still seen then."""
        if self.page is None:
            return
        before = self.cursor
        kept = Kept.before(self.page, self.top, self.cursor, self._kept)
        self._set_width()
        self._by_first = first
        self._kept = self._begun() or kept.seen_in(self.page, self.size.height, follow=not first)
        self.top, self.cursor = self._kept.top, self._kept.cursor
        if self.cursor != before:
            self.screen.post_message(self.Moved(self))
        # It may have been painted in the new size already, with the rows of the old one.
        self.refresh()
        if self.pair is not None:
            self.pair.show()

    def _begun(self) -> Kept | None:
        """The view of a page that was opened without room, now that there is some; None if it was not."""
        page, waiting, height = self.page, self._waiting, self.size.height
        if page is None or waiting is None or not height or self.size.width < LEAST:
            return None
        self._waiting = None
        if waiting[0] != self.source_offset or self.cursor.selecting:
            return None
        top = opened(page, self.cursor.offset, height, waiting[1])
        return Kept.before(page, top, self.cursor, None)

    def forget_paint(self) -> None:
        """Let go of the rows too: the caret of a pane that waits is painted another way."""
        super().forget_paint()
        self._strips.clear()
        self._column = None

    def forget_rows(self, start: int, end: int) -> None:
        """Keep of what was painted the rows that are seen and are not in that stretch."""
        kept = ((row.block, row.number) for row in self._seen if row.end <= start or row.start >= end)
        self._strips = {key: self._strips[key] for key in kept if key in self._strips}

    def begin_frame(self, size: Size, last: int, paper: Paper) -> None:
        """Lay out the rows that are seen."""
        self._width = size.width - self._bars
        if self.page is None:
            self._column = None
            return
        if self._fitted != size:
            # Of a size that it has asked for in between, the compositor tells nobody.
            self.call_later(self._fit)
        self._seen = seen(self.page, self.top, last)
        self._bar = thumb(self.page, self.top, size.height)
        self._shown = self._looks(self._seen)
        its, known = self._mapped(size.height), self._column
        if known is None or known.minimap is not its or known.paper is not paper:
            self._column = Column(its, paper, speakers=self._bars > 1)

    def paint_row(self, y: int, paper: Paper) -> list[Segment]:
        """Gutter, margin, text and scroll column of one row."""
        width, plain = self._width, blank(paper)
        column = self._column.row(self._bar, y) if self._column is not None else [track((0, 0), y, None, paper)]
        if self.page is None or y >= len(self._seen):
            return [Segment(" " * width, plain), *column]
        row, looks = self._seen[y], self._shown
        key = (row.block, row.number)
        changing = looks.touch(row)
        kept = None if changing else self._strips.get(key)
        if kept is None:
            number = self._numbers.of(self.page, row) if self._numbers is not None else 0
            runs = paint(self.page, row, self._marks, self._gutter, looks if changing else _NO_LOOKS, number)
            used = self._pad + sum(run.cells for run in runs)
            kept = [Segment(" " * self._pad, plain)] if self._pad else []
            kept += [Segment(run.text, style_of(run.role, paper)) for run in runs]
            if used <= width:
                kept.append(Segment(" " * (width - used), plain))
            else:
                kept = cut_segments(kept, 0, width)
            if not changing:
                self._strips[key] = kept
        return [*kept, *column]

    def _looks(self, rows: Sequence[Row]) -> Looks:
        if self.page is None or not rows:
            return Looks()
        matches = self.matches_in(rows[0].start, rows[-1].end)
        here = self.marks_here()
        active = here[self.cycled % len(here)] if here else None
        span = (active.start, active.end) if active is not None else None
        selection = self.page.whole_edits(*held) if (held := self.cursor.selection(self.page)) else self.echo
        return Looks(self.cursor.offset, selection, matches, active.id if active else "", span)

    def _offset_under(self, x: int, y: int) -> int | None:
        if self.page is None:
            return None
        rows = seen(self.page, self.top, self.size.height)
        if not rows:
            return None
        row = rows[min(max(y, 0), len(rows) - 1)]
        return self.page.offset_in(row, x - self._pad - self._gutter.width - MARGIN) if not row.blank else row.start

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret there; a drag selects from here."""
        if event.button != 1 or self.page is None:
            return
        if event.x >= self.size.width - self._bars:
            hits = self.matches_in(*self._mapped().span(event.y))
            starts = sorted([*(mark.start for mark in self._marks.near), *(start for start, _ in hits)])
            self._scrolling = True
            self.capture_mouse()
            self.post_message(self.Leaps(self.source_offset))
            self._set_cursor(Cursor(self.page.nearest(landing(self._mapped(), event.y, starts))))
            return
        offset = self._offset_under(event.x, event.y)
        if offset is not None:
            self._dragging = True
            self.capture_mouse()
            self._set_cursor(Cursor(self.page.nearest(offset)), free=0)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the pointer; beyond the edge the page moves on."""
        if self._scrolling and self.page is not None:
            at = self._mapped().span(min(max(event.y, 0), self.size.height - 1))[0]
            self._set_cursor(Cursor(self.page.nearest(at)))
            return
        if not self._dragging or self.page is None:
            return
        self._drag.to(event.x, event.y)
        self._select_to(event.x, event.y)

    def pull(self, rows: int, x: int, y: int) -> bool:
        """Move the page under a drag, and select up to the pointer's cell; whether the page has moved."""
        if self.page is None or not self._dragging:
            return False
        before, self.top = self.top, clamped(self.page, self.page.step(self.top, rows), self.size.height)
        self._select_to(x, y)
        return self.top != before

    def _select_to(self, x: int, y: int) -> None:
        offset = self._offset_under(x, y)
        if self.page is None or offset is None or (offset == self.cursor.offset and not self.cursor.selecting):
            return
        held = self.cursor.held or select(self.page, self.cursor, Unit.CHARACTER).held
        self._set_cursor(Cursor(self.page.nearest(offset), held=held, unit=Unit.CHARACTER), free=0)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag."""
        if self._dragging or self._scrolling:
            self._dragging = self._scrolling = False
            self._drag.end()
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Once: what is folded away there is opened. Twice: the word. Three times: the sentence."""
        beside = event.x >= self.size.width - self._bars
        if event.chain == 1 and not self.cursor.selecting and not beside and self._is_fold(event):
            self.turn_fold()
            return
        unit = {2: Unit.WORD, 3: Unit.SENTENCE}.get(event.chain)
        if unit is not None and self.page is not None and not beside:
            event.stop()
            self._set_cursor(select(self.page, self.cursor.cleared(), unit), free=0)

    def _is_fold(self, event: events.Click) -> bool:
        """Whether the pointer is on the line of what is folded away, or on the sign before what was opened."""
        row = seen(self.page, self.top, self.size.height)[event.y : event.y + 1] if self.page is not None else []
        if self.page is None or not row or row[0].blank:
            return False
        block = self.page.blocks[row[0].block]
        sign = row[0].number == 0 and event.x < self._pad + self._gutter.width + MARGIN
        return bool(block.folded) or (block.unfolded and sign)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.stop()
        self._wheel(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.stop()
        self._wheel(-3)
