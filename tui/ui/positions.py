"""Where the reader was in each document: kept in the state folder, by characters, apart from the annotations."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from tui.paths import private_dir, state_dir

_MOST = 2000
"""How many documents are remembered; the ones read longest ago are forgotten first."""


class Positions:
    """Source offsets by absolute path. What cannot be read or written is done without: nothing depends on it."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file if file is not None else state_dir() / "positions.json"
        self._at = _read(self._file)

    def get(self, path: Path) -> int:
        """Where the reader was; 0 if never there."""
        return self._at.get(os.path.abspath(path), 0)

    def set(self, path: Path, offset: int) -> None:
        """Remember a place; it is written by `save`."""
        key = os.path.abspath(path)
        self._at.pop(key, None)
        self._at[key] = offset

    @property
    def last(self) -> str:
        """The absolute path that was read last; empty if none was."""
        return next(reversed(self._at), "")

    def save(self) -> bool:
        """Write the places, whole or not at all; tells whether that went well."""
        kept = dict(list(self._at.items())[-_MOST:])
        try:
            folder = private_dir(self._file.parent)
            with tempfile.NamedTemporaryFile("w", dir=folder, encoding="utf-8", delete=False) as out:
                json.dump(kept, out)  # names may hold lone surrogates
            os.replace(out.name, self._file)
        except OSError:
            return False
        return True


def _read(file: Path) -> dict[str, int]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    return {str(path): offset for path, offset in value.items() if isinstance(offset, int) and offset >= 0}
