"""Picking one of thousands of names by what one types: its characters, its pinyin, initials, or letters left out.

All that can be known of the names before is prepared once; a key then costs some milliseconds for 10,000 of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from tui.records import Named
from tui.search.fold import fold, fold_text
from tui.transcript.readings import plain_readings_of

EXACT, START, WORD, SOUND_START, INSIDE, SOUND, SCATTERED, FOLDER = range(8)
"""How well a name answers, best first: it is what was typed; it begins so; a word in it does; it is read so from its
beginning; it holds it; it is read so somewhere; it holds it with characters between; its folder or ending holds it."""

_BETWEEN = "/ -_.·"
"""What may be left out when a name is typed by its sound."""

_PLAIN = str.maketrans("/／.", "···")
"""Where they part no folders, and no ending from a name."""

_STEP = rf"[^;]*;(?:[{re.escape(_BETWEEN)}];)*(?:[^;]*,)?"
"""From one character of a prepared name to the beginning of a way to type the next one."""

_WORD = r"(?:(?<![^\W_])|(?<=[0-9a-z])(?=[^\x00-\x7f]))"


class _Answer(Named):
    rank: int
    spread: int
    """Over how much of the name the letters lie scattered; from its beginning in a row, 0 if they are all of it."""
    at: int


class Index:
    """Names to be picked from: of files, maybe with folders before them, parted by `/`."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._folded = [fold_text(name) for name in self.names]
        self._stems = [_stem(text) for text in self._folded]
        self._said = [_said(stem) for stem in self._stems]
        self._letters = [_mask(said) for said in self._said]
        self._known: tuple[str, list[_Answer]] = ("", [])

    def find(self, typed: str, order: Sequence[int] | None = None) -> list[int]:
        """The indices of the names that answer, best first; among equals, and for nothing typed, in `order`.

        Words parted by blanks have to answer all of them. `order` holds each index once (default: as given).
        """
        return [at for _, some in self._found(typed, order) for at in some]

    def ranked(self, typed: str) -> Iterator[tuple[int, Sequence[int]]]:
        """What `find` gives, by how well it answers; a rank may come several times. For nothing typed, all begin so."""
        return ((rank, some) for (rank, _), some in self._found(typed, None))

    def holding(self, text: str) -> int:
        """How many of the names hold a text, case, width and script aside."""
        wanted = fold_text(text)
        return sum(wanted in name for name in self._folded)

    def _found(self, typed: str, order: Sequence[int] | None) -> list[tuple[tuple[int, int], Sequence[int]]]:
        """The indices that answer by rank and spread, the best first."""
        order = order if order is not None else range(len(self.names))
        words = fold_text(typed).split()
        if not words:
            return [((START, 0), order)]
        found: dict[int, tuple[int, int]] = {}
        for number, word in enumerate(words):
            # Only the last word grows from key to key; those before it are found among all, and are few.
            answers = self._answers(word) if number == 0 else self._weigh(word, found)
            found = {
                answer.at: (max(answer.rank, before[0]), answer.spread + before[1])
                for answer in answers
                if (before := found.get(answer.at, (0, 0) if number == 0 else None)) is not None
            }
        buckets: dict[tuple[int, int], list[int]] = {}
        for at in order:
            if (key := found.get(at)) is not None:
                buckets.setdefault(key, []).append(at)
        return [(key, buckets[key]) for key in sorted(buckets)]

    def _answers(self, word: str) -> list[_Answer]:
        before, known = self._known
        # What answers a word answers its beginning.
        among = [answer.at for answer in known] if before and word.startswith(before) else range(len(self.names))
        answers = known if before == word else self._weigh(word, among)
        self._known = word, answers
        return answers

    def _weigh(self, word: str, among: Iterable[int]) -> list[_Answer]:
        folded, stems, said, letters = self._folded, self._stems, self._said, self._letters
        in_word = re.compile(_WORD + re.escape(word)).search
        first, near, far = _patterns(word)
        begins, holds, scattered = first.match, near.search, far.match
        needed = _mask(word)
        answers = []
        for at in among:
            stem, spread = stems[at], 0
            if word in stem:
                if stem.startswith(word):
                    rank = EXACT if word == stem else START
                else:
                    rank = WORD if in_word(stem) else INSIDE
            elif needed & ~letters[at]:
                if word not in folded[at]:
                    continue
                rank = _elsewhere(word, folded[at])
            elif (match := begins(said[at])) is not None:
                rank, spread = SOUND_START, int(not _is_all(said[at], match))
            elif holds(said[at]):
                rank = SOUND
            elif (match := scattered(said[at])) is not None:
                rank, spread = SCATTERED, said[at].count(";", match.start(1), match.end())
            elif word in folded[at]:
                rank = _elsewhere(word, folded[at])
            else:
                continue
            answers.append(_Answer(rank, spread, at))
        return answers


