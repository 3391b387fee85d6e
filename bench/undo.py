"""Random acts of every kind, restarts, all undone, all done again: the first and the last state to the byte.

python bench/undo.py [acts] [rounds] [seed]        # 500 3 1

The states are compared as dumps of every table that acts change, and of the counts that are kept beside them. Exits
with 1 if a byte differs.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
sys.path.insert(0, str(PROJECT / "tests" / "unit"))

from annotations.acting import Reader  # noqa: E402
from annotations.making import dump  # noqa: E402

from tui.annotations.findings import findings  # noqa: E402
from tui.annotations.store import Store  # noqa: E402
from tui.errors import PizhuError  # noqa: E402

SESSION = 40
"""Acts between restarts."""


def one(path: Path, acts: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Do so many acts, undo and redo them all; the kinds done, and what is wrong."""
    reader = Reader(seed)
    with Store(path) as store:
        store.create_tag("甲/乙")
        store.undo()
    first, done = repr(dump(path)), 0
    while done < acts:
        with Store(path) as store:
            reader.store = store
            for _ in range(min(SESSION, acts - done)):
                before = len(store.history(2 * acts))
                try:
                    reader.act()
                except (PizhuError, IndexError):
                    continue
                done += len(store.history(2 * acts)) - before
    last = repr(dump(path))
    wrong = [finding.what for finding in findings(path)]
    with Store(path) as store:
        kinds = Counter(act.what for act in store.history(2 * acts) if not act.undone)
        while store.undo():
            pass
    if repr(dump(path)) != first:
        wrong.append("undone, it is not as at first")
    wrong += [finding.what for finding in findings(path)]
    with Store(path) as store:
        while store.redo():
            pass
    if repr(dump(path)) != last:
        wrong.append("done again, it is not as at last")
    return kinds, wrong + [finding.what for finding in findings(path)]


def main(acts: int, rounds: int, seed: int) -> int:
    """Print what was done and what is wrong; 1 if anything is."""
    bad = 0
    for number in range(rounds):
        begun = time.process_time()
        with tempfile.TemporaryDirectory() as folder:
            kinds, wrong = one(Path(folder, "a.db"), acts, random.Random(seed * 1000 + number).randrange(1 << 30))
        bad += len(wrong)
        used = time.process_time() - begun
        print(f"{kinds.total()} acts of {len(kinds)} kinds: {len(wrong)} wrong, {used:.1f} s of processor time")
        print("  " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()), flush=True)
        for each in wrong:
            print("WRONG", each)
    return bool(bad)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(given + [500, 3, 1][len(given) :])))
