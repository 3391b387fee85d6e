"""The colours of the first page: those of the application's own theme, where the terminal has them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.layout.paint import Part, Role
from tui.records import Named

Colour = tuple[int, int, int]


class Palette(Named):
    """The colours of a theme."""

    ground: Colour
    """Of the page."""
    surface: Colour
    """Of the lists at its sides."""
    panel: Colour
    """Of titles."""
    ink: Colour
    """Of the letters."""
    quiet: Colour
    heading: Colour
    speakers: tuple[Colour, ...]


DARK = Palette(
    *((18, 18, 18), (30, 30, 30), (36, 47, 56), (224, 224, 224), (121, 121, 121), (145, 187, 219)),
    speakers=(
        *((111, 159, 226), (111, 182, 121), (226, 152, 96), (207, 123, 182)),
        *((87, 179, 189), (164, 135, 219), (219, 119, 119), (225, 185, 83)),
    ),
)
"""The theme of who has chosen none."""

_DEFAULT = "textual-dark"
_SPEAKERS = len(DARK.speakers)


def written(theme: str, colours: Sequence[Colour]) -> str:
    """A theme's colours, in the order of a palette, as they are kept."""
    return f"{theme}\n{' '.join(str(part) for colour in colours for part in colour)}\n"


def palette(theme: str, kept: str) -> Palette | None:
    """The colours of a theme (empty: of none that was chosen), as they are kept; None if they are another's."""
    if theme in ("", _DEFAULT):
        return DARK
    name, _, rest = kept.partition("\n")
    words = rest.split()
    if name != theme or len(words) != 3 * (6 + _SPEAKERS) or not all(w.isascii() and w.isdigit() for w in words):
        return None
    parts = [min(255, int(word[:4])) for word in words]
    colours = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
    ground, surface, panel, ink, quiet, heading, *speakers = colours
    return Palette(ground, surface, panel, ink, quiet, heading, tuple(speakers))


def has_colours(environment: Mapping[str, str]) -> bool:
    """Whether the terminal says that it has 16 million of them, and nobody wants to do without."""
    wanted = not environment.get("NO_COLOR") and not environment.get("TEXTUAL_COLOR_SYSTEM")
    return wanted and environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")


class Colours:
    """The terminal's codes for what is on the page."""

    def __init__(self, theme: Palette | None) -> None:
        """`theme`: the colours to be painted in; None: bold, dim and reversed letters in the terminal's own."""
        self.theme = theme

    def of(self, role: Role) -> str:
        """The code of a run with this role."""
        bold = role.part in (Part.SPEAKER, Part.HEADING, Part.SIGN)
        theme = self.theme
        if theme is None:
            dim = role.part in (Part.QUIET, Part.TIME)
            return f"\x1b[0{';1' if bold else ''}{';2' if dim else ''}{';7' if role.caret else ''}m"
        if role.caret:
            return _code(theme.ink, theme.ground)
        ink = theme.quiet if role.part in (Part.QUIET, Part.TIME) else theme.ink
        if role.part is Part.HEADING:
            ink = theme.heading
        if role.part is Part.SPEAKER:
            ink = theme.speakers[role.speaker % _SPEAKERS]
        return _code(theme.ground, ink, bold=bold)

    @property
    def ground(self) -> str:
        """The code of the empty page."""
        return _code(self.theme.ground, self.theme.ink) if self.theme is not None else "\x1b[0m"

    @property
    def surface(self) -> str:
        """The code of the empty lists."""
        return _code(self.theme.surface, self.theme.ink) if self.theme is not None else "\x1b[0m"

    @property
    def panel(self) -> str:
        """The code of a title."""
        return _code(self.theme.panel, self.theme.ink, bold=True) if self.theme is not None else "\x1b[0;1m"


def _code(ground: Colour, ink: Colour, *, bold: bool = False) -> str:
    (r, g, b), (x, y, z) = ink, ground
    return f"\x1b[0;{'1;' if bold else ''}38;2;{r};{g};{b};48;2;{x};{y};{z}m"
