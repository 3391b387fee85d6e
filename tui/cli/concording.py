"""`pizhu search --kwic` and `pizhu search --tag`: hits as concordance lines, and tags for all of them at once."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say, warn
from tui.cli.parsing import positive
from tui.errors import Misuse

if TYPE_CHECKING:
    from tui.autocode import Batch
    from tui.library import Entry, Library
    from tui.search.filters import Filter
    from tui.search.kwic import Line
    from tui.search.wanted import Wanted

_LEAST, _WIDTH = 24, 100


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what belongs to concordance lines and to tagging hits."""
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--kwic", action="store_true", help="one line for each hit, all hits in one column")
    kind.add_argument(
        "--tag", action="append", default=[], metavar="PATH", help="tag what is found; made if missing; repeatable"
    )
    parser.add_argument("--sort", choices=("place", "left", "right"), help="of --kwic: by the word left or right of it")
    parser.add_argument("--width", type=positive, metavar="N", help="of --kwic: cells of a line; else the terminal's")
    parser.add_argument("--beyond", action="store_true", help="of --kwic: tell what stands beyond the turn, too")
    parser.add_argument(
        "--unit", choices=("hit", "clause", "sentence", "turn"), help="of --tag: what is highlighted; else the sentence"
    )
    parser.add_argument("--dry-run", action="store_true", help="of --tag: only tell what would be tagged")


def check(args: argparse.Namespace) -> None:
    """Raises Misuse for an option without the one that it belongs to."""
    if not args.kwic and (args.sort or args.width or args.beyond):
        raise Misuse("--sort, --width and --beyond belong to --kwic")
    if not args.tag and (args.unit or args.dry_run):
        raise Misuse("--unit and --dry-run belong to --tag", "give the tag that the hits shall have")
    if args.width is not None and args.width < _LEAST:
        raise Misuse(f"a line needs {_LEAST} cells at least")
    if args.tag:
        from tui.annotations.tags import names_of

        for path in args.tag:
            names_of(path)


def show(
    args: argparse.Namespace, library: Library, documents: Iterator[Entry], wanted: Wanted, filter_: Filter
) -> int:
    """Print the lines; gives how many there are."""
    from tui.concordance import lines
    from tui.search.kwic import Sort, in_order

    gathered = lines(
        library, documents, wanted, filter_, beyond=args.beyond, tell=lambda problem: warn(problem.message)
    )
    found = in_order((line for _, some in gathered for line in some), Sort(args.sort or "place"))
    if args.json:
        put_json([_as_json(line) for line in found])
    else:
        _print(found, args.width or shutil.get_terminal_size((_WIDTH, 24)).columns)
    return len(found)


def _print(found: list[Line], width: int) -> None:
    from tui.layout.concordance import set_line, setting

    its = setting(width, (line.place for line in found))
    for line in found:
        put_line("".join(set_line(its, line.place, line.before, line.match, line.after)).rstrip())


def _as_json(line: Line) -> dict[str, object]:
    return {
        "path": line.name,
        "start": line.start,
        "end": line.end,
        "line": line.line,
        "speaker": line.speaker,
        "before": line.before,
        "match": line.match,
        "after": line.after,
        "tags": line.tags,
    }


def code(
    args: argparse.Namespace, library: Library, documents: Iterator[Entry], wanted: Wanted, filter_: Filter
) -> int:
    """Tag what is around the hits, or tell what would be tagged; gives how many hits there are."""
    from tui.autocode import Extent, batch
    from tui.autocode import code as do
    from tui.concordance import lines

    extent = Extent(args.unit or "sentence")
    gathered = lines(library, documents, wanted, filter_, tell=lambda problem: warn(problem.message))
    its = batch(library, ((entry, [(line.start, line.end) for line in some]) for entry, some in gathered), extent)
    if not its.hits:
        if args.json:
            put_json([])
        return 0
    made = iter(() if args.dry_run else do(library, its, args.tag))
    told = [(each, each.highlight_id or next(made, "")) for each in its.stretches]
    if args.json:
        put_json(
            [
                {
                    "path": each.name,
                    "start": each.anchor.start,
                    "end": each.anchor.end,
                    "line": each.line,
                    "speaker": each.anchor.speaker,
                    "quote": each.anchor.quote,
                    "id": identity or None,
                    "new": not each.highlight_id,
                }
                for each, identity in told
            ]
        )
    else:
        for each, _ in told:
            put_line(f"{'=' if each.highlight_id else '+'} {each.name}:{each.line}: {each.anchor.quote}")
    say(f"{_counted(its, extent.value)} {' '.join(f'#{path}' for path in args.tag)}{_done(args.dry_run)}")
    return its.hits


def _counted(its: Batch, unit: str) -> str:
    return f"{its.hits} hits, {len(its.stretches)} × {unit}: {len(its.marks)} new, {len(its.there)} marked already;"


def _done(is_rehearsed: bool) -> str:
    return " would be put on; nothing was changed" if is_rehearsed else " put on (`pizhu undo` takes it back)"
