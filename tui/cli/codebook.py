"""`pizhu tags`: the codebook."""

from __future__ import annotations

import argparse

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, Parser, add_database, add_deed, add_json
from tui.cli.place import library_of, must_be_there, read_filter
from tui.errors import Misuse, NotFound
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

    listing = add_deed(deeds, "list", _list, "list the tags with their counts (the default)")
    listing.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")

    adding = add_deed(deeds, "add", _add, "make a tag, and its parents where they are missing")
    adding.add_argument("path", metavar="PATH", help="e.g. 模型/分化")
    adding.add_argument("--description", default="", metavar="TEXT", help="what it means")
    adding.add_argument("--colour", "--color", default="", metavar="NAME", help="its colour; else the least used one")
    adding.add_argument("--letter", default="", metavar="X", help="its letter in the margin; else a free one")

    renaming = add_deed(deeds, "rename", _rename, "give a tag another name, below the same parent")
    renaming.add_argument("path", metavar="PATH")
    renaming.add_argument("name", metavar="NAME", help="the last part of its path")

    moving = add_deed(deeds, "move", _move, "hang a tag, with all below it, under another one")
    moving.add_argument("path", metavar="PATH")
    moving.add_argument("parent", metavar="PARENT", help="the tag above it, or / for none")

    merging = add_deed(
        deeds, "merge", _merge, "make a tag a part of another: its highlights, the tags below it, its name"
    )
    merging.add_argument("path", metavar="FROM")
    merging.add_argument("into", metavar="INTO")

    splitting = add_deed(deeds, "split", _split, "let some quotes of a tag carry another one in its place, as one act")
    splitting.add_argument("path", metavar="PATH")
    splitting.add_argument("new_path", metavar="NEWPATH", help="made if it is missing")
    which = splitting.add_mutually_exclusive_group(required=True)
    which.add_argument("--ids", nargs="+", metavar="ID", help="these quotes")
    which.add_argument("--filter", metavar="FILTER", help="the quotes of the tag that pass this filter, as in `quotes`")
    splitting.add_argument("--dry-run", action="store_true", help="list the quotes, change nothing")

    deleting = add_deed(deeds, "delete", _delete, "delete a tag and all below it; the highlights stay")
    deleting.add_argument("path", metavar="PATH")

    restoring = add_deed(deeds, "restore", _restore, "bring back a tag that was deleted; without one, list them")
    restoring.add_argument("path", metavar="PATH", nargs="?", help="the path that it had")

    describing = add_deed(deeds, "describe", _change, "say what a tag means")
    describing.add_argument("path", metavar="PATH")
    describing.add_argument("description", metavar="TEXT", help="in place of what is there; empty: nothing")

    naming = add_deed(deeds, "alias", _alias, "give a tag other names by which it is found")
    naming.add_argument("path", metavar="PATH")
    naming.add_argument("alias", metavar="ALIAS", nargs="+")
    naming.add_argument("--remove", action="store_true", help="take these away")

    colouring = add_deed(deeds, "recolour", _change, "give a tag another colour, or another letter")
    colouring.add_argument("path", metavar="PATH")
    colouring.add_argument("colour", metavar="COLOUR", nargs="?", help="e.g. red; a wrong one is answered by the list")
    colouring.add_argument("--letter", metavar="X", help="its letter in the margin")

    checking = add_deed(deeds, "check", _check, "list the tags that are not used, and those of which two may be one")
    checking.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")


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


def _restore(args: argparse.Namespace) -> int:
    from tui.annotations.ids import local
    from tui.annotations.tags import names_of

    must_be_there(args)
    with library_of(args) as library:
        deleted = library.store.deleted_tags()
        if args.path is None:
            for act in deleted:
                put_line(f"{local(act.created)}  #{act.about}")
            return 0 if deleted else _said(True, "no tag was deleted", "")
        path = "/".join(names_of(args.path))
        found = [act for act in deleted if "/".join(names_of(act.about)) == path]
        if not found:
            raise NotFound(f"no tag {visible_line(path)!r} was deleted", "`pizhu tags restore` lists those that were")
        library.store.take_back(found[0].id)
    return _said(True, f"restored: {path}", "")


def _change(args: argparse.Namespace) -> int:
    description, colour = getattr(args, "description", None), getattr(args, "colour", None)
    letter = getattr(args, "letter", None)
    if description is colour is letter is None:
        raise Misuse("nothing to change", "name a colour or --letter")
    with library_of(args) as library:
        changed = library.store.change_tag(args.path, letter=letter, colour=colour, description=description)
    return _said(changed, f"changed: {args.path}", "it is so already")


def _alias(args: argparse.Namespace) -> int:
    from tui.annotations.tags import find, names_of

    with library_of(args) as library:
        tag = find(library.store.codebook(), args.path)
        given = ["/".join(names_of(alias)) for alias in args.alias]
        kept = [alias for alias in tag.aliases if not args.remove or alias not in given]
        if args.remove and (unknown := [alias for alias in given if alias not in tag.aliases]):
            raise NotFound(f"{visible_line(unknown[0])!r} is no alias of {visible_line(args.path)!r}")
        aliases = kept if args.remove else [*kept, *given]
        changed = library.store.change_tag(args.path, aliases=aliases)
    return _said(changed, f"aliases of {args.path}: {', '.join(dict.fromkeys(aliases)) or 'none'}", "it is so already")


def _check(args: argparse.Namespace) -> int:
    from tui.search.nearnames import alike, unused

    must_be_there(args)
    with library_of(args) as library:
        book = library.store.codebook()
        counts = dict(library.store.subtree_counts())
    pairs, idle = alike(book, counts), unused(book, counts)
    if args.json:
        found = [{"path": pair.path, "other": pair.other, "why": pair.why.name.lower()} for pair in pairs]
        put_json({"alike": found, "unused": idle})
        return 0
    for pair in pairs:
        numbers = [counts.get(book.by_path[path].id, 0) for path in (pair.other, pair.path)]
        put_line(f"alike   #{pair.other} ({numbers[0]})  #{pair.path} ({numbers[1]})  {pair.why.value}")
    for path in idle:
        put_line(f"unused  #{path}")
    if not pairs and not idle:
        say("all tags are used, and no two are alike")
    return 0


def _said(changed: bool, done: str, same: str) -> int:
    say(visible_line(done if changed else same))
    return 0
