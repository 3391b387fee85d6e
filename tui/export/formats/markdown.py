"""Markdown: a section for each document, a block quote for each excerpt. All text of documents shows literally."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TextIO

from tui.annotations.model import Codebook
from tui.export.excerpt import Excerpt
from tui.visible import visible, visible_line

# An underscore inside a word and a number sign inside a line are no markup, and pasted text is better without strokes.
_SIGNS = re.compile(r"[\\`*{}\[\]<>|~&$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|#(?=[#\s]*$)")
_LINE_START = re.compile(r"([-+=:#]|\d{1,9}(?=[.)]))")


def write(excerpts: Iterable[Excerpt], out: TextIO, codebook: Codebook) -> None:
    """Write the excerpts; those of one document that follow each other share a section."""
    document = None
    for excerpt in excerpts:
        if excerpt.document.id != document:
            out.write("" if document is None else "\n")
            document = excerpt.document.id
            out.write(f"## {_line(excerpt.title)}\n\n")
            if excerpt.path not in (excerpt.title, f"{excerpt.title}{PurePosixPath(excerpt.path).suffix}"):
                out.write(f"{_line(excerpt.path)}\n\n")
        else:
            out.write("\n")
        out.write("".join(f"{line}\n" for line in _lines_of(excerpt)))


def _lines_of(excerpt: Excerpt) -> Iterable[str]:
    if excerpt.before or excerpt.after:
        quote = [f"> > {line}".rstrip() for line in literal(excerpt.quote)]
        parts = [*([_quoted(excerpt.before)] if excerpt.before else []), quote]
        parts += [_quoted(excerpt.after)] if excerpt.after else []
    else:
        parts = [_quoted(excerpt.quote)]
    if excerpt.source:
        parts.append(_quoted(f"〔原文 source〕{excerpt.source}"))
    source = "，".join(_line(part) for part in (excerpt.speaker, excerpt.path, excerpt.position) if part)
    signed = f"；批注 {_line(excerpt.signed)}" if excerpt.signed else ""
    for part in parts:
        yield from (*part, ">")
    yield f"> —— {source}{signed}"
    items = [[f"⚠ {excerpt.standing}"]] if excerpt.standing else []
    items += [["★"]] if excerpt.starred else []
    items += [[" ".join(f"#{_line(tag)}" for tag in excerpt.tags)]] if excerpt.tags else []
    items += [_note(excerpt.note)] if excerpt.note.strip() else []
    if items:
        yield ""
    for first, *more in items:
        yield f"- {first}"
        yield from (f"  {line}".rstrip() for line in more)


def literal(text: str) -> list[str]:
    """`text` as lines of Markdown that show it as it is: each line end is kept, nothing is markup."""
    lines = [_escaped(line.strip(" ")) for line in visible(text).strip().split("\n")]
    # A backslash at the end of a line keeps the line end; before an empty line it would show.
    return [
        f"{line}\\" if line and following else line for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]


def _escaped(line: str) -> str:
    signs = _SIGNS.sub(r"\\\g<0>", line)
    start = _LINE_START.match(signs)
    if start is None:
        return signs
    if signs[0].isdigit():
        return f"{start[0]}\\{signs[start.end() :]}"
    return f"\\{signs}"


def _line(text: str) -> str:
    return _escaped(visible_line(text).strip())


def _quoted(text: str) -> list[str]:
    return [f"> {line}".rstrip() for line in literal(text)]


def _note(note: str) -> list[str]:
    """A note is the reader's own Markdown and stays it, but for HTML; the list item that holds it bounds it."""
    return [line.rstrip(" ") for line in visible(note).strip().replace("<", "&lt;").split("\n")]
