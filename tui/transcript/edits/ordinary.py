"""Whether a wording is made of ordinary words: one that is, is more likely meant than misheard."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tui.patterns import late
from tui.transcript.script import Script, convert

_DATA = Path(__file__).resolve().parent.parent / "data"
_LONGEST = 4
_TOKEN = late("[a-z']+")
_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "er", "r", "ly", "y")


@cache
def _english() -> frozenset[str]:
    lines = _DATA.joinpath("english.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _chinese() -> frozenset[str]:
    return frozenset(_DATA.joinpath("words.txt").read_text(encoding="utf-8").splitlines())


@cache
def is_ordinary(token: str) -> bool:
    """Whether a token in Latin letters is an ordinary English word, or a form of one."""
    small = token.lower()
    words = _english()
    if small in words:
        return True
    for ending in _ENDINGS:
        if small.endswith(ending) and len(small) > len(ending) + 2:
            stem = small[: -len(ending)]
            if stem in words or stem + "e" in words or (stem[-1] == stem[-2] and stem[:-1] in words):
                return True
    return False


def covered(text: str, first: int, last: int) -> float:
    """How much of the hanzi `[first, last)` of `text` ordinary Chinese words take in, from 0 to 1.

    Words that reach beyond the stretch count for the part of it that they take in.
    """
    start, end = max(0, first - _LONGEST + 1), min(len(text), last + _LONGEST - 1)
    around = convert(text[start:end], Script.SIMPLIFIED)
    words = _chinese()
    taken: set[int] = set()
    for at in range(start, last):
        for length in range(2, _LONGEST + 1):
            if first < at + length <= end and around[at - start : at - start + length] in words:
                taken.update(range(max(at, first), min(at + length, last)))
    return len(taken) / (last - first) if last > first else 0.0
