"""`pizhu mark`: add a highlight."""

from __future__ import annotations

import argparse
from bisect import bisect_right
from typing import TYPE_CHECKING

from tui.cli.listing import line_starts
from tui.cli.output import put_json, put_line
from tui.cli.parsing import Commands, add_command, add_json, path, positive, span
from tui.cli.place import library_of
from tui.errors import Ambiguous, Misuse, NotFound
from tui.visible import visible_line

if TYPE_CHECKING:
    from tui.search.scan import Hit
    from tui.transcript.model import Transcript

_WIDTH = 20
_LISTED = 20
"""So many of the places where an ambiguous quote stands are listed."""
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
    add_json(parser)


def _mark(args: argparse.Namespace) -> int:
    if args.nth is not None and args.quote is None:
        raise Misuse("--nth belongs to --quote", "--at says the place already")
    with library_of(args) as library:
        entry = library.entry_of(args.file)
        transcript = library.transcript(entry)
        start, end = args.at if args.quote is None else _find(transcript, args.quote, args.nth)
        identity = library.mark(entry, transcript, start, end, tags=args.tag, note=args.note, starred=args.star)
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


def _find(transcript: Transcript, quote: str, nth: int | None) -> tuple[int, int]:
    """The source span of the quote. Raises Misuse, NotFound, Ambiguous."""
    from tui.search.scan import find

    if not quote.strip():
        raise Misuse("an empty quote is everywhere", "give the words that shall be highlighted")
    hits = _exact(transcript, quote) or find(transcript.reading, quote)
    shown = visible_line(quote if len(quote) <= 40 else f"{quote[:39]}…")
    if not hits:
        raise NotFound(f"“{shown}” is not in the text", "`pizhu show FILE` prints the text as it is read")
    if nth is not None:
        if nth > len(hits):
            raise NotFound(f"“{shown}” stands in {len(hits)} places only, there is no {nth}th")
        return hits[nth - 1].start, hits[nth - 1].end
    if len(hits) > 1:
        raise Ambiguous(f"“{shown}” stands in {len(hits)} places: choose one with --nth", _places(transcript, hits))
    return hits[0].start, hits[0].end


def _exact(transcript: Transcript, quote: str) -> list[Hit]:
    from tui.search.scan import Hit

    reading, found = transcript.reading, []
    at = reading.text.find(quote)
    while at >= 0:
        behind = at + len(quote)
        found.append(Hit(*reading.source_span(at, behind), at, behind))
        at = reading.text.find(quote, behind)
    return found


def _places(transcript: Transcript, hits: list[Hit]) -> str:
    from tui.search.scan import around

    starts = line_starts(transcript.text)
    lines = []
    for number, hit in enumerate(hits[:_LISTED], 1):
        words = "".join(visible_line(part) for part in around(transcript.reading, hit, _WIDTH))
        lines.append(f"  --nth {number}  line {bisect_right(starts, hit.start)}: {words}")
    if len(hits) > _LISTED:
        lines.append(f"  … and {len(hits) - _LISTED} more")
    return "\n".join(lines)
