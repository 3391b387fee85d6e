"""What is typed to be searched: plain text, `w:` before whole words, `re:` before a regular expression.

A backslash before a prefix makes it plain text: `\\re:` finds `re:`.
"""

from __future__ import annotations

from enum import Enum

from tui.errors import FilterProblem
from tui.patterns import late
from tui.records import record

_PREFIX = late(r"(\\*)(re|w)[:：]")


class Kind(Enum):
    """How a text is searched."""

    TEXT = ""
    WORDS = "w:"
    PATTERN = "re:"


@record(frozen=True, slots=True)
class Wanted:
    """What is searched, and how."""

    kind: Kind
    text: str
    """Without the prefix; empty: nothing is found."""

    def __str__(self) -> str:
        """As it is typed."""
        if self.kind is Kind.TEXT and _PREFIX.match(self.text):
            return f"\\{self.text}"
        return self.kind.value + self.text


class SearchProblem(FilterProblem):
    """A regular expression that cannot be used. `column` (0-based, code points) points into what was typed."""

    what = "search"


def read_wanted(typed: str) -> Wanted:
    """What was typed, understood. Raises SearchProblem if it is a pattern that cannot be read."""
    prefix = _PREFIX.match(typed)
    if prefix is None:
        return Wanted(Kind.TEXT, typed)
    if prefix[1]:
        return Wanted(Kind.TEXT, typed[1:])
    text = typed[prefix.end() :]
    if prefix[2] == "w":
        return Wanted(Kind.WORDS, text)
    from tui.search.pattern import compiled

    compiled(text, typed, prefix.end())
    return Wanted(Kind.PATTERN, text)
