"""Files recognised as documents: by path or bytes, and those that were renamed and edited, by their text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tui.annotations.model import Document
from tui.annotations.realign.likeness import Grams, grams_of, shared
from tui.errors import FileProblem, PizhuError
from tui.library import Library
from tui.listing import Entry
from tui.transcript.files import read_source

_MOST = 60
"""Documents that are compared with one text."""
_SIZES = 4
"""One of two states of a text is at most so many times as long as the other."""
_MAYBE, _SURE = 0.25, 0.6
"""Shares of the smaller text that must be in the other."""
_OF_LARGER = 0.35
"""What must be there of the larger one, to be sure."""
_LEAD = 0.3
"""By so much more than with any other document, to be sure."""


@dataclass(frozen=True)
class Kin:
    """A document whose file is gone, and whose text is much like that of a file."""

    document: Document
    share: float
    """Of the smaller text, from 0 to 1, that is in the other."""
    is_sure: bool


@dataclass(frozen=True)
class Gone:
    """A document with highlights whose file is not where it was."""

    document: Document
    size: int
    """Of its text, in characters."""
    grams: Grams


def gone(library: Library) -> list[Gone]:
    """The documents with highlights whose files are gone, as far as their text was kept; at most sixty.

    For a worker: each costs some µs a character. Raises FileProblem, StoreProblem.
    """
    paths = [path for path in sorted(library.store.document_counts()) if path not in library.by_name]
    found: list[Gone] = []
    for path in paths:
        if (library.root / path).is_file() or (document := library.store.document(path)) is None:
            continue
        if document.snapshot_id is None or len(found) == _MOST:
            continue
        try:
            text = library.store.snapshot_text(document.snapshot_id)
        except PizhuError:
            # A damaged snapshot says nothing; `check` tells of it.
            continue
        found.append(Gone(document, len(text), grams_of(text)))
    return found


def kin_of(text: str, candidates: Sequence[Gone]) -> Kin | None:
    """The document that a text is another state of, most likely; None if it is like none. For a worker."""
    size = len(text)
    alike = [each for each in candidates if size <= _SIZES * each.size and each.size <= _SIZES * size]
    if not alike:
        return None
    grams = grams_of(text)
    marked = sorted(((shared(each.grams, grams), each.document) for each in alike), key=lambda m: m[0], reverse=True)
    (share, of_larger), document = marked[0]
    if share < _MAYBE:
        return None
    second = marked[1][0][0] if len(marked) > 1 else 0.0
    return Kin(document, share, share >= _SURE and of_larger >= _OF_LARGER and share - second >= _LEAD)


def adopt(library: Library, entry: Entry, kin: Kin) -> bool:
    """Let a file be the document that it is another state of, as one act; whether that changed anything.

    Raises NotFound, Misuse if the file has highlights of its own, StoreProblem.
    """
    return library.store.move_document(kin.document.path, entry.name)


def was_refused(library: Library, entry: Entry) -> bool:
    """Whether a file was taken for a document before, and that was taken back. Raises StoreProblem."""
    words = json.dumps({"path": entry.name}, ensure_ascii=False, separators=(",", ":"))
    return library.store.was_taken_back("move_document", words.removesuffix("}"))


class Finder:
    """Finds the file of a document that is known by its path and the hash of its bytes."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, path: str, sha256: str) -> Entry | None:
        """The document at this path, else the one of the library with these bytes.

        A path that leads out of the library's folder is taken only if it holds these bytes: the file that names it
        may come from anywhere.
        """
        known = self._library.by_name.get(path)
        if known is not None:
            return known
        file = self._library.root / path
        try:
            if file.is_file() and (_is_inside(path) or read_source(file).sha256 == sha256):
                return Entry(file, path)
        except (FileProblem, OSError, ValueError):
            pass
        return self._by_bytes.get(sha256)

    @cached_property
    def _by_bytes(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for entry in self._library.entries:
            try:
                found.setdefault(read_source(entry.path).sha256, entry)
            except FileProblem:
                continue
        return found


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/")
