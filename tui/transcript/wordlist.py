"""The list of words that jieba brings, and what it lacks: read at once, or a few milliseconds at a time."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from threading import Lock

_MODERN = Path(__file__).parent / "data" / "modern.txt"
_COMMON = 100
"""How often a word was counted whose class is kept."""

_SLICE = 20_000
"""Characters of the list that are read at a time: some three milliseconds."""


class WordList:
    """Words with their frequencies, in simplified characters. Safe to be read in several threads."""

    def __init__(self) -> None:
        self.frequencies: dict[str, int] = {}
        """Word to frequency; every beginning of a word is there too, at 0 if it is no word: so jieba knows to go on."""
        self.total = 0
        """The sum of the frequencies."""
        self.classes: dict[str, str] = {}
        """Common words to their class as jieba names it (`n`, `v`, `uj` …)."""
        self.whole = False
        """Whether all is read."""
        self._text: str | None = None
        self._at = 0
        self._reading = Lock()

    def read_some(self) -> bool:
        """Read a little more of it; whether it is whole. Does nothing while another thread reads."""
        if not self.whole and self._reading.acquire(blocking=False):
            try:
                self._go_on()
            finally:
                self._reading.release()
        return self.whole

    def read_all(self) -> None:
        """Read what is left (a third of a second, if nothing was read before)."""
        with self._reading:
            while not self.whole:
                self._go_on()

    def _go_on(self) -> None:
        if self._text is None:
            self._text = _listed().read_text(encoding="utf-8")
            return
        if self._at < len(self._text):
            behind = self._text.find("\n", self._at + _SLICE) + 1 or len(self._text)
            self._take(self._text[self._at : behind].split())
            self._at = behind
            return
        fields: list[str] = []
        for line in _MODERN.read_text(encoding="utf-8").splitlines()[1:]:
            fields += (*line.split(), "n")
        self._take(fields)
        self._text, self.whole = "", True

    def _take(self, fields: list[str]) -> None:
        """Words, frequencies and classes in turn."""
        words, numbers = fields[0::3], list(map(int, fields[1::3]))
        self.total += sum(numbers)
        self.frequencies.update(zip(words, numbers, strict=True))
        for word, number, name in zip(words, numbers, fields[2::3], strict=True):
            if number >= _COMMON:
                self.classes[word] = name
        beginnings = {word[:-1] for word in words if len(word) > 1}
        while beginnings:
            # `-=` would go through all words each time, `difference` looks up what is left.
            beginnings = beginnings.difference(self.frequencies)
            self.frequencies.update(dict.fromkeys(beginnings, 0))
            beginnings = {word[:-1] for word in beginnings if len(word) > 1}


def _listed() -> Path:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    return Path(spec.origin).parent / "dict.txt"
