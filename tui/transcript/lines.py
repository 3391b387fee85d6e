"""The lines of a text that are not blank: told by their numbers or their offsets, made in pieces where looked at."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count, pairwise
from operator import add
from typing import overload

from tui.patterns import late

_RARE = 4
"""How many lines stand for each of some signs that are rare."""

LARGE = 1 << 16
"""Characters from which on the lines of a text are made where they are looked at."""

PIECE = 1 << 14
"""Characters that a piece has at least, but for the last."""

Span = tuple[int, int]
"""`[start, end)` of a line, without its line end."""

# A line end, the blank lines behind it, and a blank line without an end behind those.
_CUT = late(r"\n(?:[^\S\n]*+\n)*+(?:[^\S\n]++\Z)?")
_HOLLOW = late(r"\n[^\S\n]++(?:\n|\Z)")


def line_beginnings(pattern: re.Pattern[str], text: str, signs: str = "") -> Iterator[tuple[int, re.Match[str]]]:
    """The offsets of the lines at whose beginning a pattern matches, in order, and the matches.

    `pattern` begins with the line end before the line. Before the first line one is put: in its match all offsets
    are one higher than in the text. `signs`: one of these characters is on every line at which it can match.
    """
    end = text.find("\n")
    match = pattern.match("\n" + (text if end < 0 else text[:end]))
    if match is not None:
        yield 0, match
    if end < 0:
        return
    counts = {sign: text.count(sign) for sign in signs}
    if not signs or sum(counts.values()) * _RARE > text.count("\n"):
        for match in pattern.finditer(text, end):
            yield match.start() + 1, match
        return
    # Rare signs are found quicker than the line ends are looked at one by one.
    behind = end
    places = sorted(at.start() for sign in signs if counts[sign] for at in re.finditer(re.escape(sign), text))
    for place in places:
        if place >= behind:
            start = text.rfind("\n", behind, place)
            behind = text.find("\n", place)
            behind = len(text) if behind < 0 else behind
            match = pattern.match(text, start)
            if match is not None:
                yield start + 1, match


def _below(text: str, start: int) -> int | None:
    end = text.find("\n", start)
    if end < 0 or (following := text[end + 1 : end + 2]) == "":
        return None
    if not following.isspace():
        return end + 1
    blank = _CUT.match(text, end)
    return blank.end() if blank is not None and blank.end() < len(text) else None


class FewLines(list[Span]):
    """`[start, end)` of every line of a text that is not blank, in order; a list, as that is quick to walk over."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        starts = map(add, accumulate(map(len, lines), initial=0), count())
        super().__init__((start, start + len(line)) for start, line in zip(starts, lines, strict=False) if line.strip())
        self.text = text

    def number(self, offset: int) -> int:
        """How many lines begin before `offset`: the number, from 0, of the line that begins there, or the next one."""
        return bisect_left(self, (offset,))

    def below(self, start: int) -> int | None:
        """Where the next line begins below the one that begins at `start`; None if that is the last."""
        return _below(self.text, start)

    def single_gaps(self) -> int:
        """How many lines stand exactly one blank line below another."""
        return sum(self.text.count("\n", end, start) == 2 for (_, end), (start, _) in pairwise(self))

    @property
    def cuts(self) -> Sequence[int]:
        """The beginning and the end, as there are no pieces."""
        return (0, len(self.text))


def lines_of(text: str) -> AnyLines:
    """The lines of a text, as a list or, if there are many, made where they are looked at."""
    return FewLines(text) if len(text) < LARGE else Lines(text)


