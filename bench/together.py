"""Several processes write into one database at once: no act is lost, none is doubled, no error is shown.

python bench/together.py [processes] [acts in all]        # 4 2000

Every process makes highlights, tags them, writes notes on its own and on what the others made, opens and closes the
database now and then. Exits with 1 if anything is missing, doubled or complained of.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tui.annotations.findings import findings  # noqa: E402

WORK = """
import random, sys, time
from pathlib import Path
from tui.annotations.model import Anchor, DocumentFacts
from tui.annotations.store import Store

path, name, acts = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
chance, text = random.Random(name), "一二三四五六七八九十" * 30
store, waits = Store(path), []
for number in range(acts):
    if number % 50 == 49:
        store.close()
        store = Store(path)
    begun = time.perf_counter()
    if number % 2 == 0:
        facts = DocumentFacts(f"{chance.randrange(9)}.txt", "t", "0" * 64, "text", "utf-8")
        start = chance.randrange(200)
        made = store.mark(facts, Anchor(start, start + 5, text[start : start + 5]), source_text=text,
                          note=f"{name} {number}", tags=[f"共/{chance.randrange(5)}"])
    elif number % 4 == 1:
        store.tag([made], add=[f"{name}{number}"])
    else:
        store.create_tag(f"{name}{number}")
    waits.append(time.perf_counter() - begun)
store.close()
print(max(waits))
"""


def main(processes: int, acts: int) -> int:
    """Print what came of it; 1 if anything is wrong."""
    each = acts // processes
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        begun = time.perf_counter()
        running = [
            subprocess.Popen(
                [sys.executable, "-c", WORK, str(path), chr(97 + number), str(each)],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT,
            )
            for number in range(processes)
        ]  # fmt: skip
        told = [process.communicate() for process in running]
        took = time.perf_counter() - begun
        wrong = [f"process {n}: {err[-300:]}" for n, (_, err) in enumerate(told) if err]
        wrong += [f"process {n} ended with {p.returncode}" for n, p in enumerate(running) if p.returncode]
        conn = sqlite3.connect(path)
        count = conn.execute("select count(*) from act").fetchone()[0]
        notes = Counter(row[0] for row in conn.execute("select note from highlight"))
        tags = Counter(row[0] for row in conn.execute("select name from tag where parent_id is not null or name > 'a'"))
        conn.close()
        names = [chr(97 + number) for number in range(processes)]
        for name in names:
            wrong += [f"lost: note {name} {n}" for n in range(0, each, 2) if notes[f"{name} {n}"] != 1]
            wrong += [f"lost: tag {name}{n}" for n in range(1, each, 2) if tags[f"{name}{n}"] != 1]
        if count != each * processes:
            wrong.append(f"{count} acts in the history of {each * processes}")
        if notes.total() != len(notes):
            wrong.append("a highlight is there twice")
        wrong += [finding.what for finding in findings(path)]
        left = sorted(file.name for file in Path(folder).iterdir())
        if left != ["a.db"]:
            wrong.append(f"left behind: {left}")
    longest = max(float(out or 0) for out, _ in told)
    print(f"{processes} processes, {count} acts in {took:.1f} s: {len(wrong)} wrong; the longest wait {longest:.2f} s")
    for line in wrong[:20]:
        print("WRONG", line)
    return bool(wrong)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(given + [4, 2000][len(given) :])))
