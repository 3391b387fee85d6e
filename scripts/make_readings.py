"""Make the tables that the package ships in `tui/transcript/data/`.

    .venv/bin/python scripts/make_readings.py

`readings.txt`: every hanzi of the GBK repertoire, whether turning a text to simplified changes it, and all its readings
(from pypinyin, MIT, and OpenCC's character dictionary, Apache 2.0). `common.txt`: the commonest hanzi of simplified
text, the commonest first, and the same in traditional form, as Taiwan writes it (counted from jieba's dictionary, MIT).
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "tui" / "transcript" / "data"
COMMON = 1500

HEADER = """\
# Made by scripts/make_readings.py; do not edit.
# Readings: pypinyin's dictionary (https://github.com/mozillazg/python-pinyin), MIT licence, (c) its authors.
# The mark + : OpenCC's TSCharacters changes the character (https://github.com/BYVoid/OpenCC), Apache License 2.0.
# A line: the character, + or -, its readings with tones, the commonest first.
"""


def folder_of(package: str) -> Path:
    """Where an installed package lies."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent


def character_table(name: str) -> dict[str, str]:
    """One of OpenCC's character dictionaries: the first value of each key, single code points only."""
    table: dict[str, str] = {}
    for line in (folder_of("opencc") / "dictionary" / name).read_text(encoding="utf-8").splitlines():
        key, _, values = line.partition("\t")
        first = values.split(" ")[0]
        if len(key) == len(first) == 1:
            table[key] = first
    return table


def gbk_hanzi() -> list[str]:
    """Every hanzi that GBK has, by code point."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                char = bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue
            if "\u4e00" <= char <= "\u9fff":
                found.add(char)
    return sorted(found)


def readings() -> str:
    """The text of `readings.txt`."""
    to_simplified = character_table("TSCharacters.txt")
    lines = []
    for char in gbk_hanzi():
        mark = "+" if to_simplified.get(char, char) != char else "-"
        known = dict.fromkeys(pinyin_dict.get(ord(char), "").split(","))
        lines.append(f"{char}{mark}{' '.join(r for r in known if r)}")
    return HEADER + "\n".join(lines) + "\n"


def common() -> str:
    """The text of `common.txt`: two lines, simplified and traditional."""
    counts: Counter[str] = Counter()
    with (folder_of("jieba") / "dict.txt").open(encoding="utf-8") as words:
        for line in words:
            word, count = line.split(" ")[:2]
            for char in word:
                if "\u4e00" <= char <= "\u9fff":
                    counts[char] += int(count)
    simplified = "".join(char for char, _ in counts.most_common(COMMON))
    to_traditional, to_taiwan = character_table("STCharacters.txt"), character_table("TWVariants.txt")
    traditional = (to_traditional.get(char, char) for char in simplified)
    return simplified + "\n" + "".join(to_taiwan.get(char, char) for char in traditional) + "\n"


def main() -> None:
    """Write both tables and say how large they are."""
    DATA.mkdir(parents=True, exist_ok=True)
    for name, text in (("readings.txt", readings()), ("common.txt", common())):
        (DATA / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{DATA / name}: {len(text):,} characters", file=sys.stderr)


if __name__ == "__main__":
    main()
