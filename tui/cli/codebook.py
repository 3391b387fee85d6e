"""`pizhu tags`: the codebook."""

from __future__ import annotations

import argparse

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, Handler, Parser, add_database, add_json
from tui.cli.place import library_of, must_be_there, read_filter
from tui.visible import visible_line

_ABOUT = """\
List the tags, or change one. A tag is named by its path, like 模型/分化, or by an alias. Every change can be
taken back by `pizhu undo`.
"""


def add(commands: Commands) -> None:
    """Add `tags`."""
    parser = commands.add_parser("tags", help="list and change the tags", description=_ABOUT)
    add_database(parser, default=argparse.SUPPRESS)
    add_json(parser)
    parser.set_defaults(handler=_list)
    deeds = parser.add_subparsers(title="what to do", metavar="DO", prog="pizhu tags", parser_class=Parser)

    listing = _deed(deeds, "list", _list, "list the tags with their counts (the default)")
    listing.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")

    adding = _deed(deeds, "add", _add, "make a tag, and its parents where they are missing")
    adding.add_argument("path", metavar="PATH", help="e.g. 模型/分化")
    adding.add_argument("--description", default="", metavar="TEXT", help="what it means")
    adding.add_argument("--colour", "--color", default="", metavar="NAME", help="its colour; else the least used one")
    adding.add_argument("--letter", default="", metavar="X", help="its letter in the margin; else a free one")

    renaming = _deed(deeds, "rename", _rename, "give a tag another name, below the same parent")
    renaming.add_argument("path", metavar="PATH")
    renaming.add_argument("name", metavar="NAME", help="the last part of its path")

    moving = _deed(deeds, "move", _move, "hang a tag, with all below it, under another one")
    moving.add_argument("path", metavar="PATH")
    moving.add_argument("parent", metavar="PARENT", help="the tag above it, or / for none")

    merging = _deed(deeds, "merge", _merge, "make a tag a part of another: its highlights, the tags below it, its name")
    merging.add_argument("path", metavar="FROM")
    merging.add_argument("into", metavar="INTO")

    splitting = _deed(deeds, "split", _split, "let some quotes of a tag carry another one in its place, as one act")
    splitting.add_argument("path", metavar="PATH")
    splitting.add_argument("new_path", metavar="NEWPATH", help="made if it is missing")
    which = splitting.add_mutually_exclusive_group(required=True)
    which.add_argument("--ids", nargs="+", metavar="ID", help="these quotes")
    which.add_argument("--filter", metavar="FILTER", help="the quotes of the tag that pass this filter, as in `quotes`")
    splitting.add_argument("--dry-run", action="store_true", help="list the quotes, change nothing")

    deleting = _deed(deeds, "delete", _delete, "delete a tag and all below it; the highlights stay")
    deleting.add_argument("path", metavar="PATH")


def _deed(deeds: Commands, name: str, handler: Handler, about: str) -> Parser:
    parser = deeds.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    add_database(parser, default=argparse.SUPPRESS)
    parser.set_defaults(handler=handler)
    return parser


def _list(args: argparse.Namespace) -> int:
    must_be_there(args)
    with library_of(args) as library:
        book = library.store.codebook()
        counts = library.store.subtree_counts()
    tags = [(path, book.by_path[path]) for path in book.sorted_paths()]
    if args.json:
        put_json(
            [
                {
                    "path": path,
                    "letter": tag.letter,
                    "colour": tag.colour,
                    "description": tag.description,
                    "aliases": list(tag.aliases),
                    "count": counts.get(tag.id, 0),
                }
                for path, tag in tags
            ]
        )
        return 0
    for path, tag in tags:
        aliases = f"  (= {', '.join(tag.aliases)})" if tag.aliases else ""
        about = f"  {tag.description}" if tag.description else ""
        put_line(f"{tag.letter or ' '} {counts.get(tag.id, 0):>5}  #{path}{aliases}{about}")
    if not tags:
        say("there are no tags yet")
    return 0


def _add(args: argparse.Namespace) -> int:
    with library_of(args) as library:
        tag = library.store.create_tag(args.path, letter=args.letter, colour=args.colour, description=args.description)
        put_line(library.store.codebook().paths.get(tag.id, args.path))
    return 0


def _rename(args: argparse.Namespace) -> int:
    with library_of(args) as library:
        changed = library.store.rename_tag(args.path, args.name)
    return _said(changed, f"renamed: {args.path} → {args.name}", "that is its name already")


def _move(args: argparse.Namespace) -> int:
    parent = None if args.parent.strip() == "/" else args.parent
    with library_of(args) as library:
        changed = library.store.move_tag(args.path, parent)
    return _said(changed, f"moved: {args.path} → {args.parent}", "it hangs there already")


def _merge(args: argparse.Namespace) -> int:
    with library_of(args) as library:
        changed = library.store.merge_tags(args.path, args.into)
    return _said(changed, f"merged: {args.path} → {args.into}", "nothing changed")


def _split(args: argparse.Namespace) -> int:
    from tui.annotations.acts import excerpt
    from tui.annotations.tags import find

    must_be_there(args)
    with library_of(args) as library:
        ids: list[str] = args.ids or []
        if args.filter is not None:
            tag = find(library.store.codebook(), args.path)
            quotes = library.quotes(read_filter(library, [args.filter]))
            ids = [quote.highlight.id for quote in quotes if tag.id in quote.highlight.tag_ids]
        if args.dry_run:
            for identity in ids:
                highlight = library.store.highlight(identity)
                put_line(f"{identity}  {'' if highlight is None else excerpt(highlight.anchor.quote)}")
            return _said(bool(ids), f"{len(ids)} quotes would be split off; nothing was changed", "no quote passes")
        count = library.store.split_tag(args.path, args.new_path, ids)
    return _said(True, f"split: {count} quotes {args.path} → {args.new_path}", "")


def _delete(args: argparse.Namespace) -> int:
    with library_of(args) as library:
        changed = library.store.delete_tag(args.path)
    return _said(changed, f"deleted: {args.path} (`pizhu undo` takes it back)", "nothing changed")


def _said(changed: bool, done: str, same: str) -> int:
    say(visible_line(done if changed else same))
    return 0
