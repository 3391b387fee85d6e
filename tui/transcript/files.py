"""Files from the disk: only regular ones, and every failure in plain words that name the file."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import replace
from itertools import islice
from pathlib import Path

from tui.digest import sha256
from tui.errors import FileProblem
from tui.patterns import late
from tui.transcript.decode import decode
from tui.transcript.drawing.choose import drawn_document
from tui.transcript.drawing.drawn import Drawn
from tui.transcript.formats.whisper import drawn
from tui.transcript.model import Source, Transcript
from tui.transcript.understand import understand
from tui.visible import visible_line

SUFFIXES = frozenset(
    (
        *(".txt", ".md", ".srt", ".text", ".log", ".markdown", ".vtt", ".lrc", ".ass"),
        *(".docx", ".html", ".htm", ".xhtml", ".epub", ".pdf", ".json", ".json3"),
    )
)
"""How the names of transcripts end, in small letters."""

_NOT_OURS = frozenset({"annotations.jsonl"})
_PAGES = (".html", ".htm", ".xhtml")
_LOOK = 1 << 16
LARGEST = 1 << 30
"""Bytes; of a larger file the text and what is known of it would not fit into the memory of many machines."""
_TALK = late(
    rb"""(?:\xef\xbb\xbf)?\s* (?: \{ \s* "text" \s* :
      | \{ .* "(?:segments|transcription|events)" \s* : \s* \[
      | \[ \s* \{ [^}]* "start" \s* : )""",
    re.DOTALL | re.VERBOSE,
)
_PIECE = 1 << 20
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
_NUMBER = late(r"([0-9]+)")


def read_source(path: Path, *, encoding: str | None = None) -> Source:
    """The decoded text of a regular file; `encoding` overrules what is detected.

    Of a JSON transcript, a Word document, a page of HTML, a book or a PDF it is the text drawn out of it, under the
    SHA-256 of the file's bytes.
    Raises FileProblem if it is missing, no regular file, unreadable, no text, or one of those and malformed.
    """
    return _read(path, encoding)[0]


def load(path: Path, *, encoding: str | None = None) -> Transcript:
    """A file, understood: decoded, segmented, its edits found. Raises FileProblem as `read_source` does.

    Misread bytes are put right if that takes no time (see `unrepaired`).
    """
    source, drawn_from, title = _read(path, encoding)
    transcript = read(source, name=f"{title}{path.suffix or '.'}" if title else path.name)
    return replace(transcript, format=drawn_from) if drawn_from else transcript


def read(source: Source, *, name: str = "") -> Transcript:
    """A source, understood, with the repairs that are at hand; `name` is the file's name, for the title."""
    from tui.transcript.repairs import known_repairs

    known = known_repairs(source.text)
    transcript = understand(source, name=name, repairs=known)
    return replace(transcript, unrepaired=True) if known is None else transcript


def repaired(transcript: Transcript) -> Transcript:
    """The same with its misread bytes put right; itself if there is nothing left to do. Takes up to some seconds."""
    if not transcript.unrepaired:
        return transcript
    from tui.transcript.repairs import repairs_of

    anew = understand(transcript.source, name=transcript.title, repairs=repairs_of(transcript.text))
    return replace(transcript, segments=anew.segments, edits=anew.edits, unrepaired=False)


def _read(path: Path, encoding: str | None) -> tuple[Source, str, str]:
    """A file's source, the name of the format it was drawn out of, and what the file itself is called.

    The latter are empty if the source is the file's own text.
    """
    data = _read_bytes(path)
    document = drawn_document(data, name=str(path), encoding=encoding)
    if document is not None:
        return _source_of(document, data), document.format, document.title
    source = decode(data, encoding=encoding, name=str(path))
    found = drawn(source.text, len(data), name=str(path))
    if found is None:
        return source, "", ""
    unread = _unread(found.text) if source.undecoded else ()
    return replace(source, text=found.text, undecoded=unread), found.format, ""


def _source_of(document: Drawn, data: bytes) -> Source:
    unread = _unread(document.text) if document.is_damaged else ()
    return Source(document.text, document.encoding, sha256(data), document.bom, unread)


def _unread(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in re.finditer("\ufffd", text))


def transcript_files(folder: Path) -> list[Path]:
    """The transcripts under a folder, at any depth, in natural order (2 before 10).

    Regular files with a known suffix; hidden files and folders are left out, linked folders not entered, and so are
    JSON files that are no transcripts, Word's lock files (`~$…`), and the folders beside saved pages (`…_files`).
    Raises FileProblem if the folder itself cannot be listed.
    """
    try:
        with os.scandir(folder):
            pass
    except (OSError, ValueError) as error:
        raise _problem(folder, error) from error
    found = []
    for parent, folders, names in os.walk(folder):
        pages = {name.rpartition(".")[0] + "_files" for name in names if name.lower().endswith(_PAGES)}
        folders[:] = [name for name in folders if not name.startswith(".") and name not in pages]
        for name in names:
            path = Path(parent, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith((".", "~$")) and name not in _NOT_OURS:
                try:
                    if path.is_file() and (path.suffix.lower() != ".json" or _may_be_transcript(path)):
                        found.append(path)
                except OSError:  # a folder that may not be searched
                    continue
    return sorted(found, key=_natural)


def _may_be_transcript(path: Path) -> bool:
    """Whether a JSON file begins as a transcript does."""
    with open(path, "rb") as file:
        return _TALK.match(file.read(_LOOK)) is not None


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
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            why = next((what for is_kind, what in _KINDS if is_kind(found.st_mode)), "it is no regular file")
            raise FileProblem(f"{visible_line(str(path))} cannot be read: {why}")
        data = b"" if found.st_size > LARGEST else _all_of(handle, found.st_size)
        if max(len(data), found.st_size) > LARGEST:
            raise FileProblem(
                f"{visible_line(str(path))} cannot be read: it is larger than {LARGEST >> 20} MiB",
                "split it into parts",
            )
        return data
    except OSError as error:
        raise _problem(path, error) from error
    finally:
        os.close(handle)


def _all_of(handle: int, size: int) -> bytes:
    """All bytes of an open file that says it has so many; a little more than `LARGEST` of one that has no end."""
    with open(handle, "rb", closefd=False) as file:
        if size:
            return file.read()
        # The system's own files say 0.
        return b"".join(islice(iter(lambda: file.read(_PIECE) or b"", b""), LARGEST // _PIECE + 1))


def _problem(path: Path, error: OSError | ValueError) -> FileProblem:
    if isinstance(error, OSError):
        why = _REASONS.get(error.errno or 0, error.strerror or "the system refused")
    else:
        why = "its name holds a NUL"
    return FileProblem(f"{visible_line(str(path))} cannot be read: {why}")
