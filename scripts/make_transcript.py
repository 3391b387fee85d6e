"""A large transcript for benchmarks: made of the clauses of our own samples, shuffled by a fixed seed.

python scripts/make_transcript.py 10 big.txt                  # ten megabytes of a dialogue with labels
python scripts/make_transcript.py 10 big.txt paragraphs       # plain text, a paragraph per line
python scripts/make_transcript.py 10 big.txt sentences        # a sentence per line, a blank line between
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "seeds"
SHAPES = ("dialogue", "paragraphs", "sentences")
SPEAKERS = ("主持人", "陈老师", "林岚", "Morgan", "周医生")


def make(megabytes: float, seed: int = 1, shape: str = "dialogue") -> str:
    """About so many megabytes of UTF-8 in one of the shapes; turns and paragraphs are of lognormal length."""
    chance = random.Random(seed)
    clauses = _clauses()
    lines: list[str] = []
    size, wanted = 0, megabytes * 1_000_000
    speaker = 0
    while size < wanted:
        label = ""
        if shape == "dialogue":
            speaker = (speaker + chance.randint(1, len(SPEAKERS) - 1)) % len(SPEAKERS)
            label = f"{SPEAKERS[speaker]}："
        count = chance.randint(1, 4) if shape == "sentences" else max(1, round(chance.lognormvariate(2.4, 0.7)))
        text = "，".join(chance.choice(clauses) for _ in range(count)) + chance.choice("。。。？！")
        lines.append(f"{label}{text}" + "\n" * (shape == "sentences"))
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
    wanted_shape = sys.argv[3] if len(sys.argv) > 3 else SHAPES[0]
    if wanted_shape not in SHAPES:
        sys.exit(f"no such shape: {wanted_shape}; there are {', '.join(SHAPES)}")
    Path(sys.argv[2]).write_text(make(float(sys.argv[1]), shape=wanted_shape), encoding="utf-8")
