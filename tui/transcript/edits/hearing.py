"""Where a text has something that sounds or looks like a term: wordings in Latin letters, or in those and hanzi.

What a token may stand for is asked once for each different token. Wordings in hanzi alone: see `hearing_han`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from jellyfish import jaro_winkler_similarity

from tui.patterns import late
from tui.transcript.edits.likeness import (
    Word,
    acronyms_alike,
    looking_alike,
    sounding_alike,
    spelled,
    word_of,
)
from tui.transcript.edits.ordinary import covered, is_ordinary
from tui.transcript.readings import plain_readings_of

SOUNDS = "sounds alike"
LOOKS = "looks alike"

TOKEN = late(r"[^\W_\u2e80-\U0003ffff]+(?:[.'’][^\W_\u2e80-\U0003ffff]+)*")
"""Letters and digits without a gap; a dot or an apostrophe within is part of it."""

_GAP = late(r"[ \-\u2010\u2013·]{0,2}")
HAN = late("[\u3400-\u9fff]")
_CAPITALS = late("[A-Z]{2,5}")

_FIRST_SIGHT = 0.66
"""What wordings are not compared that look less like a term than this, by Jaro and Winkler's measure."""

_KEPT = 100_000
"""How many comparisons are kept before all are let go."""

_MOST_TOKENS = 6
_MOST_HANZI = 4
"""So many hanzi beside a Latin token may stand for a part of a term."""

FUNCTION = frozenset(
    "的了是不也都就还還没沒很在有和与與你我他她它这這那个個们們把被给給对對说說要会會能可吗嗎呢吧啊一二三四五六七八九十两兩几幾"
)
"""Hanzi that are words of their own: a misheard name seldom has one that the name itself has not."""

_PLAIN = 0.82
"""What the likeness of a wording is multiplied by that is made of ordinary English words alone."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`[first, last)` of the text, which may be `term`."""

    first: int
    last: int
    term: str
    likeness: float
    why: str


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the text: `[start, end)`."""

    start: int
    end: int
    text: str


class _Term:
    """A term in Latin letters, or in Latin letters and hanzi, ready to be compared."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.word = word_of(HAN.sub(lambda han: _spelled(han[0])[0] if _spelled(han[0]) else "", text))
        self.letters = "".join(TOKEN.findall(text)).lower()
        self.length = len(self.letters)
        self.in_order = [token.lower() for token in TOKEN.findall(text)]
        self.tokens = frozenset(self.in_order)
        self.count = max(1, len(self.in_order))
        self.first_sight = 0.0 if _CAPITALS.fullmatch(text) else _FIRST_SIGHT
        self.acronym = text if _CAPITALS.fullmatch(text) else ""


class LatinHearing:
    """Finds wordings with Latin letters."""

    def __init__(self, terms: Sequence[str]) -> None:
        """`terms`: those with hanzi alone are left out."""
        self._terms = [_Term(term) for term in dict.fromkeys(terms) if TOKEN.search(term)]
        self._begins: dict[str, list[_Term]] = {}
        self._ends: dict[tuple[str, bool], list[_Term]] = {}
        self._known: dict[tuple[str, str], tuple[float, str]] = {}

    def hits(self, text: str, threshold: float) -> Iterator[Hit]:
        """All wordings in `text` that are at least so like a term; they may overlap."""
        if not self._terms:
            return
        tokens = [Token(m.start(), m.end(), m[0]) for m in TOKEN.finditer(text)]
        for at, token in enumerate(tokens):
            for term in self._beginning_with(token.text):
                yield from self._from(text, tokens, at, term, threshold)
            if HAN.search(text, max(0, token.start - 2), token.end + 2):
                yield from self._beside_hanzi(text, token, threshold)

    def _from(self, text: str, tokens: list[Token], at: int, term: _Term, threshold: float) -> Iterator[Hit]:
        """Wordings that begin with a token and are as long as the term, a token more, or one less."""
        first = tokens[at]
        letters, end = "", first.end
        for last in tokens[at : at + min(term.count + 1, _MOST_TOKENS)]:
            if letters and not _GAP.fullmatch(text, end, last.start):
                return
            end = last.end
            letters += last.text.lower()
            if len(letters) > 1.6 * term.length:
                return
            # Most are told apart by their letters, without asking how they sound.
            if len(letters) >= 0.5 * term.length and jaro_winkler_similarity(letters, term.letters) >= term.first_sight:
                likeness, why = self._compare(text[first.start : end], term)
                if likeness >= threshold:
                    yield Hit(first.start, end, term.text, likeness, why)

    def _beginning_with(self, token: str) -> list[_Term]:
        """The terms that a wording may stand for that begins with this token."""
        if token not in self._begins:
            word = word_of(token)
            self._begins[token] = [term for term in self._terms if _may_begin(token, word, term)]
        return self._begins[token]

    def _compare(self, wording: str, term: _Term) -> tuple[float, str]:
        key = wording, term.text
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = _compare(wording, term)
        return self._known[key]

    def _beside_hanzi(self, text: str, token: Token, threshold: float) -> Iterator[Hit]:
        for before in (True, False):
            for term in self._ending_with(token.text, before):
                edge = token.start if before else token.end
                blank = text[edge - 1 : edge] == " " if before else text[edge : edge + 1] == " "
                near = (edge - 1 if before else edge + 1) if blank else edge
                for count in range(1, _MOST_HANZI + 1):
                    first, last = (near - count, near) if before else (near, near + count)
                    if first < 0 or last > len(text) or not HAN.match(text, first if before else last - 1):
                        break
                    likeness = _mixed(text[first:last], token.text, term, before)
                    likeness -= 0.15 * covered(text, first, last) + 0.2 * bool(FUNCTION & set(text[first:last]))
                    if likeness >= threshold:
                        start, end = (first, token.end) if before else (token.start, last)
                        yield Hit(start, end, term.text, likeness, SOUNDS)

    def _ending_with(self, token: str, at_end: bool) -> list[_Term]:
        """The terms whose end (or beginning) this token may be, so that hanzi may be the rest."""
        key = token, at_end
        if key not in self._ends:
            letters = word_of(token).letters
            self._ends[key] = [
                term
                for term in self._terms
                if 2 <= len(letters) <= len(term.word.letters) - 2
                and term.word.digits == word_of(token).digits
                and looking_alike(letters, _part(term, len(letters), at_end)) >= 0.85
            ]
        return self._ends[key]


