"""The formats in which excerpts go out: one module each, all with the same `write`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tui.annotations.model import Codebook
from tui.errors import Misuse
from tui.export.excerpt import Excerpt
from tui.export.formats import csv, jsonl, markdown, text

Write = Callable[[Iterable[Excerpt], TextIO, Codebook], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write excerpts."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    write: Write
    """Writes the excerpts; line ends are in the text, so the stream must not translate them."""
    encoding: str = "utf-8"
    """For files; a pipe or a terminal gets plain UTF-8."""


FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        Format("markdown", "Markdown", (".md", ".markdown"), markdown.write),
        Format("text", "Text", (".txt",), text.write),
        # Spreadsheets take a CSV file for UTF-8 only if it begins with the mark.
        Format("csv", "CSV", (".csv",), csv.write, encoding="utf-8-sig"),
        Format("jsonl", "JSON lines", (".jsonl", ".ndjson"), jsonl.write),
    )
}
"""All formats by name."""

SUFFIXES: Mapping[str, Format] = {suffix: form for form in FORMATS.values() for suffix in form.suffixes}
"""All formats by the ends of file names, in small letters, with the dot."""


def format_named(name: str) -> Format:
    """The format of that name or suffix (`markdown`, `md`, `.md`). Raises Misuse."""
    wanted = name.casefold()
    form = FORMATS.get(wanted) or SUFFIXES.get(f".{wanted.lstrip('.')}")
    if form is None:
        raise Misuse(f"there is no format “{name}”", f"known are {', '.join(FORMATS)}")
    return form


def format_of(path: Path) -> Format | None:
    """The format that a file name asks for by its suffix, if any."""
    return SUFFIXES.get(path.suffix.casefold())
