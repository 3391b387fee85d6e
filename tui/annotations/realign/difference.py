"""What changed between two states of a quote, to be shown side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_LONG = 4000
"""Characters beyond which quotes are not compared."""

_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+|.", re.DOTALL)
"""What is compared as one: a word or number in Latin letters, else a character."""


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
    was, now = _WORD.findall(old), _WORD.findall(new)
    opcodes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return tuple(Part("".join(was[a0:a1]), "".join(now[b0:b1])) for _, a0, a1, b0, b1 in opcodes)
