"""Labels by the lines that they stand on: kept in columns, as a large document has a million of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from typing import TypeVar, overload

from tui.transcript.formats.head_names import Label, speaker_of

T = TypeVar("T")

Row = tuple[int, int, int]
"""The offset of a line, whose label it has, and the offset at which the text behind that begins."""


class Found:
    """Labels without times, as they are found, whether or not they are speakers; in order of their lines."""

    def __init__(self, names: Iterable[str] = (), rows: Iterable[Row] = ()) -> None:
        """`rows` tell whose labels they are by the places of the names."""
        self.names: dict[str, int] = {name: who for who, name in enumerate(names)}
        self.starts, self.whose, self.bodies = array("q"), array("q"), array("q")
        self._raws: dict[str, int] = {}
        for start, who, body in rows:
            self.starts.append(start)
            self.whose.append(who)
            self.bodies.append(body)

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, start: int, raw: str, body: int) -> None:
        """The line at `start` has the label `raw`, if a name is left of it when it is cleaned."""
        who = self._raws.get(raw)
        if who is None:
            name = speaker_of(raw)
            who = self._raws[raw] = self.names.setdefault(name, len(self.names)) if name else -1
        if who >= 0:
            self.starts.append(start)
            self.whose.append(who)
            self.bodies.append(body)

    def rows(self) -> Iterator[Row]:
        """All of them."""
        return zip(self.starts, self.whose, self.bodies, strict=True)

    def counts(self) -> Counter[str]:
        """How often each name comes."""
        names = list(self.names)
        return Counter({names[who]: count for who, count in Counter(self.whose).items()})

    def only(self, wanted: Iterable[bool]) -> Found:
        """Those for which `wanted` is true, which is asked for each of them in order."""
        return Found(self.names, compress(self.rows(), wanted))

    def having(self, others: Iterable[tuple[int, str, int]]) -> Found:
        """These and others that stand on other lines, told as for `add`."""
        for other in others:
            self.add(*other)
        return Found(self.names, sorted(self.rows()))


class Labels(Mapping[int, Label]):
    """By the offset of their line, in order, the labels that are speakers; each is made where it is looked at."""

    def __init__(self, untimed: Found, timed: Mapping[int, Label]) -> None:
        """Labels without times and labels with them, on different lines."""
        self.names = list(untimed.names)
        self.starts, self.whose, self.bodies = untimed.starts, untimed.whose, untimed.bodies
        self._times: tuple[array[int], array[int]] | None = None
        if timed:
            ids = dict(untimed.names)
            rows = [(start, who, body, -1, -1) for start, who, body in untimed.rows()]
            for start, (speaker, body, start_ms, end_ms) in timed.items():
                who = ids.setdefault(speaker, len(ids))
                rows.append((start, who, body, -1 if start_ms is None else start_ms, -1 if end_ms is None else end_ms))
            self.names = list(ids)
            self.starts, self.whose, self.bodies, *times = (
                array("q", column) for column in zip(*sorted(rows), strict=True)
            )
            self._times = (times[0], times[1])

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[int]:
        return iter(self.starts)

    def __contains__(self, start: object) -> bool:
        return isinstance(start, int) and self.at(start) is not None

    def __getitem__(self, start: int) -> Label:
        label = self.at(start)
        if label is None:
            raise KeyError(start)
        return label

    @overload
    def get(self, start: int, default: None = None, /) -> Label | None: ...
    @overload
    def get(self, start: int, default: T, /) -> Label | T: ...
    def get(self, start: int, default: T | None = None, /) -> Label | T | None:
        label = self.at(start)
        return default if label is None else label

    def at(self, start: int) -> Label | None:
        """The label of the line that begins at `start`, if it has one."""
        if not self.starts:
            return None
        i = bisect_left(self.starts, start)
        return self.nth(i) if i < len(self.starts) and self.starts[i] == start else None

    def nth(self, i: int) -> Label:
        """The label of the i-th line that has one, from 0."""
        speaker, body = self.names[self.whose[i]], self.bodies[i]
        if self._times is None:
            return Label(speaker, body)
        start_ms, end_ms = self._times[0][i], self._times[1][i]
        return Label(speaker, body, None if start_ms < 0 else start_ms, None if end_ms < 0 else end_ms)

    def each(self) -> Iterator[tuple[int, Label]]:
        """What `items` gives, without looking for each of them."""
        for i, start in enumerate(self.starts):
            yield start, self.nth(i)
