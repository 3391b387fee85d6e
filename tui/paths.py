"""Where things lie: the XDG folders, and how a document is named relative to its library."""

from __future__ import annotations

import os
from pathlib import Path

from tui.digest import sha256

APP = "pizhu"

DATABASE = "annotations.db"
"""What a library's database is called, unless another is named."""


def _xdg(variable: str, fallback: str) -> Path:
    value = os.environ.get(variable, "")
    base = Path(value) if value.startswith("/") else Path.home() / fallback
    return base / APP


def config_dir() -> Path:
    """Where the reader's configuration lies (not created here)."""
    return _xdg("XDG_CONFIG_HOME", ".config")


def state_dir() -> Path:
    """Where reading positions and drafts lie (not created here)."""
    return _xdg("XDG_STATE_HOME", ".local/state")


def cache_dir() -> Path:
    """Where derived, disposable data lies (not created here)."""
    return _xdg("XDG_CACHE_HOME", ".cache")


def cache_file(folder: str, database: Path) -> Path:
    """Where something derived of a database lies, in a folder of the cache; nothing is made here."""
    return cache_dir() / folder / f"{sha256(os.fsencode(os.path.abspath(database)))[:24]}.db"


def private_dir(path: Path) -> Path:
    """Make `path` if need be, readable by its owner alone, and return it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def library_path(path: Path, root: Path) -> str:
    """How the library knows `path`: relative to `root`, with forward slashes (may begin with `../`).

    Links are not followed, so that a linked folder keeps the name that the reader gave it.
    """
    return Path(os.path.relpath(os.path.abspath(path), os.path.abspath(root))).as_posix()
