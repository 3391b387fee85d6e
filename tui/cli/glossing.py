"""`pizhu glossary`: wordings that are read otherwise in every document, and terms that machines mishear."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, Parser, add_database, add_deed, add_json, path
from tui.cli.place import library_of, must_be_there
from tui.errors import NotFound
from tui.visible import visible_line

if TYPE_CHECKING:
    from tui.transcript.edits.corrections import Rule

_ABOUT = """\
List the glossary, or change it. A wording of it is read otherwise in every document; a term without wordings
says how a name is written. Every change can be taken back by `pizhu undo`.
"""


def add(commands: Commands) -> None:
    """Add `glossary`."""
    parser = commands.add_parser("glossary", help="wordings that are corrected everywhere", description=_ABOUT)
    add_database(parser, default=argparse.SUPPRESS)
    add_json(parser)
    parser.set_defaults(handler=_list)
    deeds = parser.add_subparsers(title="what to do", metavar="DO", prog="pizhu glossary", parser_class=Parser)

    listing = add_deed(deeds, "list", _list, "list the wordings and what is read for them (the default)")
    listing.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")

    adding = add_deed(deeds, "add", _add, "read TERM for each WORDING in every document; without any, just know TERM")
    adding.add_argument("term", metavar="TERM", help="as it is to be written, e.g. Anthropic")
    adding.add_argument("wordings", nargs="*", metavar="WORDING", help="as machines hear it, e.g. unthorpe")

    proposing = add_deed(deeds, "propose", _propose, "list what may be the terms, misheard, in a transcript")
    proposing.add_argument("file", type=path, metavar="FILE", help="the transcript")
    proposing.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")

    removing = add_deed(deeds, "remove", _remove, "read a wording as the documents have it again")
    removing.add_argument("wording", metavar="WORDING")


def _list(args: argparse.Namespace) -> int:
    must_be_there(args)
    with library_of(args) as library:
        rules = library.store.rules()
    if args.json:
        put_json([_as_json(rule) for rule in rules])
        return 0
    for rule in rules:
        sign = "→" if rule.accepted else "≠"
        term = f" {sign} {visible_line(rule.replacement)}" if rule.pattern != rule.replacement else ""
        put_line(f"{visible_line(rule.pattern)}{term}")
    if not rules:
        say("the glossary is empty")
    return 0


def _as_json(rule: Rule) -> dict[str, object]:
    refused = {} if rule.accepted else {"refused": True}
    return {"wording": rule.pattern, "term": rule.replacement, **refused}


def _propose(args: argparse.Namespace) -> int:
    from tui.asread import misheard, terms_of

    with library_of(args) as library:
        rules = library.store.rules()
        if not terms_of(rules):
            raise NotFound("there is no term in the glossary", "`pizhu glossary add TERM` says how a name is written")
        transcript = library.transcript(library.entry_of(args.file))
    found = misheard(transcript, rules)
    if getattr(args, "json", False):
        put_json(
            [
                {
                    "wording": each.text,
                    "term": each.term,
                    "likeness": each.likeness,
                    "why": each.why,
                    "places": [{"start": p.start, "end": p.end, "line": p.line} for p in each.places],
                }
                for each in found
            ]
        )
        return 0
    for each in found:
        first = each.places[0]
        words = visible_line(f"{first.before}{first.text}{first.after}")
        put_line(
            f"{each.count:>5}  {each.likeness:.2f}  {visible_line(each.text)} → {visible_line(each.term)}"
            f"  ({each.why})  line {first.line}: {words}"
        )
    if not found:
        say("nothing sounds or looks like the terms")
    return 0


def _add(args: argparse.Namespace) -> int:
    from tui import rewording
    from tui.annotations.reading_acts import Corrected
    from tui.transcript.edits.corrections import Rule

    rules = [Rule(wording, args.term) for wording in args.wordings or [args.term]]
    with library_of(args) as library:
        rewording.correct_everywhere(library, Corrected(rules=rules))
    return 0


def _remove(args: argparse.Namespace) -> int:
    from tui import rewording
    from tui.annotations.reading_acts import Corrected

    with library_of(args) as library:
        if not rewording.correct_everywhere(library, Corrected(dropped_rules=[args.wording])):
            raise NotFound(f"“{visible_line(args.wording)}” is not in the glossary", "`pizhu glossary` lists it")
    return 0
