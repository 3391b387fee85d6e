"""Text as data: nothing of a document, a name, a tag or a note may act on the terminal.

`TABLE` maps every character that a terminal would obey, or that would reorder or hide text, to plain
visible signs. One pass per character and no patterns: removing one sequence can never splice another together.
Line ends are left alone; a tab becomes blanks.
"""

from __future__ import annotations

TAB = "    "


def _table() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table[0x7F] = "\u2421"
    table |= {code: f"<{code:02X}>" for code in range(0x80, 0xA0)}
    bidi = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    lines = [0x2028, 0x2029]
    ignorable = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, *range(0x2060, 0x2066)]
    ignorable += [*range(0x206A, 0x2070), 0x3164, 0xFEFF, 0xFFA0, *range(0xFFF0, 0xFFFC), *range(0x1BCA0, 0x1BCA4)]
    # The variation selectors E0100–E01EF give characters their shape, and stay.
    ignorable += [*range(0x1D173, 0x1D17B), *range(0xE0000, 0xE0100), *range(0xE01F0, 0xE1000)]
    table |= {code: f"<{code:04X}>" for code in bidi + lines + ignorable}
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    table[0x09] = TAB
    del table[0x0A]
    return table


TABLE: dict[int, str] = _table()
"""For `str.translate`: code point to what is shown in its place. The line feed is not in it."""

ONE_LINE: dict[int, str] = TABLE | {0x0A: "\u2424"}
"""The same, with the line feed shown as a sign: for names, tags and whatever must stay on one row."""


def visible(text: str) -> str:
    """`text` with every control, bidi mark and hidden character shown as plain signs; line ends stay."""
    return text.translate(TABLE)


def visible_line(text: str) -> str:
    """`text` as one row: as `visible`, with line ends shown as ␤."""
    return text.translate(ONE_LINE)
