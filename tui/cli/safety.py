"""`pizhu check`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import database_path, library_of, must_be_there
from tui.errors import Misuse, NotFound, PizhuError

if TYPE_CHECKING:
    from tui.annotations.findings import Finding
    from tui.annotations.model import Document
    from tui.exchange import Finder
    from tui.library import Library

_CHECK = """\
Look at the database and at every document that carries something: whether it is there, and whether each
highlight stands where it was made (exact), elsewhere (moved), in words that are read otherwise now (changed),
or nowhere for certain (lost); and whether the full-text index is up to date. Nothing is changed. Exits with 0
if all is well, else with 1; an index that is not up to date is no harm.

With --repair, what can be read out of a damaged database is written into a new file, and what is missing is
said; the damaged one is only read.
"""
_EXCERPT = 40


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is found of a document."""

    path: str
    state: str
    """`here`, `renamed`, `missing` or `unreadable`."""
    now: str | None = None
    """Its path, if it was renamed; why it cannot be read, if it is unreadable."""
    exact: int = 0
    moved: int = 0
    changed: int = 0
    lost: int = 0


def add(commands: Commands) -> None:
    """Add `check`."""
    check = add_command(commands, "check", _check, "look whether database, documents and highlights are whole", _CHECK)
    check.add_argument("--repair", action="store_true", help="read what can be read into a new file")
    check.add_argument("--to", type=path, metavar="FILE", help="with --repair: the new file")
    add_json(check)


def _check(args: argparse.Namespace) -> int:
    from tui.annotations.findings import findings

    must_be_there(args)
    database = database_path(args)
    if args.repair:
        return _repair(args, database)
    if args.to is not None:
        raise Misuse("--to is for --repair")
    problems = findings(database)
    index = ""
    documents: list[_Looked] = []
    astray: list[dict[str, object]] = []
    if not problems and database.exists():
        from tui.exchange import Finder

        with library_of(args, listed=True) as library:
            finder = Finder(library)
            for document in library.store.documents():
                looked = _look(library, finder, document, astray)
                if looked is not None:
                    documents.append(looked)
            index = _index(library)
    if args.json:
        found = {
            "database": str(database),
            "problems": [asdict(p) for p in problems],
            "documents": [asdict(d) for d in documents],
        }
        put_json({**found, "astray": astray, "index": index})
    elif problems or database.exists():
        _tell(problems, documents, astray)
        if index:
            put_line(f"index: {index}")
    else:
        say(f"{database}: nothing has been added yet")
    is_well = all(document.state in ("here", "renamed") for document in documents)
    return 0 if is_well and not problems and not astray else 1


def _index(library: Library) -> str:
    """How far the full-text index is. It can be made anew at any time, so nothing about it is a problem."""
    from tui.cli.indexing import as_line, state_of

    try:
        return as_line(state_of(library))
    except PizhuError as problem:
        return f"{problem.message}: {problem.hint}"


def _repair(args: argparse.Namespace, database: Path) -> int:
    from tui.annotations.findings import findings
    from tui.annotations.salvage import salvage

    if not database.exists():
        raise NotFound(f"there is no database {database}", "nothing has been added yet")
    if not findings(database):
        say(f"{database} is whole: there is nothing to repair")
        return 0
    target = args.to or database.with_name(f"{database.stem}-repaired-{datetime.now():%Y%m%d-%H%M%S}.db")
    done = salvage(database, target)
    if args.json:
        put_json({"file": str(target), "read": done.read, "rebuilt": done.rebuilt, "missing": done.missing})
        return 0
    put_line(str(target))
    rows = ", ".join(f"{count:,} {table}" for table, count in done.read.items() if count)
    say(f"read: {rows or 'nothing'}")
    if done.rebuilt:
        say("rebuilt from the history: " + ", ".join(f"{n:,} {table}" for table, n in done.rebuilt.items()))
    for line in done.missing:
        say(f"missing: {line}")
    say(f"the damaged file was not touched; look at the new one with --db, then `pizhu restore {target}`")
    return 0


def _look(library: Library, finder: Finder, document: Document, astray: list[dict[str, object]]) -> _Looked | None:
    """What is found of the document; None if it carries nothing. Highlights that are not exact go to `astray`."""
    from tui.annotations.model import AnchorState

    highlights = library.store.highlights(document.id)
    if not highlights and not document.note:
        return None
    entry = finder.find(document.path, document.sha256)
    if entry is None:
        return _Looked(document.path, "missing")
    try:
        transcript = library.transcript(entry)
    except PizhuError as problem:
        return _Looked(document.path, "unreadable", problem.message)
    counts = dict.fromkeys(AnchorState, 0)
    for highlight in highlights:
        place = library.place(highlight, transcript)
        counts[place.state] += 1
        if place.state is not AnchorState.EXACT:
            astray.append(
                {
                    "id": highlight.id,
                    "path": document.path,
                    "state": place.state.value,
                    "quote": highlight.anchor.quote,
                    "was": [highlight.start, highlight.end],
                    "now": None if place.state is AnchorState.LOST else [place.start, place.end],
                }
            )
    is_renamed = entry.name != document.path
    return _Looked(
        document.path,
        "renamed" if is_renamed else "here",
        entry.name if is_renamed else None,
        **{state.value: count for state, count in counts.items()},
    )


def _tell(problems: Sequence[Finding], documents: list[_Looked], astray: list[dict[str, object]]) -> None:
    for problem in problems:
        put_line(f"database: {problem.what}")
    # What is to be done is the same for most: once each.
    for advice in dict.fromkeys(problem.do for problem in problems):
        put_line(f"  → {advice}")
    if not problems:
        put_line("database: ok")
    for document in documents:
        if document.state in ("missing", "unreadable"):
            put_line(f"{document.path}: {document.state}{f' ({document.now})' if document.now else ''}")
            continue
        renamed = f"now {document.now}: " if document.now else ""
        counts = [f"{document.exact} exact"]
        counts += [f"{n} {name}" for name in ("moved", "changed", "lost") if (n := getattr(document, name))]
        put_line(f"{document.path}: {renamed}{', '.join(counts)}")
    for found in astray:
        quote = " ".join(str(found["quote"])[: 2 * _EXCERPT].split())[:_EXCERPT]
        was, now = found["was"], found["now"]
        put_line(f"{found['state']}: {found['path']}: “{quote}” {was} → {now or 'nowhere'} ({found['id']})")