class Owned:
    """Names that belong to somebody, of whom each may have several; they are no names of files."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names`: pairs of an owner and one of its names; among equals, and for nothing typed, in this order."""
        self._owners, its = [], []
        for owner, name in names:
            self._owners.append(owner)
            its.append(name.translate(_PLAIN))
        self._index = Index(its)

    def find(self, typed: str) -> list[str]:
        """The owners that answer, the best first, each once."""
        return list(dict.fromkeys(self._owners[at] for at in self._index.find(typed.translate(_PLAIN))))

    def ranked(self, typed: str) -> dict[str, int]:
        """The owners that answer, the best first, and how well the best of their names does."""
        best: dict[str, int] = {}
        for rank, some in self._index.ranked(typed.translate(_PLAIN)):
            for owner in map(self._owners.__getitem__, some):
                if owner not in best:
                    best[owner] = rank
        return best


def letters_in(typed: str, name: str) -> frozenset[int]:
    """The characters of `name` (their indices) by which it answers what was typed; none if it does not."""
    held = fold(name)
    begin, stem = held.text.rfind("/") + 1, _stem(held.text)
    found: set[int] = set()
    for word in fold_text(typed).split():
        if word in stem:
            in_word = re.search(_WORD + re.escape(word), stem)
            at = 0 if stem.startswith(word) else in_word.start() if in_word is not None else stem.index(word)
            found.update(range(begin + at, begin + at + len(word)))
            continue
        said = _said(stem)
        first, near, far = _patterns(word)
        match = first.match(said) or near.search(said) or far.match(said)
        if match is not None:
            found |= {begin + said.count(";", 0, match.start(group)) - 1 for group in range(1, len(word) + 1)}
        elif word in held.text:
            found.update(range(held.text.rindex(word), held.text.rindex(word) + len(word)))
        else:
            return frozenset()
    spans = (held.span(at, at + 1) for at in found)
    return frozenset(index for start, end in spans for index in range(start, end))


def _stem(name: str) -> str:
    """A file's name without its folder and its ending."""
    title = name[name.rfind("/") + 1 :]
    return title[: title.rfind(".")] if "." in title[1:] else title


def _elsewhere(word: str, name: str) -> int:
    """How well a word answers that reaches over the stem of a name, or stands outside."""
    title = name[name.rfind("/") + 1 :]
    if word in (title, name):
        return EXACT
    return START if title.startswith(word) or ("/" in word and name.startswith(word)) else FOLDER


def _said(text: str) -> str:
    """A name as it is searched by sound: before each character `;`, behind it its readings, each after a `,`."""
    return "".join(map(_ways, text))


def _is_all(said: str, match: re.Match[str]) -> bool:
    """Whether a prepared name was typed to its end: its last character by its initial, or by all of a reading."""
    end = match.end()
    whole = end == len(said) or said[end] == "," or said[match.start(match.re.groups) - 1] in ";,"
    return whole and said.find(";", end) < 0


@cache
def _ways(char: str) -> str:
    if char in ";,":
        return "; "
    return ";" + ",".join((char, *plain_readings_of(char)))


def _mask(text: str) -> int:
    """A set of characters as bits; two characters may share one, but for small letters and digits."""
    mask = 0
    for char in set(text):
        mask |= _bit(char)
    return mask


@cache
def _bit(char: str) -> int:
    code = ord(char)
    if "a" <= char <= "z":
        return 1 << (code - 97)
    return 1 << (26 + code - 48) if "0" <= char <= "9" else 1 << (36 + code % 24)


@lru_cache(maxsize=64)
def _patterns(word: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What a prepared name matches that begins with the letters of `word` in a row, that holds them, scattered too.

    In a row, a character gives itself, or the beginning of one of its readings; scattered, itself or an initial.
    """
    letters = [f"({re.escape(letter)})" for letter in word]
    row = f"(?:|{_STEP})".join(letters)
    far = f"(?>.*?[;,]{letters[0]})" + "".join(f"(?>[^;]*;(?:.*?[;,])??{letter})" for letter in letters[1:])
    # Each step of the last takes the nearest letter and stays with it: no way round is tried.
    first, near = f";(?:[^;]*,)?{row}", f"[;,]{row}"
    return re.compile(first, re.DOTALL), re.compile(near, re.DOTALL), re.compile(far, re.DOTALL)
