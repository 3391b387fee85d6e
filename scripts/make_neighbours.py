"""Make `tui/transcript/data/neighbours.txt`: which words follow which.

    .venv/bin/python scripts/make_neighbours.py

Which classes of words follow which is taken from jieba's tables (MIT); single words and pairs of words are counted in
the project's own sample transcripts, in simplified characters and without inserted pinyin.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tui.transcript.edits.misread.language import BORDER, HAN, Language, Neighbours  # noqa: E402
from tui.transcript.script import Script, convert  # noqa: E402
from tui.transcript.words import frequencies, word_classes  # noqa: E402

SAMPLES = ("01", "02", "03", "04", "06", "07")
FILE = PROJECT / "tui" / "transcript" / "data" / "neighbours.txt"
DOUBT = 100
LEAST = -2.0
GLOSS = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}\)")
HEADER = """\
# Made by scripts/make_neighbours.py; do not edit.
# Classes: jieba's tables (https://github.com/fxsjy/jieba), MIT licence. Words: counted in the project's own samples.
# Fields behind tabs. `class`: a class, and classes that follow it with tenths of what that adds (natural logarithm).
# `word`: a word, how often it was seen, and what was seen behind it twice or more, with how often.
"""


def runs() -> Iterator[list[str]]:
    """The words of each run of hanzi in the samples."""
    language = Language(*frequencies(), {}, Neighbours({}, {}, {}), "")
    for path in sorted((PROJECT / "seeds").iterdir()):
        if path.name.startswith(SAMPLES):
            text = GLOSS.sub("", path.read_text(encoding="utf-8"))
            for run in HAN.finditer(convert(text, Script.SIMPLIFIED)):
                yield language.words(run[0])


def classes() -> list[str]:
    """A line for each class of words: how much likelier than usual each other class is behind it."""
    named = word_classes()
    usual: Counter[str] = Counter()
    behind: dict[str, Counter[str]] = {}
    for run in runs():
        names = [BORDER, *(named.get(word, "") for word in run), BORDER]
        usual.update(names)
        for first, second in pairwise(names):
            behind.setdefault(first, Counter())[second] += 1
    lines = []
    for name in sorted(behind):
        total = behind[name].total()
        cells = []
        for other in sorted(usual):
            share = usual[other] / usual.total()
            ratio = (behind[name][other] / share + DOUBT) / (total + DOUBT)
            value = round(10 * max(LEAST, math.log(ratio)))
            if name and other and value:
                cells.append(f"{other}:{value}")
        if cells:
            lines.append("\t".join(["class", name, *cells]))
    return lines


def words() -> list[str]:
    """A line for each word that was seen twice or more."""
    own: Counter[str] = Counter()
    pairs: dict[str, Counter[str]] = {}
    for run in runs():
        own.update(run)
        for first, second in pairwise(run):
            pairs.setdefault(first, Counter())[second] += 1
    lines = []
    for word, count in own.most_common():
        if count > 1:
            behind = [f"{second}:{times}" for second, times in pairs.get(word, Counter()).most_common() if times > 1]
            lines.append("\t".join(["word", word, str(count), *behind]))
    return lines


if __name__ == "__main__":
    FILE.write_text(HEADER + "\n".join([*classes(), *words()]) + "\n", encoding="utf-8")
    print(FILE, FILE.stat().st_size, file=sys.stderr)
