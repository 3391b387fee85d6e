"""What a source is read without or otherwise: glosses and misread stretches, found once and kept by content.

The cache holds nothing that could not be found anew: whatever is wrong with a file of it, the work is done again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from tui.digest import sha256
from tui.paths import cache_dir, private_dir
from tui.transcript.edits.glosses import find_glosses
from tui.transcript.edits.misread.patterns import is_suspect
from tui.transcript.model import Edit, EditKind

VERSION = 2
"""Of the way in which stretches are put right: what another version kept is found anew."""

_KEPT = 500
"""How many texts are remembered; those that were read longest ago are forgotten."""
_LARGEST = 16 << 20
"""Bytes; no file of ours is larger."""
_LONGEST = 2000
_MOST_OTHERS = 9


def known_repairs(text: str) -> tuple[Edit, ...] | None:
    """The repairs of a source in order, if they are at hand without work; None if `repairs_of` has some to do."""
    glosses = find_glosses(text)
    return _read(_file(text), text) if is_suspect(text, glosses) else glosses


def repairs_of(text: str) -> tuple[Edit, ...]:
    """The repairs of a source in order: pinyin that is left out, misread stretches put right.

    The first time that a text needs it this takes up to some seconds and loads the word list.
    """
    glosses = find_glosses(text)
    if not is_suspect(text, glosses):
        return glosses
    file = _file(text)
    known = _read(file, text)
    if known is not None:
        return known
    from tui.transcript.edits.misread.restore import restore

    found = restore(text, glosses)
    _write(file, found)
    return found


def _file(text: str) -> Path:
    digest = sha256(text.encode("utf-8", "surrogatepass"))
    return cache_dir() / "repairs" / f"{digest}.json"


def _read(file: Path, text: str) -> tuple[Edit, ...] | None:
    """What `_write` wrote; None if nothing is there, or anything else."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
        kept = json.loads(data) if len(data) <= _LARGEST else None
        if not isinstance(kept, dict) or kept.get("version") != VERSION or not isinstance(kept.get("edits"), list):
            return None
        edits = tuple(_edit(entry, len(text)) for entry in kept["edits"])
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    if any(before.end > behind.start for before, behind in pairwise(edits)):
        return None
    with suppress(OSError):
        os.utime(file)
    return edits


def _edit(entry: object, length: int) -> Edit:
    """One edit of a text of `length` code points. Raises ValueError, TypeError."""
    if not isinstance(entry, list):
        raise TypeError("an edit is a list")
    start, end, replacement, kind, why, uncertain, others = entry
    texts = (replacement, kind, why, *others)
    if not all(isinstance(it, str) and len(it) <= _LONGEST for it in texts) or len(texts) > 3 + _MOST_OTHERS:
        raise ValueError("its texts are wrong")
    if type(start) is not int or type(end) is not int or type(uncertain) is not bool or not 0 <= start < end <= length:
        raise ValueError("its place is wrong")
    if kind not in (EditKind.GLOSS, EditKind.MISREAD):
        raise ValueError("its kind is wrong")
    return Edit(start, end, replacement, EditKind(kind), why, uncertain, tuple(others))


def _write(file: Path, edits: Iterable[Edit]) -> None:
    """Keep `edits`, whole or not at all; that it cannot be done is no harm."""
    import tempfile

    entries = [[e.start, e.end, e.replacement, e.kind.value, e.why, e.uncertain, list(e.others)] for e in edits]
    with suppress(OSError):
        folder = private_dir(file.parent)
        with tempfile.NamedTemporaryFile("w", dir=folder, encoding="utf-8", delete=False) as out:
            json.dump({"version": VERSION, "edits": entries}, out, separators=(",", ":"))
        os.replace(out.name, file)
        _forget(folder)


def _forget(folder: Path) -> None:
    """Let the files go that were used longest ago, beyond what is kept."""
    files = sorted(folder.iterdir(), key=lambda it: it.stat().st_mtime, reverse=True)
    for old in files[_KEPT:]:
        old.unlink(missing_ok=True)
