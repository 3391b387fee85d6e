"""Sets of rows as whole numbers, bit by bit: quick to join, to part and to count, for thousands of rows at once."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, compress
from typing import Generic, TypeVar

from tui.search.fold import fold_text

T = TypeVar("T")

_DIGITS = bytes((code + 48) % 256 for code in range(256))
_FLAGS = bytes((code - 48) % 256 for code in range(256))
_CODES = 256
_STEP = 128
_FREQUENT = 4
"""A text that stands in more than one row of so many is asked of row by row, a rarer one is looked for."""
_SAMPLE = 16
"""How often it stands is guessed from one part of so many."""
_NEAR = 12
"""The row of the next hit is looked for among so many first."""
_SPARSE = 16
"""Of a set with less than one row of so many, the rows are looked for byte by byte."""
_ROWS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
"""The rows in each byte."""
_BETWEEN, _FOR_BETWEEN = "\0", "\ufdd0"
"""What stands between texts, and, as it is no character, for the same inside them."""


def of_flags(flags: bytes) -> int:
    """The rows at which a 1 stands; 0 or 1 for each row."""
    return int(flags.translate(_DIGITS)[::-1], 2) if flags else 0


def of_rows(rows: Iterable[int], size: int) -> int:
    """These rows of so many."""
    packed = bytearray(size // 8 + 1)
    for row in rows:
        packed[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(packed, "little")


def flags_of(mask: int, size: int) -> bytes:
    """0 or 1 for each of so many rows."""
    return f"{mask:0{size}b}".encode().translate(_FLAGS)[::-1] if size else b""


def rows_of(mask: int, size: int) -> list[int]:
    """The rows of a set, in order."""
    if not mask:
        return []
    if not _is_sparse(mask, size):
        return list(compress(range(size), flags_of(mask, size)))
    packed = mask.to_bytes(size // 8 + 1, "little")
    return [(at << 3) + bit for at in compress(range(len(packed)), packed) for bit in _ROWS[packed[at]]]


def _is_sparse(mask: int, size: int) -> bool:
    return mask.bit_count() * _SPARSE <= size


def coded(items: Iterable[T]) -> tuple[list[T], list[int]]:
    """The different ones of some values, and for each value its number among these."""
    known: dict[T, int] = {}
    codes = [known.setdefault(item, len(known)) for item in items]
    return list(known), codes


def parted(codes: Sequence[int]) -> tuple[bytes, bytes]:
    """Numbers below 16,777,216 as `Column` takes them: a byte of each, and, if that is not all, two more."""
    low = bytes(code % _CODES for code in codes)
    return low, array("H", (code // _CODES for code in codes)).tobytes() if max(codes, default=0) >= _CODES else b""


class Column(Generic[T]):
    """A value for each row, of which few are different."""

    __slots__ = ("_low", "_planes", "values")

    def __init__(self, values: Iterable[T], low: bytes, high: bytes) -> None:
        """`low`, `high`: for each row the number of its value among `values`, as `parted` gives it."""
        self.values = tuple(values)
        self._low = low
        self._planes = [(1 << len(low)) - 1]
        """The rows of the values, so many at a time as a byte can tell apart."""
        if len(self.values) > _CODES:
            planes = array("H", high)
            count = -(-len(self.values) // _CODES)
            self._planes = [of_flags(bytes(map(number.__eq__, planes))) for number in range(count)]

    def rows(self, takes: Callable[[T], bool]) -> int:
        """The rows whose value is taken."""
        found = 0
        for number, plane in enumerate(self._planes):
            values = self.values[number * _CODES : (number + 1) * _CODES]
            taken = bytes(map(bool, map(takes, values)))
            if any(taken):
                found |= plane & of_flags(self._low.translate(taken.ljust(_CODES, b"\0")))
        return found

    def count(self, rows: int) -> dict[T, int]:
        """How many of these rows have each value."""
        counts: dict[T, int] = {}
        low, size = self._low, len(self._low)
        for number, plane in enumerate(self._planes):
            both = rows & plane
            if _is_sparse(both, size):
                codes: Iterable[int] = [low[row] for row in rows_of(both, size)]
            else:
                codes = compress(low, flags_of(both, size))
            for code, count in Counter(codes).items():
                counts[self.values[number * _CODES + code]] = count
        return counts


def sorted_times(texts: Sequence[str]) -> tuple[array[int], bytes]:
    """For texts, one for each row, as `Times` takes them: the rows in the order of the texts, and each row's step."""
    rows = array("I", sorted(range(len(texts)), key=texts.__getitem__))
    size, steps = _step(len(rows)), bytearray(len(rows))
    for at, row in enumerate(rows):
        steps[row] = at // size
    return rows, bytes(steps)


