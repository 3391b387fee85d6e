"""The words of a paragraph, by jieba: loaded when first needed, and never by way of jieba's cache file."""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from tui.patterns import late
from tui.transcript.script import Script, convert

_CHUNK = 2000
"""Code points cut at a time: jieba's time and memory grow with the square of an unbroken run of rare characters."""

_BREAK = late(r"[\s。！？，；：,!?;、…]+")
_WORD = late(r"\w")

_MODERN = Path(__file__).parent / "data" / "modern.txt"
_COMMON = 100
"""How often a word was counted whose class is kept."""

_lock = threading.Lock()
_tokenizer: Any = None


def words_loaded() -> bool:
    """Whether the dictionary is in memory, so that `word_spans` answers at once."""
    return _tokenizer is not None


def load_words() -> None:
    """Load the dictionary (about half a second, once). Safe to call from several threads."""
    _cutter()


def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The words of `text` as `(start, end)` in code points, in order and without gaps.

    Runs of blanks and each punctuation mark are spans of their own. Words are found on the simplified form, so
    that simplified and traditional text are cut alike. Loads the dictionary if need be.
    """
    if not text:
        return ()
    cutter = _cutter()
    spans: list[tuple[int, int]] = []
    for start, piece in _chunks(convert(text, Script.SIMPLIFIED)):
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
    return tuple(spans)


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
    numbers, total, _ = _list()
    return numbers, total


def word_classes() -> Mapping[str, str]:
    """Common words to their class as jieba names it (`n`, `v`, `uj` …), from the same list."""
    return _list()[2]


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
                self.FREQ, self.total, _ = _list()
                _add_beginnings(self.FREQ)
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


@cache
def _list() -> tuple[dict[str, int], int, dict[str, str]]:
    """Word to frequency, the sum of them, and common words to their class: jieba's list and what it lacks."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    fields = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").split()
    for line in _MODERN.read_text(encoding="utf-8").splitlines()[1:]:
        fields += (*line.split(), "n")
    words, numbers = fields[0::3], list(map(int, fields[1::3]))
    classes = {word: name for word, number, name in zip(words, numbers, fields[2::3], strict=True) if number >= _COMMON}
    return dict(zip(words, numbers, strict=True)), sum(numbers), classes


def _add_beginnings(frequencies: dict[str, int]) -> None:
    """Every beginning of a word is put there at 0, if it is no word itself: so jieba knows where to go on."""
    beginnings = {word[:-1] for word in frequencies if len(word) > 1}
    while beginnings:
        # `-=` would go through all words each time, `difference` looks up what is left.
        beginnings = beginnings.difference(frequencies)
        frequencies.update(dict.fromkeys(beginnings, 0))
        beginnings = {word[:-1] for word in beginnings if len(word) > 1}
