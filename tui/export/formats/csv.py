"""CSV, for spreadsheets: one row for each excerpt. No cell can be taken for a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

from tui.annotations.model import Codebook
from tui.export.excerpt import Excerpt
from tui.visible import visible

HEADER = (
    *("document", "title", "speaker", "position", "line", "start", "end", "start_ms", "end_ms"),
    *("before", "quote", "after", "tags", "note", "starred", "author", "created", "id", "source", "state"),
)

_FORMULA = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₊₋₌−]")


def write(excerpts: Iterable[Excerpt], out: TextIO, codebook: Codebook) -> None:
    """Write a header and a row for each excerpt, in the order given; tags are parted by `; `."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for e in excerpts:
        place = (e.path, e.title, e.speaker, e.position, e.line, e.start, e.end, e.start_ms, e.end_ms)
        words = (
            e.before,
            e.quote,
            e.after,
            "; ".join(e.tags),
            e.note,
            int(e.starred),
            e.author,
            e.created,
            e.id,
            e.source,
            e.state.value,
        )
        writer.writerow([cell(value) for value in (*place, *words)])


def cell(value: str | int | None) -> str | int:
    """What stands in the cell: a text that a spreadsheet could take for a formula gets `'` in front."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    shown = visible(value)
    return f"'{shown}" if _FORMULA.match(value) or _FORMULA.match(shown) else shown
