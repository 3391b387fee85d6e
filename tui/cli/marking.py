"""`pizhu mark`: add a highlight."""

from __future__ import annotations

import argparse

from tui.authors import checked
from tui.cli.output import put_json, put_line
from tui.cli.parsing import Commands, add_command, add_json, path, positive, span
from tui.cli.place import library_of
from tui.cli.wording import place_of
from tui.errors import Misuse

_ABOUT = """\
Add a highlight and print its id. The quote is looked for as it is written, then in any width, case
and script (简 finds 繁); one that stands in several places needs --nth.
"""


def add(commands: Commands) -> None:
    """Add `mark`."""
    parser = add_command(commands, "mark", _mark, "add a highlight and print its id", _ABOUT)
    parser.add_argument("file", type=path, metavar="FILE", help="the transcript")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--quote", metavar="TEXT", help="the words to highlight, as they are read")
    where.add_argument("--at", type=span, metavar="START:END", help="their place, in characters of the source")
    parser.add_argument("--nth", type=positive, metavar="N", help="which of the places where the quote stands, from 1")
    parser.add_argument(
        "--tag",
        action="append",
        default=[],
        metavar="PATH",
        help="a tag like 模型/分化, made if it is missing; repeatable",
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="a note, in Markdown")
    parser.add_argument("--star", action="store_true", help="star it ★")
    parser.add_argument("--author", metavar="NAME", help="who says it; else $PIZHU_AUTHOR, else as configured")
    add_json(parser)


def _mark(args: argparse.Namespace) -> int:
    if args.nth is not None and args.quote is None:
        raise Misuse("--nth belongs to --quote", "--at says the place already")
    by = "" if args.author is None else checked(args.author)
    with library_of(args) as library:
        entry = library.entry_of(args.file)
        transcript = library.transcript(entry)
        start, end = args.at if args.quote is None else place_of(transcript, args.quote, args.nth)
        identity = library.mark(entry, transcript, start, end, tags=args.tag, note=args.note, starred=args.star, by=by)
        if not args.json:
            put_line(identity)
            return 0
        highlight = library.store.highlight(identity)
    anchor = None if highlight is None else highlight.anchor
    place = (
        {}
        if anchor is None
        else {"start": anchor.start, "end": anchor.end, "quote": anchor.quote, "speaker": anchor.speaker}
    )
    put_json({"id": identity, "path": entry.name, **place})
    return 0
