"""Two reading views of one document that go together: the reading text, and the untouched source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.layout.beside import Bands, Beside
from tui.layout.cursor import Cursor
from tui.layout.rows import Layout
from tui.layout.view import following

if TYPE_CHECKING:
    from tui.ui.widgets.leaf import Leaf


class Pair:
    """One of the two leads, the other follows: to the same place, the same row of the screen, the same selection.

    Where they stand side by side, their rows are aligned; one above the other they only go together.
    """

    def __init__(self, reading: Leaf, source: Leaf, *, aligned: bool) -> None:
        self.reading = reading
        self.source = source
        self.leader = reading
        self._aligned = aligned
        self._bands: Bands | None = None
        reading.pair = source.pair = self
        reading.show_matches(reading.matches)
        self.settle()
        self.sync()

    def part(self) -> None:
        """Each goes its own way again."""
        for leaf in (self.reading, self.source):
            leaf.pair, leaf.echo = None, None
            _take(leaf, _plain(leaf.page))

    def align(self, aligned: bool) -> None:
        """Let the rows lie side by side, or as they are by themselves."""
        if aligned is not self._aligned:
            self._aligned = aligned
            self.settle()
            self.sync()

    def other(self, leaf: Leaf) -> Leaf:
        """The one beside this one."""
        return self.source if leaf is self.reading else self.reading

    def settle(self, setting: Leaf | None = None) -> None:
        """A page was set: pad both anew. Where the view of `setting` begins it sees to itself."""
        reading, source = _plain(self.reading.page), _plain(self.source.page)
        if not self._aligned or reading is None or source is None or not _match(reading, source):
            self._bands = None
            _take(self.reading, reading, keep_top=self.reading is not setting)
            _take(self.source, source, keep_top=self.source is not setting)
            return
        known = self._bands
        is_known = known is not None and known.reading.has_rows_of(reading) and known.source.has_rows_of(source)
        self._bands = bands = known if known is not None and is_known else Bands(reading, source)
        for leaf, plain in ((self.reading, reading), (self.source, source)):
            old = leaf.page
            if not (isinstance(old, Beside) and old.plain is plain and old.bands is bands):
                page = Beside(plain, bands, is_source=leaf is self.source)
                _take(leaf, page, keep_top=leaf is not setting and not is_known)

    def show(self, leader: Leaf | None = None) -> None:
        """Take one of them to where the other is, and paint both."""
        self.sync(leader)
        self.reading.refresh()
        self.source.refresh()

    def sync(self, leader: Leaf | None = None) -> None:
        """Take one of them, the one that leads if none is given, to where the other is. Who calls it refreshes both."""
        leader = leader or self.leader
        follower = self.other(leader)
        page, its = leader.page, follower.page
        if page is None or its is None or page.transcript.text != its.transcript.text:
            return
        leader.echo = None
        at, selected = leader.source_offset, leader.source_selection
        if selected is not None:
            follower.cursor = _selecting(its, its.reading.reading_span(*selected), at == selected[0], leader.cursor)
        elif follower.source_offset != at or follower.cursor.selecting:
            follower.cursor = Cursor(its.nearest(its.reading.to_reading(at)))
        follower.echo = None if selected is not None else _echo(page, leader.cursor.offset, its)
        caret = follower.cursor.offset
        if isinstance(page, Beside) and isinstance(its, Beside) and page.bands is its.bands:
            follower.top = page.other_place(leader.top)
        else:
            below = page.distance(leader.top, page.place_of(leader.cursor.offset), max(1, leader.size.height))
            top = its.step(its.place_of(caret), -max(0, below))
            follower.top = following(its, top, follower.size.height, caret)


def _plain(page: Layout | None) -> Layout | None:
    return page.plain if isinstance(page, Beside) else page


def _take(leaf: Leaf, page: Layout | None, *, keep_top: bool = True) -> None:
    """Give a view its page; the first character that is seen stays the first."""
    old = leaf.page
    if page is old:
        return
    first = old.row(leaf.top).start if keep_top and old is not None else 0
    leaf.take_page(page)
    if keep_top and page is not None:
        leaf.top = page.place_of(first)


def _match(reading: Layout, source: Layout) -> bool:
    return source.raw and not reading.raw and reading.transcript.text == source.transcript.text


def _selecting(page: Layout, span: tuple[int, int], at_start: bool, leader: Cursor) -> Cursor:
    """The caret at an edge of the selected `span`; alone where no block shows that edge, as it is a label's."""
    first, last = span
    caret = page.nearest(first if at_start else page.last_of(first, last))
    return Cursor(caret, held=span, unit=leader.unit) if first <= caret < last else Cursor(caret)


def _echo(page: Layout, offset: int, other: Layout) -> tuple[int, int] | None:
    """What stands on the other page for the character at `offset`, if that is more than one character."""
    start, end = page.cluster(offset)
    if start == end:
        return None
    first, last = other.reading.reading_span(*page.reading.source_span(start, end))
    return (first, last) if last > first and other.cluster(first)[1] < last else None
