"""`pizhu quotes`: highlighted excerpts out."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tui.cli.output import put_json, say
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import library_of, must_be_there, read_filter
from tui.errors import Misuse

if TYPE_CHECKING:
    from pathlib import Path

    from tui.export.excerpt import Excerpt

_ABOUT = """\
Print the highlighted excerpts that pass a filter, by document and place. A filter is written as in the app:

  #模型/分化        carries the tag or one below it (#模型! the tag itself)
  @姚顺雨           said by; @host @guest: by who has that role
  "自主学习"        the words or the note hold this; so does a word without quotation marks
  quote:… note:… turn:… text:…      the words, the note, the turn, the document hold this
  doc:AGI*  field:people=张*        in a document of this name, with this field
  has:note  has:tag  is:starred  is:moved  by:林岚
  after:2026-01-01  before:2026-01-01  on:2026-01-01
  -#闲聊  NOT …     not this        #a OR #b  ( … )  either
  #a && #b          a highlight of one overlaps one of the other
  near(#a, #b, 2turns)              one stands near one of the other: turns, sentences, paragraphs, chars
  saved:慢          what a saved filter takes (`pizhu filters` lists them)

Words side by side must all be true. Formats: markdown, text, csv, jsonl (which `pizhu import` reads back).
"""


def add(commands: Commands) -> None:
    """Add `quotes`."""
    parser = add_command(commands, "quotes", _quotes, "print highlighted excerpts", _ABOUT)
    parser.add_argument("filter", nargs="*", metavar="FILTER", help="which highlights; all of them without any")
    parser.add_argument(
        "--format", metavar="F", help="markdown (the default), text, csv or jsonl; else by FILE's suffix"
    )
    parser.add_argument(
        "--context", metavar="C", help="what stands around them: 1turn, 2sent or 40chars (1轮 2句 40字)"
    )
    parser.add_argument(
        "--text",
        choices=("read", "source", "both"),
        default="read",
        help="the words as they are read (the default), as the source has them, or both where they differ",
    )
    parser.add_argument("-o", "--output", type=path, metavar="FILE", help="write to FILE instead, whole or not at all")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there")
    add_json(parser)


def _quotes(args: argparse.Namespace) -> int:
    from tui.exchange import excerpts_of, render, write_quotes
    from tui.export.context import parse_context
    from tui.export.excerpt import Wording
    from tui.export.formats import format_named

    output: Path | None = args.output
    if args.json and (args.format or output):
        raise Misuse("--json goes to standard output and is a format by itself", "leave --format and -o out")
    if args.force and output is None:
        raise Misuse("--force belongs to -o FILE")
    if args.format is not None:
        format_named(args.format)
    context = None if args.context is None else parse_context(args.context)
    wording = Wording(args.text)
    must_be_there(args)
    with library_of(args) as library:
        filter_ = read_filter(library, args.filter)
        if output is not None:
            count = write_quotes(
                library,
                filter_,
                output,
                format=args.format,
                context=context,
                wording=wording,
                force=args.force,
            )
            say(f"{count} quotes written to {output}")
            return 0
        if args.json:
            found = [_as_json(excerpt) for excerpt in excerpts_of(library, library.quotes(filter_), context, wording)]
            put_json(found)
            count = len(found)
        else:
            count = render(
                library, filter_, sys.stdout, format=args.format or "markdown", context=context, wording=wording
            )
    if not count:
        say("no highlight passes the filter" if args.filter else "there are no highlights yet")
    return 0


def _as_json(e: Excerpt) -> dict[str, object]:
    return {
        "id": e.id,
        "path": e.path,
        "title": e.title,
        "speaker": e.speaker,
        "position": e.position,
        "line": e.line,
        "start": e.start,
        "end": e.end,
        "start_ms": e.start_ms,
        "end_ms": e.end_ms,
        "before": e.before,
        "quote": e.quote,
        "source": e.source,
        "after": e.after,
        "tags": list(e.tags),
        "note": e.note,
        "starred": e.starred,
        "author": e.author,
        "created": e.created,
        "state": e.state.value,
    }
