"""Where the reader was in each document, and how it was seen: kept in the state folder, apart from the annotations."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from tui.layout.top import Top
from tui.paths import state_dir
from tui.records import record
from tui.transcript.model import EditKind
from tui.transcript.script import Script
from tui.ui.statefile import read_state, write_state

WORDS = 24
"""Characters of the source that are kept with a place, to know it by in a file that was edited."""

_MOST = 2000
"""How many documents are remembered; the ones read longest ago are forgotten first."""


@record(frozen=True)
class View:
    """How a document is seen."""

    script: Script = Script.SOURCE
    flow: bool = True
    """Whether the pieces of a machine's transcript are set in paragraphs."""
    without: frozenset[EditKind] = frozenset()
    """The kinds of edits that are switched off."""


@record(frozen=True)
class Place:
    """Where in a document the reader was (a source offset), what of it was seen and how, and which places have a
    letter."""

    offset: int = 0
    view: View = View()
    of: int = 0
    """The last source offset that the caret can come to; 0: it is not known."""
    marks: tuple[tuple[str, int], ...] = ()
    """Letters and source offsets, by letter."""
    top: Top | None = None
    """The first row that was seen; None: it is not known."""
    words: str = ""
    """What the source has from the offset on; empty: it is not known."""
    title: str = ""
    """What the document calls itself, where that is not the file's name."""

    def found_in(self, source: str) -> Place:
        """The same in another text: where the words are nearest. Where they are not, at the same offset."""
        words, at = self.words, self.offset
        if not words or at > len(source) or source.startswith(words, at):
            return self
        found = (source.rfind(words, 0, at + len(words)), source.find(words, at))
        way = min((place - at for place in found if place >= 0), key=abs, default=0)
        top = self.top._replace(offset=max(0, self.top.offset + way)) if self.top is not None else None
        return replace(self, offset=at + way, top=top)


class Positions:
    """Places by absolute path. What cannot be read or written is done without: nothing depends on it."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file if file is not None else state_dir() / "positions.json"
        self._at = _read(self._file)

    def get(self, path: str | Path) -> Place:
        """Where the reader was; the beginning if never there."""
        return self._at.get(os.path.abspath(path), Place())

    def set(
        self,
        path: Path,
        offset: int,
        view: View | None = None,
        of: int = 0,
        top: Top | None = None,
        words: str = "",
        title: str = "",
    ) -> None:
        """Remember a place, and the view if it is given; it is written by `save`. `of`: the last of all places; `top`:
        the first row that is seen; `words`: what stands there; `title`: the document's own."""
        key = os.path.abspath(path)
        before = self._at.pop(key, Place())
        view = view if view is not None else before.view
        self._at[key] = replace(before, offset=offset, view=view, of=of, top=top, words=words, title=title)

    def share(self, path: str) -> int | None:
        """How far the document of this absolute path was read, in percent; None if that is not known."""
        place = self._at.get(path)
        return min(100, place.offset * 100 // place.of) if place is not None and place.of else None

    def title(self, path: str) -> str:
        """What the document of this absolute path calls itself; empty if that is not known."""
        place = self._at.get(path)
        return place.title if place is not None else ""

    def recent(self) -> list[str]:
        """The absolute paths of what was read, the last one first."""
        return list(reversed(self._at))

    def set_mark(self, path: Path, letter: str, offset: int | None) -> None:
        """Give a place of a document a letter, or take the letter away (None); it is written by `save`."""
        place = self.get(path)
        marks = {name: at for name, at in place.marks if name != letter}
        if offset is not None:
            marks[letter] = offset
        self._at[os.path.abspath(path)] = replace(place, marks=tuple(sorted(marks.items())))

    @property
    def last(self) -> str:
        """The absolute path that was read last; empty if none was."""
        return next(reversed(self._at), "")

    def save(self) -> bool:
        """Write the places, whole or not at all; tells whether that went well."""
        kept = {path: _written(place) for path, place in list(self._at.items())[-_MOST:]}
        return write_state(self._file, kept)


def _written(place: Place) -> object:
    """A place as it is kept: where it was, in how long a text; how it was seen, if not as everything is at first."""
    view = place.view
    seen = {"script": view.script, "flow": view.flow, "without": sorted(view.without)} if view != View() else {}
    marks = {"marks": dict(place.marks)} if place.marks else {}
    top = {"top": place.top.offset, "gap": place.top.gap} if place.top is not None else {}
    told = {name: text for name, text in (("words", place.words), ("title", place.title)) if text}
    return {"at": place.offset, "of": place.of, **top, **seen, **marks, **told}


def _read(file: Path) -> dict[str, Place]:
    value = read_state(file)
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
    of = kept.get("of")
    length = of if isinstance(of, int) and of > 0 else 0
    first = kept.get("top")
    top = Top(first, kept.get("gap") is True) if isinstance(first, int) and first >= 0 else None
    words, title = (its if isinstance(its := kept.get(name), str) else "" for name in ("words", "title"))
    return Place(
        offset,
        View(shown, kept.get("flow") is not False, kinds),
        length,
        _marks(kept.get("marks")),
        top,
        words,
        title,
    )


def _marks(kept: object) -> tuple[tuple[str, int], ...]:
    if not isinstance(kept, dict):
        return ()
    return tuple(sorted((str(name), at) for name, at in kept.items() if isinstance(at, int) and at >= 0))
