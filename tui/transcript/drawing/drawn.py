"""What is drawn out of files that are no plain text, and what all of their readers share.

Common to all rules: a line per paragraph, heading, list item or row; no blank lines; no blanks at either end of a
line. Characters without a body (U+200B, U+2060, U+FEFF, U+00AD) are left out, a no-break space is a blank, and a
character that would end a line (U+000B, U+000C, U+000D, U+001C to U+001F, U+0085, U+2028, U+2029) is a blank too.
"""

from __future__ import annotations

import importlib
from typing import Any

from tui.errors import FileProblem
from tui.patterns import late
from tui.records import Named
from tui.visible import visible_line

_BODILESS = late("[\u200b\u2060\ufeff\u00ad]")
_BLANK = late("[\u00a0\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_LONE = late("[\ud800-\udfff]")
_ODD = late("[\u200b\u2060\ufeff\u00ad\u00a0\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029\ud800-\udfff]")


class Drawn(Named):
    """Text drawn out of a file, and what the file is, e.g. `docx`."""

    format: str
    text: str
    title: str = ""
    """What the file itself is called, where the text does not say it; may be empty."""
    encoding: str = "utf-8"
    """In which its characters were written; `utf-8` where the format leaves no choice."""
    bom: bool = False
    is_damaged: bool = False
    """Whether some U+FFFD stand for bytes that could not be read."""


def clean(text: str) -> str:
    """`text` by the rule above, but for line feeds and blanks at its ends, which stay."""
    if text.isascii() and text.isprintable():
        return text
    if not _ODD.search(text):
        return text
    return _LONE.sub("\ufffd", _BLANK.sub(" ", _BODILESS.sub("", text)))


def joined(lines: list[str]) -> str:
    """Lines as a drawn text: each ends in a line feed."""
    return "".join(f"{line}\n" for line in lines)


def problem(name: str, why: str, hint: str = "") -> FileProblem:
    """The error that a file called `name` cannot be read; names and reasons are shown as plain signs."""
    return FileProblem(f"{visible_line(name) or 'the file'} cannot be read: {visible_line(why)}", hint)


def needed(module: str, package: str, name: str) -> Any:
    """A module of an optional package. Raises FileProblem about the file `name` if the package is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise problem(
            name, f"the package {package} is needed for it and is not installed", "pip install 'pizhu[documents]'"
        ) from error
