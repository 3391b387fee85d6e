"""Columns of some thousand highlights as bytes, so that they can be kept in a file and read back one by one.

Numbers are written as this machine has them, texts as UTF-8: what is kept is for the machine that wrote it.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tui.search.bits import of_rows

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
    """Tag id to the rows that carry it; a set is made when it is first asked for."""

    def __init__(self, told: Iterable[tuple[str, int]], rows: array[int], size: int) -> None:
        """`told`: the tags, and how many rows each has; `rows`: those of the first one, of the second, and so on."""
        self._spans: dict[str, tuple[int, int]] = {}
        at = 0
        for tag_id, length in told:
            self._spans[tag_id] = (at, at + length)
            at += length
        self._rows, self._size = rows, size
        self._known: dict[str, int] = {}

    def at(self, rows: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Each of a few rows with each tag that it carries; no set is made."""
        wanted = frozenset(rows)
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
        return tag_id in self._spans

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)
