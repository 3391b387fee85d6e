"""A source as lines, with what the whole document says about them: the common ground of all formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tui.transcript.formats.head_names import Label
from tui.transcript.formats.labels import believed_labels
from tui.transcript.model import Edit
from tui.transcript.reading import Reading

_TIMED = re.compile(r"[ \t\ufeff]*(?:\d+:)?\d{1,2}:\d{1,2}[,.]\d{1,3}[ \t]*-->")


@dataclass(frozen=True)
class Page:
    """A source text and the glosses that its lines are to be read without."""

    text: str
    glosses: tuple[Edit, ...] = ()

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """`[start, end)` of every line that is not blank, without its line end."""
        return [(start, end) for start, end, line in self._split if line and not line.isspace()]

    @cached_property
    def next_lines(self) -> dict[int, int]:
        """By the offset of a line that is not blank, the offset of the next one; none for the last."""
        return {this: following for (this, _), (following, _) in pairwise(self.lines)}

    @cached_property
    def single_gaps(self) -> int:
        """How many lines that are not blank stand exactly one blank line below another."""
        filled = [bool(line) and not line.isspace() for _, _, line in self._split]
        return sum(1 for i in range(2, len(filled)) if filled[i] and not filled[i - 1] and filled[i - 2])

    @cached_property
    def labels(self) -> dict[int, Label]:
        """By the offset of the line: the speakers' labels that the document as a whole speaks for."""
        return believed_labels(self)

    @cached_property
    def is_timed(self) -> bool:
        """Whether one of the first lines says from when to when, as subtitles do."""
        return any(_TIMED.match(self.text, start, end) for start, end in self.lines[:40])

    def clean(self, start: int, end: int) -> str:
        """The text of `[start, end)` without glosses."""
        return self._reading.between(start, end) if self.glosses else self.text[start:end]

    def line(self, start: int, end: int) -> str:
        """The text of `[start, end)` without glosses and without blanks around it."""
        return self.clean(start, end).strip()

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self.text, self.glosses)

    @cached_property
    def _split(self) -> list[tuple[int, int, str]]:
        spans = []
        start = 0
        for line in self.text.split("\n"):
            end = start + len(line)
            spans.append((start, end, line))
            start = end + 1
        return spans
