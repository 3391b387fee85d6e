"""Who reads: the name that new highlights carry."""

from __future__ import annotations

import os

from tui.errors import Misuse
from tui.paths import config_dir

_LONGEST = 200


def author() -> str:
    """The reader's name: `PIZHU_AUTHOR`, else `author = "…"` in `config.toml`; empty if neither says one."""
    named = os.environ.get("PIZHU_AUTHOR")
    if named is not None:
        return _fit(named)
    try:
        text = (config_dir() / "config.toml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    import tomllib  # only where there is something to read

    try:
        said = tomllib.loads(text).get("author", "")
    except ValueError:
        return ""
    return _fit(said) if isinstance(said, str) else ""


def _fit(name: str) -> str:
    return " ".join(name.split())[:_LONGEST]


def checked(name: str) -> str:
    """A name as a command line gives it, blanks folded. Raises Misuse if there is nothing in it, or far too much."""
    if not name.strip() or len(name) > _LONGEST:
        raise Misuse(f"an author's name has 1 to {_LONGEST} characters", "give a name, or leave --author out")
    return _fit(name)
