"""`pizhu correct`: a place of a transcript is read otherwise."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, add_command, add_json, path, positive, span
from tui.cli.place import library_of
from tui.cli.wording import place_of, places_of
from tui.errors import Misuse, NotFound
from tui.visible import visible_line

if TYPE_CHECKING:
    from tui.library import Entry, Library
    from tui.transcript.edits.corrections import Correction
    from tui.transcript.model import Transcript

_ABOUT = """\
Put words right that a machine misheard, or that were repaired wrongly. The file is not changed: what is
read, searched, quoted and exported is. `pizhu undo` takes it back; `pizhu glossary` corrects a wording
in every document; `pizhu show FILE --edits` lists what is read otherwise than the source has it.
"""


def add(commands: Commands) -> None:
    """Add `correct`."""
    parser = add_command(commands, "correct", _correct, "read words of a transcript otherwise", _ABOUT)
    parser.add_argument("file", type=path, metavar="FILE", help="the transcript")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--quote", metavar="TEXT", help="the words, as they are read now")
    where.add_argument("--at", type=span, metavar="START:END", help="their place, in characters of the source")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--nth", type=positive, metavar="N", help="which of the places where they stand, from 1")
    which.add_argument("--all", action="store_true", help="all places in this document where they stand")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--to", metavar="TEXT", help="what is to be read there")
    what.add_argument("--source", action="store_true", help="read what the source has: refuse a repair or a rule")
    what.add_argument("--forget", action="store_true", help="drop the corrections that were made there")
    parser.add_argument("--dry-run", action="store_true", help="only list the places")
    add_json(parser)


def _correct(args: argparse.Namespace) -> int:
    from tui import rewording
    from tui.annotations.reading_acts import Corrected
    from tui.asread import correction_at

    if args.at is not None and (args.all or args.nth):
        raise Misuse("--nth and --all belong to --quote", "--at says the place already")
    with library_of(args) as library:
        entry = library.entry_of(args.file)
        transcript = library.transcript(entry)
        places = _places(args, transcript)
        if args.forget:
            made = _made_there(library, entry, transcript, places)
            corrected = Corrected(dropped=made)
        else:
            made = [correction_at(transcript, *place, args.to or "", accepted=not args.source) for place in places]
            corrected = Corrected(made=made)
        if not args.dry_run:
            rewording.correct(library, entry, corrected)
    if args.json:
        put_json([_as_json(transcript, each) for each in made])
        return 0
    for each in made:
        put_line(_as_line(transcript, each))
    if args.dry_run:
        say(f"{len(made)} places; nothing was changed")
    return 0


def _places(args: argparse.Namespace, transcript: Transcript) -> list[tuple[int, int]]:
    if args.at is not None:
        start, end = args.at
        if end > len(transcript.text):
            raise Misuse(f"{start}:{end} is outside the text", f"it has {len(transcript.text)} characters")
        return [(start, end)]
    if args.all:
        return [(hit.start, hit.end) for hit in places_of(transcript, args.quote)]
    return [place_of(transcript, args.quote, args.nth)]


def _made_there(
    library: Library, entry: Entry, transcript: Transcript, places: list[tuple[int, int]]
) -> list[Correction]:
    document = library.document(entry, transcript)
    known = [] if document is None else library.store.corrections(document.id)
    made = [each for each in known if any(start < each.end and each.start < end for start, end in places)]
    if not made:
        raise NotFound("no correction was made there", "`pizhu show FILE --edits` lists those of the document")
    return made


def _as_line(transcript: Transcript, correction: Correction) -> str:
    original, replacement = visible_line(correction.original), visible_line(correction.replacement)
    place = f"line {transcript.line_of(correction.start)}, {correction.start}:{correction.end}"
    return f"{place}: {original} → {replacement}"


def _as_json(transcript: Transcript, correction: Correction) -> dict[str, object]:
    return {
        "start": correction.start,
        "end": correction.end,
        "line": transcript.line_of(correction.start),
        "original": correction.original,
        "replacement": correction.replacement,
        "accepted": correction.accepted,
    }
