"""`pizhu show`: a transcript as it is read."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from tui.cli.output import is_terminal, put, put_json, put_line, warn
from tui.cli.parsing import Commands, add_command, path
from tui.cli.place import database_path, library_of
from tui.errors import Misuse
from tui.visible import visible_line

if TYPE_CHECKING:
    from pathlib import Path

    from tui.transcript.model import Edit, Segment, Transcript
    from tui.transcript.script import Script

_SCRIPTS = ("source", "simplified", "traditional")
_ABOUT = """\
Print a transcript as it is read: the speaker at the head of each turn, glosses hidden, misread bytes put
right, the reader's corrections made. Offsets count characters of the source text, from 0; lines count from 1.
"""


def add(commands: Commands) -> None:
    """Add `show`."""
    parser = add_command(commands, "show", _show, "print a transcript as it is read", _ABOUT)
    parser.add_argument("file", type=path, metavar="FILE", help="the transcript")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--raw", action="store_true", help="the source text itself, as UTF-8, nothing hidden")
    how.add_argument("--edits", action="store_true", help="what is read otherwise than the source has it, and why")
    how.add_argument("--json", action="store_true", help="print JSON: text, segments, edits, encoding, format")
    parser.add_argument("--script", choices=_SCRIPTS, default="source", help="how Han characters are shown (简 or 繁)")
    parser.add_argument("--encoding", metavar="NAME", help="read the file as utf-8, gb18030, big5 …; else it is found")


def _show(args: argparse.Namespace) -> int:
    from tui.transcript.script import Script

    file: Path = args.file
    script = Script(args.script)
    if (args.raw or args.edits) and script is not Script.SOURCE:
        raise Misuse("--raw and --edits show the source as it is", "leave --script out")
    transcript = _read(args, file)
    if args.json:
        put_json(_as_json(str(file), transcript, script))
        return 0
    if transcript.source.undecoded:
        many = len(transcript.source.undecoded)
        warn(f"{file}: {many} places could not be read as {transcript.source.encoding} and are shown as \ufffd")
    if args.raw:
        if is_terminal(sys.stdout):
            put(transcript.text)
        else:
            sys.stdout.write(transcript.text)
        return 0
    if args.edits:
        for edit in transcript.edits:
            _put_edit(transcript, edit)
        return 0
    for number, segment in enumerate(transcript.segments):
        if number:
            put("\n")
        _put_segment(transcript, segment, script)
    return 0


def _read(args: argparse.Namespace, file: Path) -> Transcript:
    """The transcript as its reader reads it; as the file has it where another encoding is tried."""
    from tui.transcript.files import load, repaired

    if args.encoding or not os.path.lexists(database_path(args)):
        return repaired(load(file, encoding=args.encoding))
    with library_of(args) as library:
        return library.transcript(library.entry_of(file))


def _put_edit(transcript: Transcript, edit: Edit) -> None:
    source = visible_line(transcript.text[edit.start : edit.end])
    others = f" ({' / '.join(visible_line(other) for other in edit.others)})" if edit.uncertain and edit.others else ""
    sure = " uncertain" if edit.uncertain else ""
    why = f", {edit.why}" if edit.why else ""
    replacement = visible_line(edit.replacement)
    place = f"line {transcript.line_of(edit.start)}, {edit.start}:{edit.end}"
    put_line(f"{place}: {source} → {replacement}{others} [{edit.kind.value}{sure}{why}]")


def _put_segment(transcript: Transcript, segment: Segment, script: Script) -> None:
    from tui.transcript.script import convert

    head = f"{segment.speaker}：" if segment.speaker else ""
    for paragraph in segment.paragraphs:
        text = transcript.reading.between(paragraph.body, paragraph.end).strip()
        if head or text:
            put_line(convert(head + text, script))
        head = ""


def _as_json(file: str, transcript: Transcript, script: Script) -> dict[str, object]:
    from tui.transcript.script import convert

    source = transcript.source
    segments = [
        {
            "kind": segment.kind.value,
            "speaker": segment.speaker,
            "start": segment.start,
            "end": segment.end,
            "line_start": transcript.line_of(segment.start),
            "line_end": transcript.line_of(max(segment.start, segment.end - 1)),
            "start_ms": segment.start_ms,
            "end_ms": segment.end_ms,
        }
        for segment in transcript.segments
    ]
    edits = [
        {
            "start": edit.start,
            "end": edit.end,
            "replacement": edit.replacement,
            "kind": edit.kind.value,
            "why": edit.why,
            "uncertain": edit.uncertain,
            "others": list(edit.others),
        }
        for edit in transcript.edits
    ]
    return {
        "path": file,
        "title": transcript.title,
        "format": transcript.format,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "undecoded": list(source.undecoded),
        "text": source.text,
        "reading": convert(transcript.reading.text, script),
        "segments": segments,
        "edits": edits,
    }
