"""Segments in runs: a turn, or lines of one kind that are a segment each. Only the runs are kept."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, compress, repeat
from operator import ne
from typing import overload

from tui.transcript.formats.head_names import Label
from tui.transcript.formats.label_table import Labels
from tui.transcript.lines import AnyLines
from tui.transcript.model import COUNTED, Paragraph, Segment, SegmentKind, Segments

_KINDS = tuple(SegmentKind)
NOBODY = -1
"""In the place of the number of a speaker's name, where nobody has the word."""
_KEPT = 4096
"""How many segments are kept before all are let go."""


class Runs(Segments):
    """The segments of a page: each run goes from the line it begins with to that of the next one."""

    __slots__ = ("_at", "_first", "_kinds", "_labels", "_lines", "_made", "_names", "_whose")

    def __init__(self, lines: AnyLines, labels: Labels) -> None:
        self._lines = lines
        self._labels = labels
        self._names: Sequence[str] = labels.names
        self._at, self._first, self._kinds, self._whose = array("q"), array("q", [0]), array("b"), array("q")
        self._made: dict[int, Segment] = {}

    def said(self, first: int, behind: int) -> None:
        """What stands under the labels `[first, behind)` by their numbers: turns, the first of them open perhaps."""
        whose = self._labels.whose[first:behind]
        before = self._whose[-1] if self._whose else NOBODY
        opens = list(map(ne, whose, chain((before,), whose)))
        turns = sum(opens)
        if not turns:
            return
        self._pass_on(self._labels.starts[first + opens.index(True)])
        self._first.extend(range(self._first[-1] + 1, self._first[-1] + turns))
        self._at.extend(compress(self._labels.starts[first:behind], opens))
        self._whose.extend(compress(whose, opens))
        self._kinds.extend(repeat(_KINDS.index(SegmentKind.TURN), turns))

    def alone(self, at: int, kind: SegmentKind) -> None:
        """The line at the offset `at` and those below it are segments of a kind, each for itself."""
        code = _KINDS.index(kind)
        if self._at and self._whose[-1] == NOBODY and code == self._kinds[-1]:
            return
        self._pass_on(at)
        self._at.append(at)
        self._whose.append(NOBODY)
        self._kinds.append(code)

    def goes_on(self, at: int, whose: int) -> None:
        """The line at the offset `at` and those below it are said by one who has the word still, without a label."""
        self._pass_on(at)
        self._at.append(at)
        self._whose.append(whose)
        self._kinds.append(_KINDS.index(SegmentKind.TURN))

    @property
    def speaking(self) -> int | None:
        """The number of who has the word, or NOBODY; None below an image."""
        if not self._at:
            return NOBODY
        return None if _KINDS[self._kinds[-1]] is SegmentKind.IMAGE else self._whose[-1]

    def close(self) -> None:
        """No line is left."""
        self._pass_on(len(self._lines.text))

    @property
    def speakers(self) -> tuple[str, ...]:
        """Every speaker once, in order of first speaking."""
        return tuple(dict.fromkeys(self._names[who] for who in dict.fromkeys(self._whose) if who != NOBODY))

    def index_at(self, offset: int) -> int:
        """Index of the last segment that begins at the offset or before it; -1 if none does."""
        run = bisect_right(self._at, offset) - 1
        if run < 0:
            return -1
        if self._whose[run] != NOBODY:
            return self._first[run]
        return self._first[run] + self._lines.number(offset + 1) - 1 - self._lines.number(self._at[run])

    def parts(self) -> list[tuple[int, int]]:
        """Where lines are parted into pieces too, or behind the turn that goes on there."""
        found = {0: 0}
        for cut in self._lines.cuts[1:-1]:
            run = bisect_left(self._at, cut)
            if run and self._whose[run - 1] == NOBODY:
                number = self._lines.number(cut) - self._lines.number(self._at[run - 1])
                found.setdefault(self._first[run - 1] + number, cut)
            elif run and run < len(self._at):
                found.setdefault(self._first[run], self._at[run])
        found[len(self)] = len(self._lines.text)
        return list(found.items())

    def kinds(self, first: int, behind: int) -> Set[SegmentKind]:
        """The kinds of the segments `[first, behind)`, by their indices."""
        runs = slice(bisect_right(self._first, first) - 1, bisect_left(self._first, behind))
        return {_KINDS[code] for code in set(self._kinds[runs])} if first < behind else set()

    def paragraphs_between(self, start: int, end: int) -> int:
        """How many paragraphs the segments have from that which begins at `start` to `end`: the lines, less those that
        are the text of a label above."""
        count = self._lines.number(end) - self._lines.number(start)
        labels, text = self._labels, self._lines.text
        for i in range(bisect_left(labels.starts, start), bisect_left(labels.starts, end)):
            body = labels.bodies[i]
            if body < len(text) and text[body] == "\n":
                below = self._lines.below(labels.starts[i])
                run = bisect_right(self._at, labels.starts[i])
                if below is not None and below not in labels and (run == len(self._at) or below < self._at[run]):
                    count -= 1
        return count

    def counted_between(self, start: int, end: int) -> int:
        """How many of them are counted: the lines, less those of other kinds, and those with a label and nothing else,
        of which the text may stand below."""
        count, text, labels = self._lines.number(end) - self._lines.number(start), self._lines.text, self._labels
        first, behind = bisect_left(labels.starts, start), bisect_left(labels.starts, end)
        count -= sum(_says_nothing(text, body) for body in labels.bodies[first:behind])
        for run in range(max(0, bisect_right(self._at, start) - 1), bisect_left(self._at, end)):
            if _KINDS[self._kinds[run]] not in COUNTED:
                following = self._at[run + 1] if run + 1 < len(self._at) else end
                count -= self._lines.number(min(end, following)) - self._lines.number(max(start, self._at[run]))
        return count

    def renamed(self, names: Mapping[str, str]) -> Runs:
        """The same with the speakers called by `names`; those that are not in it stay as they are."""
        other = Runs(self._lines, self._labels)
        other._at, other._first, other._kinds, other._whose = self._at, self._first, self._kinds, self._whose
        other._names = [names.get(name, name) for name in self._names]
        return other

    def __len__(self) -> int:
        return self._first[-1]

    @overload
    def __getitem__(self, at: int) -> Segment: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Segment, ...]: ...
    def __getitem__(self, at: int | slice) -> Segment | tuple[Segment, ...]:
        if isinstance(at, slice):
            return tuple(self[i] for i in range(*at.indices(len(self))))
        i = at + len(self) if at < 0 else at
        made = self._made.get(i)
        if made is not None:
            return made
        if not 0 <= i < len(self):
            raise IndexError(at)
        run = bisect_right(self._first, i) - 1
        if self._whose[run] != NOBODY:
            segment = self._turn(self._whose[run], self._of(run))
        else:
            number = self._lines.number(self._at[run]) + i - self._first[run]
            segment = _alone(_KINDS[self._kinds[run]], *self._lines[number])
        if len(self._made) >= _KEPT:
            self._made.clear()
        self._made[i] = segment
        return segment

    def __iter__(self) -> Iterator[Segment]:
        lines = iter(self._lines)
        line = next(lines, None)
        ends = chain(self._at[1:], (len(self._lines.text),))
        for whose, code, behind in zip(self._whose, self._kinds, ends, strict=False):
            its: list[tuple[int, int]] = []
            while line is not None and line[0] < behind:
                its.append(line)
                line = next(lines, None)
            if whose == NOBODY:
                for start, end in its:
                    yield _alone(_KINDS[code], start, end)
            else:
                yield self._turn(whose, its)

    def _pass_on(self, at: int) -> None:
        """The last run, if there is one, ends before the offset `at`."""
        if self._at:
            is_turn = self._whose[-1] != NOBODY
            count = 1 if is_turn else self._lines.number(at) - self._lines.number(self._at[-1])
            self._first.append(self._first[-1] + count)

    def _of(self, run: int) -> list[tuple[int, int]]:
        """The lines of a run."""
        is_last = run + 1 == len(self._at)
        behind = len(self._lines) if is_last else self._lines.number(self._at[run + 1])
        return self._lines[self._lines.number(self._at[run]) : behind]

    def _turn(self, whose: int, lines: list[tuple[int, int]]) -> Segment:
        """The turn on these lines. One without a label below one that says nothing is that label's text."""
        paragraphs: list[Paragraph] = []
        starts = self._labels.starts
        at = bisect_left(starts, lines[0][0])
        head: Label | None = None  # of the line above, which says nothing
        for start, end in lines:
            if at < len(starts) and starts[at] == start:
                label = self._labels.nth(at)
                paragraphs.append(Paragraph(start, label.body, end, label.start_ms, label.end_ms))
                head = label if label.body == end else None
                at += 1
            elif head is not None:
                paragraphs[-1] = Paragraph(paragraphs[-1].start, start, end, head.start_ms, head.end_ms)
                head = None
            else:
                paragraphs.append(Paragraph(start, start, end))
        said = tuple(paragraphs)
        return Segment(SegmentKind.TURN, said[0].start, said[-1].end, said, self._names[whose])


def _says_nothing(text: str, body: int) -> bool:
    """Whether nothing but blanks stands from here to the end of the line."""
    if not text[body : body + 1].isspace():
        return body >= len(text)
    end = text.find("\n", body)
    return not text[body : end if end >= 0 else len(text)].strip()


def _alone(kind: SegmentKind, start: int, end: int) -> Segment:
    return Segment(kind, start, end, (Paragraph(start, start, end),))
