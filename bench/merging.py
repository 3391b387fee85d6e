"""Two readers go on for weeks, and bring their databases together again and again: nothing is lost, both ways the same.

python bench/merging.py [pairs of databases] [meetings] [seed]        # 200 4 1

Between two meetings each does up to fifteen random acts of any kind. At a meeting each database is brought into a copy
of the other: both must come to the same, be whole, hold every highlight that either had, and change nothing when they
are brought together once more. Exits with 1 if anything is wrong.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "unit")]

from annotations.making import integrity  # noqa: E402
from annotations.merging import content  # noqa: E402
from annotations.test_merging import histories, live, merged  # noqa: E402

from tui.annotations.store import Store  # noqa: E402


def meet(one: Path, other: Path) -> list[str]:
    """Bring each into the other; what is wrong then."""
    before = [{row[0] for row in content(path)["highlights"]} for path in (one, other)]
    ours, theirs = merged(one, other, "ours.db"), merged(other, one, "theirs.db")
    there = content(ours)
    wrong = [f"{kind} are not the same" for kind, rows in content(theirs).items() if rows != there[kind]]
    wrong += integrity(ours) + integrity(theirs)
    if not before[0] & before[1] <= {row[0] for row in there["highlights"]} <= before[0] | before[1]:
        wrong.append("a highlight is lost, or comes from nowhere")
    with Store(ours) as store:
        if changes := store.merge(theirs).changes:
            wrong.append(f"once more makes {changes} changes")
    ours.replace(one)
    theirs.replace(other)
    return wrong


def main(pairs: int, meetings: int, seed: int) -> int:
    """Print what was done and found."""
    wrong: list[str] = []
    begun = time.perf_counter()
    for number in range(seed, seed + pairs):
        pick = random.Random(number)
        with tempfile.TemporaryDirectory(prefix="merging-") as folder:
            one, other = histories(Path(folder), number, strangers=pick.random() < 0.25)
            for meeting in range(meetings):
                found = meet(one, other)
                wrong += [f"pair {number}, meeting {meeting + 1}: {what}" for what in found]
                if found:
                    break
                live(one, pick.randint(0, 15), pick.getrandbits(32))
                if pick.random() < 0.3:
                    shutil.copy(one, other)  # a reader takes the file along
                live(other, pick.randint(0, 15), pick.getrandbits(32))
    took = time.perf_counter() - begun
    print(f"{pairs} pairs of databases, {meetings} meetings each, from seed {seed}: {len(wrong)} wrong, {took:.0f} s")
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(given + [200, 4, 1][len(given) :])))
