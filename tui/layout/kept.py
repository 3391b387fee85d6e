"""What stays where it was when a view changes its size: the first character that is seen, and the caret."""

from __future__ import annotations

from dataclasses import replace

from tui.layout.cursor import Cursor
from tui.layout.rows import Layout, Place
from tui.layout.top import above
from tui.layout.view import clamped, following, seen
from tui.records import record


@record(frozen=True, slots=True)
class Kept:
    """How a page was seen in its old size, and how it is in the new one."""

    first: int
    """The offset of the character that was the first to be seen, however often the size has changed since."""
    caret: Cursor
    """The caret as the reader left it."""
    top: Place
    cursor: Cursor
    """Where view and caret are now; if they are elsewhere by the next change, the reader has moved them."""
    text: str
    """The text that the offsets are into."""
    gap: bool = False
    """Whether the blank row above that character was the first to be seen."""

    @classmethod
    def before(cls, page: Layout, top: Place, cursor: Cursor, earlier: Kept | None) -> Kept:
        """What is to be kept of `page`, still in its old size; `earlier` is what the last change kept."""
        if earlier is not None and earlier.text is page.text and (earlier.top, earlier.cursor) == (top, cursor):
            return earlier
        if top.row >= len(page.rows(top.block)):
            return cls(0, cursor, top, cursor, page.text)
        row = page.row(top)
        return cls(row.start, cursor, top, cursor, page.text, row.blank)

    def seen_in(self, page: Layout, height: int, *, follow: bool = False) -> Kept:
        """The same in the new size: the first character in the first row.

        A caret that is no longer seen then waits in the last row; while it selects, or if it is to be followed, the
        view follows it instead.
        """
        place = above(page, page.place_of(self.first), gap=self.gap)
        top = clamped(page, place, height)
        rows = [row for row in seen(page, top, height) if not row.blank]
        if not rows or rows[0].start <= self.caret.offset < max(rows[-1].end, rows[-1].start + 1):
            return replace(self, top=top, cursor=self.caret)
        if self.caret.selecting or follow:
            return replace(self, top=following(page, place, height, self.caret.offset), cursor=self.caret)
        shown = rows[0] if self.caret.offset < rows[0].start else rows[-1]
        return replace(self, top=top, cursor=self.caret.at(page.nearest(shown.start)))
