"""`pizhu search`: a text, found in all documents."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import concording
from tui.cli.output import progress, put_json, put_line, say, warn
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import library_of, read_filter
from tui.errors import FileProblem, Misuse

if TYPE_CHECKING:
    from tui.concordance import Scope
    from tui.library import Entry, Library
    from tui.search.wanted import Wanted

_WIDTH = 30
_ABOUT = """\
Print the places of a text in the documents, with the words around. Width, case and script make no
difference: 简 finds 繁. Quotation marks, dashes and middle dots are found however they are printed, and
blanks between Han and Latin do not count. Like grep, it exits with 1 if nothing was found.

  w:TEXT    only where it is made of whole words, as jieba cuts them
  re:TEXT   a regular expression (Python's, case aside, a Han character standing for all its forms; within
            lines); one that takes too long in a line is given up
  \\re:TEXT  the text re:TEXT itself

--filter is asked of each hit as if it were a highlight: @NAME, doc: and turn: mean its own speaker, document and
turn; #TAG, has:note, is:starred and by: mean the highlights that it stands in. --kwic sets one line for each hit, with
all hits in one column. --tag tags the hits: the --unit around each is highlighted, or the highlight used that is
there; all is one act, which `pizhu undo` takes back.
"""


def add(commands: Commands) -> None:
    """Add `search`."""
    parser = add_command(commands, "search", _search, "find a text in all documents", _ABOUT)
    parser.add_argument("text", metavar="TEXT", help="the text to be found")
    parser.add_argument(
        "paths", nargs="*", type=path, metavar="PATH", help="files and folders; else the documents of the library"
    )
    parser.add_argument(
        "--filter", metavar="FILTER", help="only hits that pass this filter (see `pizhu quotes --help`)"
    )
    concording.add_options(parser)
    add_json(parser)


def _search(args: argparse.Namespace) -> int:
    from tui.indexing import holding
    from tui.search.wanted import read_wanted

    wanted = read_wanted(args.text)
    if not wanted.text:
        raise Misuse("an empty text is everywhere", "give the words to be found")
    concording.check(args)
    with library_of(args, listed=not args.paths) as library:
        documents = holding(
            library,
            _documents(library, args.paths),
            wanted,
            keep=not args.paths,
            tell=progress("documents read that were not in the index"),
        )
        filter_ = read_filter(library, [args.filter or ""])
        if args.kwic or args.tag:
            do = concording.show if args.kwic else concording.code
            count = do(args, library, documents, wanted, filter_)
        else:
            from tui.concordance import Scope

            count = _list(args, library, documents, wanted, Scope(library, filter_))
    if not count and not args.json:
        say(f"“{args.text}” was not found")
    return 0 if count else 1


def _list(args: argparse.Namespace, library: Library, documents: Iterator[Entry], wanted: Wanted, scope: Scope) -> int:
    found: list[dict[str, object]] = []
    count = 0
    for entry in documents:
        try:
            for hit in _hits(library, entry, wanted, scope):
                count += 1
                if args.json:
                    found.append(hit)
                else:
                    put_line(_as_line(hit))
        except FileProblem as problem:
            warn(problem.message)
    if args.json:
        put_json(found)
    return count


def _as_line(hit: Mapping[str, object]) -> str:
    speaker = f"{hit['speaker']}: " if hit["speaker"] else ""
    return f"{hit['path']}:{hit['line']}: {speaker}{hit['before']}{hit['match']}{hit['after']}"


def _documents(library: Library, paths: Sequence[Path]) -> Iterator[Entry]:
    """The documents of these files and folders, else those that are listed and those that the database knows."""
    if not paths:
        from tui.indexing import documents

        yield from documents(library)
        return
    from tui.transcript.files import transcript_files

    seen: set[str] = set()
    for given in paths:
        try:
            files = transcript_files(given) if given.is_dir() else [given]
        except FileProblem as problem:
            warn(problem.message)
            continue
        for file in files:
            entry = library.entry_of(file)
            if entry.name not in seen:
                seen.add(entry.name)
                yield entry


def _hits(library: Library, entry: Entry, wanted: Wanted, scope: Scope) -> Iterator[dict[str, object]]:
    from tui.concordance import hits_in
    from tui.search.scan import around

    transcript, reading, hits = hits_in(library, entry, wanted, scope)
    for hit in hits:
        before, match, after = around(transcript, reading, hit, _WIDTH)
        segment = transcript.segment_at(hit.start)
        yield {
            "path": entry.name,
            "start": hit.start,
            "end": hit.end,
            "line": transcript.line_of(hit.start),
            "speaker": None if segment is None else segment.speaker,
            "before": before,
            "match": match,
            "after": after,
        }
