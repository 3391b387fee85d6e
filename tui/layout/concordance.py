"""Concordance lines, set in cells: every hit begins in the same column, whatever stands before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tui.layout.cells import cell_len, cluster_at, cut, fit, on_screen, tail


class Setting(NamedTuple):
    """How a row of a concordance is parted, in cells."""

    name: int
    """The document; 0: it is left out."""
    line: int
    """The number of the line, set right."""
    speaker: int
    before: int
    """What stands before the hit."""
    after: int
    """The hit, and what stands behind it."""

    @property
    def column(self) -> int:
        """The cell in which hits begin."""
        return sum(each + 1 for each in (self.name, self.line, self.speaker) if each) + self.before + 1


class Told(NamedTuple):
    """A line set in cells, as it is sent to the screen."""

    lead: str
    """Document, line and speaker, with a blank behind each."""
    before: str
    """Set against the hit."""
    match: str
    after: str


_NAMED, _SPOKEN = 64, 52
"""Cells from which on there is room for the document, and for the speaker."""
_LEAST = 12


def setting(width: int, places: Iterable[tuple[str, int, str]]) -> Setting:
    """How rows of `width` cells are parted for lines at these places: document, line, speaker.

    One document alone is not named, and where there is no room neither are the others, nor who speaks.
    """
    names, speakers, last = set(), set(), 1
    for name, line, speaker in places:
        names.add(name)
        speakers.add(speaker)
        last = max(last, line)
    called = min(_widest(names), width // 7) if width >= _NAMED and len(names) > 1 else 0
    numbered = len(str(last)) if width >= _SPOKEN else 0
    spoke = min(_widest(speakers), max(6, width // 12)) if width >= _SPOKEN else 0
    room = max(_LEAST, width - sum(each + 1 for each in (called, numbered, spoke) if each) - 1)
    before = (room - 1) * 9 // 20
    return Setting(called, numbered, spoke, before, room - before)


def _widest(texts: Iterable[str]) -> int:
    return max((cell_len(on_screen(text)) for text in texts), default=0)


def set_line(its: Setting, place: tuple[str, int, str], before: str, match: str, after: str) -> Told:
    """A line set in cells: what is too long before the hit loses its beginning, all else its end.

    A hit that begins or ends inside a character of several code points is shown with the whole of it.
    """
    name, line, speaker = place
    lead = [fit(on_screen(name), its.name)] if its.name else []
    lead += [f"{line:>{its.line}}"] if its.line else []
    lead += [fit(on_screen(speaker), its.speaker)] if its.speaker else []
    before, match, after = _whole(before, match, after)
    left = fit(tail(on_screen(before.rstrip()), its.before), its.before, right=True)
    hit = cut(on_screen(match), its.after)
    rest = cut(on_screen(f" {after.lstrip()}"), its.after - cell_len(hit))
    return Told("".join(f"{each} " for each in lead), f"{left} ", hit, rest)


def _whole(before: str, match: str, after: str) -> tuple[str, str, str]:
    text = before + match + after
    first, last = len(before), len(before) + len(match)
    if first < last:
        first = cluster_at(text, first, 0, len(text))[0]
        last = cluster_at(text, last - 1, 0, len(text))[1]
    return text[:first], text[first:last], text[last:]
