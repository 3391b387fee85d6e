"""`pizhu backup` and `pizhu restore`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import database_path
from tui.errors import Misuse, NotFound

if TYPE_CHECKING:
    from tui.annotations.model import Quote
    from tui.annotations.restoring import Restored

_BACKUP = """\
Copy the database to FILE, or to backups/ beside it, and print where the copy is. It was read back and
counted before it got its name. The database may be in use meanwhile.

Copies are made unasked, too: on the first act of a day, before acts on many highlights, before a restore
and before an older database is brought up to date. Of these the newest ten stay, and the last one of each
of 7 days, 4 weeks and 12 months. A copy that you asked for is never taken away.
"""
_RESTORE = """\
Without FILE, list the backups. With one (or `latest`), put what it holds in the place of what the database
holds, and say what is lost and gained. What is replaced is copied to backups/ first; `pizhu restore --undo`
puts that back. A damaged backup is refused; a damaged database is kept as it is in backups/.
"""
_SHOWN = 20


def add(commands: Commands) -> None:
    """Add `backup` and `restore`."""
    backup = add_command(commands, "backup", _backup, "copy the database and print where the copy is", _BACKUP)
    backup.add_argument("file", nargs="?", type=path, metavar="FILE", help="where to; it must not be there yet")
    restore = add_command(commands, "restore", _restore, "list the backups, or put one back", _RESTORE)
    restore.add_argument("file", nargs="?", type=path, metavar="FILE", help="the backup, or `latest`")
    restore.add_argument("--undo", action="store_true", help="put back what the last restore replaced")
    restore.add_argument("--dry-run", action="store_true", help="only say what would be lost and gained")
    add_json(restore)


def _backup(args: argparse.Namespace) -> int:
    from tui.annotations.backup import back_up

    put_line(str(back_up(database_path(args), args.file)))
    return 0


def _restore(args: argparse.Namespace) -> int:
    from tui.annotations.restoring import newest_undo, restore

    database = database_path(args)
    if args.undo and args.file is not None:
        raise Misuse("--undo puts back what the last restore replaced", "give it or a FILE")
    if args.undo:
        backup = newest_undo(database)
    elif args.file is not None:
        backup = _chosen(args.file, database)
    else:
        return _list(args, database)
    done = restore(database, backup, rehearse=args.dry_run)
    if args.json:
        put_json(_as_json(done, args.dry_run))
    else:
        _tell(done, args.dry_run)
    return 0


def _chosen(file: Path, database: Path) -> Path:
    from tui.annotations.copies import Kind, copies_of

    if str(file) == "latest" and not file.exists():
        found = next((c.path for c in copies_of(database) if c.kind not in (Kind.DAMAGED, Kind.RESTORE)), None)
        if found is None:
            raise NotFound("there is no backup yet", "`pizhu backup` makes one")
        return found
    beside = database.parent / "backups" / file.name
    return beside if not file.exists() and file.name == str(file) and beside.exists() else file


def _list(args: argparse.Namespace, database: Path) -> int:
    from tui.annotations.restoring import backups_of

    found = backups_of(database)
    if args.json:
        put_json(
            [
                {
                    "path": str(each.path),
                    "made": each.made.isoformat(),
                    "kind": each.kind.value or "asked",
                    "bytes": each.size,
                    "highlights": each.highlights,
                }
                for each in found
            ]
        )
        return 0
    for each in found:
        held = "cannot be read" if each.highlights is None else f"{each.highlights:,} highlights"
        put_line(f"{each.made:%Y-%m-%d %H:%M}  {each.kind.value or 'asked':9}  {held:>18}  {each.path}")
    if not found:
        say("there are no backups yet; `pizhu backup` makes one")
    return 0


def _as_json(done: Restored, rehearsed: bool) -> dict[str, object]:
    def names(quotes: Sequence[Quote]) -> list[dict[str, object]]:
        return [
            {"id": quote.highlight.id, "document": quote.document.path, "quote": quote.anchor.quote} for quote in quotes
        ]

    return {
        "backup": str(done.backup),
        "restored": not rehearsed,
        "lost": names(done.lost),
        "gained": names(done.gained),
        "changed": done.changed,
        "acts": done.acts,
        "damaged": done.damaged or None,
        "kept": None if done.kept is None else str(done.kept),
    }


def _tell(done: Restored, rehearsed: bool) -> None:
    would = "would be " if rehearsed else ""
    if done.damaged:
        say(f"what is here cannot be compared: {done.damaged}")
    for sign, quotes in (("-", done.lost), ("+", done.gained)):
        for quote in quotes[:_SHOWN]:
            put_line(f"{sign} {quote.document.path}: “{_excerpt(quote)}”")
        if len(quotes) > _SHOWN:
            put_line(f"{sign} … and {len(quotes) - _SHOWN:,} more")
    say(
        f"{would}lost: {len(done.lost):,} highlights, {done.acts:,} acts; {would}gained: {len(done.gained):,}"
        f" highlights; {would}changed: {done.changed:,}"
    )
    if rehearsed:
        say("nothing was changed")
        return
    put_line(f"restored: {done.backup}")
    if done.kept is not None and not done.damaged:
        say(f"what was replaced is in {done.kept}; `pizhu restore --undo` puts it back")
    elif done.kept is not None:
        say(f"the damaged file is in {done.kept}")


def _excerpt(quote: Quote) -> str:
    return " ".join(quote.anchor.quote[:80].split())[:40]
