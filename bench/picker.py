"""Processor time of the document picker over 10,000 documents: preparing the names, and each key that is typed.

python bench/picker.py [DOCUMENTS]
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

HAN = "潮汐站在雨里读数的人把门关上修船手册访谈对谈空墙海风书店学习记录主持值班灯下外港木头渔民"
LATIN = ("summit", "panel", "podcast", "interview", "2024", "03", "notes", "part")
TYPED = ("潮汐站", "chaoxizhan", "cxz", "interview", "smmt", "panel cx", "zzzzzz", "e", "2024-03")
SEEN = 40
"""Rows of the list whose letters are looked for."""


def names(count: int) -> list[str]:
    """Names as files have them, in twenty folders."""
    chance = random.Random(1)
    made = []
    for number in range(count):
        parts = ["".join(chance.choices(HAN, k=chance.randint(2, 8))) for _ in range(2)] + chance.sample(LATIN, 2)
        chance.shuffle(parts)
        made.append(f"transcripts/{number % 20}/{'-'.join(parts)}-{number}.txt")
    return made


def used(do: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    begun = time.process_time()
    do()
    return 1000 * (time.process_time() - begun)


def main() -> None:
    """Print the median and the longest of nine rounds, for what is typed key by key."""
    from tui.search.picking import Index, letters_in

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    its = names(count)
    print(f"{count} names prepared in {used(lambda: Index(its)):.0f} ms")
    index = Index(its)

    def key(typed: str) -> None:
        for at in index.find(typed)[:SEEN]:
            letters_in(typed, its[at])

    every: list[float] = []
    for typed in TYPED:
        rounds = [[used(lambda t=typed[:n]: key(t)) for n in range(1, len(typed) + 1)] for _ in range(9)]
        each = [time for times in rounds for time in times]
        every += each
        print(f"{typed:12} {statistics.median(each):5.1f} ms a key, {max(each):5.1f} at most")
    print(f"{'all':12} {statistics.median(every):5.1f} ms a key, {max(every):5.1f} at most")


if __name__ == "__main__":
    main()
