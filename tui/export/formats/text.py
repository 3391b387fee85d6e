"""Plain text, in the habit of a notebook: excerpts between lines of `——`, under each who said it and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from tui.annotations.model import Codebook
from tui.export.excerpt import Excerpt
from tui.visible import visible, visible_line

RULE = "——"


def write(excerpts: Iterable[Excerpt], out: TextIO, codebook: Codebook) -> None:
    """Write the excerpts in the order given."""
    any_written = False
    for excerpt in excerpts:
        any_written = True
        out.write(f"{RULE}\n")
        out.write("".join(f"{line}\n" for line in _lines_of(excerpt)))
    if any_written:
        out.write(f"{RULE}\n")


def _lines_of(excerpt: Excerpt) -> Iterable[str]:
    if excerpt.before:
        yield f"〔{visible(excerpt.before)}〕"
    yield visible(excerpt.quote)
    if excerpt.after:
        yield f"〔{visible(excerpt.after)}〕"
    if excerpt.source:
        yield f"〔原文 source：{visible(excerpt.source)}〕"
    if excerpt.standing:
        yield f"〔{excerpt.standing}〕"
    source = "，".join(visible_line(part) for part in (excerpt.speaker, excerpt.path, excerpt.position) if part)
    signed = f"；批注 {visible_line(excerpt.signed)}" if excerpt.signed else ""
    yield f"（{source}{signed}）"
    marks = [f"#{visible_line(tag)}" for tag in excerpt.tags]
    if excerpt.starred:
        marks.insert(0, "★")
    if marks:
        yield " ".join(marks)
    if excerpt.note.strip():
        yield visible(excerpt.note).strip()
