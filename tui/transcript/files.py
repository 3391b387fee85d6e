"""Files from the disk: only regular ones, and every failure in plain words that name the file."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import replace
from pathlib import Path

from tui.errors import FileProblem
from tui.transcript.decode import decode
from tui.transcript.formats.whisper import drawn
from tui.transcript.model import Source, Transcript
from tui.transcript.understand import understand
from tui.visible import visible_line

SUFFIXES = frozenset({".txt", ".md", ".srt", ".text", ".log", ".markdown", ".vtt", ".lrc", ".ass"})
"""How the names of transcripts end, in small letters."""

_NOT_OURS = frozenset({"annotations.jsonl"})
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)
_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.EACCES: "it may not be read: no permission",
    errno.EPERM: "it may not be read: no permission",
    errno.ELOOP: "its links lead in a loop",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EISDIR: "it is a folder",
    errno.ENXIO: "it is a device or a socket, no regular file",
    errno.ENODEV: "it is a device, no regular file",
    errno.EIO: "the disk could not read it",
}
_KINDS = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe, no regular file"),
    (stat.S_ISSOCK, "it is a socket, no regular file"),
    (stat.S_ISCHR, "it is a device, no regular file"),
    (stat.S_ISBLK, "it is a device, no regular file"),
)
_NUMBER = re.compile(r"([0-9]+)")


def read_source(path: Path, *, encoding: str | None = None) -> Source:
    """The decoded text of a regular file; `encoding` overrules what is detected.

    Of a JSON transcript it is the text drawn out of it, under the SHA-256 of the file's bytes.
    Raises FileProblem if it is missing, no regular file, unreadable, no text, or a JSON transcript that is malformed.
    """
    return _read(path, encoding)[0]


def load(path: Path, *, encoding: str | None = None) -> Transcript:
    """A file, understood: decoded, segmented, its edits found. Raises FileProblem as `read_source` does."""
    source, drawn_from = _read(path, encoding)
    transcript = understand(source, name=path.name)
    return replace(transcript, format=drawn_from) if drawn_from else transcript


def _read(path: Path, encoding: str | None) -> tuple[Source, str]:
    """A file's source, and the name of the format it was drawn out of; empty if it is the file's own text."""
    data = _read_bytes(path)
    source = decode(data, encoding=encoding, name=str(path))
    found = drawn(source.text, len(data), name=str(path))
    if found is None:
        return source, ""
    unread = tuple(at.start() for at in re.finditer("\ufffd", found.text)) if source.undecoded else ()
    return replace(source, text=found.text, undecoded=unread), found.format


def transcript_files(folder: Path) -> list[Path]:
    """The transcripts under a folder, at any depth, in natural order (2 before 10).

    Regular files with a known text suffix; hidden files and folders are left out, linked folders not entered.
    Raises FileProblem if the folder itself cannot be listed.
    """
    try:
        with os.scandir(folder):
            pass
    except (OSError, ValueError) as error:
        raise _problem(folder, error) from error
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith(".") and name not in _NOT_OURS:
                try:
                    if path.is_file():
                        found.append(path)
                except OSError:  # a folder that may not be searched
                    continue
    return sorted(found, key=_natural)


def _natural(path: Path) -> tuple[tuple[tuple[int, int | str, str], ...], ...]:
    return tuple(tuple(_natural_part(piece) for piece in _NUMBER.split(part)) for part in path.parts)


def _natural_part(piece: str) -> tuple[int, int | str, str]:
    return (0, int(piece), piece) if piece.isascii() and piece.isdigit() else (1, piece.casefold(), piece)


def _read_bytes(path: Path) -> bytes:
    try:
        # Not to wait for the other end of a pipe, not to take a terminal over.
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _problem(path, error) from error
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            why = next((what for is_kind, what in _KINDS if is_kind(mode)), "it is no regular file")
            raise FileProblem(f"{visible_line(str(path))} cannot be read: {why}")
        with open(handle, "rb", closefd=False) as file:
            return file.read()
    except OSError as error:
        raise _problem(path, error) from error
    finally:
        os.close(handle)


def _problem(path: Path, error: OSError | ValueError) -> FileProblem:
    if isinstance(error, OSError):
        why = _REASONS.get(error.errno or 0, error.strerror or "the system refused")
    else:
        why = "its name holds a NUL"
    return FileProblem(f"{visible_line(str(path))} cannot be read: {why}")
