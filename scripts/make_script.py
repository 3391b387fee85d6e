"""Make the table that shows Han characters in another script: `tui/transcript/data/script.txt`.

    .venv/bin/python scripts/make_script.py

From OpenCC's dictionaries as opencc-python-reimplemented packages them (Apache 2.0) and jieba's word frequencies (MIT).
Only values as long as their keys are taken, so that no offset moves.

A character's default is OpenCC's first twin, in the form that OpenCC's TWVariants gives it (羣 is 群, 裏 is 裡, 峯 is
峰). Where it has several twins, the phrases that hold it say which; what OpenCC lacks is in `BY_HAND`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "tui" / "transcript" / "data" / "script.txt"

HEADER = """\
# Made by scripts/make_script.py; do not edit.
# From OpenCC's dictionaries (https://github.com/BYVoid/OpenCC), Apache License 2.0, (c) its authors;
# phrases in the order of their frequency in jieba's dictionary (https://github.com/fxsjy/jieba), MIT licence.
# Lines: what it is, and fields behind tabs. `fold`, `simplified`, `traditional`: characters, and what each becomes.
# `surnames`: a character, and its traditional twin at the beginning of a name. Then a line for each character that has
# several twins: s or t and the character, its twins, the default first, and phrases, folded, with the twin's index.
"""

BY_HAND = {"着": ("著", "着"), "钟": ("鐘", "鍾"), "签": ("簽", "籤"), "岩": ("岩", "巖")}
"""Simplified to traditional, the default first: where OpenCC's first twin is the rarer one, or it has none."""

SURNAMES = {"余": "余", "范": "范", "于": "于", "岳": "岳", "郁": "郁", "朴": "朴", "涂": "涂", "钟": "鍾"}
"""Surnames whose default twin is another word's."""

TITLES = ("老师", "先生", "女士", "教授", "总", "博士", "老板", "院士", "院长", "主任", "总监", "同学", "导演", "律师")

Table = dict[str, tuple[str, ...]]


def folder_of(package: str) -> Path:
    """Where an installed package lies."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent


def dictionary(name: str) -> Table:
    """One of OpenCC's dictionaries: each key with those of its values that are as long as it."""
    table: Table = {}
    for line in (folder_of("opencc") / "dictionary" / name).read_text(encoding="utf-8").splitlines():
        key, _, values = line.partition("\t")
        kept = tuple(value for value in values.split() if len(value) == len(key))
        if kept:
            table[key] = kept
    return table


