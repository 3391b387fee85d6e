"""`pizhu stats`: the numbers of a library."""

from __future__ import annotations

import argparse
import shutil
import sys
from typing import TYPE_CHECKING

from tui.cli.output import is_terminal, put_json, put_line, say, warn
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import library_of, must_be_there, read_filter
from tui.errors import Misuse

if TYPE_CHECKING:
    from pathlib import Path

    from tui.counting.tables import Numbers
    from tui.library import Library

_WIDTH, _NARROWEST = 100, 60
"""Cells of a line where no terminal says how many there are, and at least."""

_ABOUT = """\
Count who says how much, which tags were put where, and which go together.

Length is 字数: every hanzi is one, every word of another script and every number is one, punctuation is none. Headings
and speakers' labels are not counted. Tables: totals; speakers over all documents (share, length, turns, time,
highlights); each document with its speakers; tags, each with those below it, by document and speaker, and how many
there are to a thousand characters; pairs of tags on one highlight, in one turn, in one document; where in each document
a tag falls.

A filter (see `pizhu quotes --help`) says which highlights are counted, and what is said in their documents; one that
asks for documents alone takes these whether they have highlights or not. Without it all documents are counted.
"""


def add(commands: Commands) -> None:
    """Add `stats`."""
    parser = add_command(commands, "stats", _stats, "count speech and tags", _ABOUT)
    parser.add_argument("filter", nargs="*", metavar="FILTER", help="which highlights; all of them without any")
    parser.add_argument(
        "--by",
        choices=("speaker", "document", "tag", "pair", "place"),
        action="append",
        default=[],
        help="this table alone, after the totals; repeatable",
    )
    add_json(parser)
    parser.add_argument("--html", type=path, metavar="FILE", help="write all tables and pictures as one page to FILE")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there")


def _stats(args: argparse.Namespace) -> int:
    from tui.counting.asking import numbers_of
    from tui.counting.lines import Table, sheet

    file: Path | None = args.html
    if args.json and file is not None:
        raise Misuse("--json goes to standard output", "leave --json or --html out")
    if args.force and file is None:
        raise Misuse("--force belongs to --html FILE")
    if args.by and file is not None:
        raise Misuse("--html writes all tables", "leave --by out")
    must_be_there(args)
    with library_of(args, listed=True) as library:
        numbers = numbers_of(library, read_filter(library, args.filter))
        assert numbers is not None
        for name in numbers.unread:
            warn(f"{name}: what is said there is not counted, it cannot be read")
        if file is not None:
            _write(library, numbers, file, force=args.force)
            return 0
    tables = [Table(name) for name in args.by] or list(Table)
    if args.json:
        from tui.counting.plain import plain

        put_json(plain(numbers, tables))
        return 0
    width = shutil.get_terminal_size((_WIDTH, 24)).columns if is_terminal(sys.stdout) else _WIDTH
    for line in sheet(numbers, tables).lines:
        put_line("".join(run.text for run in line(max(_NARROWEST, width))).rstrip())
    return 0


def _write(library: Library, numbers: Numbers, file: Path, *, force: bool) -> None:
    from tui.counting.page import page
    from tui.exchange import refuse_ours
    from tui.export.target import write_file

    refuse_ours(library, file)
    write_file(file, page(numbers), force=force)
    say(f"{numbers.totals.documents} documents and {numbers.totals.highlights} highlights counted in {file}")
