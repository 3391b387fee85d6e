"""The words of a paragraph, by jieba: loaded when first needed, and never by way of jieba's cache file."""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from types import ModuleType
from typing import Any

from tui.patterns import late
from tui.transcript.script import Script, convert
from tui.transcript.terms import NO_TERMS, Terms, folded
from tui.transcript.wordlist import WordList

_CHUNK = 2000
"""Code points cut at a time: jieba's time and memory grow with the square of an unbroken run of rare characters."""

_BREAK = late(r"[\s。！？，；：,!?;、…]+")
_WORD = late(r"\w")

_KEPT = 32
"""How many stretches of text stay cut."""

_lock = threading.Lock()
_list = WordList()
_tokenizer: Any = None


def words_loaded() -> bool:
    """Whether the dictionary is in memory, so that `word_spans` answers at once."""
    return _tokenizer is not None


def load_words() -> None:
    """Load the dictionary (about half a second, once). Safe to call from several threads."""
    _cutter()


def load_some_words() -> bool:
    """Load a little more of the dictionary, for a few milliseconds; whether it is all there."""
    if _tokenizer is None and _list.read_some():
        _cutter()
    return _tokenizer is not None


def word_spans(text: str, terms: Terms = NO_TERMS) -> tuple[tuple[int, int], ...]:
    """The words of `text` as `(start, end)` in code points, in order and without gaps.

    Runs of blanks and each punctuation mark are spans of their own. Words are found on the simplified form, so
    that simplified and traditional text are cut alike; `terms` are words as a whole. Loads the dictionary if need be.
    """
    return _cut(text, terms) if text else ()


@lru_cache(maxsize=_KEPT)
def _cut(text: str, terms: Terms) -> tuple[tuple[int, int], ...]:
    cutter = _cutter()
    spans: list[tuple[int, int]] = []
    simple = convert(text, Script.SIMPLIFIED)
    for start, piece in _chunks(simple):
        at = start
        for token in cutter.cut(piece):
            end = at + len(token)
            if spans and token.isspace() and text[spans[-1][0] : at].isspace():
                spans[-1] = (spans[-1][0], end)
            elif len(token) > 1 and not _WORD.search(token):
                spans.extend((i, i + 1) for i in range(at, end))
            else:
                spans.append((at, end))
            at = end
    found = terms.spans(folded(text))
    return _with_terms(simple, spans, found) if found else tuple(spans)


def _with_terms(text: str, spans: list[tuple[int, int]], found: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """`spans` with what was `found` as a whole, but where the dictionary knows better.

    A term inside a longer word of the dictionary is part of that, and one that the dictionary has too takes no
    characters away from its neighbours (学习 in 大学习题).
    """
    borders = {start for start, _ in spans}
    borders.add(len(text))
    starts = [start for start, _ in spans]
    for start, end in found:
        if start not in borders or end not in borders:
            first = spans[bisect_right(starts, start) - 1]
            is_inside = end <= first[1]
            if _is_listed(text[slice(*first)] if is_inside else text[start:end]):
                continue
        borders.difference_update(range(start + 1, end))
        borders.update((start, end))
    return tuple(pairwise(sorted(borders)))


def _is_listed(word: str) -> bool:
    return _list.frequencies.get(word, 0) > 0


def _chunks(text: str) -> list[tuple[int, str]]:
    """`text` in pieces of bounded length, cut behind punctuation or blanks where there are any."""
    chunks = []
    start = 0
    while len(text) - start > _CHUNK:
        cut = 0
        for found in _BREAK.finditer(text, start + _CHUNK // 2, start + _CHUNK):
            cut = found.end()
        end = cut or start + _CHUNK
        chunks.append((start, text[start:end]))
        start = end
    chunks.append((start, text[start:]))
    return chunks


def frequencies() -> tuple[Mapping[str, int], int]:
    """Word to frequency, in simplified characters, and the sum; some beginnings of words may be there, at 0.

    Read from jieba's packaged list once (about a quarter of a second).
    """
    _list.read_all()
    return _list.frequencies, _list.total


def word_classes() -> Mapping[str, str]:
    """Common words to their class as jieba names it (`n`, `v`, `uj` …), from the same list."""
    _list.read_all()
    return _list.classes


def _cutter() -> Any:
    global _tokenizer
    if _tokenizer is None:
        with _lock:
            if _tokenizer is None:
                tokenizer = _make()
                tokenizer.initialize()
                _tokenizer = tokenizer
    return _tokenizer


def _make() -> Any:
    jieba = _import_jieba()

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc, name-defined]
        """jieba's tokenizer with its dictionary built here, from the packaged file and from nothing else."""

        initialized: bool
        FREQ: dict[str, int]
        total: int

        def initialize(self, dictionary: str | None = None) -> None:
            """Read the packaged word list once; `dictionary` is not used."""
            if not self.initialized:
                _list.read_all()
                self.FREQ, self.total = _list.frequencies, _list.total
                self.initialized = True

    return Tokenizer()


def _import_jieba() -> ModuleType:
    # jieba asks for pkg_resources, which takes longer to import than jieba itself, only to find files that we
    # open ourselves. A None in sys.modules is Python's own way to say "not to be had"; jieba then does without.
    hide = "jieba" not in sys.modules and "pkg_resources" not in sys.modules
    if hide:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its patterns are written in a way that newer Pythons complain of
            import jieba
    finally:
        if hide:
            del sys.modules["pkg_resources"]
    for name in ("jieba", "jieba._compat"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    module: ModuleType = jieba
    return module
