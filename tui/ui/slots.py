"""Which tag is on which digit, kept over restarts in the state folder: what a hand has learnt stays."""

from __future__ import annotations

import os
from collections.abc import Mapping
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
        self._known: tuple[tuple[str, ...], dict[int, str]] | None = None

    @property
    def kept(self) -> tuple[str, ...]:
        """Paths of tags, the one on `1` first; empty where there is none."""
        return self._read()[0]

    @property
    def pinned(self) -> Mapping[int, str]:
        """The digits that tags are pinned to, with the ids of the tags."""
        return self._read()[1]

    def keep(self, paths: tuple[str, ...], pinned: Mapping[int, str]) -> None:
        """Remember these, if they are others."""
        if (paths, dict(pinned)) == self._read():
            return
        self._known = paths, dict(pinned)
        every = _read(self._file)
        every.pop(self._database, None)
        every[self._database] = {"tags": list(paths), "pinned": {str(digit): tag for digit, tag in pinned.items()}}
        write_state(self._file, dict(list(every.items())[-_MOST:]))

    def _read(self) -> tuple[tuple[str, ...], dict[int, str]]:
        if self._known is None:
            value = _read(self._file).get(self._database)
            # A list of paths is what was written before tags could be pinned.
            value = value if isinstance(value, dict) else {"tags": value}
            paths, pinned = value.get("tags"), value.get("pinned")
            pairs = pinned.items() if isinstance(pinned, dict) else ()
            self._known = (
                tuple(map(str, paths)) if isinstance(paths, list) else (),
                {int(digit): str(tag) for digit, tag in pairs if digit in set("123456789")},
            )
        return self._known


def _read(file: Path) -> dict[str, object]:
    value = read_state(file)
    return value if isinstance(value, dict) else {}
