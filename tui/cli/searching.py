"""`pizhu search`: a text, found in all documents."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tui.cli.output import progress, put_json, put_line, say, warn
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import library_of, read_filter
from tui.errors import FileProblem, Misuse

if TYPE_CHECKING:
    from tui.library import Entry, Library

_WIDTH = 30
_ABOUT = """\
Print the places of a text in the documents, with the words around. Width, case and script make no
difference: 简 finds 繁. Quotation marks, dashes and middle dots are found however they are printed, and
blanks between Han and Latin do not count. Like grep, it exits with 1 if nothing was found.

  w:TEXT    only where it is made of whole words, as jieba cuts them
  re:TEXT   a regular expression (Python's, case aside, a Han character standing for all its forms; within
            lines); one that takes too long in a line is given up
  \\re:TEXT  the text re:TEXT itself
"""

Spans: TypeAlias = Sequence[tuple[int, int]]


def add(commands: Commands) -> None:
    """Add `search`."""
    parser = add_command(commands, "search", _search, "find a text in all documents", _ABOUT)
    parser.add_argument("text", metavar="TEXT", help="the text to be found")
    parser.add_argument(
        "paths", nargs="*", type=path, metavar="PATH", help="files and folders; else the documents of the library"
    )
    parser.add_argument(
        "--filter", metavar="FILTER", help="only inside highlights that pass this filter (see `pizhu quotes --help`)"
    )
    add_json(parser)


def _search(args: argparse.Namespace) -> int:
    from tui.indexing import holding
    from tui.search.wanted import read_wanted

    wanted = read_wanted(args.text)
    if not wanted.text:
        raise Misuse("an empty text is everywhere", "give the words to be found")
    found: list[dict[str, object]] = []
    count = 0
    with library_of(args, listed=not args.paths) as library:
        within = None if args.filter is None else _highlighted(library, args.filter)
        documents = _documents(library, args.paths)
        for entry in holding(
            library, documents, wanted, keep=not args.paths, tell=progress("documents read that were not in the index")
        ):
            try:
                for hit in _hits(library, entry, args.text, within):
                    count += 1
                    if args.json:
                        found.append(hit)
                    else:
                        put_line(_as_line(hit))
            except FileProblem as problem:
                warn(problem.message)
    if args.json:
        put_json(found)
    elif not count:
        say(f"“{args.text}” was not found")
    return 0 if count else 1


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


def _highlighted(library: Library, filter_text: str) -> frozenset[str]:
    """The ids of the highlights that pass the filter."""
    return frozenset(quote.highlight.id for quote in library.quotes(read_filter(library, [filter_text])))


def _hits(library: Library, entry: Entry, text: str, within: frozenset[str] | None) -> Iterator[dict[str, object]]:
    from tui.search.running import Ground, Search
    from tui.search.scan import around, searched

    transcript = library.transcript(entry)
    spans: Spans | None = None
    if within is not None:
        marks = library.highlights(entry, transcript)
        spans = [(mark.start, mark.end) for mark in marks if mark.highlight.id in within and mark.start >= 0]
        if not spans:
            return
    reading = searched(transcript)
    for hit in Search(Ground(transcript, reading), text).run():
        if spans is not None and not any(start <= hit.start and hit.end <= end for start, end in spans):
            continue
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
