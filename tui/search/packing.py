"""A slice of a database as the bytes that a chunk is made of."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Any

from tui.annotations.model import Document
from tui.annotations.slices import Slice
from tui.search import columns
from tui.search.bits import coded, folded, of_rows, parted, sorted_times
from tui.search.fold import fold_text

_FIELDS = ("id", "path", "title", "sha256", "format", "encoding", "snapshot_id", "note", "fields", "asked_encoding")
"""Of a document, as it is made of them."""

ID = 36
"""Bytes of an id of ours."""

_MANY = 32
"""One row of so many takes as much room as a bit for each of them."""


def pack(its: Slice) -> bytes:
    """The columns of a slice, texts folded."""
    noted = [row for row, note in enumerate(its.notes) if note]
    size = len(its.ids)
    many = {tag: some for tag, some in its.tags.items() if len(some) * _MANY > size}
    few = {tag: some for tag, some in its.tags.items() if tag not in many}
    ids = list(map(columns.text, its.ids))
    when, steps = sorted_times(its.created)
    times = [its.created[row] for row in when]
    apart = _overlapping(its)
    column = {
        "documents": columns.values([_told(document) for document in its.documents]),
        "names": columns.text(fold_text("\n".join(f"{each.path}\n{each.title}" for each in its.documents))),
        "paths": columns.values([document.path for document in its.documents]),
        "keys": columns.values([document.id for document in its.documents]),
        "snapshots": columns.values(its.snapshots),
        "counts": columns.numbers(its.counts),
        "starts": columns.numbers(its.starts),
        "ends": columns.numbers(its.ends),
        "few tags": columns.values([(tag, len(some)) for tag, some in few.items()]),
        "few rows": columns.numbers(row for some in few.values() for row in some),
        "many tags": columns.values(list(many)),
        "many rows": b"".join(of_rows(some, size).to_bytes(size // 8 + 1, "little") for some in many.values()),
        "apart": columns.values([(distance, len(some)) for distance, some in apart.items()]),
        "apart rows": columns.numbers(row for some in apart.values() for row in some),
        "ids": b"".join(ids),
        "id widths": b"" if {*map(len, ids)} == {ID} else columns.numbers(map(len, ids)),
        "created": columns.values("".join(times) if len({*map(len, times)}) == 1 else times),
        "created rows": when.tobytes(),
        "created steps": steps,
        "starred": bytes(its.starred),
        "quotes": columns.text(folded(its.quotes)),
        "noted": columns.numbers(noted),
        "notes": columns.text(folded(its.notes[row] for row in noted)),
    }
    for name, items in (
        ("speakers", its.speakers),
        ("roles", its.roles),
        ("authors", its.authors),
        ("states", its.states),
    ):
        values, codes = coded(items)
        column[name] = columns.values(values)
        column[f"{name} low"], column[f"{name} high"] = parted(codes)
    return columns.packed(column)


def _told(document: Document) -> list[Any]:
    return [getattr(document, name) for name in _FIELDS]


def _overlapping(its: Slice) -> dict[int, list[int]]:
    """How far apart two rows that overlap in their document are, to the first ones of such pairs."""
    pairs: dict[int, list[int]] = {}
    for first, behind in pairwise([0, *accumulate(its.counts)]):
        for row in range(first, behind):
            end, other = its.ends[row], row + 1
            while other < behind and its.starts[other] < end:
                pairs.setdefault(other - row, []).append(row)
                other += 1
    return pairs
