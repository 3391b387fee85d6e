"""The command line: which command is meant, and how it ends."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui import __version__
from tui.cli import (
    agreeing,
    bringing,
    changing,
    codebook,
    correcting,
    counting,
    filtering,
    glossing,
    history,
    indexing,
    kindred,
    listing,
    marking,
    merging,
    naming,
    quoting,
    restoring,
    safety,
    searching,
)
from tui.cli.output import abandon, flush, is_terminal, report
from tui.cli.parsing import Parser, add_database, command_in, path, shield_filters
from tui.cli.place import database_of
from tui.cli.streams import prepare_streams
from tui.errors import FileProblem, Misuse, PizhuError

if TYPE_CHECKING:
    from tui.library import Library

OpenApp = Callable[["Library"], int]
"""Opens the application on a library and gives the exit code when the reader has left."""

BROKEN_PIPE, INTERRUPTED = 141, 130
"""The exit codes of a program that ended because nobody reads it any more, or by Ctrl-C."""

_ABOUT = """\
Pizhu 批注: read long transcripts in the terminal, mark, tag and annotate them, take the quotes out.

Without a command it opens the given files and folders; without those, the folder seeds/ if there is
one, else the current folder. A file that is called like a command is opened as ./show.
"""
_ENDING = """\
Data goes to standard output, words about it to standard error. Exit codes: 0 done, 1 failed, 2 misused.
`pizhu COMMAND --help` tells more about a command.
"""


def run(argv: Sequence[str], *, open_app: OpenApp) -> int:
    """Carry out a command line; returns the exit code. Raises nothing for a bad command line, file or database."""
    if sys.stdout is None:
        return 1
    prepare_streams()
    return guarded(lambda: _carry_out(list(argv), open_app))


def guarded(act: Callable[[], int]) -> int:
    """The exit code of an act; whatever a reader can do something about is said in words. Lets through what is a fault
    of the program."""
    try:
        return _finish(act)
    except KeyboardInterrupt:
        abandon()
        return INTERRUPTED
    except BrokenPipeError:
        abandon()
        return BROKEN_PIPE
    except OSError as error:
        abandon()
        report(PizhuError(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"))
        return 1
    except MemoryError:
        report(PizhuError("the memory is not enough for this"))
        return 1


def _finish(act: Callable[[], int]) -> int:
    """Carry out the command and hand over all that it wrote. Raises OSError if that cannot be done."""
    try:
        code = act()
    except PizhuError as error:
        flush()
        report(error)
        return error.exit_code
    flush()
    return code


def _carry_out(argv: list[str], open_app: OpenApp) -> int:
    parser, names = _parser()
    command = command_in(argv, names)
    if command in ("quotes", "change", "search", "stats", "filters", "tags"):
        argv = shield_filters(argv, words_too=command in ("quotes", "change", "stats", "filters"))
    try:
        if command is None:
            return _open(_opener(parser).parse_args(argv), names, open_app)
        args = parser.parse_args(argv)
    except SystemExit as left:
        # --help and --version, which have printed what they print.
        return int(left.code or 0)
    code: int = args.handler(args)
    return code


def _parser() -> tuple[Parser, tuple[str, ...]]:
    parser = Parser(
        prog="pizhu",
        usage="pizhu [--db FILE] [PATH...]\n       pizhu [--db FILE] COMMAND ...",
        description=_ABOUT,
        epilog=_ENDING,
    )
    _add_common(parser)
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help="read the given files as utf-8, gb18030, big5 … from now on (auto: find out again)",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="pizhu", parser_class=Parser)
    for group in (
        *(listing, marking, quoting, changing, searching, kindred, indexing, filtering, codebook, correcting, glossing),
        *(naming, bringing, merging, agreeing, counting, history, restoring, safety),
    ):
        group.add(commands)
    return parser, tuple(commands.choices)


def _opener(main: Parser) -> Parser:
    """For a command line that names no command; its help is that of the whole."""
    parser = Parser(prog="pizhu", usage=main.usage)
    parser.format_help = main.format_help  # type: ignore[method-assign]
    _add_common(parser)
    parser.add_argument("paths", nargs="*", type=path, metavar="PATH")
    parser.add_argument("--encoding", metavar="NAME")
    return parser


def _add_common(parser: Parser) -> None:
    add_database(parser)
    parser.add_argument("--version", action="version", version=f"pizhu {__version__}")


def _open(args: argparse.Namespace, names: Sequence[str], open_app: OpenApp) -> int:
    paths: list[Path] = args.paths
    if paths and not paths[0].exists():
        _suggest(str(paths[0]), names)
    for missing in (each for each in paths if not os.path.lexists(each)):
        raise FileProblem(f"{missing}: there is no such file or folder", "check the name")
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise Misuse(
            "the reader needs a terminal, and standard input or output is none",
            "`pizhu show FILE` prints a transcript; `pizhu --help` lists the commands",
        )
    from tui.library import Library

    library = Library.open(paths, database=database_of(args))
    try:
        _ask_encoding(library, paths, args.encoding)
        return open_app(library)
    finally:
        library.close()


def _ask_encoding(library: Library, paths: Sequence[Path], encoding: str | None) -> None:
    """Remember the encoding of the files that the reader named. Raises Misuse, FileProblem."""
    from tui import rewording

    if encoding is None:
        return

    files = [each for each in paths if each.is_file()]
    if not files:
        raise Misuse("--encoding is for files that are named", "give the files that are to be read so")
    for file in files:
        rewording.ask_encoding(library, library.entry_of(file), "" if encoding == "auto" else encoding)


def _suggest(word: str, names: Sequence[str]) -> None:
    """Raises Misuse if the word is likely to be a command, mistyped."""
    from difflib import get_close_matches

    if word not in names and (near := get_close_matches(word, names, n=1)):
        raise Misuse(f"there is no command and no file {word!r}", f"do you mean `pizhu {near[0]}`?")
