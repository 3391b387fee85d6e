"""What all our line-API widgets share: the theme's colours, and how rows become strips."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from rich.segment import Segment
from textual.app import App
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.layout.cells import is_wide
from tui.ui.colours import Depth, Paper, blank
from tui.ui.widgets.strips import OwnStrip, fitted


def paper_of(widget: Widget) -> Paper:
    """The colours that a widget paints with, as they are now."""
    variables = widget.app.theme_variables
    background = widget.background_colors[1].rgb
    return Paper(
        "#{:02x}{:02x}{:02x}".format(*background),
        _plain(variables.get("foreground", "#e0e0e0")),
        _plain(variables.get("warning", "#d7a21a")),
        _plain(variables.get("primary", "#4f7fbf")),
        widget.has_focus,
        depth_of(widget.app),
        widget.app.current_theme.dark,
    )


def depth_of(app: App[object]) -> Depth:
    """How many colours the app has to paint with."""
    if app.no_color:
        return Depth.NONE
    if app.native_ansi_color:
        return Depth.NATIVE
    return Depth.SIXTEEN if app.console.color_system in ("standard", "windows") else Depth.FULL


class Painted(Widget):
    """A widget that paints itself row by row, without border and padding: the styles' cache is passed by.

    A row is painted once between two refreshes, however often the compositor asks for it.
    """

    ALLOW_SELECT = False

    EXACT: ClassVar[bool] = False
    """Whether `paint_row` gives exactly as many cells as the widget is wide."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._frame: dict[int, Strip] = {}
        self._drawn: dict[int, list[Segment]] = {}
        """What the strips of the frame are made of."""
        self._frame_size = self.size
        self._paper: Paper | None = None

    def begin_frame(self, size: Size, last: int, paper: Paper) -> None:
        """Get ready to paint rows up to `last` (not included) of a widget of this size, in cells."""

    def paint_row(self, y: int, paper: Paper) -> list[Segment]:
        """The segments of the row `y` of the widget."""
        raise RuntimeError(f"{type(self).__name__} paints nothing")

    def forget_paint(self) -> None:
        """Let go of what was painted with colours that are no more."""
        self._paper = None
        self._frame = {}

    def refresh(self, *regions: Region, **flags: Any) -> Self:
        """Paint anew."""
        self._frame = {}
        return super().refresh(*regions, **flags)

    def refresh_changed(self) -> None:
        """Paint anew the rows that look otherwise by now, and send no others to the screen."""
        width, height = size = self.size
        paper = self._paper
        if paper is None or self._frame_size != size or len(self._frame) < height:
            self.refresh()
            return
        self.begin_frame(size, height, paper)
        rows = {y: self.paint_row(y, paper) for y in range(height)}
        changed = [y for y in rows if rows[y] != self._drawn[y]]
        self._draw({y: rows[y] for y in changed}, width, paper)
        if 2 * len(changed) > height:
            super().refresh()
        elif changed:
            super().refresh(*(Region(0, y, width, 1) for y in changed))

    def notify_style_update(self) -> None:
        """The theme or a class has changed."""
        super().notify_style_update()
        self.forget_paint()

    def on_focus(self) -> None:
        """What is under the caret stands out."""
        self.forget_paint()

    def on_blur(self) -> None:
        """It does so no more."""
        self.forget_paint()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the rows of `crop`."""
        paper = self._paper = self._paper or paper_of(self)
        width, _ = size = self.size
        if self._frame_size != size:
            self._frame, self._frame_size = {}, size
        missing = [y for y in range(crop.y, crop.bottom) if y not in self._frame]
        if missing:
            self.begin_frame(size, crop.bottom, paper)
            self._draw({y: self.paint_row(y, paper) for y in missing}, width, paper)
        strips = [self._frame[y] for y in range(crop.y, crop.bottom)]
        return [strip.crop(crop.x, crop.right) for strip in strips] if crop.x or crop.width != width else strips

    def _draw(self, rows: dict[int, list[Segment]], width: int, paper: Paper) -> None:
        self._drawn |= rows
        filters, behind = self.get_line_filters(), self.background_colors[1]
        if paper.depth is Depth.FULL:
            # Our colours are true ones already: see `paper_of`.
            filters = [each for each in filters if not isinstance(each, ANSIToTruecolor)]
        kind = OwnStrip if is_wide() else Strip
        for y, segments in rows.items():
            shown = segments if self.EXACT else fitted(segments, width, blank(paper))
            for line_filter in filters:
                shown = line_filter.apply(shown, behind)
            self._frame[y] = kind(shown, width)


def _plain(colour: str) -> str:
    """A theme's colour as `#rrggbb`; its own transparency does not matter here."""
    from textual.color import Color

    return Color.parse(colour).hex6
