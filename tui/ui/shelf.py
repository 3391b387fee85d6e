"""The documents of the library as lists show them: those read last in front, with their signs, counts and places."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from tui.layout.cells import fit, on_screen
from tui.library import Entry
from tui.search.picking import Index, letters_in
from tui.ui.positions import Positions
from tui.ui.widgets.lazyrows import LazyRows
from tui.ui.widgets.rows import ListRow, Piece, runs

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

_PLAIN = str.maketrans("/.", "··")
"""In a title these part no folders, and no ending."""


class Shelf:
    """The documents. What is known of their names is prepared once."""

    def __init__(self, entries: Sequence[Entry], positions: Positions) -> None:
        self.entries = entries
        self._positions = positions

    @cached_property
    def index(self) -> Index:
        """Their names, to be picked from."""
        return Index(entry.name for entry in self.entries)

    @cached_property
    def at_first(self) -> list[int]:
        """Their order when the session began, as `recent` gives it: it stays while they are read."""
        return self.recent()

    def recent(self) -> list[int]:
        """Their order by now: those that were read, the last one first, then the others as they are in the library."""
        known = [at for path in self._positions.recent() if (at := self._by_path.get(path)) is not None]
        read = set(known)
        return [*known, *(at for at in range(len(self.entries)) if at not in read)]

    @property
    def last(self) -> str:
        """The name of the one that was read last; empty if none of them was."""
        at = self._by_path.get(self._positions.last)
        return self.entries[at].name if at is not None else ""

    def read(self, at: int) -> str:
        """How far a document was read, in percent; empty if it never was."""
        share = self._positions.share(self._paths[at])
        return "" if share is None else f"{share}%"

    def titles(self) -> dict[int, str]:
        """What documents call themselves, by number, where that was seen when they were read."""
        known = ((self._by_path.get(path), self._positions.title(path)) for path in self._positions.recent())
        return {at: title for at, title in known if at is not None and title}

    @cached_property
    def labels(self) -> list[str]:
        """What the sidebar calls them: the stem of the name, where no other has the same."""
        stems = [_stem(entry.name) for entry in self.entries]
        known = Counter(stems)
        return [stem if known[stem] == 1 else entry.name for stem, entry in zip(stems, self.entries, strict=True)]

    @cached_property
    def has_folders(self) -> bool:
        """Whether they stand in more than one folder."""
        return len({entry.name.rpartition("/")[0] for entry in self.entries}) > 1

    @cached_property
    def _paths(self) -> list[str]:
        cwd = os.getcwd()
        return [_absolute(str(entry.path), cwd) for entry in self.entries]

    @cached_property
    def _by_path(self) -> dict[str, int]:
        return {path: at for at, path in enumerate(self._paths)}


def document_rows(screen: MainScreen) -> LazyRows:
    """The documents for the sidebar."""
    shelf, counts = screen.shelf, screen.desk.by_document
    opened = screen.pane.entry.name if screen.pane.entry is not None else ""
    order = shelf.at_first
    names = [shelf.entries[at].name for at in order]
    digits = len(str(screen.desk.total))

    def make(row: int) -> ListRow:
        name, at = names[row], order[row]
        sign = Piece("▸" if name == opened else " ", "accent")
        right = f" {fit(str(counts.get(name) or ''), digits, right=True)} {fit(shelf.read(at), 4, right=True)} "
        return ListRow((sign, Piece(shelf.labels[at])), (Piece(right, "quiet"),), name)

    return LazyRows(names, make)


def open_document(screen: MainScreen) -> None:
    """Choose a document by name, pinyin or initials, one that was read by its own title, too; at first the one that was
    read before this one."""
    from tui.ui.screens.dialog import Pick

    shelf, counts = screen.shelf, screen.desk.by_document
    opened = screen.pane.entry.name if screen.pane.entry is not None else ""
    order, titles = shelf.recent(), shelf.titles()
    by_title = cache(lambda: Index(title.translate(_PLAIN) for title in titles.values()))

    def rows_for(typed: str) -> LazyRows:
        found = shelf.index.find(typed, order)
        if typed.strip():
            named, numbers = set(found), list(titles)
            found += [numbers[at] for at in by_title().find(typed) if numbers[at] not in named]
        names = [shelf.index.names[at] for at in found]

        def make(row: int) -> ListRow:
            name = names[row]
            sign = Piece("▸" if name == opened else " ", "accent")
            numbers = f"{fit(str(counts.get(name) or ''), 6, right=True)}{fit(shelf.read(found[row]), 6, right=True)} "
            title = Piece(f"  {on_screen(titles[found[row]])}" if found[row] in titles else "", "quiet")
            return ListRow((sign, *_pieces(typed, name, shelf.has_folders), title), (Piece(numbers, "quiet"),), name)

        return LazyRows(names, make)

    def chosen(name: str | None) -> None:
        if name is not None:
            screen.jump(name)

    last = next((shelf.entries[at].name for at in order if shelf.entries[at].name != opened), "")
    screen.app.push_screen(Pick("打开 Open", rows_for, key=last, total=len(order)), chosen)


def _pieces(typed: str, name: str, with_folder: bool) -> Iterator[Piece]:
    """A document's name, then its folder; what answers to what was typed stands out."""

    found = letters_in(typed, name)
    begin = name.rfind("/") + 1
    yield from runs(name[begin:], {at - begin for at in found}, "plain")
    if with_folder and begin:
        yield Piece("  ")
        yield from runs(name[:begin], found, "quiet")


def _stem(name: str) -> str:
    title = name[name.rfind("/") + 1 :]
    stem, dot, _ = title.rpartition(".")
    return stem if dot and stem else title


def _absolute(path: str, cwd: str) -> str:
    """As `os.path.abspath` has it, but quicker where there is nothing to do: there may be thousands."""
    if path.startswith("/") and "/." not in path and "//" not in path and not path.endswith("/"):
        return path
    return os.path.abspath(os.path.join(cwd, path))
