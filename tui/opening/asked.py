"""What a command line opens, as far as that can be told without a parser: what is not plain is left to that."""

from __future__ import annotations

import os
from collections.abc import Mapping

from tui.paths import DATABASE
from tui.records import Named

PLAIN = (".txt", ".md", ".text", ".log", ".markdown", ".srt", ".vtt", ".lrc", ".ass")
"""How the names of files end whose text need not be drawn out of anything."""

_SEEDS = "seeds"
_IDENTITY = b"PiZh"
_SMALLEST = 512


class Asked(Named):
    """The command line of an opening, as it was given."""

    paths: tuple[str, ...]
    """Files and folders; none if none are named."""
    database: str
    """Empty if none is named."""
    places: tuple[str, ...]
    """The paths, or what is opened where none are named."""


def asked(argv: list[str], environment: Mapping[str, str]) -> Asked | None:
    """What `argv` opens; None if it may be a command or an option, or what it names is not there."""
    database = environment.get("PIZHU_DB", "")
    paths: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--db":
            database = next(words, "")
        elif not word or word.startswith("-") or "\0" in word:
            return None
        else:
            paths.append(word)
    if paths and paths[0].isascii() and paths[0].isalpha():
        return None  # it may be a command
    if not _is_ours(database or DATABASE) or not all(map(os.path.exists, paths)):
        return None
    # As the library names them.
    seeds = os.path.join(os.path.dirname(database) if database else os.getcwd(), _SEEDS)
    default = seeds if os.path.isdir(seeds) else os.getcwd()
    return Asked(tuple(paths), database, tuple(paths) or (default,))


def chosen(paths: tuple[str, ...], last: str) -> str:
    """The file that is shown first: the first path if it is a file, else the one read last, if it is in the paths.

    Empty if that cannot be told at a glance.
    """
    first = paths[0]
    if not os.path.isdir(first):
        return first if first.lower().endswith(PLAIN) and os.path.isfile(first) else ""
    for path in paths:
        whole = os.path.abspath(path)
        if whole == last or (last.startswith(whole.rstrip(os.sep) + os.sep) and _is_listed(last[len(whole) :])):
            # As the library names it, which walks from the path that was given.
            its = os.path.join(path, last[len(whole) :].lstrip(os.sep)) if whole != last else path
            return its if its.lower().endswith(PLAIN) and os.path.isfile(its) else ""
    return ""


def _is_listed(path: str) -> bool:
    """Whether a path below a folder is one that the library lists: nothing on it is hidden."""
    return not any(part.startswith((".", "~$")) for part in path.strip(os.sep).split(os.sep))


def _is_ours(database: str) -> bool:
    """Whether there is no database yet, or one that looks like ours: of any other the application has to speak."""
    try:
        with open(database, "rb") as file:
            head = file.read(_SMALLEST)
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return len(head) == _SMALLEST and head.startswith(b"SQLite format 3\0") and head[68:72] == _IDENTITY
