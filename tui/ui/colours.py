"""The colours that a theme and a terminal give: as many as there are, sixteen, or none."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from rich.color import Color as Ink
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.color import Color

from tui.records import Named

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

SPEAKERS = ("blue", "green", "orange", "magenta", "cyan", "violet", "red", "yellow")
"""The colours of the speakers, in the order of their first words."""

BLACK, GREY, PALE, WHITE = 0, 8, 7, 15
"""Numbers of the terminal's sixteen colours, from dark to light."""

_NUMBERS = {
    "red": 1,
    "green": 2,
    "yellow": 3,
    "blue": 4,
    "magenta": 5,
    "cyan": 6,
    "orange": 9,
    "violet": 13,
}

_EXACT = (
    *((0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)),
    *((85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255), (255, 85, 255), (85, 255, 255)),
    (255, 255, 255),
)
"""What comes out as just that colour when all are brought to the nearest of the sixteen."""

_LIGHT = frozenset((2, 3, 6, 7, 9, 10, 11, 12, 13, 14, 15))
"""Those of the sixteen on which black is read better than white."""


class Depth(Enum):
    """How many colours there are to paint with."""

    FULL = "full"
    SIXTEEN = "sixteen"
    """The terminal has no more; the theme's colours are brought to the nearest of them."""
    NATIVE = "native"
    """The theme leaves all colours to the terminal."""
    NONE = "none"
    """No colour may carry a meaning: NO_COLOR."""


class Paper(Named):
    """What the theme gives: the colours that all others are mixed from."""

    background: str
    foreground: str
    accent: str
    selection: str
    focused: bool = True
    depth: Depth = Depth.FULL
    dark: bool = True
    """Whether the background is darker than the letters."""


def hue(name: str) -> Color:
    """The colour that a tag's colour name stands for; grey for a name that is not known."""
    return Color.parse(TAG_COLOURS.get(name, "#8a8a8a"))


def number(name: str) -> int:
    """Which of the sixteen a tag's colour name stands for; grey for a name that is not known."""
    return _NUMBERS.get(name, GREY)


def letters_number(name: str, paper: Paper) -> int:
    """The same for letters on the paper: on a dark one blue is the bright one, as the other is hardly read there."""
    return 12 if paper.dark and name == "blue" else number(name)


def ink_on(ground: int) -> int:
    """Which of the sixteen is read best on the one of number `ground`."""
    return BLACK if ground in _LIGHT else WHITE


@lru_cache(maxsize=64)
def few(wanted: int, paper: Paper) -> Ink:
    """One of the sixteen by its number, as the theme must be told it to come out as just that."""
    if paper.depth is Depth.NATIVE:
        return Ink.from_ansi(wanted)
    return Ink.from_triplet(ColorTriplet(*_EXACT[wanted]))


def letters(paper: Paper) -> Ink:
    """The colour of the text."""
    return Ink.default() if paper.depth is Depth.NATIVE else Ink.parse(paper.foreground)


def ground(paper: Paper) -> Ink:
    """The colour behind the text."""
    return Ink.default() if paper.depth is Depth.NATIVE else Ink.parse(paper.background)


@lru_cache(maxsize=16)
def blank(paper: Paper) -> Style:
    """Where nothing stands: the letters' colour and the ground's."""
    return Style(color=letters(paper), bgcolor=ground(paper))


def towards(background: Color) -> Color:
    """What letters are drawn towards, to be read on `background`."""
    return Color.parse("#ffffff" if background.brightness < 0.5 else "#000000")


def ink(name: str, background: Color) -> Color:
    """A tag's colour as letters on `background`: lighter on dark paper, darker on light."""
    return hue(name).blend(towards(background), 0.25)


@lru_cache(maxsize=256)
def letters_in(name: str, paper: Paper, *, bold: bool = True) -> Style:
    """Letters in a tag's colour on the paper, in whatever colours there are."""
    if paper.depth is Depth.NONE:
        return Style(color=letters(paper), bgcolor=ground(paper), bold=bold)
    if paper.depth is Depth.FULL:
        return Style(color=ink(name, Color.parse(paper.background)).rich_color, bgcolor=ground(paper), bold=bold)
    return Style(color=few(letters_number(name, paper), paper), bgcolor=ground(paper), bold=bold)


@lru_cache(maxsize=16)
def quiet_letters(paper: Paper, share: float = 0.5) -> Style:
    """Letters that stand back: mixed with the paper to this share."""
    if paper.depth is Depth.NONE:
        return Style(color=letters(paper), bgcolor=ground(paper), dim=True)
    if paper.depth is Depth.FULL:
        mixed = Color.parse(paper.background).blend(Color.parse(paper.foreground), share)
        return Style(color=mixed.rich_color, bgcolor=ground(paper))
    return Style(color=few(grey(paper), paper), bgcolor=ground(paper))


def grey(paper: Paper) -> int:
    """Which of the sixteen stands back and is still read."""
    if paper.depth is Depth.NATIVE:
        return GREY
    nearest = Ink.parse(paper.background).downgrade(ColorSystem.STANDARD).number
    return PALE if nearest == GREY else GREY


@lru_cache(maxsize=16)
def strong_letters(paper: Paper) -> Style:
    """Letters in the theme's accent, darkened or lightened to be read."""
    if paper.depth is Depth.FULL:
        back = Color.parse(paper.background)
        drawn = Color.parse(paper.accent).blend(towards(back), 0.1 if paper.dark else 0.4)
        return Style(color=drawn.rich_color, bgcolor=ground(paper), bold=True)
    if paper.depth is Depth.NONE:
        return Style(color=letters(paper), bgcolor=ground(paper), bold=True)
    return Style(color=few(11 if paper.dark else 1, paper), bgcolor=ground(paper), bold=True)


def speaker_colour(number: int) -> str:
    """The name of the colour of the speaker of this number."""
    return SPEAKERS[number % len(SPEAKERS)]
