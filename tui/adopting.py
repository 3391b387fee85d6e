"""Documents that were renamed and edited: recognised by their text, as neither path nor bytes tell of them any more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.annotations.model import Document
from tui.annotations.realign.likeness import Grams, grams_of, shared
from tui.errors import PizhuError
from tui.library import Library
from tui.listing import Entry
from tui.transcript.model import Transcript

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


def gone(library: Library) -> list[Document]:
    """The documents with highlights whose files are not where they were. Raises FileProblem, StoreProblem."""
    names = {entry.name for entry in library.entries}
    paths = {path for path in library.store.document_counts() if path not in names}
    missing = [path for path in paths if not (library.root / path).is_file()]
    found = (library.store.document(path) for path in sorted(missing))
    return [document for document in found if document is not None]


def kin_of(library: Library, transcript: Transcript, candidates: Sequence[Document]) -> Kin | None:
    """The document among `candidates` that the text is another state of, most likely; None if it is like none.

    For a worker: each candidate costs some µs a character. Raises StoreProblem.
    """
    texts = list(_texts(library, candidates, len(transcript.text)))
    if not texts:
        return None
    grams = grams_of(transcript.text)
    marked = sorted(((*shared(its, grams), document) for document, its in texts), key=lambda m: m[:2], reverse=True)
    share, of_larger, document = marked[0]
    if share < _MAYBE:
        return None
    second = marked[1][0] if len(marked) > 1 else 0.0
    return Kin(document, share, share >= _SURE and of_larger >= _OF_LARGER and share - second >= _LEAD)


def _texts(library: Library, candidates: Iterable[Document], size: int) -> Iterable[tuple[Document, Grams]]:
    compared = 0
    for document in candidates:
        if compared == _MOST:
            return
        try:
            text = library.store.snapshot_text(document.snapshot_id) if document.snapshot_id is not None else ""
        except PizhuError:
            # A damaged snapshot says nothing; `check` tells of it.
            continue
        if text and size <= _SIZES * len(text) and len(text) <= _SIZES * size:
            compared += 1
            yield document, grams_of(text)


def adopt(library: Library, entry: Entry, kin: Kin) -> bool:
    """Let a file be the document that it is another state of, as one act; whether that changed anything.

    Raises NotFound, Misuse if the file has highlights of its own, StoreProblem.
    """
    return library.store.move_document(kin.document.path, entry.name)


def was_refused(library: Library, entry: Entry) -> bool:
    """Whether a file was taken for a document before, and that was taken back. Raises StoreProblem."""
    words = json.dumps({"path": entry.name}, ensure_ascii=False, separators=(",", ":"))
    return library.store.was_taken_back("move_document", words.removesuffix("}"))
