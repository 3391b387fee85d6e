"""`pizhu undo` and `pizhu redo`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Literal

from tui.cli.output import put_json, put_line
from tui.cli.parsing import Commands, add_command, add_json
from tui.cli.place import library_of, must_be_there
from tui.errors import NotFound

if TYPE_CHECKING:
    from tui.annotations.model import ActRecord


def add(commands: Commands) -> None:
    """Add `undo` and `redo`."""
    add_json(add_command(commands, "undo", _undo, "take back the last act, of this session or an earlier one"))
    add_json(add_command(commands, "redo", _redo, "do again what was undone last"))


def _undo(args: argparse.Namespace) -> int:
    return _turn(args, "undo", "undone")


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
        put_json(
            {
                "id": act.id,
                "what": act.what,
                "about": act.about,
                "created": act.created,
                "undone": act.undone,
                "highlights": list(act.highlight_ids),
            }
        )
    else:
        about = f": {act.about}" if act.about else ""
        put_line(f"{happened}: {act.what.replace('_', ' ')}{about}")
    return 0
