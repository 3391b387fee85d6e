"""Files that are written whole or not at all: a failure or a kill leaves what was there before."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from tui.errors import FileProblem, PizhuError
from tui.visible import visible_line

_PART_NAME = 200
"""Bytes of the target's name in that of its part file, which must stay below 255."""


class TargetExists(PizhuError):
    """The file is there already and was not to be replaced."""


def write_file(
    path: Path, content: str | Callable[[TextIO], None], *, force: bool = False, encoding: str = "utf-8"
) -> None:
    """Write `content` (a text, or a function that writes it) to `path`; line ends are not translated.

    The text goes to a hidden file beside the target first, and takes its name when it is on the disk. Raises
    TargetExists if `path` is there and `force` is not given, FileProblem if it is no regular file or cannot be
    written; whatever `content` raises is passed on. In each of these cases what was there stays as it is.
    """
    mode = _check_target(path, force)
    part = path.with_name(f".{_cut(path.name)}.{os.urandom(6).hex()}.part")
    try:
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except (OSError, ValueError) as error:
        raise _problem(path, error) from error
    try:
        with os.fdopen(descriptor, "w", encoding=encoding, newline="") as out:
            if isinstance(content, str):
                out.write(content)
            else:
                content(out)
            out.flush()
            with suppress(OSError):  # file systems without modes
                os.fchmod(out.fileno(), mode)
            os.fsync(out.fileno())
        _give_name(part, path, force)
    except OSError as error:
        raise _problem(path, error) from error
    except UnicodeEncodeError as error:
        raise FileProblem(f"{_shown(path)} was not written: the text cannot be encoded as {encoding}") from error
    finally:
        with suppress(OSError):
            part.unlink()
    _sync_folder(path.parent)


def _check_target(path: Path, force: bool) -> int:
    """The mode that the file shall have: that of the file it replaces, else what the umask leaves."""
    if not path.name:
        raise FileProblem(f"{_shown(path)} is no file name")
    try:
        there = os.lstat(path)
    except FileNotFoundError:
        umask = os.umask(0o077)
        os.umask(umask)
        return 0o666 & ~umask
    except (OSError, ValueError) as error:
        raise _problem(path, error) from error
    if stat.S_ISLNK(there.st_mode):
        raise FileProblem(f"{_shown(path)} is a link", "give the name of the file itself")
    if not stat.S_ISREG(there.st_mode):
        raise FileProblem(f"{_shown(path)} is no regular file", "give another name")
    if not force:
        raise _exists(path)
    return stat.S_IMODE(there.st_mode) & 0o777


def _give_name(part: Path, path: Path, force: bool) -> None:
    if force:
        os.replace(part, path)
        return
    try:
        os.link(part, path)
    except FileExistsError:
        raise _exists(path) from None
    except OSError:
        # Some file systems have no hard links: take the name first, which also fails if it is taken.
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
        except FileExistsError:
            raise _exists(path) from None
        os.replace(part, path)


def _sync_folder(folder: Path) -> None:
    # The file is whole by now; where a folder cannot be synced, nothing better can be done.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _cut(name: str) -> str:
    return os.fsdecode(os.fsencode(name)[:_PART_NAME])


def _exists(path: Path) -> TargetExists:
    return TargetExists(f"{_shown(path)} is there already", "use --force to replace it, or give another name")


def _problem(path: Path, error: Exception) -> FileProblem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FileProblem(f"{_shown(path)} was not written: {reason}", "what was there before is unchanged")


def _shown(path: Path) -> str:
    return visible_line(str(path))
