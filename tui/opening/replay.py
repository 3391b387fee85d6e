"""The screen as it was left, shown again at once where nothing has changed since; by a process that has imported
next to nothing.

What is kept is one file, readable by its owner alone: a header of all that the screen depends on, and the codes that
paint it. Only the screen left last can be as it was: whoever leaves writes where he was, on which each of them depends.
"""

from __future__ import annotations

import os

from tui import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Replay:
    """A screen as it was left."""

    __slots__ = ("is_small", "page", "path", "stamp")

    def __init__(self, page: bytes, path: str, stamp: tuple[int, int], *, is_small: bool) -> None:
        """`path`: the document on it; `stamp`: when that was changed, in ns, and its size in bytes; `is_small`:
        whether the library is looked through in no time."""
        self.page, self.path, self.stamp, self.is_small = page, path, stamp, is_small


_MAGIC = f"pizhu screen 1 {__version__}".encode()
_MOST = 1 << 20
_SAID = (
    *("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "LANG", "LC_ALL", "LC_CTYPE", "PIZHU_DB"),
    *("TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TERM_PROGRAM"),
)
"""What of the environment a screen may depend on."""


def kept_in(environment: Mapping[str, str]) -> str:
    """The path of the file; its folder need not be there."""
    value = environment.get("XDG_CACHE_HOME", "")
    base = value if value.startswith("/") else os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "pizhu", "screen")


def size_of(environment: Mapping[str, str]) -> tuple[int, int]:
    """Columns and lines of the screen, asked for as the application does: the environment goes first.

    Raises OSError.
    """
    said = [environment.get(name, "") for name in ("COLUMNS", "LINES")]
    columns, lines = (int(each) if each.isascii() and each.isdigit() else 0 for each in said)
    if columns and lines:
        return columns, lines
    found = os.get_terminal_size(1)
    return columns or found.columns, lines or found.lines


def keep(
    argv: Sequence[str],
    environment: Mapping[str, str],
    size: tuple[int, int],
    page: str,
    files: Sequence[str],
    *,
    is_small: bool,
) -> bool:
    """Keep a screen of this size that a command line has led to; tells whether it could be.

    `files`: what it depends on, the document first, as the paths are to be looked up from this folder.
    """
    path = kept_in(environment)
    try:
        # Before all is looked at: it may lie in the library.
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        names = [os.fsencode(name) for name in files]
        head = _head(argv, environment, size, names)
        told = b"\0".join((b"1" if is_small else b"", *names))
        data = b"".join((b"%s\n%d %d\n" % (_MAGIC, len(told), len(head)), told, head, page.encode()))
        if len(data) > _MOST:
            return False
        _write(path, data)
    except (OSError, ValueError):
        return False
    return True


def keep_colours(environment: Mapping[str, str], colours: str) -> bool:
    """Keep the colours that the application was painted in; tells whether they could be."""
    try:
        _write(f"{kept_in(environment)}-colours", colours.encode())
    except (OSError, ValueError):
        return False
    return True


def kept_colours(environment: Mapping[str, str]) -> str:
    """The colours that the application was painted in last; empty if that is not known."""
    try:
        return _read(f"{kept_in(environment)}-colours").decode()
    except (OSError, ValueError):
        return ""


def _write(path: str, data: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all. Raises OSError."""
    fresh = f"{path}.{os.getpid()}"
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with open(file, "wb") as out:
            out.write(data)
        os.replace(fresh, path)
    except BaseException:
        os.unlink(fresh)
        raise


def kept(argv: Sequence[str], environment: Mapping[str, str]) -> Replay | None:
    """The screen that a command line leads to, if it is the one left last and nothing has changed since."""
    try:
        data = _read(kept_in(environment))
        magic, lengths, rest = data.split(b"\n", 2)
        if magic != _MAGIC:
            return None
        first, second = map(int, lengths.split(b" "))
        told, head, page = rest[:first], rest[first : first + second], rest[first + second :]
        small, *names = told.split(b"\0")
        if not names or not page or _head(argv, environment, size_of(environment), names) != head:
            return None
        found = os.stat(names[0])
    except (OSError, ValueError):
        return None
    return Replay(page, os.fsdecode(names[0]), (found.st_mtime_ns, found.st_size), is_small=small == b"1")


def _read(path: str) -> bytes:
    """The file, if it is one that nobody else can have written; empty if not. Raises OSError."""
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(file)
        # A regular one.
        is_ours = found.st_mode & 0o170000 == 0o100000 and found.st_uid == os.geteuid() and not found.st_mode & 0o022
        return os.read(file, _MOST) if is_ours and found.st_size < _MOST else b""
    finally:
        os.close(file)


def _head(argv: Sequence[str], environment: Mapping[str, str], size: tuple[int, int], names: Sequence[bytes]) -> bytes:
    """All that a screen depends on, and how it is now."""
    said = [f"{name}={environment[name]}" if name in environment else name for name in _SAID]
    plain = [str(len(argv)), *argv, os.getcwd(), f"{size[0]}x{size[1]}", *said]
    return b"\0".join([*map(os.fsencode, plain), *(_stamp(name) for name in names)])


def _stamp(name: bytes) -> bytes:
    try:
        found = os.stat(name)
    except FileNotFoundError:
        return b"-"
    return b"%d %d %d" % (found.st_mtime_ns, 0 if found.st_mode & 0o170000 == 0o040000 else found.st_size, found.st_ino)
