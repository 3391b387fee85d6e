"""Byte pairs of GBK as Windows has them (code page 936), by hand: Python's codec gives up where the machines go on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

LEADS = range(0x81, 0xFF)
TRAILS = tuple(t for t in range(0x40, 0xFF) if t != 0x7F)
FOLD = 0xFEE0
"""How far a full-width ASCII character stands above its half-width twin."""

EURO = "€"
"""What the single byte 80 is decoded to."""


@cache
def characters() -> Mapping[int, str]:
    """From `lead << 8 | trail` to the character; pairs that GBK does not define are not there."""
    table: dict[int, str] = {}
    for lead in LEADS:
        for trail in TRAILS:
            try:
                char = bytes((lead, trail)).decode("gbk")
            except UnicodeError:
                continue
            if len(char) == 1 and not "\ue000" <= char <= "\uf8ff":
                table[lead << 8 | trail] = char
    return table


@cache
def pairs() -> Mapping[str, tuple[int, int]]:
    """From a character to its lead and its trail byte."""
    return {char: (code >> 8, code & 0xFF) for code, char in characters().items()}


@cache
def holes() -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """The pairs that vanish without a trace, as `(firsts, seconds)`: every first with every second of its row.

    Only seconds that can be lead bytes themselves are given.
    """
    defined = characters()
    rows: dict[tuple[int, ...], list[int]] = {}
    for first in LEADS:
        seconds = tuple(second for second in LEADS if first << 8 | second not in defined)
        if seconds:
            rows.setdefault(seconds, []).append(first)
    return tuple((tuple(firsts), seconds) for seconds, firsts in rows.items())
