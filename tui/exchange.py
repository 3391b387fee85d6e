"""Out: quotes to a file or a stream."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from tui.annotations.model import Document, Highlight, Quote
from tui.errors import Misuse
from tui.export.context import Context
from tui.export.excerpt import Excerpt, Wording, excerpts
from tui.export.formats import SUFFIXES, format_named, format_of
from tui.export.target import write_file
from tui.library import Library
from tui.search.filters import Filter
from tui.transcript.model import Transcript


def excerpts_of(
    library: Library, quotes: Sequence[Quote], context: Context | None = None, wording: Wording = Wording.READ
) -> Iterable[Excerpt]:
    """The quotes as excerpts, each with its line and context in the text that it was made on."""
    return excerpts(quotes, library.context_of, context, wording)


def render(
    library: Library,
    filter_: Filter,
    out: TextIO,
    *,
    format: str,  # noqa: A002  the word of the command line
    context: Context | None = None,
    wording: Wording = Wording.READ,
) -> int:
    """Write the quotes that pass the filter to `out`, whose line ends must not be translated; how many there are.

    Raises Misuse if there is no such format, or if it is the interchange format, which finds quotes again by what is
    read, and another wording is asked for; StoreProblem.
    """
    form = format_named(format)
    if form.name == "jsonl" and wording is not Wording.READ:
        raise Misuse("the interchange format carries quotes as they are read", "take markdown, text or csv")
    quotes = library.quotes(filter_)
    # The interchange format says nothing that only a transcript knows.
    found = excerpts(quotes, _nowhere) if form.name == "jsonl" else excerpts_of(library, quotes, context, wording)
    form.write(found, out, library.store.codebook())
    return len(quotes)


def _nowhere(document: Document, highlight: Highlight) -> Transcript | None:
    return None


def write_quotes(
    library: Library,
    filter_: Filter,
    path: Path,
    *,
    format: str | None = None,  # noqa: A002
    context: Context | None = None,
    wording: Wording = Wording.READ,
    force: bool = False,
) -> int:
    """Write the quotes that pass the filter to a file, whole or not at all; how many there are.

    Without `format` the file's suffix says it. Raises Misuse if neither does, TargetExists if the file is there and
    `force` is not given, Misuse if it is the database or an annotated transcript, FileProblem, StoreProblem.
    """
    form = format_of(path) if format is None else format_named(format)
    if form is None:
        raise Misuse(
            f"{path}: the name does not say in which format to write", f"end it in one of {', '.join(SUFFIXES)}"
        )
    refuse_ours(library, path)
    count = 0

    def write(out: TextIO) -> None:
        nonlocal count
        count = render(library, filter_, out, format=form.name, context=context, wording=wording)

    write_file(path, write, force=force, encoding=form.encoding)
    return count


def refuse_ours(library: Library, path: Path) -> None:
    """A transcript that carries annotations is never overwritten, nor is the database; not with `force` either."""
    database = library.store.path
    beside = (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm", "-journal")))
    for ours in (*beside, *(library.root / document.path for document in library.store.documents())):
        if _is_same(path, ours):
            what = "the database" if ours in beside else "a transcript with annotations"
            raise Misuse(f"{path} is {what}, which is never overwritten", "give another name")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return os.path.abspath(one) == os.path.abspath(other)
