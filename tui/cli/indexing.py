"""`pizhu index`: the full-text index, brought up to date."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui.cli.output import progress, put_json, put_line, say, warn
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import database_of
from tui.errors import FileProblem, Misuse, PizhuError
from tui.records import record

if TYPE_CHECKING:
    from tui.library import Library
    from tui.search.fulltext import FullText

_ABOUT = """\
Bring the full-text index up to date: what is new or changed is read, what is gone is forgotten. `pizhu search`
and the application do that by themselves; here it can be done beforehand. An index that was interrupted goes on.
It lies in the cache directory and can be deleted at any time; so does what filters keep of highlights, which
--rebuild forgets.
"""
_NICE = 19


@record(frozen=True, slots=True)
class State:
    """How far the index is."""

    file: str
    documents: int
    """Of the library."""
    stale: int
    """How many of them are not in the index as they are now."""
    unreadable: int
    bytes: int
    """Of text, as the index compares it."""
    size: int
    """Of the index, in bytes."""
    way: str
    """`scan` or `fts5`."""
    filters: int
    """Bytes of what is kept beside it for filters: highlights, as they were read last."""


def add(commands: Commands) -> None:
    """Add `index`."""
    parser = add_command(commands, "index", _index, "bring the full-text index up to date", _ABOUT)
    parser.add_argument(
        "paths", nargs="*", type=path, metavar="PATH", help="files and folders; else the documents of the library"
    )
    parser.add_argument("--rebuild", action="store_true", help="make it anew")
    parser.add_argument("--status", action="store_true", help="only tell how far it is")
    parser.add_argument("--idle", action="store_true", help=argparse.SUPPRESS)
    add_json(parser)


def state_of(library: Library) -> State:
    """How far the index of a library is. Raises PizhuError if it cannot be used."""
    from tui.indexing import Indexing, documents, index_path
    from tui.search.indexfile import size_of

    entries = list(documents(library))
    filters = size_of(library.gathering.kept_at)
    if not index_path(library).exists():
        return State(str(index_path(library)), len(entries), len(entries), 0, 0, 0, "scan", filters)
    with _usable(library) as texts:
        texts.verify()
        indexing = Indexing(library, texts)
        stale = sum(1 for _ in indexing.stale(iter(entries)))
        extent = texts.extent()
        size = size_of(texts.path)
    way = "fts5" if extent.indexed else "scan"
    return State(str(texts.path), len(entries), stale, extent.unreadable, extent.text, size, way, filters)


def as_line(state: State) -> str:
    """The state in words."""
    kept = f"; {state.filters / 1e6:,.1f} MB of highlights for filters" if state.filters else ""
    if not state.size:
        return f"not made yet; the first search makes it{kept}"
    fresh = f"{state.documents - state.stale:,} of {state.documents:,} documents are in it as they are"
    unreadable = f", {state.unreadable:,} of them cannot be read" if state.unreadable else ""
    sizes = f"{state.bytes / 1e6:,.1f} MB of text, {state.size / 1e6:,.1f} MB of index ({state.way})"
    return f"{fresh}{unreadable}; {sizes}{kept}"


def _index(args: argparse.Namespace) -> int:
    from tui.indexing import alone, index_path
    from tui.library import Library

    if args.status and args.rebuild:
        raise Misuse("--status changes nothing, --rebuild does", "give one of them")
    library = Library.open(args.paths, database=database_of(args))
    try:
        file = index_path(library)
        if not args.status:
            if args.idle and hasattr(os, "nice"):
                os.nice(_NICE)
            with alone(file) as may_write:
                if not may_write:
                    say("another program is bringing the index up to date")
                    return 0 if args.idle else 1
                _bring_up(library, is_idle=args.idle, anew=args.rebuild)
        if not args.idle:
            _tell(state_of(library), args.json)
    finally:
        library.close()
    return 0


def _tell(state: State, as_json: bool) -> None:
    from dataclasses import asdict

    if as_json:
        put_json(asdict(state))
    else:
        put_line(f"{state.file}: {as_line(state)}")


def _bring_up(library: Library, *, is_idle: bool, anew: bool) -> None:
    """Take in what is new or changed, forget what is gone. Raises PizhuError."""
    from tui.indexing import Indexing, documents

    with _usable(library) as texts:
        if anew:
            texts.clear()
            library.gathering.forget()
        indexing = Indexing(library, texts)
        entries = list(documents(library))
        stale = list(indexing.stale(iter(entries)))
        parent = os.getppid()
        tell = progress(f"of {len(stale):,} documents read")
        for number, entry in enumerate(stale, 1):
            if is_idle and os.getppid() != parent:
                # Who asked for it has gone; what is written stays, and the rest is for the next time.
                return
            try:
                indexing.take_in(entry)
            except FileProblem as problem:
                if not is_idle:
                    warn(problem.message)
            tell(number)
        texts.write()
        indexing.forget_missing(iter(entries))


@contextmanager
def _usable(library: Library) -> Iterator[FullText]:
    """The index of a library, closed behind it. Raises PizhuError if it cannot be used."""
    import sqlite3

    from tui.indexing import index_path
    from tui.search.fulltext import FullText

    try:
        texts = FullText(index_path(library))
        try:
            yield texts
        finally:
            texts.close()
    except (sqlite3.Error, OSError) as error:
        raise PizhuError(
            f"the full-text index cannot be used: {error}", "`pizhu index --rebuild` makes it anew"
        ) from error
