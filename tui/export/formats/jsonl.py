"""JSON lines, the interchange format: what goes out here comes back in by `tui.export.incoming` without loss."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from tui.annotations.model import Codebook
from tui.export.excerpt import Excerpt
from tui.export.records import lines_of, records_of


def write(excerpts: Iterable[Excerpt], out: TextIO, codebook: Codebook) -> None:
    """Write the whole codebook and the excerpts with their documents, sorted by document and place."""
    for line in lines_of(records_of(excerpts, codebook)):
        out.write(f"{line}\n")
