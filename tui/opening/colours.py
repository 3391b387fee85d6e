"""The colours of the first page: those of the application's own theme, where the terminal has them all."""

from __future__ import annotations

from collections.abc import Mapping

from tui.layout.paint import Part, Role

GROUND, SURFACE, PANEL, INK = (18, 18, 18), (30, 30, 30), (36, 47, 56), (224, 224, 224)
"""Of the page, of the lists at its sides, of titles, and of the letters."""

_DIM, _TITLE = (121, 121, 121), (145, 187, 219)
_SPEAKERS = (
    *((111, 159, 226), (111, 182, 121), (226, 152, 96), (207, 123, 182)),
    *((87, 179, 189), (164, 135, 219), (219, 119, 119), (225, 185, 83)),
)

Colour = tuple[int, int, int]


def has_colours(environment: Mapping[str, str]) -> bool:
    """Whether the terminal says that it has 16 million of them, and nobody wants to do without."""
    wanted = not environment.get("NO_COLOR") and not environment.get("TEXTUAL_COLOR_SYSTEM")
    return wanted and environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")


class Colours:
    """The terminal's codes for what is on the page."""

    def __init__(self, *, full: bool) -> None:
        """`full`: the theme's colours; else bold, dim and reversed letters in the terminal's own."""
        self.full = full

    def of(self, role: Role) -> str:
        """The code of a run with this role."""
        bold = role.part in (Part.SPEAKER, Part.HEADING, Part.SIGN)
        if not self.full:
            dim = role.part in (Part.QUIET, Part.TIME)
            return f"\x1b[0{';1' if bold else ''}{';2' if dim else ''}{';7' if role.caret else ''}m"
        if role.caret:
            return self.plain(INK, GROUND)
        ink = _DIM if role.part in (Part.QUIET, Part.TIME) else _TITLE if role.part is Part.HEADING else INK
        if role.part is Part.SPEAKER:
            ink = _SPEAKERS[role.speaker % len(_SPEAKERS)]
        return self.plain(GROUND, ink, bold=bold)

    def plain(self, ground: Colour, ink: Colour = INK, *, bold: bool = False) -> str:
        """The code of letters on a ground."""
        if not self.full:
            return "\x1b[0;1m" if bold else "\x1b[0m"
        (r, g, b), (x, y, z) = ink, ground
        return f"\x1b[0;{'1;' if bold else ''}38;2;{r};{g};{b};48;2;{x};{y};{z}m"
