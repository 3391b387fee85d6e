"""`pizhu merge`: another database brought into this one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import library_of

if TYPE_CHECKING:
    from tui.annotations.merging.merged import Merged, Remark

_ABOUT = """\
Bring all that another database holds into this one: highlights, tags, notes, stars, corrections, speakers and
filters of a second reader, or of yourself on a second machine. The other file is only read. It is one act: one
`pizhu undo` takes it all back. A copy of this database is made before.

The same span by the same author is one highlight: with the tags of both and both notes; the double goes to the
trash. What one side alone changed is taken, deletions too, unless the other side changed the highlight after it was
deleted. Where both changed one thing, two notes are kept both, one below the other; of two names, letters, colours
or edges that of the later change holds, and the conflict is listed. --ours and --theirs decide otherwise. Which of
two databases goes into which makes no difference, and a second time nothing changes.
"""
_SHOWN = 20


def add(commands: Commands) -> None:
    """Add `merge`."""
    parser = add_command(commands, "merge", _merge, "bring another database into this one, as one act", _ABOUT)
    parser.add_argument("other", type=path, metavar="OTHER.db", help="the other database")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would come in, be united, disagree")
    side = parser.add_mutually_exclusive_group()
    side.add_argument("--ours", action="store_true", help="where both changed one thing, keep what is here")
    side.add_argument("--theirs", action="store_true", help="where both changed one thing, take what is there")
    add_json(parser)


def _merge(args: argparse.Namespace) -> int:
    from tui.annotations.merging.merged import Prefer

    prefer = Prefer.OURS if args.ours else Prefer.THEIRS if args.theirs else Prefer.LATER
    with library_of(args) as library:
        merged = library.store.merge(args.other, prefer=prefer, rehearse=args.dry_run)
    if args.json:
        put_json({**asdict(merged), "merged": bool(merged.changes) and not args.dry_run})
    else:
        _tell(merged, rehearsed=args.dry_run)
    return 0


def _tell(merged: Merged, *, rehearsed: bool) -> None:
    for sign, remarks in (
        ("+", merged.brought),
        ("=", merged.united),
        ("~", merged.changed),
        ("-", merged.trashed),
    ):
        _list(sign, remarks)
    for each in merged.elsewhere[:_SHOWN]:
        put_line(f"? {each.document}: “{each.quote}”: made on another text of it; found again when it is opened")
    for sign, names in (("+ document", merged.documents), ("+ tag", merged.tags), ("= tag", merged.tags_united)):
        for name in names[:_SHOWN]:
            put_line(f"{sign} {name}")
        if len(names) > _SHOWN:
            put_line(f"{sign} … and {len(names) - _SHOWN:,} more")
    for conflict in merged.conflicts:
        sides = f"here “{conflict.ours}”, there “{conflict.theirs}”"
        put_line(f"! {conflict.what} of {conflict.where}: {sides}: kept {conflict.kept}")
    if not merged.changes:
        say("all of it is here already; nothing was changed")
        return
    would = "would be " if rehearsed else ""
    counts = (
        f"{would}brought in: {len(merged.brought):,} highlights, {len(merged.tags):,} tags; {would}united:"
        f" {len(merged.united):,}; {would}changed: {len(merged.changed):,}; {would}deleted: {len(merged.trashed):,}"
    )
    words = [
        f"{count:,} {what}"
        for count, what in (
            *((merged.corrections, "corrections"), (merged.speakers, "speakers"), (merged.filters, "filters")),
            (len(merged.conflicts), "conflicts"),
        )
        if count
    ]
    say("; ".join([counts, *words]))
    say("nothing was changed" if rehearsed else "`pizhu undo` takes it back as a whole")


def _list(sign: str, remarks: Sequence[Remark]) -> None:
    for each in remarks[:_SHOWN]:
        put_line(f"{sign} {each.document}: “{each.quote}”{f' ({each.author})' if each.author else ''}")
    if len(remarks) > _SHOWN:
        put_line(f"{sign} … and {len(remarks) - _SHOWN:,} more")
