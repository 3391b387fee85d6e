"""A text broken as the glossing machines break it: traditional, GBK, glosses and cuts that know no lead bytes."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tui.transcript.readings import is_converted, readings_of
from tui.transcript.script import Script, convert

TEXTS = Path(__file__).parent / "damage"
DOMAINS = ("medicine", "law", "history", "cooking", "engineering")

_COMMON = Path(__file__).parents[3] / "tui" / "transcript" / "data" / "common.txt"
# The converter goes by single characters and leaves many alone; others it writes in its own way.
_STAY = "于么里后范愿并采系制面只峰杰吃夸灾伙干云余"
_VARIANTS = str.maketrans("爲說啓喫峯祕羣衆裏豔淨牀僞着脣麪痹", "為說啟吃峰秘群眾里艷凈床偽著唇面痹")
_MARKS = (b"\xa3\xa1", b"\xa3\xac", b"\xa3\xbf")


@dataclass(frozen=True)
class Broken:
    """A broken text, line by line beside what it was."""

    lines: tuple[str, ...]
    truth: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


@cache
def _traditional_of(char: str) -> str:
    if char in _STAY:
        return char
    other = convert(char, Script.TRADITIONAL).translate(_VARIANTS)
    try:
        other.encode("gbk")
    except UnicodeError:
        return char
    return other


def traditional(text: str) -> str:
    """Character for character, within what GBK can write."""
    return "".join(map(_traditional_of, text))


def fold(text: str) -> str:
    """Full-width ASCII as half-width."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)


@cache
def _pair(lead: int, trail: int) -> str:
    if trail < 0x40:
        return "?"
    try:
        char = bytes((lead, trail)).decode("gbk")
    except UnicodeError:
        return ""
    return "" if "\ue000" <= char <= "\uf8ff" else char


def naive_decode(data: bytes) -> str:
    """Pairs as they come: a lead takes what follows; what is no character goes as `?` or without a trace."""
    out = []
    i = 0
    while i < len(data):
        lead = data[i]
        if lead < 0x80:
            out.append(chr(lead))
            i += 1
        elif lead in (0x80, 0xFF):
            out.append("€" if lead == 0x80 else "")
            i += 1
        elif i + 1 == len(data):
            out.append("?")
            i += 1
        else:
            out.append(_pair(lead, data[i + 1]))
            i += 2
    return "".join(out)


def cut(data: bytes) -> list[bytes]:
    """The bytes in pieces, cut before every full-width `！，？` wherever it seems to stand."""
    pieces = []
    start = at = 0
    while True:
        found = [place for mark in _MARKS if (place := data.find(mark, at)) >= 0]
        if not found:
            break
        place = min(found)
        if place > start:
            pieces.append(data[start:place])
            start = place
        at = place + 2
        at += 2 if at < len(data) and data[at] > 0x80 else 1
    pieces.append(data[start:])
    return pieces


class Machine:
    """One site: its table of glosses, drawn at random, and its way of ending a paragraph."""

    def __init__(self, seed: int, *, glosses: bool = True, folds: bool = True) -> None:
        self._random = random.Random(seed)
        self._folds = folds
        self._end = self._random.choice(["", "</p>"])
        self.table = self._draw() if glosses else []

    def _draw(self) -> list[tuple[bytes, bytes]]:
        """About half of the converted characters, the commonest most often, in the order in which they are put in."""
        common = _COMMON.read_text(encoding="utf-8").split("\n")[0]
        ranked = list(dict.fromkeys(_traditional_of(char) for char in common))
        table = []
        for rank, char in enumerate(ranked):
            share = 0.73 if rank < 100 else 0.6 if rank < 300 else 0.45 if rank < 700 else 0.3 if rank < 1000 else 0.2
            readings = readings_of(char)
            if not is_converted(char) or not readings or self._random.random() > share:
                continue
            reading = readings[0] if self._random.random() < 0.9 else self._random.choice(readings)
            try:
                table.append((char.encode("gbk"), f"({reading})".encode("gbk")))
            except UnicodeError:
                continue
        self._random.shuffle(table)
        return table

    def break_line(self, line: str) -> tuple[str, str]:
        """A simplified line as it comes out, and the traditional one that it should have been."""
        truth = traditional(line)
        data = truth.encode("gbk", "replace") + self._end.encode()
        for key, gloss in self.table:
            data = data.replace(key, key + gloss)
        shown = "".join(map(naive_decode, cut(data)))
        shown = shown.removesuffix(self._end) if self._end else shown
        return (fold(shown), fold(truth)) if self._folds else (shown, truth)

    def break_text(self, text: str) -> Broken:
        pairs = [self.break_line(line) for line in text.split("\n")]
        return Broken(tuple(shown for shown, _ in pairs), tuple(truth for _, truth in pairs))


_GLOSS = re.compile(r"(?<=[^\x00-\x7f])\([a-zāáǎàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,6}\)")


def is_damaged(shown: str, truth: str) -> bool:
    """Whether more than glosses came into the line."""
    return _GLOSS.sub("", shown) != _GLOSS.sub("", truth)
