"""What a damaged document shows of its machine: which characters it glosses, which it converts, how it folds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tui.transcript.edits.misread.gbk import FOLD, pairs
from tui.transcript.edits.misread.patterns import SPELLING
from tui.transcript.model import Edit
from tui.transcript.readings import is_converted, readings_of
from tui.transcript.script import Script, convert

SAMPLE = 200_000
"""How many code points of a document are looked at."""

_CLAUSE = re.compile(r"[^\n。，,；;：:]+")
_SPACED = re.compile(r"[\u4e00-\u9fff] (?=[0-9])")
_UNSPACED = re.compile(r"[\u4e00-\u9fff](?=[0-9])")
_FOLDED = re.compile(r"[\u4e00-\u9fff”][!,?:;()]")
_FULL = re.compile(r"[！，？：；（）]")
_CUT = re.compile(r"\?[！!，,？?]")
_OFTEN = 3


@cache
def _simplified_only() -> frozenset[str]:
    """Hanzi of GBK that turning a text to traditional always changes, whatever stands around them."""
    chars = [char for char in pairs() if "\u4e00" <= char <= "\u9fff"]
    # A character that may stay as it is does so among traditional ones.
    lines = convert("\n".join(f"國國{char}國國" for char in chars), Script.TRADITIONAL).split("\n")
    return frozenset(char for char, line in zip(chars, lines, strict=True) if line[2] != char)


@dataclass(frozen=True)
class Evidence:
    """What is known of one document before its stretches are read."""

    glossed: Mapping[str, str]
    """Characters that carry a gloss wherever they stand, with their pinyin."""
    bare: frozenset[str]
    """Converted characters that stand without one."""
    foreign: frozenset[str]
    """Characters that the machine would have converted: they cannot be in a true reading."""
    sound: str
    """Clauses in which nothing is misread, glosses taken out, in simplified characters, one a line."""
    folds: bool
    """Whether full-width ASCII comes out half-width."""
    spaced: float
    """How often a blank parts a hanzi from a digit."""
    cuts: bool
    """Whether the machine has cut somewhere: the text had full-width marks."""

    def fold(self, text: str) -> str:
        """`text` with full-width ASCII as the document has it."""
        if not self.folds:
            return text
        return "".join(chr(ord(char) - FOLD) if "！" <= char <= "～" else char for char in text)


def evidence_of(text: str, glosses: Sequence[Edit]) -> Evidence:
    """Gather it from a source and the glosses that were found in it."""
    counts: dict[str, Counter[str]] = {}
    pieces: list[str] = []
    last = 0
    for gloss in glosses:
        char, pinyin = text[gloss.start - 1], text[gloss.start + 1 : gloss.end - 1].translate(SPELLING)
        if is_converted(char) and pinyin in readings_of(char):
            counts.setdefault(char, Counter())[pinyin] += 1
        if last < SAMPLE:
            # A private mark keeps glossed characters apart from bare ones.
            pieces += (text[last : gloss.start], "\ue000")
            last = gloss.end
    pieces.append(text[last : last + SAMPLE])
    clauses = [found[0] for found in _CLAUSE.finditer("".join(pieces)) if "?" not in found[0] and "€" not in found[0]]
    marked = "\n".join(clauses)
    plain = marked.replace("\ue000", "")
    seen = Counter(plain)
    bare = Counter(re.findall(r"[\u4e00-\u9fff](?!\ue000)", marked))
    glossed = {
        char: pinyin.most_common(1)[0][0] for char, pinyin in counts.items() if pinyin.total() * 2 > bare.get(char, 0)
    }
    return Evidence(
        glossed=glossed,
        bare=frozenset(char for char in bare if char not in glossed and is_converted(char)),
        foreign=frozenset(char for char in _simplified_only() if seen[char] < _OFTEN),
        sound=convert(plain, Script.SIMPLIFIED),
        folds=len(_FOLDED.findall(text[:SAMPLE])) >= len(_FULL.findall(text[:SAMPLE])),
        cuts=_CUT.search(text) is not None,
        spaced=(len(_SPACED.findall(plain)) + 1) / (len(_SPACED.findall(plain)) + len(_UNSPACED.findall(plain)) + 2),
    )
