"""How alike two wordings sound or look: letters by their English sound and their spelling, hanzi by pinyin.

All results are from 0 (nothing in common) to 1 (the same). Sounds that recognisers and dialects take for each other
(zh/z, n/l, in/ing, th/s …) count for nearly the same. The measures are Philips's metaphone, Damerau and Levenshtein's
distance and Jaro and Winkler's similarity, all as jellyfish has them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import jellyfish

from tui.patterns import late

_LETTERS = late("[a-z]+")
_DIGITS = late("[0-9]+")
_SYLLABLE = late("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)")

_SOUNDS = str.maketrans("0XBQ", "SSPK", "H")
"""Metaphone's signs, those that are taken for each other made one: th and sh are s, b is p."""

_INITIALS = {
    frozenset(pair.split("/")): float(value)
    for pair, value in (
        *((pair, 0.92) for pair in ("zh/z", "ch/c", "sh/s")),
        *((pair, 0.85) for pair in ("n/l", "f/h", "r/l")),
        *((pair, 0.75) for pair in ("b/p", "d/t", "g/k", "j/q", "z/c", "zh/ch")),
        *((pair, 0.75) for pair in ("zh/j", "ch/q", "sh/x", "j/z", "q/c", "x/s")),
    )
}
_NASAL = 0.92
"""How alike two finals are that differ in n and ng alone."""
_FAR = 0.45
"""How alike any other initials or finals are."""
_SPELLINGS = (("zh", "j"), ("q", "ch"), ("x", "sh"))
"""How pinyin's initials sound to an English ear; c is done apart, as it is ts only where no h follows."""

_RHYMES = {letter: rhyme for rhyme in ("BCDEGPTVZ", "AHJK", "FLMNSX", "IY", "QUW") for letter in rhyme}
_RHYMING = 0.7


@dataclass(frozen=True, slots=True)
class Word:
    """What is compared of a wording in Latin letters."""

    letters: str
    """Small letters without marks, all tokens joined, digits left out."""
    digits: str
    sound: str
    """Its consonants as they sound, and an A for a vowel at the beginning."""


@lru_cache(maxsize=1 << 16)
def word_of(text: str) -> Word:
    """The letters, digits and sound of a wording."""
    plain = unicodedata.normalize("NFKD", text).lower()
    letters = "".join(_LETTERS.findall(plain))
    return Word(letters, ".".join(_DIGITS.findall(plain)), sound_of(letters))


def sound_of(letters: str) -> str:
    """How small letters sound, by metaphone: `unthorpe` and `ansorp` are `ANSRP`."""
    sound = jellyfish.metaphone(letters).replace(" ", "").translate(_SOUNDS) if letters else ""
    return "A" + sound[1:] if sound[:1] in ("A", "E", "I", "O", "U") and sound else sound


def sounding_alike(one: str, other: str) -> float:
    """How alike two sounds are (see `sound_of`)."""
    longest = max(len(one), len(other))
    return 1 - jellyfish.damerau_levenshtein_distance(one, other) / longest if longest else 0.0


def looking_alike(one: str, other: str) -> float:
    """How alike two spellings are: the mean of what is edited, and of Jaro and Winkler's, which weighs beginnings."""
    longest = max(len(one), len(other))
    if not longest:
        return 0.0
    edited = 1 - jellyfish.damerau_levenshtein_distance(one, other) / longest
    return (edited + jellyfish.jaro_winkler_similarity(one, other)) / 2


def acronyms_alike(one: str, other: str) -> float:
    """How alike two rows of capitals sound when they are spelled out: 0 if a letter neither is the same nor rhymes."""
    if len(one) != len(other) or one == other:
        return float(one == other)
    rhyming = [a == b or _RHYMES.get(a, a) == _RHYMES.get(b, b) for a, b in zip(one, other, strict=True)]
    if not all(rhyming):
        return 0.0
    return sum(1 if a == b else _RHYMING for a, b in zip(one, other, strict=True)) / len(one)


@cache
def syllables_alike(one: str, other: str) -> float:
    """How alike two syllables of pinyin, without tones, sound."""
    if one == other:
        return 1.0
    first, second = _SYLLABLE.fullmatch(one), _SYLLABLE.fullmatch(other)
    assert first is not None
    assert second is not None
    initial = 1.0 if first[1] == second[1] else _INITIALS.get(frozenset((first[1], second[1])), _FAR)
    if first[2] == second[2]:
        return initial
    nasal = first[2].rstrip("g") == second[2].rstrip("g") and first[2].rstrip("g").endswith("n")
    return initial * (_NASAL if nasal else _FAR)


def spelled(syllable: str) -> str:
    """A syllable of pinyin as an English speller would have it: `qie` is `chie`."""
    for pinyin, letters in _SPELLINGS:
        if syllable.startswith(pinyin):
            return letters + syllable[len(pinyin) :]
    if syllable.startswith("c") and not syllable.startswith("ch"):
        return "ts" + syllable[1:]
    return syllable.replace("v", "u")
