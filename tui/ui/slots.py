"""Which recent tag is on which digit, kept over restarts in the state folder: what a hand has learnt stays."""

from __future__ import annotations

import os
from pathlib import Path

from tui.paths import state_dir
from tui.ui.statefile import read_state, write_state

_MOST = 200
"""Databases whose digits are remembered; those written longest ago are forgotten first."""


class Slots:
    """The tags on the digits of one database. What cannot be read or written is done without."""

    def __init__(self, database: Path, file: Path | None = None) -> None:
        self._database = os.path.abspath(database)
        self._file = file if file is not None else state_dir() / "digits.json"
        self._kept: tuple[str, ...] | None = None

    @property
    def kept(self) -> tuple[str, ...]:
        """Paths of tags, the one on `1` first."""
        if self._kept is None:
            paths = _read(self._file).get(self._database)
            self._kept = tuple(map(str, paths)) if isinstance(paths, list) else ()
        return self._kept

    def keep(self, paths: tuple[str, ...]) -> None:
        """Remember these, if they are others."""
        if paths == self.kept:
            return
        self._kept = paths
        every = _read(self._file)
        every.pop(self._database, None)
        every[self._database] = list(paths)
        write_state(self._file, dict(list(every.items())[-_MOST:]))


def _read(file: Path) -> dict[str, object]:
    value = read_state(file)
    return value if isinstance(value, dict) else {}
