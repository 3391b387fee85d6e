"""`pizhu change`: one act on all quotes that pass a filter."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, add_command, add_json
from tui.cli.place import library_of, read_filter
from tui.errors import Misuse
from tui.visible import visible_line

if TYPE_CHECKING:
    from tui.annotations.store import Store

_ABOUT = """\
Change all quotes that pass a filter, as one act that `pizhu undo` takes back. A filter is written as for
`pizhu quotes`; "" is all quotes. --add and --remove may come together and more than once; otherwise one
change at a time.
"""


def add(commands: Commands) -> None:
    """Add `change`."""
    parser = add_command(commands, "change", _change, "tag, star, note or delete all quotes of a filter", _ABOUT)
    parser.add_argument("filter", nargs="+", metavar="FILTER", help='which quotes; "" for all of them')
    parser.add_argument("--add", action="append", default=[], metavar="PATH", help="put this tag on; made if missing")
    parser.add_argument("--remove", action="append", default=[], metavar="PATH", help="take this tag off")
    parser.add_argument("--star", action="store_true", help="star them ★")
    parser.add_argument("--unstar", action="store_true", help="take the stars away")
    parser.add_argument("--append-note", metavar="TEXT", help="write this below the notes that they have")
    parser.add_argument("--replace-note", metavar="TEXT", help='write this in place of their notes; "" for none')
    parser.add_argument("--delete", action="store_true", help="put them into the trash")
    parser.add_argument("--dry-run", action="store_true", help="list the quotes, change nothing")
    add_json(parser)


def _change(args: argparse.Namespace) -> int:
    from tui.annotations.acts import excerpt

    act = _act(args)
    with library_of(args) as library:
        quotes = library.quotes(read_filter(library, args.filter))
        ids = [quote.highlight.id for quote in quotes]
        changed = not args.dry_run and bool(ids) and act(library.store, ids)
    if args.json:
        put_json({"ids": ids, "changed": changed})
    elif args.dry_run:
        for quote in quotes:
            put_line(f"{quote.highlight.id}  {excerpt(quote.anchor.quote)}")
    if not ids:
        told = "no highlight passes the filter"
    elif args.dry_run:
        told = f"{len(ids)} quotes would be changed; nothing was"
    else:
        told = f"{len(ids)} quotes changed (`pizhu undo` takes it back)" if changed else "that is how they are already"
    say(visible_line(told))
    return 0


def _act(args: argparse.Namespace) -> Callable[[Store, Sequence[str]], bool]:
    """The one act that was asked for. Raises Misuse for none or several."""
    acts: list[Callable[[Store, Sequence[str]], bool]] = []
    if args.add or args.remove:
        acts.append(lambda store, ids: store.tag(ids, add=args.add, remove=args.remove))
    if args.star or args.unstar:
        acts.append(lambda store, ids: store.set_star(ids, bool(args.star)))
    if args.append_note is not None:
        acts.append(lambda store, ids: store.note_many(ids, args.append_note, append=True))
    if args.replace_note is not None:
        acts.append(lambda store, ids: store.note_many(ids, args.replace_note, append=False))
    if args.delete:
        acts.append(lambda store, ids: store.delete(ids))
    if len(acts) != 1 or (args.star and args.unstar):
        raise Misuse(
            "say one change", "--add and --remove, --star, --unstar, --append-note, --replace-note or --delete"
        )
    return acts[0]
