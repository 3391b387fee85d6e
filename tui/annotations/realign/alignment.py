"""A map between the characters of two texts."""

from __future__ import annotations

from array import array

from tui.annotations.realign.runs import Run


class Alignment:
    """A one-to-one map between the characters of two folded texts."""

    def __init__(self, a: str, b: str) -> None:
        self.a, self.b = a, b
        self.to = array("i", [-1]) * len(a)
        """For each old character the new one; -1 for none."""
        self.back = array("i", [-1]) * len(b)
        self.series = bytearray(len(a))
        """1 where the order is that of the old text."""

    def put(self, run: Run, *, in_series: bool = False) -> None:
        """Take a run whose characters are all still free."""
        at, other, length = run
        self.to[at : at + length] = array("i", range(other, other + length))
        self.back[other : other + length] = array("i", range(at, at + length))
        if in_series:
            self.series[at : at + length] = b"\1" * length

    def free_parts(self, run: Run) -> list[Run]:
        """The parts of a run that are free on both sides."""
        at, other, length = run
        parts = []
        begun = -1
        for step in range(length):
            if self.to[at + step] < 0 and self.back[other + step] < 0:
                if begun < 0:
                    begun = step
            elif begun >= 0:
                parts.append((at + begun, other + begun, step - begun))
                begun = -1
        if begun >= 0:
            parts.append((at + begun, other + begun, length - begun))
        return parts


def gaps(side: array[int]) -> list[tuple[int, int]]:
    """The maximal stretches of -1."""
    found = []
    at, size = 0, len(side)
    while at < size:
        try:
            at = side.index(-1, at)
        except ValueError:
            break
        end = at + 1
        while end < size and side[end] < 0:
            end += 1
        found.append((at, end))
        at = end
    return found
