"""Where the reader was in each document, and how it was seen: kept in the state folder, apart from the annotations."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

from tui.paths import private_dir, state_dir
from tui.transcript.model import EditKind
from tui.transcript.script import Script

_MOST = 2000
"""How many documents are remembered; the ones read longest ago are forgotten first."""


@dataclass(frozen=True)
class View:
    """How a document is seen."""

    script: Script = Script.SOURCE
    flow: bool = True
    """Whether the pieces of a machine's transcript are set in paragraphs."""
    without: frozenset[EditKind] = frozenset()
    """The kinds of edits that are switched off."""


@dataclass(frozen=True)
class Place:
    """Where in a document the reader was (a source offset), and how it was seen."""

    offset: int = 0
    view: View = View()


class Positions:
    """Places by absolute path. What cannot be read or written is done without: nothing depends on it."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file if file is not None else state_dir() / "positions.json"
        self._at = _read(self._file)

    def get(self, path: str | Path) -> Place:
        """Where the reader was; the beginning if never there."""
        return self._at.get(os.path.abspath(path), Place())

    def set(self, path: Path, offset: int, view: View | None = None) -> None:
        """Remember a place, and the view if it is given; it is written by `save`."""
        key = os.path.abspath(path)
        before = self._at.pop(key, Place())
        self._at[key] = Place(offset, view) if view is not None else replace(before, offset=offset)

    @property
    def last(self) -> str:
        """The absolute path that was read last; empty if none was."""
        return next(reversed(self._at), "")

    def save(self) -> bool:
        """Write the places, whole or not at all; tells whether that went well."""
        kept = {path: _written(place) for path, place in list(self._at.items())[-_MOST:]}
        import tempfile

        try:
            folder = private_dir(self._file.parent)
            with tempfile.NamedTemporaryFile("w", dir=folder, encoding="utf-8", delete=False) as out:
                json.dump(kept, out)  # names may hold lone surrogates
            os.replace(out.name, self._file)
        except OSError:
            return False
        return True


def _written(place: Place) -> object:
    """A place as it is kept: the offset alone if it is seen as everything is at first."""
    view = place.view
    if view == View():
        return place.offset
    return {"at": place.offset, "script": view.script, "flow": view.flow, "without": sorted(view.without)}


def _read(file: Path) -> dict[str, Place]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    places = ((str(path), _place(kept)) for path, kept in value.items())
    return {path: place for path, place in places if place is not None}


def _place(kept: object) -> Place | None:
    """What `_written` wrote; None if it is no such thing."""
    if not isinstance(kept, dict):
        return Place(kept) if isinstance(kept, int) and kept >= 0 else None
    offset, script, without = kept.get("at"), kept.get("script"), kept.get("without")
    if not isinstance(offset, int) or offset < 0:
        return None
    kinds = frozenset(kind for kind in EditKind if isinstance(without, list) and kind.value in without)
    shown = next((its for its in Script if its.value == script), Script.SOURCE)
    return Place(offset, View(shown, kept.get("flow") is not False, kinds))
