"""What all our line-API widgets share: the theme's colours, and the scroll column."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.widget import Widget

from tui.ui.palette import Paper, hue, mix


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
    )


def _plain(colour: str) -> str:
    """A theme's colour as `#rrggbb`; its own transparency does not matter here."""
    from textual.color import Color

    return Color.parse(colour).hex6


def track(thumb: tuple[int, int], y: int, tick: str | None, paper: Paper) -> Segment:
    """One cell of a scroll column: the thumb from `thumb[0]` up to `thumb[1]`, and a tick in a tag's colour."""
    ground = mix(paper, 0.30 if thumb[0] <= y < thumb[1] else 0.08)
    if tick is None:
        return Segment(" ", Style(bgcolor=ground))
    return Segment("▐", Style(color=hue(tick).rich_color, bgcolor=ground, bold=True))
