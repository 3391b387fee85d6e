"""Finding tags by what one types: characters, pinyin or initials of a path, of its last name, or of an alias."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.annotations.model import Codebook
from tui.search.picking import Owned


class TagNames(Owned):
    """All names of the tags of a codebook, prepared once; a key then costs some milliseconds for 5,000 tags."""

    def __init__(self, codebook: Codebook, first: Sequence[str] = ()) -> None:
        """Among equals, and for nothing typed, the paths `first` come first, then all others in order."""
        super().__init__(_names(codebook, first))

    def find(self, typed: str) -> list[str]:
        """The paths of the tags that answer what was typed, the best first, each once."""
        return super().find(_plain(typed))

    def ranked(self, typed: str) -> dict[str, int]:
        """The same, with how well each answers."""
        return super().ranked(_plain(typed))


def _names(codebook: Codebook, first: Sequence[str]) -> Iterator[tuple[str, str]]:
    for path in dict.fromkeys([*first, *codebook.sorted_paths()]):
        tag = codebook.by_path[path]
        for name in dict.fromkeys((tag.name, path, *tag.aliases)):
            yield path, name


def _plain(typed: str) -> str:
    return typed.strip().lstrip("#＃").strip()
