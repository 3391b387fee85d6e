"""What was searched, kept over restarts in the state folder, apart from the annotations."""

from __future__ import annotations

from pathlib import Path

from tui.paths import state_dir
from tui.ui.statefile import read_state, write_state

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
        write_state(self._file, self._kept)


def _read(file: Path) -> list[str]:
    kept = read_state(file)
    return [text for text in kept if isinstance(text, str) and text][:_MOST] if isinstance(kept, list) else []