def words() -> dict[str, tuple[int, str]]:
    """jieba's words with frequency and kind."""
    found = {}
    for line in (folder_of("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        found[word] = int(count), kind
    return found


def unique(values: list[str]) -> tuple[str, ...]:
    """`values`, each once."""
    return tuple(dict.fromkeys(values))


def folding(pairs: list[tuple[str, str]], frequency: dict[str, int]) -> dict[str, str]:
    """Characters that are twins of each other, however far round, to the commonest of them."""
    parent: dict[str, str] = {}

    def root(char: str) -> str:
        while parent.get(char, char) != char:
            char = parent[char]
        return char

    for simplified, other in pairs:
        parent[root(other)] = root(simplified)
    groups: dict[str, list[str]] = defaultdict(list)
    for char in sorted({char for pair in pairs for char in pair}):
        groups[root(char)].append(char)
    heads = {name: max(group, key=lambda char: frequency.get(char, 0)) for name, group in groups.items()}
    return {char: heads[name] for name, group in groups.items() for char in group if char != heads[name]}


class Direction:
    """One script's table in the making: the twins of each character and the phrases that choose."""

    def __init__(self, mark: str, twins: Table, phrases: dict[str, str], fold: dict[str, str]) -> None:
        self.mark = mark
        self.twins = twins
        self.fold = fold
        self.chosen: dict[str, dict[str, str]] = defaultdict(dict)
        for phrase, value in sorted(phrases.items(), key=lambda item: (len(item[0]), item[0])):
            self._learn(phrase, value)

    def _learn(self, phrase: str, value: str) -> None:
        folded = self.folded(phrase)
        for char in sorted(set(phrase)):
            wanted = {twin for other, twin in zip(phrase, value, strict=True) if other == char}
            twins = self.twins.get(char, ())
            # A character that is two things in one phrase, or turns into what is no twin of it: not to be said here.
            if len(twins) < 2 or len(wanted) != 1 or not wanted <= set(twins):
                continue
            twin = wanted.pop()
            if len(phrase) == 2 or self._choice(char, phrase, folded) != twin:
                self.chosen[char][folded] = twin

    def folded(self, text: str) -> str:
        """`text` with every twin made one."""
        return "".join(self.fold.get(char, char) for char in text)

    def _choice(self, char: str, phrase: str, folded: str) -> str:
        at = phrase.index(char)
        for length in range(len(phrase), 1, -1):
            for start in range(max(0, at - length + 1), min(at, len(phrase) - length) + 1):
                if twin := self.chosen[char].get(folded[start : start + length]):
                    return twin
        return self.twins[char][0]

    def lines(self, frequency: dict[str, int]) -> list[str]:
        """The table's lines: a character, its twins, its phrases, the commonest first."""
        lines = []
        for char, twins in sorted(self.twins.items()):
            phrases = self.chosen.get(char, {})
            if len(twins) < 2 or (char == twins[0] and all(twin == char for twin in phrases.values())):
                continue
            ranked = sorted(phrases.items(), key=lambda item: (-frequency.get(item[0], 0), item[0]))
            listed = " ".join(f"{phrase}{twins.index(twin)}" for phrase, twin in ranked)
            lines.append(f"{self.mark}{char}\t{''.join(twins)}\t{listed}")
        return lines


def to_traditional(fold: dict[str, str]) -> Direction:
    """The table from simplified."""
    simplified, taiwan = dictionary("TSCharacters.txt"), dictionary("TWVariants.txt")

    def form(char: str) -> str:
        return taiwan.get(char, (char,))[0] if char in simplified else char

    twins = {char: unique([form(v) for v in values]) for char, values in dictionary("STCharacters.txt").items()}
    twins |= BY_HAND
    phrases = {key: "".join(map(form, values[0])) for key, values in dictionary("STPhrases.txt").items()}
    for surname, twin in SURNAMES.items():
        for title in TITLES:
            phrases[surname + title] = twin + "".join(twins.get(char, (char,))[0] for char in title)
    return Direction("t", twins, phrases, fold)


def to_simplified(fold: dict[str, str], known: dict[str, tuple[int, str]]) -> Direction:
    """The table from traditional."""
    twins = dictionary("TSCharacters.txt") | {"著": ("着", "著")}
    phrases = {key: values[0] for key, values in dictionary("TSPhrases.txt").items()}
    for phrase in dictionary("TWVariantsRevPhrases.txt"):
        if "著" in phrase:
            phrases[phrase] = "".join("著" if char == "著" else twins.get(char, (char,))[0] for char in phrase)
    # Traditional text writes 著 for both: the simplified word is the one that jieba has met more often.
    for word in known:
        if len(word) == 2 and ("著" in word or "着" in word) and known[word][1] != "nr":
            one, other = word.replace("着", "著"), word.replace("著", "着")
            phrases[one] = max(other, one, key=lambda spelling: known.get(spelling, (0, ""))[0])
    return Direction("s", twins, phrases, fold)


def characters(twins: Table) -> tuple[str, str]:
    """Those that change when no phrase is asked, and what they become."""
    changed = {char: values[0] for char, values in sorted(twins.items()) if len(char) == 1 and char != values[0]}
    return "".join(changed), "".join(changed.values())


def main() -> None:
    """Write the table and say how large it is."""
    known = words()
    frequency = {word: count for word, (count, _) in known.items()}
    pairs = [(c, v) for c, values in dictionary("STCharacters.txt").items() for v in values]
    pairs += [(v, c) for c, values in dictionary("TSCharacters.txt").items() for v in values]
    pairs += [(v, c) for c, values in dictionary("TWVariants.txt").items() for v in values] + [("着", "著")]
    fold = folding(pairs, frequency)
    simplified, traditional = to_simplified(fold, known), to_traditional(fold)
    lines = [
        f"fold\t{''.join(fold)}\t{''.join(fold.values())}",
        "\t".join(("simplified", *characters(simplified.twins))),
        "\t".join(("traditional", *characters(traditional.twins))),
        f"surnames\t{''.join(SURNAMES)}\t{''.join(SURNAMES.values())}",
        *simplified.lines(frequency),
        *traditional.lines({simplified.folded(word): count for word, count in sorted(frequency.items())}),
    ]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{OUT}: {len(lines):,} lines, {OUT.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
