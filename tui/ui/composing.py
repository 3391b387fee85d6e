"""How the widgets of a screen are put together: those that are not seen, or have not changed, are not asked for rows.

Textual asks every widget for all of its rows at each change, the boxes around them too, and throws most of it away.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

Places = dict[Widget, tuple[Region, Region]]
"""Where widgets are, in cells of the screen, and the part of the screen that each is cut to; the front ones first."""


class Composer(Compositor):
    """A compositor that asks only those for rows who show them where something has changed."""

    def __init__(self) -> None:
        super().__init__()
        self._changed: list[Region] = []
        """What an update is of; empty: the whole screen."""
        self._all: Places = {}
        self._seen: Places = {}
        """Those of `_all` of which anything is seen."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What is sent to the screen of what has changed; None if nothing has."""
        self._changed = list(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = []

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        widgets = self.visible_widgets
        if widgets is not self._all:
            self._all, self._seen = widgets, seen(widgets, self.cuts)
        for widget, (region, clip) in self._seen.items():
            x, y, width, height = shown = region.intersection(clip)
            if not self._changed or any(_touch(shown, one) for one in self._changed):
                yield region, clip, widget.render_lines(Region(x - region.x, y - region.y, width, height))


def seen(widgets: Places, cuts: list[list[int]]) -> Places:
    """Those that are not wholly behind others. `cuts`: where on each line any of them begins or ends."""
    taken: list[set[int]] = [set() for _ in cuts]
    found: Places = {}
    for widget, (region, clip) in widgets.items():
        x, y, width, height = region.intersection(clip)
        for line in range(max(0, y), min(y + height, len(cuts))):
            free = {cut for cut in cuts[line] if x <= cut < x + width} - taken[line]
            if free:
                taken[line] |= free
                found[widget] = region, clip
    return found


def _touch(one: Region, other: Region) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


class Composed(Screen[None]):
    """A screen of many widgets, of which a key changes few."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = Composer()

    def _compositor_refresh(self) -> None:
        # While several changes are gathered, Textual paints all of it and throws it away: a third of the first frame.
        if not self.app._batch_count:
            super()._compositor_refresh()
