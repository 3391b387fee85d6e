"""Zip files from anywhere: what is taken out of them is bounded, and what is wrong with them is said."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

from tui.errors import FileProblem
from tui.transcript.drawing.drawn import problem

MEMBERS = 20_000
"""How many files one archive may hold."""
TOTAL = 96 << 20
"""Bytes that may be taken out of one archive altogether."""

_HINT = "get the file again, or save it anew in the program that made it"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, IndexError, RuntimeError)


class Archive:
    """A zip file's members, by their names."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises FileProblem, which calls the file `name`, if `data` is a damaged zip or holds too many members."""
        self.name = name
        self._left = TOTAL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _DAMAGE as error:
            raise problem(name, f"it is a zip file that is damaged or cut off ({error})", _HINT) from error
        if len(members) > MEMBERS:
            raise problem(name, f"it holds {len(members)} files, more than {MEMBERS}")
        self._infos = {member.filename.lstrip("/"): member for member in members}

    def __contains__(self, member: str) -> bool:
        return member in self._infos

    @property
    def members(self) -> Iterable[str]:
        """The names of all members."""
        return self._infos.keys()

    def read(self, member: str) -> bytes:
        """A member's bytes. Raises FileProblem if it is not there, damaged, encrypted, or altogether too much."""
        info = self._infos.get(member)
        if info is None:
            raise self.problem(f"its part {member} is missing", _HINT)
        if info.flag_bits & 0x1:
            raise self.problem("it is encrypted with a password", "save it without the password first")
        try:
            with self._zip.open(info) as file:
                data = file.read(self._left + 1)
        except _DAMAGE as error:
            raise self.problem(f"its part {member} is damaged ({error})", _HINT) from error
        self._left -= len(data)
        if self._left < 0:
            raise self.problem(f"unpacked, it is larger than {TOTAL >> 20} MiB")
        return data

    def problem(self, why: str, hint: str = "") -> FileProblem:
        """The error that this file cannot be read."""
        return problem(self.name, why, hint)
