"""`pizhu undo`, `pizhu redo`, `pizhu log` and `pizhu trash`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Literal

from tui.annotations.ids import local, stored
from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, add_command, add_json, positive
from tui.cli.place import database_path, library_of, must_be_there
from tui.cli.when import span
from tui.errors import Misuse, NotFound

if TYPE_CHECKING:
    from tui.annotations.model import ActRecord, Quote

_UNDO = """\
Take back the last act, of this session or an earlier one. With ACT, a number that `pizhu log` shows, that act alone
is taken back and the later ones stay; if later ones build on it, nothing is changed and they are listed. What takes
an act back is an act itself, and can be undone.
"""
_LOG = """\
List what was done, the newest first: number, time, act. With --at, see the highlights as they were then: at the end
of a day, or at a minute. Times: 2026-01-31, '2026-01-31 08:15', yesterday, 'last tuesday', '3 days ago', 上周二; local,
unless an offset is written: 2026-01-31T08:15:00Z, 2026-01-31T08:15+08:00.
"""
_TRASH = """\
List the highlights that were deleted, the last one first. With IDs, bring these back, with their tags and notes.
"""
_LIMIT = 50


def add(commands: Commands) -> None:
    """Add `undo`, `redo`, `log` and `trash`."""
    undo = add_command(commands, "undo", _undo, "take back the last act, or a single one of the history", _UNDO)
    undo.add_argument("act", nargs="?", metavar="ACT", help="the number or the id of the act to take back")
    add_json(undo)
    add_json(add_command(commands, "redo", _redo, "do again what was undone last"))
    log = add_command(commands, "log", _log, "list what was done; see the highlights as they were", _LOG)
    log.add_argument("--limit", type=positive, default=_LIMIT, metavar="N", help=f"at most N acts ({_LIMIT})")
    log.add_argument("--since", type=span, metavar="TIME", help="acts from then on")
    log.add_argument("--until", type=span, metavar="TIME", help="acts until then, that day or minute included")
    log.add_argument("--day", type=span, metavar="DAY", help="acts of that day")
    log.add_argument("--kind", action="append", default=[], metavar="KIND", help="acts of this kind: mark, tag …")
    log.add_argument("--at", type=span, metavar="TIME", help="see the highlights as they were then")
    add_json(log)
    trash = add_command(commands, "trash", _trash, "list deleted highlights, or bring them back", _TRASH)
    trash.add_argument("ids", nargs="*", metavar="ID", help="bring this highlight back")
    trash.add_argument("--all", action="store_true", help="bring all back")
    add_json(trash)


def _undo(args: argparse.Namespace) -> int:
    if args.act is None:
        return _turn(args, "undo", "undone")
    must_be_there(args)
    with library_of(args) as library:
        done = library.store.take_back(args.act)
        taken = library.store.act(done.takes_back) or done
    return _tell(args, "taken back", done if args.json else taken)


def _redo(args: argparse.Namespace) -> int:
    return _turn(args, "redo", "done again")


def _turn(args: argparse.Namespace, way: Literal["undo", "redo"], happened: str) -> int:
    must_be_there(args)
    with library_of(args) as library:
        act = library.store.undo() if way == "undo" else library.store.redo()
    if act is None:
        raise NotFound(f"there is nothing to {way}")
    return _tell(args, happened, act)


def _tell(args: argparse.Namespace, happened: str, act: ActRecord) -> int:
    if args.json:
        put_json(_as_json(act) | {"highlights": list(act.highlight_ids)})
    else:
        put_line(f"{happened}: {_named(act)}")
    return 0


def _named(act: ActRecord) -> str:
    return f"{act.what.replace('_', ' ')}{f': {act.about}' if act.about else ''}"


def _as_json(act: ActRecord) -> dict[str, object]:
    return {
        "number": act.number,
        "id": act.id,
        "what": act.what,
        "about": act.about,
        "created": act.created,
        "undone": act.undone,
        "takes_back": act.takes_back or None,
    }


def _log(args: argparse.Namespace) -> int:
    from tui.annotations.history import Asked

    must_be_there(args)
    if args.at is not None:
        if args.since or args.until or args.day or args.kind:
            raise Misuse("--at shows highlights, the other options choose acts", "give one or the other")
        return _as_of(args)
    if args.day is not None and (args.since or args.until):
        raise Misuse("--day is a day, --since and --until are others", "give one or the other")
    begin, end = args.day or (args.since and args.since[0], args.until and args.until[1])
    kinds = tuple(kind.strip().replace(" ", "_").replace("-", "_") for kind in args.kind)
    asked = Asked(stored(begin) if begin else "", stored(end) if end else "", kinds)
    with library_of(args) as library:
        acts = library.store.history(args.limit + 1, asked)
    if args.json:
        put_json([_as_json(act) for act in acts[: args.limit]])
        return 0
    numbers = {act.id: act.number for act in acts}
    for act in acts[: args.limit]:
        taken = f" (act {numbers[act.takes_back]})" if act.takes_back in numbers else ""
        put_line(f"{act.number:>6}  {local(act.created)}  {'undone: ' if act.undone else ''}{_named(act)}{taken}")
    if not acts:
        say("no acts")
    elif len(acts) > args.limit:
        say(f"the last {args.limit} acts; --limit shows more")
    return 0


def _as_of(args: argparse.Namespace) -> int:
    from tui.annotations.past import as_of

    moment = stored(args.at[1])
    with as_of(database_path(args), moment) as store:
        quotes = store.quotes()
        tags = len(store.codebook())
    if args.json:
        put_json({"at": moment, "quotes": [_quote_json(quote) for quote in quotes]})
        return 0
    for quote in quotes:
        put_line(f"{_line_of(quote)}{f'  — {quote.highlight.note}' if quote.highlight.note else ''}")
    say(f"as of {local(moment)}: {len(quotes)} highlights, {tags} tags; nothing was changed")
    return 0


def _line_of(quote: Quote) -> str:
    words = " ".join(quote.anchor.quote.split())
    tags = "".join(f" #{path}" for path in quote.tags)
    return f"{quote.document.path}:{quote.anchor.start}  {'★ ' if quote.highlight.starred else ''}“{words}”{tags}"


def _quote_json(quote: Quote) -> dict[str, Any]:
    highlight = quote.highlight
    return {
        "id": highlight.id,
        "document": quote.document.path,
        "start": highlight.start,
        "end": highlight.end,
        "quote": quote.anchor.quote,
        "speaker": quote.anchor.speaker,
        "tags": list(quote.tags),
        "note": highlight.note,
        "starred": highlight.starred,
        "created": highlight.created,
    }


def _trash(args: argparse.Namespace) -> int:
    must_be_there(args)
    if args.ids and args.all:
        raise Misuse("--all brings all back, IDs some", "give one or the other")
    with library_of(args) as library:
        trashed = [] if args.ids else library.store.trash()
        if args.ids or args.all:
            ids = args.ids or [each.quote.highlight.id for each in trashed]
            library.store.restore(ids)
            put_json({"restored": ids}) if args.json else put_line(f"restored: {len(ids)} highlights")
            return 0
    if args.json:
        put_json([_quote_json(each.quote) | {"deleted": each.deleted} for each in trashed])
        return 0
    for each in trashed:
        put_line(f"{each.quote.highlight.id}  {local(each.deleted)}  {_line_of(each.quote)}")
    if not trashed:
        say("the trash is empty")
    return 0
