"""`pizhu import`: annotations from interchange files."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import put_json, say, warn
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import library_of
from tui.errors import FileProblem, PizhuError

if TYPE_CHECKING:
    from tui.bringing import Brought
    from tui.export.records import Incoming

_ABOUT = """\
Bring in highlights, tags and notes that `pizhu quotes --format jsonl` wrote, as one act: one `pizhu undo` takes
it all back. What is here already is left alone. A highlight whose words are not found for certain comes in all the
same, waits for a look or is lost (R in the app), and is named; one whose document is not here is named, not made. The
exit code is 1 then, though the others are in.
"""


def add(commands: Commands) -> None:
    """Add `import`."""
    parser = add_command(commands, "import", _import, "bring in annotations that were written as jsonl", _ABOUT)
    parser.add_argument("files", nargs="+", type=path, metavar="FILE", help="a .jsonl file")
    add_json(parser)


def _import(args: argparse.Namespace) -> int:
    from tui.bringing import bring_in_all

    incoming = [_read(file) for file in args.files]
    with library_of(args, listed=True) as library:
        brought = bring_in_all(library, incoming)
    if args.json:
        put_json(asdict(brought))
    else:
        _tell(brought)
    return 1 if brought.changed or brought.lost or brought.missing else 0


def _read(file: Path) -> Incoming:
    from tui.export.incoming import LineProblem, read_annotations

    try:
        # Only a regular file ends: a pipe or a device may not.
        if not file.is_file():
            raise FileProblem(f"{file} cannot be read: there is no such file, or it is no regular one")
        with file.open(encoding="utf-8") as lines:
            return read_annotations(lines)
    except LineProblem as problem:
        raise PizhuError(f"{file}, {problem.message}", problem.hint) from problem
    except OSError as error:
        raise FileProblem(f"{file} cannot be read: {error.strerror or error}") from error


def _tell(brought: Brought) -> None:
    say(f"{brought.made} highlights brought in, {brought.already} were here already")
    if brought.repaired:
        warn(f"{brought.repaired} characters that no text may hold were replaced")
    for remark in brought.moved:
        say(f"moved: {remark.document}: “{remark.quote}”: {remark.why}")
    for remark in brought.changed:
        warn(f"waits for a look: {remark.document}: “{remark.quote}”: {remark.why}")
    for remark in brought.lost:
        warn(f"lost: {remark.document}: “{remark.quote}”: {remark.why}")
    for remark in brought.missing:
        warn(f"not brought in: {remark.document}: “{remark.quote}”: {remark.why}")
