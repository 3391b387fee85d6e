"""`pizhu suggest`, `pizhu terms`, `pizhu like`: likely tags, key terms, passages alike."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, add_command, add_json, path, positive, span
from tui.cli.place import library_of
from tui.cli.wording import place_of
from tui.errors import Misuse

if TYPE_CHECKING:
    from tui.transcript.model import Transcript

_SUGGEST = """\
Print the three tags that a passage is most likely to get, by the words that it shares with the
quotes that carry them and with their names and descriptions; and the words that speak for each.
Nothing is put on.
"""
_TERMS = """\
Print the words that a document has much more often than the other documents of the library: how
often it has them, how often the others do, and the log-likelihood (G²) of the difference. Without
other documents it is compared with how usual the words are in Chinese.
"""
_LIKE = """\
Print the sentences of other documents that are most like a passage, best first, with the tags of
the highlights that they meet.
"""


def add(commands: Commands) -> None:
    """Add `suggest`, `terms` and `like`."""
    for name, handler, about, description in (
        ("suggest", _suggest, "the tags that a passage is likely to get, and why", _SUGGEST),
        ("like", _like, "passages of other documents like a given one", _LIKE),
    ):
        parser = add_command(commands, name, handler, about, description)
        parser.add_argument("file", type=path, metavar="FILE", help="the transcript")
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--quote", metavar="TEXT", help="the words of the passage, as they are read")
        where.add_argument("--at", type=span, metavar="START:END", help="their place, in characters of the source")
        parser.add_argument(
            "--nth", type=positive, metavar="N", help="which of the places where the quote stands, from 1"
        )
        if name == "like":
            parser.add_argument("--top", type=positive, default=10, metavar="N", help="how many (10)")
        add_json(parser)
    parser = add_command(commands, "terms", _terms, "the key terms of a document", _TERMS)
    parser.add_argument("file", type=path, metavar="FILE", help="the transcript")
    parser.add_argument("--top", type=positive, default=30, metavar="N", help="how many (30)")
    add_json(parser)


def _place(args: argparse.Namespace, transcript: Transcript) -> tuple[int, int]:
    """The passage that is meant. Raises Misuse, NotFound, Ambiguous."""
    if args.at is None:
        return place_of(transcript, args.quote, args.nth)
    if args.nth is not None:
        raise Misuse("--nth belongs to --quote", "--at says the place already")
    start, end = args.at
    if end > len(transcript.text):
        raise Misuse(f"{start}:{end} is beyond the end", f"the source has {len(transcript.text)} characters")
    return start, end


def _suggest(args: argparse.Namespace) -> int:
    from tui.kindred import Kindred

    with library_of(args) as library:
        transcript = library.transcript(library.entry_of(args.file))
        found = Kindred(library).suggest(transcript, *_place(args, transcript), is_over=lambda: False)
    if args.json:
        put_json([{"tag": each.path, "score": round(each.score, 4), "because": each.because} for each in found])
        return 0
    for each in found:
        put_line(f"{each.path}  {each.score:.2f}  {', '.join(each.because)}")
    if not found:
        say("no tag shares a word with it")
    return 0


def _terms(args: argparse.Namespace) -> int:
    from tui.kindred import Kindred

    with library_of(args, listed=True) as library:
        entry = library.entry_of(args.file)
        found = Kindred(library).terms(entry, library.transcript(entry), most=args.top)
    if found is None:
        return 1
    if args.json:
        put_json(
            [
                {
                    "term": each.text,
                    "count": each.found.count,
                    "elsewhere": each.found.elsewhere if found.compared else None,
                    "keyness": round(each.found.keyness, 2),
                }
                for each in found.terms
            ]
        )
        return 0
    for each in found.terms:
        rest = each.found.elsewhere if found.compared else "-"
        put_line(f"{each.text}  {each.found.count}  {rest}  {each.found.keyness:.1f}")
    if found.compared < found.others:
        say(f"compared with {found.compared} of {found.others} other documents")
    elif not found.compared:
        say("compared with how usual words are: there is no other document")
    return 0


def _like(args: argparse.Namespace) -> int:
    from tui.kindred import Kindred
    from tui.transcript.stretch import spoken_between

    with library_of(args, listed=True) as library:
        entry = library.entry_of(args.file)
        transcript = library.transcript(entry)
        text = spoken_between(transcript, *_place(args, transcript)).text
        gone_through = Kindred(library).like(entry, text, most=args.top)
    found, looked, others = gone_through or ([], 0, 0)
    if args.json:
        put_json(
            [
                {
                    "path": each.name,
                    "start": each.start,
                    "end": each.end,
                    "line": each.line,
                    "speaker": each.speaker,
                    "text": each.text,
                    "score": round(each.score, 4),
                    "highlight": each.highlight_id or None,
                    "tags": each.tags,
                }
                for each in found
            ]
        )
    else:
        for each in found:
            speaker = f"{each.speaker}: " if each.speaker else ""
            tags = "".join(f" #{tag}" for tag in each.tags)
            put_line(f"{each.name}:{each.line}: {each.score:.2f} {speaker}{each.text}{tags}")
        if not found:
            say("nothing in the other documents is like it")
    if looked < others:
        say(f"{looked} of {others} other documents were gone through")
    return 0
