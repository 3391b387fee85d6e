"""The library and the filter that a command line names."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import warn
from tui.errors import NotFound
from tui.paths import DATABASE

if TYPE_CHECKING:
    from tui.library import Library
    from tui.search.filters import Filter


def database_of(args: argparse.Namespace) -> Path | None:
    """The database that was named by --db or PIZHU_DB, if any."""
    given: Path | None = args.db
    if given is None and (named := os.environ.get("PIZHU_DB")):
        return Path(named)
    return given


def database_path(args: argparse.Namespace) -> Path:
    """Where the database is or will be."""
    return database_of(args) or Path.cwd() / DATABASE


def must_be_there(args: argparse.Namespace) -> None:
    """For what only reads a database: one that was named must be there, or a wrong name would pass for an empty one.

    Raises NotFound.
    """
    given = database_of(args)
    if given is not None and not os.path.lexists(given):
        raise NotFound(f"{given}: there is no such database", "check the name; the first highlight makes one")


@contextmanager
def library_of(args: argparse.Namespace, *, listed: bool = False) -> Iterator[Library]:
    """The library; its documents are looked up only if they are to be `listed`. Raises StoreProblem, FileProblem."""
    from tui.annotations.store import Store
    from tui.library import Library
    from tui.silence import let_index_tell

    if listed:
        library = Library.open(database=database_of(args))
    else:
        file = database_path(args)
        library = Library(file.parent, (), Store(file))
    let_index_tell(library)
    try:
        yield library
        # What is to be told has been told by now.
        library.gathering.keep()
    finally:
        library.close()
        if (problem := library.store.backup_problem) is not None:
            warn(f"no backup could be made: {problem}")


def read_filter(library: Library, words: Sequence[str]) -> Filter:
    """The filter that the words say together; tags that are not there are warned of. Raises FilterProblem."""
    from tui.search.tagterms import unknown_tags

    filter_ = library.gathering.read(" ".join(words).strip())
    for path in unknown_tags(filter_, library.store.codebook()):
        warn(f"there is no tag “{path}”, or several tags end in it")
    return filter_
