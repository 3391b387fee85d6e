"""The documents of a library: which files, and under which names it knows them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tui.annotations.ids import storable
from tui.errors import FileProblem
from tui.paths import library_path
from tui.records import record
from tui.transcript.files import transcript_files


@record(frozen=True, slots=True)
class Entry:
    """A document of the library."""

    path: Path
    name: str
    """How the library and its database know it: relative to the root, forward slashes."""

    @property
    def title(self) -> str:
        """What lists show."""
        return self.path.name

    @property
    def stem(self) -> str:
        """The same without its suffix, where room is scarce."""
        return self.path.stem


def listed(given: Sequence[Path], root: Path) -> dict[str, Path]:
    """The documents of these files and folders by their names, in order.

    Raises FileProblem if one of them is not there, or is a folder that cannot be listed.
    """
    names: dict[str, Path] = {}
    for path in given:
        if path.is_dir():
            # Their names are the folder's with what is below it: to ask for each takes most of the time.
            inside = library_path(path, root)
            before = "" if inside == "." else f"{inside}/"
            skipped = len(path.parts)
            for file in transcript_files(path):
                names[storable(before + "/".join(file.parts[skipped:]))] = file
        elif path.exists() or path.is_symlink():
            names[storable(library_path(path, root))] = path
        else:
            raise FileProblem(f"{path}: there is no such file or folder", "check the name")
    return names
