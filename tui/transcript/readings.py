"""How hanzi are read: all pinyin of a character, from a table that is loaded when it is first asked for."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))


@cache
def _table() -> str:
    """The packaged file: a line for each character, with its mark and its readings."""
    return _DATA.joinpath("readings.txt").read_text(encoding="utf-8")


@cache
def _entry(char: str) -> str:
    """What the table says of a character: looking up the few that are asked for is faster than a dict of them all."""
    if len(char) != 1 or char <= "\x7f":
        return ""
    table = _table()
    # Ten times as fast as to look for the line: hanzi stand nowhere but at the beginning of theirs.
    start = table.find(char) + 1
    return table[start : table.index("\n", start)] if start > 1 and table[start - 2] == "\n" else ""


@cache
def readings_of(char: str) -> tuple[str, ...]:
    """All readings of one hanzi with tone marks, e.g. `("huì", "kuài")`; empty if it is no hanzi of GBK."""
    return tuple(_entry(char)[1:].split())


@cache
def plain_readings_of(char: str) -> tuple[str, ...]:
    """All readings of one hanzi without tones, ü written v, each once, e.g. `("lv",)`; empty if unknown."""
    return tuple(dict.fromkeys(map(_plain, readings_of(char))))


@cache
def converted_by_reading() -> dict[str, str]:
    """From a reading with tone marks to the converted hanzi that can be read so, e.g. `"kāi"` to `"開…"`."""
    found: dict[str, str] = {}
    for line in _table().split("\n"):
        if line[1:2] == "+":
            for reading in line[2:].split():
                found[reading] = found.get(reading, "") + line[0]
    return found


@cache
def converted() -> frozenset[str]:
    """All hanzi that `is_converted` names: to ask about thousands of them."""
    return frozenset(line[0] for line in _table().split("\n") if line[1:2] == "+")


def is_converted(char: str) -> bool:
    """Whether turning a text to simplified changes this hanzi: it is one that traditional text alone has."""
    return _entry(char)[:1] == "+"


def _plain(reading: str) -> str:
    bare = unicodedata.normalize("NFD", reading).translate(_TONES)
    return unicodedata.normalize("NFC", bare).replace("ü", "v").replace("ê", "e")
