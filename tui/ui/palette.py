"""Roles to styles: the one place where the page's looks are decided, out of the theme's colours.

What must be told apart differs in more than colour where there are few of them:

| | sixteen colours | none |
|---|---|---|
| highlight | the tag's colour behind it | underlined |
| several | and underlined | underlined twice |
| under the caret | and bold, underlined | and bold |
| left out by filter or focus | underlined, nothing behind it | dim, underlined |
| selection | reversed | reversed |
| search hit | on yellow, bold | reversed, bold |
| hit in a selection | reversed, bold | reversed, underlined twice |
| caret | on white, black or cyan, bold, underlined | reversed, bold, underlined |
| corrected or repaired | italic, underlined | italic, underlined |
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as Ink
from rich.style import Style
from textual.color import Color

from tui.layout.paint import QUIET, Part, Role
from tui.ui.colours import (
    BLACK,
    PALE,
    TAG_COLOURS,
    WHITE,
    Depth,
    Paper,
    few,
    grey,
    ground,
    hue,
    ink_on,
    letters,
    letters_in,
    number,
    quiet_letters,
    speaker_colour,
    strong_letters,
    towards,
)

__all__ = ["QUIET", "TAG_COLOURS", "Paper", "hue", "mix", "style_of"]

_HIT, _HELD = 11, 14
"""The numbers of the colours behind a search hit, and behind a caret in a selection."""


@lru_cache(maxsize=4096)
def style_of(role: Role, paper: Paper) -> Style:
    """The style of a role on this paper."""
    if role.part is Part.STRIPE:
        if not role.colours or role.colours[0] == QUIET:
            return Style.combine([quiet_letters(paper), Style(reverse=role.active)])
        return Style.combine([letters_in(role.colours[0], paper), Style(reverse=role.active)])
    if role.part is Part.SPEAKER:
        return letters_in(speaker_colour(role.speaker), paper)
    if role.part is Part.SIGN:
        return strong_letters(paper)
    if role.part is Part.TIME:
        return quiet_letters(paper)
    if paper.depth is Depth.NONE:
        return _without(role, paper)
    return _mixed(role, paper) if paper.depth is Depth.FULL else _few(role, paper)


def _mixed(role: Role, paper: Paper) -> Style:
    """With all colours: tints of the paper, those of overlapping highlights blended."""
    background, foreground = Color.parse(paper.background), Color.parse(paper.foreground)
    doubt = Color.parse(paper.accent).blend(towards(background), 0.25)
    drawn = background.blend(foreground, 0.5) if role.part is Part.QUIET else doubt if role.uncertain else foreground
    if role.part is Part.HEADING:
        drawn = foreground.blend(Color.parse(paper.selection), 0.35)
    behind = background
    tints = [name for name in role.colours if name != QUIET]
    if tints:
        share = min(0.26 + 0.08 * (len(tints) - 1), 0.42) + (0.16 if role.active else 0)
        behind = background.blend(_mean(tuple(hue(name) for name in tints)), share)
    elif role.colours:
        behind = background.blend(foreground, 0.07)
    if role.selected or role.match:
        behind = Color.parse(paper.selection if role.selected else paper.accent)
        drawn = behind.get_contrast_text(0.95)
    if role.caret:
        behind, drawn = (foreground, background) if paper.focused else (behind.blend(foreground, 0.35), drawn)
    drawn = behind.blend(drawn, drawn.a) if drawn.a < 1 else drawn
    return Style(
        color=drawn.rich_color,
        bgcolor=behind.rich_color,
        bold=role.part is Part.HEADING or role.match,
        underline=role.edited or role.active or (QUIET in role.colours and not tints),
    )


def _mean(hues: tuple[Color, ...]) -> Color:
    """The colour in the middle of all these."""
    reds, greens, blues = zip(*(colour.rgb for colour in hues), strict=True)
    count = len(hues)
    return Color(sum(reds) // count, sum(greens) // count, sum(blues) // count)


def _few(role: Role, paper: Paper) -> Style:
    tints = [name for name in role.colours if name != QUIET]
    held = bool(role.colours)
    drawn, behind = letters(paper), ground(paper)
    reverse = False
    if role.part is Part.QUIET:
        drawn = few(grey(paper), paper)
    if role.uncertain:
        drawn = few(_HIT if paper.dark else number("red"), paper)
    if role.part is Part.HEADING:
        drawn = few(number("cyan" if paper.dark else "blue"), paper)
    if tints:
        behind, drawn = _on(number(tints[0]), paper)
    if role.selected:
        behind, drawn, reverse = ground(paper), letters(paper), True
    elif role.match:
        behind, drawn = _on(_HIT, paper)
    if role.caret:
        stands_out = _HELD if role.selected else WHITE if paper.dark else BLACK
        behind, drawn = _on(stands_out if paper.focused else PALE, paper)
        reverse = False
    return Style(
        color=drawn,
        bgcolor=behind,
        reverse=reverse,
        italic=role.edited,
        bold=role.part is Part.HEADING or role.match or role.caret or role.active,
        underline=role.active or role.caret or role.edited or len(tints) > 1 or (held and not tints),
    )


def _on(behind: int, paper: Paper) -> tuple[Ink, Ink]:
    return few(behind, paper), few(ink_on(behind), paper)


def _without(role: Role, paper: Paper) -> Style:
    tints = [name for name in role.colours if name != QUIET]
    held = bool(role.colours)
    # Reversed are selection, hit and caret; which of them, the weight and the line below must tell.
    over = role.selected or role.match or role.caret
    hit = role.match and not role.selected
    return Style(
        color=letters(paper),
        bgcolor=ground(paper),
        reverse=over,
        bold=role.caret or hit if over else role.part is Part.HEADING or role.active,
        underline=role.caret or ((held or role.edited) and not role.match),
        underline2=(role.match and not hit and not role.caret) if over else len(tints) > 1,
        dim=not over and (role.part is Part.QUIET or (held and not tints)),
        italic=role.edited,
    )


@lru_cache(maxsize=64)
def mix(paper: Paper, share: float) -> str:
    """The paper's background with so much of its foreground, as rich names colours; with few colours, what is next."""
    if paper.depth in (Depth.FULL, Depth.NONE):
        return Color.parse(paper.background).blend(Color.parse(paper.foreground), share).hex6
    if share < 0.2:
        return "default" if paper.depth is Depth.NATIVE else paper.background
    return few(grey(paper) if paper.dark else PALE, paper).name
