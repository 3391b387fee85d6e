"""`pizhu agreement`: how far the coders of a library agree."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say, warn
from tui.cli.parsing import Commands, add_command, add_json
from tui.cli.place import library_of, must_be_there

if TYPE_CHECKING:
    from tui.annotations.agreement import Agreement

_ABOUT = """\
How far the authors of highlights agree, in the documents that two or more of them marked: percent agreement, Cohen's
kappa (two authors) and Krippendorff's alpha (nominal, any number), for all tags at once and for each.

By character, every code point of the reading text gets a code: the set of tags that an author put there, the empty one
too. By turn, every turn gets the tags that stand on any part of it. Of one tag alone it is asked whether it, or one
below it, was put there. `-` stands where a measure is not defined: all units have one and the same code.
"""


def add(commands: Commands) -> None:
    """Add `agreement`."""
    parser = add_command(commands, "agreement", _agreement, "how far several authors agree", _ABOUT)
    parser.add_argument("--by", choices=("character", "turn"), default="character", help="what gets one code")
    parser.add_argument("--tag", action="append", default=[], metavar="PATH", help="this tag alone; repeatable")
    parser.add_argument("--author", action="append", default=[], metavar="NAME", help="these authors; repeatable")
    add_json(parser)


def _agreement(args: argparse.Namespace) -> int:
    from tui.annotations.tags import find
    from tui.coding import By, compare

    must_be_there(args)
    with library_of(args, listed=True) as library:
        book = library.store.codebook()
        tags = [book.paths[find(book, path).id] for path in args.tag]
        found = compare(library, By(args.by), tags, args.author)
    for path in found.unread:
        warn(f"{path}: not counted, it cannot be read")
    if args.json:
        put_json(
            {
                "by": args.by,
                "coders": found.coders,
                "documents": found.documents,
                "all": asdict(found.whole),
                "tags": {tag: asdict(each) for tag, each in found.tags},
            }
        )
        return 0
    from tui.layout.cells import cell_len, fit

    names = ", ".join(name or "(no name)" for name in found.coders)
    say(f"{names}: {len(found.documents)} documents, {found.whole.units:,} {args.by}s")
    whole = [("these tags" if tags else "all tags", found.whole)]
    rows = [*(whole if len(tags) != 1 else ()), *found.tags]
    wide = max(cell_len(label) for label, _ in rows)
    put_line(f"{' ' * wide}  percent   kappa   alpha")
    for label, each in rows:
        put_line(f"{fit(label, wide)}  {_numbers(each)}")
    return 0


def _numbers(each: Agreement) -> str:
    percent = "-" if each.percent is None else f"{each.percent:.1%}"
    kappa, alpha = ("-" if value is None else f"{value:.3f}" for value in (each.kappa, each.alpha))
    return f"{percent:>7} {kappa:>7} {alpha:>7}"
