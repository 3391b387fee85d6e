"""`pizhu filters`: filters that are kept under a name, and what a filter leaves."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, Parser, add_database, add_deed, add_json
from tui.cli.place import library_of, must_be_there, read_filter
from tui.visible import visible_line

_MOST = 20
"""Lines of each kind, unless all are asked for."""

_ABOUT = """\
List the saved filters, or change one. Inside any filter saved:NAME takes what the filter of this name takes
then: it is asked anew each time. Every change can be taken back by `pizhu undo`.
"""


def add(commands: Commands) -> None:
    """Add `filters`."""
    parser = commands.add_parser("filters", help="list and change saved filters, count what one leaves")
    parser.description = _ABOUT
    add_database(parser, default=argparse.SUPPRESS)
    add_json(parser)
    parser.set_defaults(handler=_list)
    deeds = parser.add_subparsers(title="what to do", metavar="DO", prog="pizhu filters", parser_class=Parser)

    listing = add_deed(deeds, "list", _list, "list them (the default)")
    listing.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")

    adding = add_deed(deeds, "add", _add, "keep a filter under a name, in place of what is there")
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("filter", nargs="+", metavar="FILTER", help="see `pizhu quotes --help`")

    renaming = add_deed(deeds, "rename", _rename, "give one another name, also in the filters that ask for it")
    renaming.add_argument("name", metavar="NAME")
    renaming.add_argument("new", metavar="NEW")

    deleting = add_deed(deeds, "delete", _delete, "forget one")
    deleting.add_argument("name", metavar="NAME")

    counting = add_deed(deeds, "count", _count, "count what a filter leaves: in all, by tag, speaker and document")
    counting.add_argument("filter", nargs="*", metavar="FILTER", help="which highlights; all of them without any")
    counting.add_argument("--all", action="store_true", help=f"all lines, not the {_MOST} largest numbers of each kind")
    counting.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")


def _list(args: argparse.Namespace) -> int:
    must_be_there(args)
    with library_of(args) as library:
        saved = library.store.filters()
    if args.json:
        put_json([{"name": name, "filter": text} for name, text in saved.items()])
        return 0
    for name, text in saved.items():
        put_line(f"{name}  {text}")
    if not saved:
        say("no filter is saved yet")
    return 0


def _add(args: argparse.Namespace) -> int:
    with library_of(args) as library:
        filter_ = read_filter(library, args.filter)
        changed = library.gathering.save(args.name, filter_)
    say(visible_line(f"saved: {args.name.strip()}  {filter_}" if changed else "that is saved already"))
    return 0


def _rename(args: argparse.Namespace) -> int:
    with library_of(args) as library:
        library.gathering.rename(args.name, args.new)
    say(visible_line(f"renamed: {args.name} → {args.new}"))
    return 0


def _delete(args: argparse.Namespace) -> int:
    with library_of(args) as library:
        asking = library.gathering.asking_for(args.name)
        library.store.delete_filter(args.name)
    say(visible_line(f"deleted: {args.name} (`pizhu undo` takes it back)"))
    if asking:
        say(visible_line(f"these ask for it and take nothing for it now: {', '.join(asking)}"))
    return 0


def _count(args: argparse.Namespace) -> int:
    must_be_there(args)
    with library_of(args) as library:
        filter_ = read_filter(library, args.filter)
        tally = library.gathering.tally(filter_)
        paths = library.store.codebook().paths
        if tally is None:
            return 1
        kinds = {
            "tags": {paths[tag]: count for tag, count in tally.tags.items()},
            "speakers": tally.speakers,
            "documents": tally.documents,
        }
        found = {kind: _largest(counts, None if args.all or args.json else _MOST) for kind, counts in kinds.items()}
    if args.json:
        put_json({"total": tally.total, **found})
        return 0
    put_line(f"{tally.total:>7}  quotes")
    for sign, counts in zip(("#", "@", ""), found.values(), strict=True):
        for name, count in counts.items():
            put_line(f"{count:>7}  {sign}{name}")
    return 0


def _largest(counts: Mapping[str, int], most: int | None) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most])
