"""Folding: what search compares. Width, case, composition and script (简/繁 and their variants) make no difference.

Each character is folded on its own, together with the combining marks behind it: never by its neighbours, so that a
word folds the same alone and inside a phrase. Folding is idempotent.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Set

from tui.search.variants import VARIANTS

TAILS = frozenset(
    chr(code)
    for code in (
        *range(0x1161, 0x1176),
        *range(0x11A8, 0x11C3),
        *(0x09BE, 0x09D7, 0x0B3E, 0x0B56, 0x0B57, 0x0BBE, 0x0BD7, 0x0CC2, 0x0CD5, 0x0CD6, 0x0D3E, 0x0D57, 0x0DCF),
        *(0x0DDF, 0x102E, 0x1B35, 0x11127, 0x1133E, 0x11357, 0x114B0, 0x114BA, 0x114BD, 0x115AF, 0x11930),
    )
)
"""Characters that compose with the one before them although their combining class is 0."""

HAN = "\u2e80"
"""The first character of Han script."""

_REPLACE_AT_MOST = 48
"""So many different characters are replaced one by one faster than by a table that looks at every character."""


class Folded:
    """A folded text with the map back. Offsets are code points, spans half-open.

    A character whose fold has another length, and a character with combining marks, is one piece: a span that takes
    in a part of its fold maps to all of it. A text without such pieces keeps no map.
    """

    __slots__ = ("_input_ends", "_input_starts", "_lengths", "_starts", "text")

    def __init__(self, text: str, pieces: Iterable[tuple[int, int, int, int]] = ()) -> None:
        """`pieces`: (start in the fold, length there, start in the input, end in the input), in order."""
        self.text = text
        kept = tuple(pieces)
        self._starts = [piece[0] for piece in kept]
        self._lengths = [piece[1] for piece in kept]
        self._input_starts = [piece[2] for piece in kept]
        self._input_ends = [piece[3] for piece in kept]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the input that folds to `[start, end)` of `text`; a caret (`start == end`) stays one."""
        first = self._start(start)
        return (first, first) if start >= end else (first, self._end(end))

    def _start(self, offset: int) -> int:
        i = bisect_right(self._starts, offset) - 1
        if i < 0:
            return offset
        beyond = offset - self._starts[i] - self._lengths[i]
        return self._input_starts[i] if beyond < 0 else self._input_ends[i] + beyond

    def _end(self, offset: int) -> int:
        i = bisect_right(self._starts, offset - 1) - 1
        if i < 0:
            return offset
        return self._input_ends[i] + max(0, offset - self._starts[i] - self._lengths[i])


class _Characters:
    """What is known of the characters met so far. It only grows, and is the same in whatever order it does."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.table: dict[int, str] = {}
        self.changed: dict[str, str] = {}
        self.growing: set[str] = set()
        """Those whose fold is not one character."""
        self.joining: set[str] = set()
        """Those that are folded together with the character before them."""
        self._simple: dict[int, str] = {}

    def learn(self, characters: Set[str]) -> None:
        """Find the folds of these characters."""
        plain = {c: unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", c).casefold()) for c in characters}
        self._learn_script(set("".join(plain.values())))
        for character in characters:
            folded = self.stable(character)
            self.table[ord(character)] = folded
            if len(folded) != 1:
                self.growing.add(character)
            elif folded != character:
                self.changed[character] = folded
            head = unicodedata.normalize("NFKD", character)[0]
            if unicodedata.combining(head) or head in TAILS:
                self.joining.add(character)
        self.known |= characters

    def stable(self, cluster: str) -> str:
        """The fold of one character with its marks."""
        while True:
            folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", cluster).casefold())
            folded = folded.translate(self._simple)
            if folded == cluster:
                return folded
            cluster = folded

    def _learn_script(self, characters: set[str]) -> None:
        han = sorted(c for c in characters if c >= HAN and ord(c) not in self._simple)
        if not han:
            return
        from tui.transcript.script import Script, convert

        # One character to a line: the conversion may look at neighbours, the fold must not.
        simplified = convert("\n".join(han), Script.SIMPLIFIED).split("\n")
        for character, simple in zip(han, simplified, strict=True):
            self._simple[ord(character)] = VARIANTS.get(simple, simple)


_CHARACTERS = _Characters()


def fold(text: str) -> Folded:
    """Fold `text`: NFKC, case folded, simplified, variants made one. Raises nothing."""
    characters = set(text)
    if unknown := characters - _CHARACTERS.known:
        _CHARACTERS.learn(unknown)
    joining = characters & _CHARACTERS.joining
    growing = characters & _CHARACTERS.growing
    if not joining and not growing:
        return Folded(_fold_each(text, characters))
    return _fold_pieces(text, characters, joining, growing)


def fold_text(text: str) -> str:
    """The folded text alone, for short things: names, tags, patterns."""
    return fold(text).text


def folds_of(characters: Set[str]) -> dict[str, str]:
    """What each of these characters folds to by itself."""
    if unknown := characters - _CHARACTERS.known:
        _CHARACTERS.learn(unknown)
    return {character: _CHARACTERS.table[ord(character)] for character in characters}


def _fold_each(text: str, characters: set[str]) -> str:
    changed = characters & _CHARACTERS.changed.keys()
    if len(changed) > _REPLACE_AT_MOST:
        return text.translate(_CHARACTERS.table)
    # A fold is stable, so the order of the replacements makes no difference.
    for character in changed:
        text = text.replace(character, _CHARACTERS.changed[character])
    return text


def _fold_pieces(text: str, characters: set[str], joining: set[str], growing: set[str]) -> Folded:
    patterns = []
    if joining:
        marks = _class_of(joining)
        patterns.append(f"[^{marks}]?[{marks}]+")
    if growing:
        patterns.append(f"[{_class_of(growing)}]")
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    last = at = 0
    for match in re.finditer("|".join(patterns), text, re.DOTALL):
        start, end = match.span()
        folded = _CHARACTERS.stable(match[0])
        parts += (text[last:start], folded)
        at += start - last
        pieces.append((at, len(folded), start, end))
        at += len(folded)
        last = end
    parts.append(text[last:])
    return Folded(_fold_each("".join(parts), characters - growing), pieces)


def _class_of(characters: set[str]) -> str:
    return "".join(re.escape(c) for c in sorted(characters))
