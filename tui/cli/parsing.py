"""The grammar of the command line: what every command takes, and how a misuse is said."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from tui.errors import Misuse

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
"""Where the commands are added."""

Handler = Callable[[argparse.Namespace], int]

_OPTIONS_WITH_VALUE = ("--db", "--encoding")
_FILTER_WORD = re.compile(r"-(?:[^\w\s-]|[A-Za-z]+[:：]|[^\x00-\x7f])")


class Parser(argparse.ArgumentParser):
    """An argument parser that raises Misuse, and takes no abbreviations: they would end when an option is added."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("allow_abbrev", False)
        kwargs.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Raises Misuse with `message`."""
        raise Misuse(message, f"see `{self.prog} --help`")


def add_command(commands: Commands, name: str, handler: Handler, about: str, description: str = "") -> Parser:
    """A command called `name` that `handler` carries out; it takes --db behind its name as well."""
    parser = commands.add_parser(name, help=about, description=description or f"{about[0].upper()}{about[1:]}.")
    add_database(parser, default=argparse.SUPPRESS)
    parser.set_defaults(handler=handler)
    return parser


def add_database(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """Let `parser` take --db FILE."""
    parser.add_argument(
        "--db",
        metavar="FILE",
        type=path,
        default=default,
        help="the database; else $PIZHU_DB, else annotations.db in the current folder",
    )


def add_deed(deeds: Commands, name: str, handler: Handler, about: str) -> Parser:
    """A command below a command, with --db and one line that says what it does."""
    parser = deeds.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    add_database(parser, default=argparse.SUPPRESS)
    parser.set_defaults(handler=handler)
    return parser


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let `parser` take --json."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def path(text: str) -> Path:
    """A path as typed. Raises argparse's error for what can be none."""
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("a file needs a name without NULs" if text else "a file needs a name")
    return Path(text)


def span(text: str) -> tuple[int, int]:
    """`START:END` as two offsets. Raises argparse's error."""
    match = re.fullmatch(r"([0-9]{1,12}):([0-9]{1,12})", text)
    if match is None or int(match[1]) >= int(match[2]):
        raise argparse.ArgumentTypeError(f"{text!r} is no place: write START:END, characters of the source from 0")
    return int(match[1]), int(match[2])


def positive(text: str) -> int:
    """A whole number from 1. Raises argparse's error."""
    if not re.fullmatch(r"0*[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return int(text)


def command_in(argv: Sequence[str], known: Sequence[str]) -> str | None:
    """The command that `argv` names: its first word that is no option, if that is a known one."""
    words = iter(argv)
    for word in words:
        if word in _OPTIONS_WITH_VALUE:
            next(words, None)
        elif word == "--":
            return None
        elif not word.startswith("-") or word == "-":
            return word if word in known else None
    return None


def shield_filters(argv: Sequence[str], *, words_too: bool) -> list[str]:
    """`argv` in which a filter cannot be taken for an option: that behind --filter, and words like `-#tag`.

    Words are left alone unless `words_too`, and so is all behind `--`.
    """
    shielded: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            return [*shielded, word, *words]
        if word == "--filter" and (value := next(words, None)) is not None:
            shielded.append(f"{word}={value}")
        else:
            # argparse takes a word with a blank in it for no option, and a filter may begin with one.
            shielded.append(f" {word}" if words_too and _FILTER_WORD.match(word) else word)
    return shielded
