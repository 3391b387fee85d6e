"""How hanzi are read: all pinyin of a character, from a table that is loaded when it is first asked for."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))


@cache
def _table() -> dict[str, str]:
    """Character to its mark and its readings, as they stand in the packaged file."""
    text = _DATA.joinpath("readings.txt").read_text(encoding="utf-8")
    return {line[0]: line[1:] for line in text.splitlines() if line[0] != "#"}


@cache
def readings_of(char: str) -> tuple[str, ...]:
    """All readings of one hanzi with tone marks, e.g. `("huì", "kuài")`; empty if it is no hanzi of GBK."""
    return tuple(_table().get(char, "")[1:].split())


@cache
def plain_readings_of(char: str) -> tuple[str, ...]:
    """All readings of one hanzi without tones, ü written v, each once, e.g. `("lv",)`; empty if unknown."""
    return tuple(dict.fromkeys(map(_plain, readings_of(char))))


def is_converted(char: str) -> bool:
    """Whether turning a text to simplified changes this hanzi: it is one that traditional text alone has."""
    return _table().get(char, "")[:1] == "+"


def _plain(reading: str) -> str:
    bare = unicodedata.normalize("NFD", reading).translate(_TONES)
    return unicodedata.normalize("NFC", bare).replace("ü", "v").replace("ê", "e")
