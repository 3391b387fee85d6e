"""Make the list of ordinary Chinese words that the package ships: `tui/transcript/data/words.txt`.

    .venv/bin/python scripts/make_ordinary.py

Every word of two to four hanzi that jieba's dictionary (MIT) has met often, names left out, in simplified form.
"""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "tui" / "transcript" / "data" / "words.txt"
OFTEN = 300
NAMES = ("nr", "nrt", "nrfg", "nz")

HEADER = """\
# Made by scripts/make_ordinary.py; do not edit.
# The common words of jieba's dictionary (https://github.com/fxsjy/jieba), MIT licence, without names.
"""


def main() -> None:
    """Write the list and say how long it is."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is not installed")
    words = []
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        if int(count) >= OFTEN and kind not in NAMES and re.fullmatch("[\u4e00-\u9fff]{2,4}", word):
            words.append(word)
    OUT.write_text(HEADER + "\n".join(sorted(words)) + "\n", encoding="utf-8", newline="\n")
    print(f"{OUT}: {len(words):,} words", file=sys.stderr)


if __name__ == "__main__":
    main()