def _part(term: _Term, length: int, at_end: bool) -> str:
    return term.word.letters[-length:] if at_end else term.word.letters[:length]


def _may_begin(token: str, word: Word, term: _Term) -> bool:
    if term.acronym:
        return _CAPITALS.fullmatch(token) is not None
    if not word.letters:
        return bool(word.digits) and term.word.digits.startswith(word.digits) and term.text[0].isdigit()
    sound, other = _begun(word.sound, term.word.sound)
    if sound[:1] != other[:1]:
        return False
    if sounding_alike(sound, other[: len(sound)]) >= 0.6:
        return True
    return looking_alike(word.letters, term.word.letters[: len(word.letters) + 1]) >= 0.4


def _begun(one: str, other: str) -> tuple[str, str]:
    """Two sounds, without a vowel that only one of them begins with."""
    if (one[:1] == "A") == (other[:1] == "A"):
        return one, other
    return one.removeprefix("A"), other.removeprefix("A")


def _compare(wording: str, term: _Term) -> tuple[float, str]:
    if term.acronym:
        return acronyms_alike(wording, term.acronym), SOUNDS
    word = word_of(wording)
    # Three capitals are a name of their own.
    if word.digits != term.word.digits or not word.letters or (len(wording) <= 3 and wording.isupper()):
        return 0.0, ""
    if word.letters == term.word.letters:
        return 1.0, LOOKS
    if not 0.5 <= len(word.letters) / len(term.word.letters) <= 2:
        return 0.0, ""
    tokens = [token.lower() for token in TOKEN.findall(wording)]
    ordinary = all(is_ordinary(token) for token in tokens if not token[0].isdigit())
    # A term said in part (`open`, `scaling`) is that, not the whole misheard.
    if term.tokens.issuperset(tokens) or (ordinary and term.word.letters.startswith(word.letters)):
        return 0.0, ""
    sound = sounding_alike(*_begun(word.sound, term.word.sound))
    look = looking_alike(word.letters, term.word.letters)
    likeness = 0.55 * sound + 0.45 * look
    if len(term.word.sound) <= 2:
        likeness *= 0.9
    shared = term.tokens & {token for token in tokens if not token[0].isdigit()}
    if shared:
        likeness = (likeness + _unshared(tokens, shared, term)) / 2
    elif ordinary:
        likeness *= _PLAIN
    return likeness, SOUNDS if sound >= look else LOOKS


def _unshared(tokens: list[str], shared: frozenset[str], term: _Term) -> float:
    """How alike a wording and a term are in those tokens that are not the same."""
    one = word_of(" ".join(token for token in tokens if token not in shared))
    other = word_of(" ".join(token for token in term.in_order if token not in shared))
    return 0.55 * sounding_alike(one.sound, other.sound) + 0.45 * looking_alike(one.letters, other.letters)


@cache
def _spelled(char: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spelled(reading) for reading in plain_readings_of(char)[:2]))


def _mixed(hanzi: str, token: str, term: _Term, before: bool) -> float:
    letters = word_of(token).letters
    whole = term.word.letters
    rest = whole[: -len(letters)] if before else whole[len(letters) :]
    best = 0.0
    for syllables in product(*map(_spelled, hanzi)):
        said = "".join(syllables)
        if not 0.5 <= len(said) / len(rest) <= 2:
            continue
        part = word_of(said)
        alike = 0.5 * sounding_alike(part.sound, word_of(rest).sound) + 0.5 * looking_alike(said, rest)
        if alike >= 0.5:
            joined = said + letters if before else letters + said
            sound = sounding_alike(word_of(joined).sound, term.word.sound)
            best = max(best, 0.55 * sound + 0.45 * looking_alike(joined, whole))
    return best
