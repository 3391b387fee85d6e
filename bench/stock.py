"""What a reading view is when it is made of Textual's own parts: the yardstick of `reading.py`, not a part of Pizhu.

A `ScrollView` with `render_line`. Paragraphs are wrapped by our `wrap` when they are first painted; until then their
height is guessed, and `virtual_size` follows what has been measured. Highlights are runs of another colour.

python bench/stock.py FILE [ANNOTATIONS]
"""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from pathlib import Path

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.layout.cells import cell_len, on_screen
from tui.layout.wrap import wrap

MEASURE = 80
_BLOCK = 256
_PLAIN, _MARKED, _TWICE = Style(), Style(bgcolor="#404a20"), Style(bgcolor="#405a60", underline=True)

Span = tuple[int, int]


class Book(ScrollView, can_focus=True):
    """A text of paragraphs with highlights."""

    def __init__(self, text: str, spans: list[Span]) -> None:
        super().__init__()
        self._lines = text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))
        self._spans, self._begins = spans, [start for start, _ in spans]
        self._longest = max((end - start for start, end in spans), default=0)
        self._known: dict[int, list[Strip]] = {}
        self._heights = [max(1, -(-2 * len(line) // MEASURE)) for line in self._lines]
        self._sums = [sum(self._heights[at : at + _BLOCK]) for at in range(0, len(self._lines), _BLOCK)]

    def on_mount(self) -> None:
        self.virtual_size = Size(MEASURE, sum(self._sums))
        self.focus()

    def on_key(self, event: events.Key) -> None:
        if event.key == "pagedown":
            event.stop()
            self.scroll_page_down(animate=False)
        elif event.key == "end":
            event.stop()
            self.scroll_end(animate=False)

    def _find(self, row: int) -> tuple[int, int]:
        """The paragraph that holds a row of the whole text, and which row of it that is."""
        for block, height in enumerate(self._sums):
            if row < height:
                break
            row -= height
        else:
            return len(self._lines), 0
        for line in range(block * _BLOCK, min(len(self._lines), block * _BLOCK + _BLOCK)):
            if row < self._heights[line]:
                return line, row
            row -= self._heights[line]
        return len(self._lines), 0

    def _set(self, line: int) -> list[Strip]:
        if line in self._known:
            return self._known[line]
        text, base = self._lines[line], self._starts[line]
        first = bisect_left(self._begins, base - self._longest)
        behind = bisect_right(self._begins, base + len(text))
        here = [(a - base, b - base) for a, b in self._spans[first:behind] if b > base]
        strips = []
        for start, end in pairwise([0, *wrap(text, MEASURE), len(text)]):
            cuts = {start, end, *(at for span in here for at in span if start < at < end)}
            runs = []
            for a, b in pairwise(sorted(cuts)):
                held = sum(x <= a < y for x, y in here)
                shown = on_screen(text[a:b])
                runs.append(Segment(shown, (_PLAIN, _MARKED, _TWICE)[min(held, 2)]))
            strips.append(Strip(runs, sum(cell_len(run.text) for run in runs)))
        made = self._known[line] = strips or [Strip([])]
        if len(made) != self._heights[line]:
            self._sums[line // _BLOCK] += len(made) - self._heights[line]
            self._heights[line] = len(made)
            self.virtual_size = Size(MEASURE, sum(self._sums))
        return made

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        line, row = self._find(self.scroll_offset.y + y)
        if line >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        rows = self._set(line)
        strip = rows[min(row, len(rows) - 1)]
        return strip.crop_extend(0, width, self.rich_style).apply_style(self.rich_style)


class Stock(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str, spans: list[Span]) -> None:
        super().__init__()
        self._book = Book(text, spans)

    def compose(self) -> ComposeResult:
        yield self._book

    def on_ready(self) -> None:
        gc.collect()
        gc.freeze()


if __name__ == "__main__":
    marked: list[Span] = []
    if len(sys.argv) > 2:
        found = sqlite3.connect(sys.argv[2])
        marked = found.execute('select start, "end" from highlight where deleted is null order by start').fetchall()
        found.close()
    Stock(Path(sys.argv[1]).read_text(encoding="utf-8"), marked).run()
