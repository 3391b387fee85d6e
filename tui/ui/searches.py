"""What was searched, kept over restarts in the state folder, apart from the annotations."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from tui.paths import private_dir, state_dir

_MOST = 200
_LONGEST = 1000
"""Longer texts are not kept."""


class Searches:
    """The texts that were searched, the newest first, each once. What cannot be read or written is done without."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file if file is not None else state_dir() / "searches.json"
        self._kept: list[str] | None = None

    @property
    def newest_first(self) -> list[str]:
        """As they were typed, with prefixes."""
        if self._kept is None:
            self._kept = _read(self._file)
        return self._kept

    @property
    def last(self) -> str:
        """The one that was searched last; empty if none was."""
        return self.newest_first[0] if self.newest_first else ""

    def add(self, typed: str) -> None:
        """Put a search first, and write all."""
        if not typed or len(typed) > _LONGEST or typed == self.last:
            return
        self._kept = [typed, *(other for other in self.newest_first if other != typed)][:_MOST]
        try:
            folder = private_dir(self._file.parent)
            with tempfile.NamedTemporaryFile("w", dir=folder, encoding="utf-8", delete=False) as out:
                json.dump(self._kept, out)
            os.replace(out.name, self._file)
        except OSError:
            pass


def _read(file: Path) -> list[str]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    return [text for text in kept if isinstance(text, str) and text][:_MOST] if isinstance(kept, list) else []
