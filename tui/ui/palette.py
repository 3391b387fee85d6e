"""Roles to styles: the one place where the page's colours are decided, out of the theme's variables."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from tui.layout.paint import Part, Role

TAG_COLOURS = {
    "yellow": "#d7a21a",
    "green": "#3f9e4d",
    "blue": "#3f7fd9",
    "magenta": "#c04f9e",
    "cyan": "#1f9aa8",
    "orange": "#d9762b",
    "red": "#d04a4a",
    "violet": "#8660d0",
}
"""The hues that the tag colours' names stand for; tints of the theme's background are made from them."""

QUIET = "quiet"
"""The colour of highlights that the filter leaves out."""

_SPEAKERS = ("blue", "green", "orange", "magenta", "cyan", "violet", "red", "yellow")


def speaker_colour(number: int) -> str:
    """The name of the colour of the speaker of this number."""
    return _SPEAKERS[number % len(_SPEAKERS)]


class Paper(NamedTuple):
    """What the theme gives: the colours that all others are mixed from."""

    background: str
    foreground: str
    accent: str
    selection: str
    focused: bool = True


def hue(name: str) -> Color:
    """The colour that a tag's colour name stands for; grey for a name that is not known."""
    return Color.parse(TAG_COLOURS.get(name, "#8a8a8a"))


@lru_cache(maxsize=2048)
def style_of(role: Role, paper: Paper) -> Style:
    """The style of a role on this paper."""
    background, foreground = Color.parse(paper.background), Color.parse(paper.foreground)
    if role.part is Part.STRIPE:
        colour = foreground if not role.colours else _ink(role.colours[0], background)
        return Style(color=colour.rich_color, bgcolor=background.rich_color, bold=True, reverse=role.active)
    if role.part is Part.SPEAKER:
        ink = _ink(speaker_colour(role.speaker), background)
        return Style(color=ink.rich_color, bgcolor=background.rich_color, bold=True)
    dim = background.blend(foreground, 0.5)
    doubt = Color.parse(paper.accent).blend(_towards(background), 0.25)
    if role.part is Part.SIGN:
        return Style(color=doubt.rich_color, bgcolor=background.rich_color, bold=True)
    if role.part is Part.TIME:
        return Style(color=dim.rich_color, bgcolor=background.rich_color)
    ink = dim if role.part is Part.QUIET else doubt if role.uncertain else foreground
    ground = background
    tints = [name for name in role.colours if name != QUIET]
    for name in tints[:3]:
        ground = ground.blend(hue(name), (0.42 if role.active else 0.26) / (1 if name == tints[0] else 1.6))
    if role.selected:
        ground = Color.parse(paper.selection)
        ink = ground.get_contrast_text(0.95)
    if role.match:
        ground = Color.parse(paper.accent)
        ink = ground.get_contrast_text(0.95)
    if role.caret:
        ground, ink = (foreground, background) if paper.focused else (ground.blend(foreground, 0.35), ink)
    ink = ground.blend(ink, ink.a) if ink.a < 1 else ink
    return Style(
        color=ink.rich_color,
        bgcolor=ground.rich_color,
        bold=role.part is Part.HEADING or role.match,
        underline=role.edited or len(tints) > 1 or role.active or (QUIET in role.colours and not tints),
    )


def _ink(name: str, background: Color) -> Color:
    """A tag's colour as letters on `background`: lighter on dark paper, darker on light."""
    return hue(name).blend(_towards(background), 0.25)


def _towards(background: Color) -> Color:
    """What letters are drawn towards, to be read on `background`."""
    return Color.parse("#ffffff" if background.brightness < 0.5 else "#000000")


@lru_cache(maxsize=64)
def mix(paper: Paper, share: float) -> str:
    """The paper's background with so much of its foreground, as `#rrggbb`."""
    return Color.parse(paper.background).blend(Color.parse(paper.foreground), share).hex6