def _step(count: int) -> int:
    """How many of so many sorted rows are told from the others by a byte."""
    return max(_STEP, -(-count // _CODES))


class Times:
    """A text for each row, of which those from one to before another are asked for."""

    __slots__ = ("_rows", "_size", "_sorted", "_steps")

    def __init__(self, texts: str | Sequence[str], rows: array[int], steps: bytes) -> None:
        """`texts`: in their order, as one text if all have one length; the others as `sorted_times` gives them."""
        self._sorted, self._rows, self._steps, self._size = texts, rows, steps, _step(len(rows))

    def between(self, first: str, behind: str) -> int:
        """The rows whose text is `first` or later, but before `behind`."""
        return self._before(self._at(behind)) & ~self._before(self._at(first))

    def _at(self, text: str) -> int:
        """How many texts are less than this one."""
        its, count = self._sorted, len(self._rows)
        if not isinstance(its, str):
            return bisect_left(its, text)
        width = len(its) // max(1, count)
        return bisect_left(range(count), text, key=lambda at: its[at * width : (at + 1) * width])

    def _before(self, count: int) -> int:
        whole = count // self._size
        flags = self._steps.translate(bytes(step < whole for step in range(_CODES)))
        return of_flags(flags) | of_rows(self._rows[whole * self._size : count], len(self._rows))


def folded(texts: Iterable[str]) -> str:
    """Texts, folded, as `Texts` takes them."""
    return fold_text(_BETWEEN.join(text.replace(_BETWEEN, _FOR_BETWEEN) for text in texts))


class Texts:
    """A folded text for each of some rows."""

    __slots__ = ("_joined", "_rows", "_starts")

    def __init__(self, rows: Sequence[int], joined: str) -> None:
        """`rows`: the rows that the texts are of; `joined`: what `folded` makes of these."""
        self._rows = rows
        self._joined = joined
        lengths = map(len, joined.split(_BETWEEN))
        self._starts = array("I", accumulate(map((1).__add__, lengths), initial=0))
        self._starts.pop()

    def holding(self, needle: str, size: int) -> int:
        """The rows of so many whose text, folded, holds `needle`, which is folded and not empty."""
        if not self._rows:
            return 0
        needle = needle.replace(_BETWEEN, _FOR_BETWEEN)
        text, starts, rows = self._joined, self._starts, self._rows
        count = len(starts)
        if text.count(needle, 0, len(text) // _SAMPLE) * _SAMPLE * _FREQUENT > count:
            flags = bytes([needle in piece for piece in text.split(_BETWEEN)])
        else:
            found = bytearray(count)
            number, at = 0, text.find(needle)
            while at >= 0:
                beyond = number + _NEAR
                number = bisect_right(starts, at, number, beyond if beyond < count and starts[beyond] > at else count)
                found[number - 1] = 1
                at = text.find(needle, starts[number]) if number < count else -1
            flags = bytes(found)
        return of_flags(flags) if count == size else of_rows(compress(rows, flags), size)

    def holding_among(self, needle: str, among: int) -> int:
        """Those of a few rows whose text holds `needle`; there must be a text for every row."""
        needle = needle.replace(_BETWEEN, _FOR_BETWEEN)
        text, starts, size = self._joined, self._starts, len(self._rows)
        found = []
        for row in rows_of(among, size):
            end = starts[row + 1] - 1 if row + 1 < size else len(text)
            if needle in text[starts[row] : end]:
                found.append(row)
        return of_rows(found, size)
