"""`pizhu check`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import database_path, library_of, must_be_there
from tui.errors import Misuse, NotFound, PizhuError

if TYPE_CHECKING:
    from tui.annotations.findings import Finding
    from tui.library import Library

_CHECK = """\
Look at the database and at every document that carries something: whether it is there, and whether each
highlight stands where it was made (exact), surely elsewhere (moved), in other words or not surely (changed), or
nowhere (lost); and whether the full-text index is up to date, which is no harm if it isn't. Nothing is changed.
Exits with 0 if all is well, else with 1.

With --carry, what is exact or moved in a file that has changed is carried over to its new text, one act for each
document, as opening it in the app does; what is changed waits for a look there (R).

With --repair, what can be read out of a damaged database is written into a new file, and what is missing is
said; the damaged one is only read.
"""


def add(commands: Commands) -> None:
    """Add `check`."""
    check = add_command(commands, "check", _check, "look whether database, documents and highlights are whole", _CHECK)
    check.add_argument("--carry", action="store_true", help="carry highlights over to changed files")
    check.add_argument("--repair", action="store_true", help="read what can be read into a new file")
    check.add_argument("--to", type=path, metavar="FILE", help="with --repair: the new file")
    add_json(check)


def _check(args: argparse.Namespace) -> int:
    from tui.annotations.findings import findings
    from tui.cli.looking import Looked, look_at, tell

    must_be_there(args)
    database = database_path(args)
    if args.repair and args.carry:
        raise Misuse("--carry is for a database that is whole", "repair it first")
    if args.repair:
        return _repair(args, database)
    if args.to is not None:
        raise Misuse("--to is for --repair")
    problems = findings(database)
    documents: list[Looked] = []
    index = ""
    if not problems and database.exists():
        with library_of(args, listed=True) as library:
            documents = look_at(library, carry=args.carry)
            index = _index(library)
    astray = [stray for document in documents for stray in document.astray]
    if args.json:
        found = {
            "database": str(database),
            "problems": [asdict(p) for p in problems],
            "documents": [document.as_json() for document in documents],
        }
        put_json({**found, "astray": [stray.as_json() for stray in astray], "index": index})
    elif problems or database.exists():
        _tell(problems)
        tell(documents)
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


def _tell(problems: Sequence[Finding]) -> None:
    for problem in problems:
        put_line(f"database: {problem.what}")
    # What is to be done is the same for most: once each.
    for advice in dict.fromkeys(problem.do for problem in problems):
        put_line(f"  → {advice}")
    if not problems:
        put_line("database: ok")
