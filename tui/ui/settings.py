"""How the reader likes the page: from the configuration, and what was chosen in the app since, which is kept.

`config.toml` in the XDG config directory, all of it optional:

    theme = "nord"          # any of Textual's
    measure = 40            # full-width characters to a row; 0: the whole pane
    numbers = false         # paragraph numbers
    author = "沈禾"         # the name that new highlights carry; PIZHU_AUTHOR goes before it
    ambiguous = "auto"      # how the terminal draws “ … — ·: "narrow", "wide"; "auto": ask it
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from tui.paths import config_dir, state_dir
from tui.ui.measure import MEASURE, MOST, WHOLE
from tui.ui.statefile import read_state, write_state

AMBIGUOUS = ("auto", "narrow", "wide")


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. `replace` and `save` change it for good."""

    theme: str = ""
    """The name of one of Textual's themes; empty: Textual's own choice."""
    measure: int = MEASURE
    """Cells of the longest row; 0: as long as the pane allows."""
    numbers: bool = False
    ambiguous: str = "auto"
    """One of `AMBIGUOUS`."""
    seen_wide: bool = False
    """Whether the terminal drew ambiguous characters wide when it was asked last."""
    author: str = ""
    """The name that new highlights carry (`tui.authors` reads it)."""
    problem: str = field(default="", compare=False)
    """What of the configuration could not be understood; empty if all could."""

    @property
    def wide(self) -> bool:
        """Whether ambiguous characters are taken to be wide before the terminal has answered."""
        return self.ambiguous == "wide" or (self.ambiguous == "auto" and self.seen_wide)


def load(config: Path | None = None, state: Path | None = None) -> Settings:
    """The settings as they are. Never fails: what is wrong in the configuration is told in `problem` and left out."""
    settings = _configured(config if config is not None else config_dir() / "config.toml")
    kept = read_state(state if state is not None else _state_file())
    return _taken(settings, kept)[0] if isinstance(kept, dict) else settings


def save(settings: Settings, state: Path | None = None) -> bool:
    """Keep what differs from the configuration; tells whether it could be written."""
    file = state if state is not None else _state_file()
    plain = asdict(_configured(config_dir() / "config.toml"))
    kept = {name: value for name, value in asdict(settings).items() if name != "problem" and value != plain[name]}
    return write_state(file, kept)


def _state_file() -> Path:
    return state_dir() / "settings.json"


def _configured(file: Path) -> Settings:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as problem:
        return Settings(problem=f"{file.name}: {problem}")
    import tomllib  # only where there is something to read

    try:
        said = tomllib.loads(text)
    except ValueError as problem:
        return Settings(problem=f"{file.name}: {problem}")
    if isinstance(said.get("measure"), int):
        said["measure"] *= 2
    settings, wrong = _taken(Settings(), said)
    return replace(settings, problem=f"{file.name}: {', '.join(wrong)}?") if wrong else settings


def _taken(settings: Settings, said: Mapping[str, object]) -> tuple[Settings, list[str]]:
    """The settings with what is said of them, as far as that can be; and the names of what cannot."""
    known = {f.name for f in fields(Settings)} - {"problem"}
    good = {name: value for name, value in said.items() if name in known and _is_fit(name, value)}
    return replace(settings, **good), [name for name in said if name not in good]  # type: ignore[arg-type]


def _is_fit(name: str, value: object) -> bool:
    if name in ("numbers", "seen_wide"):
        return isinstance(value, bool)
    if name == "measure":
        return isinstance(value, int) and not isinstance(value, bool) and (value == WHOLE or 8 <= value <= MOST)
    return value in AMBIGUOUS if name == "ambiguous" else isinstance(value, str)
