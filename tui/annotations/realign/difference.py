"""What changed between two states of a quote, to be shown side by side."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

_LONG = 4000
"""Characters beyond which quotes are not compared letter by letter."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of both quotes: what it was, and what it is. Either may be empty."""

    old: str
    new: str

    @property
    def is_same(self) -> bool:
        """Whether nothing changed in it."""
        return self.old == self.new


def difference(old: str, new: str) -> tuple[Part, ...]:
    """The parts of two quotes in order; joined they are the quotes. Parts that are the same and others take turns."""
    if max(len(old), len(new)) > _LONG:
        return (Part(old, new),)
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(Part(old[a0:a1], new[b0:b1]) for _, a0, a1, b0, b1 in opcodes)
