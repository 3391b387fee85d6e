"""What a search holds for the same: the fold's classes, and signs that are typed one way and printed another.

`fold` makes a text comparable. This is its inverse: for a folded character all characters that fold to it, so that an
unfolded text of any size can be searched by a pattern, without a folded copy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock

from tui.search.fold import HAN, TAILS, Folded, fold, folds_of
from tui.search.variants import VARIANTS
from tui.transcript.script import Script, convert

_SIGNS = {
    '"': "“”„‟〝〞〟「」«»",
    "'": "‘’‚‛『』′",
    "-": "‐‑‒–—―−─",
    "~": "〜∼～",
    "·": "•‧・∙⋅",
}
"""A sign as it is typed, and those that are printed for it."""

_TYPED = {ord(sign): typed for typed, signs in _SIGNS.items() for sign in signs}

_LAST = 0x33480
"""Behind this code point nothing changes when it is folded."""
_CHUNK = 4096


class _Classes:
    """The whole of Unicode as far as it folds to something else; filled by `prepare`."""

    def __init__(self) -> None:
        self.ready = False
        self.inverse: dict[str, str] = {}
        self.grown: dict[str, list[str]] = {}
        """By a folded character, those that fold to several of which it is one."""
        self.marks: list[str] = []
        """Those that are folded together with the character before them."""
        self.bases: set[str] = set()
        """Folded characters that may be folded into another one by a mark behind them."""
        self.begun: Iterator[None] | None = None


_CLASSES = _Classes()
_TURN = Lock()


def prepare() -> Iterator[None]:
    """Get ready, once, in steps of about 2 ms; what is asked before is asked in vain.

    Several threads may do so at a time: each goes on where another one is.
    """
    while not _CLASSES.ready:
        with _TURN:
            if _CLASSES.begun is None:
                _CLASSES.begun = _fill(_CLASSES)
            next(_CLASSES.begun, None)
        yield


def ready() -> None:
    """Get ready at once (about 150 ms the first time)."""
    for _ in prepare():
        pass


def _fill(classes: _Classes) -> Iterator[None]:
    inverse: dict[str, list[str]] = {}
    for first in range(0, _LAST, _CHUNK):
        codes = range(first, min(_LAST, first + _CHUNK))
        chars = [chr(code) for code in codes if not 0xD800 <= code < 0xE000 and code != 0x0A]
        _learn(chars, classes, inverse)
        yield
    for typed, signs in _SIGNS.items():
        own = inverse.setdefault(typed, [])
        for sign in signs:
            own += (sign, *inverse.get(sign, ()))
    classes.inverse = {folded: "".join(dict.fromkeys((folded, *its))) for folded, its in inverse.items()}
    classes.ready = True


def _learn(chars: list[str], classes: _Classes, inverse: dict[str, list[str]]) -> None:
    joined = "\n".join(chars)
    parted = unicodedata.normalize("NFKD", joined)
    plain = unicodedata.normalize("NFKC", parted.casefold())
    simple = convert(plain, Script.SIMPLIFIED)
    changing = set()
    for char, apart, now in zip(chars, parted.split("\n"), simple.split("\n"), strict=True):
        if unicodedata.combining(apart[0]) or apart[0] in TAILS:
            classes.marks.append(char)
        if len(apart) > 1 and len(composed := unicodedata.normalize("NFD", char)) > 1:
            classes.bases.update(composed.casefold().translate(_TYPED))
        if now != char or char in VARIANTS:
            changing.add(char)
    for char, folded in sorted(folds_of(changing).items()):
        if len(folded) != 1:
            for one in set(folded.translate(_TYPED)):
                classes.grown.setdefault(one, []).append(char)
        elif folded != char:
            inverse.setdefault(folded, []).append(char)


def search_fold(text: str) -> Folded:
    """The fold of `text`, with signs as they are typed."""
    folded = fold(text)
    for sign, typed in _TYPED.items():
        folded.text = folded.text.replace(chr(sign), typed)
    return folded


def forms_of(char: str) -> str:
    """All characters that are held for the same as `char`, which is folded; itself among them."""
    return _CLASSES.inverse.get(char, char)


def marks() -> str:
    """All that is folded together with the character before it."""
    return "".join(_CLASSES.marks)


@lru_cache(maxsize=64)
def class_of(chars: str) -> str:
    """The inside of a pattern's character class that holds these characters, neighbours as ranges."""
    parts: list[str] = []
    codes = sorted(set(map(ord, chars)))
    at = 0
    while at < len(codes):
        last = at
        while last + 1 < len(codes) and codes[last + 1] == codes[last] + 1:
            last += 1
        parts.append(re.escape(chr(codes[at])))
        if last > at:
            parts.append(f"-{re.escape(chr(codes[last]))}" if last > at + 1 else re.escape(chr(codes[last])))
        at = last + 1
    return "".join(parts)


def hard_for(needle: str) -> str:
    """The characters that fold to several of which `needle`, which is folded, has one."""
    return "".join(sorted({char for one in set(needle) for char in _CLASSES.grown.get(one, ())}))


def changes_by_marks(needle: str) -> bool:
    """Whether a mark behind one of the folded characters of `needle` may make another of it, or has made it."""
    return not unicodedata.is_normalized("NFD", needle) or not _CLASSES.bases.isdisjoint(needle)


def is_wide_script(char: str) -> bool:
    """Whether `char` is of a script that is written without blanks: Han and kana."""
    return char >= HAN and (
        "\u2e80" <= char <= "\u2fdf" or "\u3005" <= char <= "\u3007" or "\u3041" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"
    )  # fmt: skip
