"""What shows that bytes were read one off: the places where a stretch can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.transcript.edits.misread.gbk import characters, pairs
from tui.transcript.model import Edit

LETTERS = "a-zɡāáǎăàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ"
SPELLING = str.maketrans("ɡă", "gǎ")
GLOSS = re.compile(rf"\(([{LETTERS}]{{1,6}})\)")
HALF_GLOSS = re.compile(rf"\?([{LETTERS}]{{1,6}})\)")
"""A gloss whose opening bracket was swallowed."""
RESIDUE = re.compile(r"/[a-z]{1,6}>")
"""What is left of a closing tag whose bracket was swallowed."""

CUT_MARKS = {"！": 0xA1, "!": 0xA1, "，": 0xAC, ",": 0xAC, "？": 0xBF, "?": 0xBF}
"""The marks before which the machine cuts, to their second byte."""

CUTS = 2
"""How many cuts a document without glosses must show."""

_ANCHOR = re.compile(rf"\?(?:[{LETTERS}]{{1,6}}\)|[！!，,？?])")
_CUT_PAIRS = tuple(f"?{mark}" for mark in CUT_MARKS)
# What the mark's second byte and the next lead byte make must be something one writes.
_QUOTES = frozenset("。、“”《》「」…—（）‘’·『』〈〉【】")


def anchors(text: str) -> Iterator[int]:
    """Where in the source a `?` stands that may begin a misread stretch, in order."""
    for found in _ANCHOR.finditer(text):
        yield found.start()


def is_suspect(text: str, glosses: Sequence[Edit]) -> bool:
    """Whether a source may hold misread stretches: it has glosses, or else two cuts, and a place where one begins.

    `glosses` are those that were found in it. Cheap: it looks for a few short strings.
    """
    cuts = 0
    for needle in _CUT_PAIRS:
        at = text.find(needle)
        while at >= 0:
            if glosses or _is_cut(text, at):
                cuts += 1
                if glosses or cuts >= CUTS:
                    return True
            at = text.find(needle, at + 1)
    return bool(glosses) and HALF_GLOSS.search(text) is not None


def _is_cut(text: str, at: int) -> bool:
    """Whether bytes can have been read one off behind the mark at `at + 1`."""
    second = CUT_MARKS[text[at + 1]]
    following = text[at + 2 : at + 3]
    lead = pairs().get(following, (0, 0))[0]
    made = characters().get(second << 8 | lead, "")
    if second == 0xA1:
        return made in _QUOTES
    return "\u4e00" <= made <= "\u9fff"
