"""A large corpus for measurements: talks of words drawn from a dictionary by how frequent they are.

Each is the same every time by its number. Two fifths are in traditional script; terms in Latin letters are mixed in.

python scripts/make_corpus.py FOLDER [DOCUMENTS]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

_MEAN_WORDS = 1750
"""Of a talk: some 8.7 kB."""
_SPREAD = 0.8
_TRADITIONAL = 0.4
_LATIN = 0.03
_SIGNS = ("，", "，", "，", "。", "。", "？", "、", "：", "！", "——")
_SPEAKERS = ("主持人", "林岚", "周远", "Ada", "陈一舟", "苏明月")
_TERMS = (
    *("AI", "GPT-4o", "agent", "scaling law", "token", "prompt", "OpenAI", "RLHF", "benchmark", "3D", "2024"),
    *("transformer", "context window", "startup", "API", "Python", "self-play", "reward model", "100", "iPhone 15"),
)
_FEWEST = 3
_FOLDER = 1000
"""So many files lie in one folder."""


class Corpus:
    """Talks by their numbers."""

    def __init__(self) -> None:
        """Reads the dictionary: a second."""
        import jieba

        from tui.transcript.script import Script, convert

        words: list[str] = []
        counts: list[int] = []
        with jieba.get_dict_file() as file:
            for line in file:
                word, count, _ = line.decode("utf-8").split(" ")
                if int(count) >= _FEWEST:
                    words.append(word)
                    counts.append(int(count))
        self._words = {False: words, True: convert("\n".join(words), Script.TRADITIONAL).split("\n")}
        self._weights = list(accumulate(counts))

    def text(self, number: int) -> str:
        """The talk of this number."""
        chance = random.Random(number)
        size = max(20, int(chance.lognormvariate(0, _SPREAD) * _MEAN_WORDS * 0.726))
        its = self._words[chance.random() < _TRADITIONAL]
        words = chance.choices(its, cum_weights=self._weights, k=size)
        host, guest = chance.sample(_SPEAKERS, 2)
        parts = [f"{host}："]
        at = turn = 0
        while at < size:
            step = chance.randrange(2, 12)
            parts += words[at : at + step]
            if chance.random() < _LATIN * step:
                parts.append(f" {chance.choice(_TERMS)} ")
            at += step
            if turn + 120 < at and at < size:
                host, guest = guest, host
                parts.append(f"。\n\n{host}：")
                turn = at
            else:
                parts.append(chance.choice(_SIGNS))
        return "".join(parts) + "\n"


def files(folder: Path, documents: int) -> Iterator[Path]:
    """Where the talks lie, in order."""
    return (folder / f"{number // _FOLDER:03}" / f"talk-{number:06}.txt" for number in range(documents))


def make(folder: Path, documents: int) -> None:
    """Write those that are not there yet."""
    corpus = Corpus()
    for number, path in enumerate(files(folder, documents)):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(corpus.text(number), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 11_000)
