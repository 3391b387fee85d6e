"""Columns of some thousand highlights as bytes, so that they can be kept in a file and read back one by one.

Numbers are written as this machine has them, texts as UTF-8: what is kept is for the machine that wrote it.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from tui.search.bits import of_rows, rows_of

_HEAD = 4
"""Bytes of the number that says how long the head is."""


def packed(columns: Mapping[str, bytes]) -> bytes:
    """Columns side by side, with a head that says where each stands."""
    at, places = 0, {}
    for name, column in columns.items():
        places[name] = (at, len(column))
        at += len(column)
    head = json.dumps(places).encode()
    return b"".join([len(head).to_bytes(_HEAD, "little"), head, *columns.values()])


def unpacked(data: bytes) -> dict[str, memoryview]:
    """The columns that were packed. Raises ValueError if they were not."""
    behind = _HEAD + int.from_bytes(data[:_HEAD], "little")
    places = json.loads(data[_HEAD:behind])
    view = memoryview(data)[behind:]
    return {name: view[at : at + length] for name, (at, length) in places.items()}


def numbers(values: Iterable[int]) -> bytes:
    """Numbers from 0 to 4,294,967,295."""
    return array("I", values).tobytes()


def read_numbers(data: memoryview) -> array[int]:
    """What `numbers` wrote."""
    found = array("I")
    found.frombytes(data)
    return found


def values(data: object) -> bytes:
    """What JSON can say."""
    return json.dumps(data, separators=(",", ":")).encode()


def read_values(data: memoryview) -> Any:
    """What `values` wrote."""
    return json.loads(bytes(data))


def text(data: str) -> bytes:
    """A text."""
    return data.encode("utf-8", "surrogatepass")


def read_text(data: memoryview) -> str:
    """What `text` wrote."""
    return str(data, "utf-8", "surrogatepass")


class TagRows(Mapping[str, int]):
    """Tag id to the rows that carry it; a set of few is made when it is first asked for."""

    def __init__(
        self, few: Iterable[tuple[str, int]], rows: array[int], many: Sequence[str], masks: memoryview, size: int
    ) -> None:
        """`few`: the tags of few rows, and how many each has; `rows`: those of the first one, of the second, and so on.

        `many`: the others; `masks`: the sets of their rows, one behind the other.
        """
        self._spans: dict[str, tuple[int, int]] = {}
        at = 0
        for tag_id, length in few:
            self._spans[tag_id] = (at, at + length)
            at += length
        self._rows, self._size = rows, size
        width = size // 8 + 1
        self._many = {
            tag_id: int.from_bytes(masks[at * width : (at + 1) * width], "little") for at, tag_id in enumerate(many)
        }
        self._known = dict(self._many)

    def at(self, rows: int) -> Iterator[tuple[int, str]]:
        """Each of a few rows with each tag that it carries; no set is made."""
        for tag_id, its in self._many.items():
            for row in rows_of(rows & its, self._size):
                yield row, tag_id
        wanted = frozenset(rows_of(rows, self._size))
        tags, begins = list(self._spans), [first for first, _ in self._spans.values()]
        for at, row in enumerate(self._rows):
            if row in wanted:
                yield row, tags[bisect_right(begins, at) - 1]

    def __getitem__(self, tag_id: str) -> int:
        if tag_id not in self._known:
            first, behind = self._spans[tag_id]
            self._known[tag_id] = of_rows(self._rows[first:behind], self._size)
        return self._known[tag_id]

    def __contains__(self, tag_id: object) -> bool:
        return tag_id in self._spans or tag_id in self._many

    def __iter__(self) -> Iterator[str]:
        return chain(self._many, self._spans)

    def __len__(self) -> int:
        return len(self._many) + len(self._spans)
