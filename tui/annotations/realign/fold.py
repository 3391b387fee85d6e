"""A text without what re-exports change: white space, punctuation, case, width, script, readings, cue times."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress

from tui.annotations.realign.runs import BREATH
from tui.transcript.script import fold_table

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?"
_LEFT_OUT = re.compile(
    # A cue's times, and its number in front of them.
    rf"(?<![^\s])(?:[0-9]{{1,6}}[ \t]{{0,8}}\r?\n?[ \t]{{0,8}})?{_CLOCK}[ \t]{{0,8}}-->[ \t]{{0,8}}{_CLOCK}"
    # A time at the beginning of a line, bare or in brackets.
    rf"|^[ \t]{{0,8}}[\[(（【]{_CLOCK}[\])）】]|^[ \t]{{0,8}}{_CLOCK}(?![\d:])"
    # An inserted reading.
    # Wherever a line was broken.
    r"|(?<=\S)[(（](?=[^)）])\n?(?:zh|ch|sh|[bpmfdtnlgɡkhjqxzcsryw])?\n?"
    r"(?:[aeiouvāáǎăàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜ][\u0300-\u036f]*\n?){0,3}(?:[nńňǹ][\u0300-\u036f]*\n?[gɡ]?\n?|r\n?)?[)）]",
    re.MULTILINE,
)

HALF = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
"""The half-width twins of full-width signs and letters."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text, what is left of it, and the way back."""

    source: str
    text: str
    """Letters and digits only, each the same for all its twins."""
    where: Sequence[int]
    """For each character of `text` the code point of `source` that it comes from; never falling."""
    bare: str
    """`source` with NUL for each character of what is left out whole: readings and times."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of `text` that comes from `source[start:end]`; empty if nothing is left of it."""
        return bisect_left(self.where, start), bisect_left(self.where, end)


def fold(source: str, tick: Callable[[], None] = lambda: None) -> Folded:
    """Fold a text. Per code point: NFKD, without marks, letters and digits only, case folded, simplified.

    Left out as well are readings behind a character, `字(zì)`, cue numbers and times, and times that begin a line.
    `tick` is called now and then. Raises nothing of its own, whatever the text.
    """
    table = _table()
    kept: list[str] = []
    plain: list[str] = []
    for start in range(0, len(source), BREATH):
        tick()
        piece = source[start : start + BREATH]
        for char in set(piece).difference(table):
            table[char] = _plain(char)
        kept += map(table.__getitem__, piece)
        plain.append(piece if piece.isascii() else piece.translate(HALF))
    bare, last = [], 0
    for count, found in enumerate(_LEFT_OUT.finditer("".join(plain))):
        if not count % 1024:
            tick()
        first, end = found.span()
        kept[first:end] = [""] * (end - first)
        bare += [source[last:first], "\0" * (end - first)]
        last = end
    bare.append(source[last:])
    where = array("i")
    for start in range(0, len(source), BREATH):
        tick()
        letters = kept[start : start + BREATH]
        if max(map(len, letters)) < 2:
            where.extend(compress(range(start, start + len(letters)), letters))
        else:
            where.extend(at for at, some in enumerate(letters, start) for _ in some)
    return Folded(source, "".join(kept), where, "".join(bare))


@cache
def _table() -> dict[str, str]:
    """What each character that was met is folded to."""
    return {}


def _plain(char: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(c for c in plain.translate(fold_table()) if c.isalnum())


def weight(text: str) -> float:
    """How much a folded text tells: a Han character, a kana or a syllable 1, any other 0.35."""
    wide = sum(map("\u2e80".__le__, text))
    return wide + 0.35 * (len(text) - wide)
