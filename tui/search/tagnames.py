"""Finding tags by what one types: characters, pinyin or initials of a path, of its last name, or of an alias."""

from __future__ import annotations

from collections.abc import Sequence

from tui.annotations.model import Codebook
from tui.search.picking import Index

_PLAIN = str.maketrans("/／.", "···")
"""In a tag's path these part no folders, and no ending from a file's name."""


class TagNames:
    """All names of the tags of a codebook, prepared once; a key then costs some milliseconds for 5,000 tags."""

    def __init__(self, codebook: Codebook, first: Sequence[str] = ()) -> None:
        """Among equals, and for nothing typed, the paths `first` come first, then all others in order."""
        self._owners: list[str] = []
        names: list[str] = []
        for path in dict.fromkeys([*first, *codebook.sorted_paths()]):
            tag = codebook.by_path[path]
            for name in dict.fromkeys((tag.name, path, *tag.aliases)):
                names.append(name.translate(_PLAIN))
                self._owners.append(path)
        self._index = Index(names)

    def find(self, typed: str) -> list[str]:
        """The paths of the tags that answer what was typed, the best first, each once."""
        found = self._index.find(typed.strip().lstrip("#＃").strip().translate(_PLAIN))
        return list(dict.fromkeys(self._owners[at] for at in found))
