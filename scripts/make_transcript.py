"""A large transcript for benchmarks: made of the clauses of our own samples, shuffled by a fixed seed.

python scripts/make_transcript.py 10 big.txt      # ten megabytes
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "seeds"
SPEAKERS = ("主持人", "陈老师", "林岚", "Morgan", "周医生")


def make(megabytes: float, seed: int = 1) -> str:
    """A dialogue of about so many megabytes of UTF-8, turns of lognormal length."""
    chance = random.Random(seed)
    clauses = _clauses()
    lines: list[str] = []
    size, wanted = 0, megabytes * 1_000_000
    speaker = 0
    while size < wanted:
        speaker = (speaker + chance.randint(1, len(SPEAKERS) - 1)) % len(SPEAKERS)
        count = max(1, round(chance.lognormvariate(2.4, 0.7)))
        text = "，".join(chance.choice(clauses) for _ in range(count)) + chance.choice("。。。？！")
        lines.append(f"{SPEAKERS[speaker]}：{text}")
        size += len(lines[-1].encode()) + 1
    return "\n".join(lines) + "\n"


def _clauses() -> list[str]:
    found: set[str] = set()
    for path in sorted(SAMPLES.glob("0[2-4]*.txt")):
        found.update(
            part
            for part in re.split(r"[\s，。？！：；、,.?!:;“”（）—*《》]+", path.read_text("utf-8"))
            if len(part) > 3
        )
    return sorted(found)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(make(float(sys.argv[1])), encoding="utf-8")