class Lines(Sequence[Span]):
    """`[start, end)` of every line of a text that is not blank, in order.

    Finding out where lines begin takes longer than all else that a large text needs before it is shown. So the text
    is parted into pieces, each from the beginning of a line that is not blank (the first aside); the lines of most
    are at first only counted.
    """

    def __init__(self, text: str, piece: int = PIECE) -> None:
        """`piece`: how many characters a piece has at least."""
        self.text = text
        cuts = [0]
        while cuts[-1] + piece < len(text) and (cut := _CUT.search(text, cuts[-1] + piece)) is not None:
            cuts.append(cut.end())
        if cuts[-1] < len(text):
            cuts.append(len(text))
        self._cuts = cuts
        self._made: dict[int, tuple[array[int], array[int]]] = {}
        self._doubles: list[int | None] = []  # blank lines of each piece that is counted and not made
        self._firsts = list(accumulate(map(self._count, range(len(cuts) - 1)), initial=0))
        # The piece that was looked at last: the numbers of its lines, where they begin and end.
        self._near = (0, 0, array("q"), array("q"))

    def __len__(self) -> int:
        return self._firsts[-1]

    @overload
    def __getitem__(self, at: int) -> Span: ...
    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...
    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        if isinstance(at, slice):
            first, last, step = at.indices(len(self))
            return self.between(first, last) if step == 1 else [self[i] for i in range(first, last, step)]
        first, behind, starts, ends = self._near
        if not first <= at < behind:
            number = at + len(self) if at < 0 else at
            if not 0 <= number < len(self):
                raise IndexError(at)
            piece = bisect_right(self._firsts, number) - 1
            at, first, behind = number, self._firsts[piece], self._firsts[piece + 1]
            starts, ends = self._piece(piece)
            self._near = first, behind, starts, ends
        return starts[at - first], ends[at - first]

    def __iter__(self) -> Iterator[Span]:
        for piece in range(len(self._cuts) - 1):
            yield from zip(*self._piece(piece), strict=True)

    def between(self, first: int, last: int) -> list[Span]:
        """The lines `[first, last)` by their numbers from 0, which must lie in the text."""
        found: list[Span] = []
        piece = bisect_right(self._firsts, first) - 1
        while first < last:
            base, behind = self._firsts[piece], min(last, self._firsts[piece + 1])
            starts, ends = self._piece(piece)
            found += zip(starts[first - base : behind - base], ends[first - base : behind - base], strict=True)
            first = behind
            piece += 1
        return found

    def number(self, offset: int) -> int:
        """How many lines begin before `offset`: the number, from 0, of the line that begins there, or the next one."""
        if offset <= 0:
            return 0
        piece = bisect_right(self._cuts, offset) - 1
        if offset == self._cuts[piece] or piece == len(self._cuts) - 1:  # nothing need be looked at
            return self._firsts[piece]
        return self._firsts[piece] + bisect_left(self._piece(piece)[0], offset)

    @property
    def cuts(self) -> Sequence[int]:
        """The offsets at which pieces begin, and the end: before them lines are counted without a look at any."""
        return self._cuts

    def below(self, start: int) -> int | None:
        """Where the next line begins below the one that begins at `start`; None if that is the last."""
        return _below(self.text, start)

    def single_gaps(self) -> int:
        """How many lines stand exactly one blank line below another."""
        gaps = 0
        for piece, doubles in enumerate(self._doubles):
            behind = self._cuts[piece + 1]
            if doubles is not None:
                gaps += doubles - (behind == len(self.text) and self.text.endswith("\n\n"))
                continue
            starts, ends = self._piece(piece)
            follows = starts[1:]
            if self._firsts[piece + 1] < len(self):
                follows.append(behind)
            gaps += sum(
                start - end == 2 or (start - end > 2 and self.text.count("\n", end, start) == 2)
                for start, end in zip(follows, ends, strict=False)
            )
        return gaps

    def _count(self, piece: int) -> int:
        """How many lines a piece has. It is made if it is the first, which is shown first, or blank in odd ways."""
        text, first, behind = self.text, self._cuts[piece], self._cuts[piece + 1]
        doubles = text.count("\n\n", first, behind)
        if not piece or (doubles and text.find("\n\n\n", first, behind) >= 0) or _HOLLOW.search(text, first, behind):
            self._doubles.append(None)
            return len(self._piece(piece)[0])
        self._doubles.append(doubles)
        return text.count("\n", first, behind) - doubles + (text[behind - 1] != "\n")

    def _piece(self, piece: int) -> tuple[array[int], array[int]]:
        """Where the lines of a piece begin and end."""
        made = self._made.get(piece)
        if made is None:
            first, behind = self._cuts[piece], self._cuts[piece + 1]
            lines = self.text[first:behind].split("\n")
            sizes = list(map(len, lines))
            starts = list(map(add, accumulate(sizes, initial=first), count()))
            filled = list(map(str.strip, lines))
            made = self._made[piece] = (
                array("q", compress(starts, filled)),
                array("q", compress(map(add, starts, sizes), filled)),
            )
        return made


AnyLines = FewLines | Lines
"""They tell the same of the same text."""
