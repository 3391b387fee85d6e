"""Inserted pinyin: `會(huì)` is read as 會, where the whole document shows that a machine put it there."""

from __future__ import annotations

from tui.patterns import late
from tui.transcript.model import Edit, EditKind
from tui.transcript.readings import is_converted, readings_of

EVIDENCE = 5
"""How many glosses behind converted characters a document must have before any is taken for an insertion."""

WHY = "inserted pinyin"

_CANDIDATE = late(r"\(([a-zɡāáǎăàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6})\)")
_SPELLING = str.maketrans("ɡă", "gǎ")


def find_glosses(text: str) -> tuple[Edit, ...]:
    """The edits that delete inserted pinyin from a source, in order; empty if the document is not such a one.

    A gloss stands behind a converted (traditional) character and is one of its readings. Behind a Latin letter it
    is deleted only if the letter, taken as the second byte of a GBK character whose first is the second byte of the
    character before, makes such a character.
    """
    candidates = list(_CANDIDATE.finditer(text))
    if len(candidates) < EVIDENCE:
        return ()
    found: list[tuple[int, int]] = []
    evidence = 0
    for candidate in candidates:
        start = candidate.start()
        pinyin = candidate[1].translate(_SPELLING)
        char = text[start - 1 : start]
        if _reads(char, pinyin):
            evidence += 1
        elif not (char.isascii() and char.isalpha() and _reads(_straddling(text[start - 2 : start]), pinyin)):
            continue
        found.append(candidate.span())
    if evidence < EVIDENCE:
        return ()
    return tuple(Edit(start, end, "", EditKind.GLOSS, WHY) for start, end in found)


def _reads(char: str, pinyin: str) -> bool:
    return bool(char) and is_converted(char) and pinyin in readings_of(char)


def _straddling(pair: str) -> str:
    """The GBK character between a character and the letter behind it; empty if there is none.

    The machine replaced bytes, not characters, and found this one across the two.
    """
    try:
        return pair.encode("gbk")[1:].decode("gbk") if len(pair) == 2 else ""
    except UnicodeError:
        return ""
