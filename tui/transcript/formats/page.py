"""A source as lines, with what the whole document says about them: the common ground of all formats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from tui.patterns import late
from tui.records import record
from tui.transcript.formats.label_table import Labels
from tui.transcript.formats.labels import believed_labels
from tui.transcript.formats.marks import FIRST_SIGNS, find_marks, mark_of
from tui.transcript.lines import AnyLines, lines_of
from tui.transcript.model import Edit, SegmentKind
from tui.transcript.reading import Reading

_TIMED = late(r"[ \t\ufeff]*(?:\d+:)?\d{1,2}:\d{1,2}[,.]\d{1,3}[ \t]*-->")


@record(frozen=True)
class Page:
    """A source text and the glosses that its lines are to be read without."""

    text: str
    glosses: tuple[Edit, ...] = ()

    @cached_property
    def lines(self) -> AnyLines:
        """`[start, end)` of every line that is not blank, without its line end."""
        return lines_of(self.text)

    @cached_property
    def labels(self) -> Labels:
        """By the offset of the line: the speakers' labels that the document as a whole speaks for."""
        return believed_labels(self)

    @cached_property
    def raw_marks(self) -> dict[int, SegmentKind]:
        """By the offset of the line: what lines say of themselves, as they stand in the text."""
        return find_marks(self.text)

    @cached_property
    def marks(self) -> dict[int, SegmentKind]:
        """By the offset of the line: what lines say of themselves, read without glosses."""
        if not self.glosses:
            return self.raw_marks
        marks = dict(self.raw_marks)
        for start, end, is_begun in self._edited_lines():
            if is_begun or self.text[start : start + 1] in FIRST_SIGNS:
                kind = mark_of(self.clean(start, end))
                marks.pop(start, None)
                if kind is not None and self.text[start:end].strip():
                    marks[start] = kind
        return marks

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

    def _edited_lines(self) -> Iterator[tuple[int, int, bool]]:
        """`[start, end)` of the lines that are not read as they stand, and whether that goes for their beginnings."""
        text, behind = self.text, 0
        for edit in self.glosses:
            at = max(edit.start, behind)
            while at == edit.start or at < edit.end:
                start = text.rfind("\n", 0, at) + 1
                end = text.find("\n", at)
                end = len(text) if end < 0 else end
                yield start, end, edit.start <= start
                at = behind = end + 1

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self.text, self.glosses)
