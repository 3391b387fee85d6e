"""`pizhu speakers`: who speaks in a transcript, by which name and as what."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.cli.output import put_json, put_line, say
from tui.cli.parsing import Commands, add_command, add_json, path
from tui.cli.place import library_of
from tui.errors import Misuse, NotFound
from tui.visible import visible_line

if TYPE_CHECKING:
    from tui.annotations.model import Speaker

_ABOUT = """\
List the speakers of a transcript, or call them otherwise. Two labels that get one name are one speaker
from then on. The file is not changed; `pizhu undo` takes it back.
"""


def add(commands: Commands) -> None:
    """Add `speakers`."""
    parser = add_command(commands, "speakers", _speakers, "list, rename and merge the speakers of a transcript", _ABOUT)
    parser.add_argument("file", type=path, metavar="FILE", help="the transcript")
    parser.add_argument(
        "--rename",
        nargs=2,
        action="append",
        default=[],
        metavar=("LABEL", "NAME"),
        help="call a speaker otherwise (an empty NAME: as the label has it); repeatable",
    )
    parser.add_argument(
        "--role",
        nargs=2,
        action="append",
        default=[],
        metavar=("LABEL", "ROLE"),
        help="say that a speaker is a host, a guest or none; repeatable",
    )
    add_json(parser)


def _speakers(args: argparse.Namespace) -> int:
    from tui import rewording

    with library_of(args) as library:
        entry = library.entry_of(args.file)
        before = rewording.speakers(library, entry)
        if args.rename or args.role:
            changed = _changed(before, args)
            rewording.set_speakers(library, entry, changed)
        speakers = rewording.speakers(library, entry)
        turns = [segment.speaker for segment in library.transcript(entry).segments if segment.speaker is not None]
    if args.json:
        put_json(
            [
                {
                    "label": s.label,
                    "name": s.name or s.label,
                    "role": s.role.value,
                    "turns": turns.count(s.name or s.label),
                }
                for s in speakers
            ]
        )
        return 0
    for speaker in speakers:
        name = speaker.name or speaker.label
        label = f"  (= {visible_line(speaker.label)})" if speaker.name else ""
        role = f"  [{speaker.role.value}]" if speaker.role else ""
        put_line(f"{turns.count(name):>5}  {visible_line(name)}{label}{role}")
    if not speakers:
        say("nobody is named in this transcript")
    return 0


def _changed(speakers: list[Speaker], args: argparse.Namespace) -> list[Speaker]:
    """What is said of the speakers named by --rename and --role. Raises NotFound, Misuse."""
    from tui.annotations.model import Role

    said = {speaker.label: speaker for speaker in speakers}
    changed: dict[str, Speaker] = {}

    def one(named: str) -> Speaker:
        found = [s for s in {**said, **changed}.values() if named in (s.label, s.name)]
        if not found:
            raise NotFound(f"nobody is called “{visible_line(named)}” here", "`pizhu speakers FILE` lists who speaks")
        return found[0]

    for label, name in args.rename:
        speaker = one(label)
        changed[speaker.label] = replace(speaker, name="" if name == speaker.label else name)
    for label, role in args.role:
        speaker = one(label)
        if role not in ("host", "guest", "none"):
            raise Misuse(f"there is no role “{visible_line(role)}”", "say host, guest or none")
        changed[speaker.label] = replace(speaker, role=Role("" if role == "none" else role))
    return list(changed.values())
