"""A large database of an older version brought up to date: time, peak memory, and whether it is whole then.

python bench/migrating.py FILE [version]        # a database of bench/big_store.py; 1

A copy of FILE is taken back to the older version: all that later steps of the schema added is dropped. Then it is
opened in a fresh process, which makes its verified copy and carries the steps out. Exits with 1 if the counts differ
from those of FILE, or `pizhu check` finds anything.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tui.annotations import schema  # noqa: E402
from tui.annotations.findings import findings  # noqa: E402

OPEN = """
import json, resource, sys, time
from pathlib import Path
from tui.annotations.store import Store

wall, used = time.perf_counter(), time.process_time()
with Store(Path(sys.argv[1])) as store:
    wall, used = time.perf_counter() - wall, time.process_time() - used
    counts = [sum(store.subtree_counts().values()), sum(store.tag_counts().values()),
              sum(store.document_counts().values()), store.highlight_count()]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([wall, used, peak, counts]))
"""

TAKEN_BACK = {
    2: (
        *("drop index act_takes_back", "alter table act drop column takes_back", "drop index act_created"),
        *("drop table turn", "drop table document_use", "drop table branch_use"),
        "delete from _sqlite_migrations where name = 'counts'",
    ),
    1: (
        *("drop table speaker", "drop index correction_pattern", "alter table correction drop column original"),
        *("alter table correction drop column snapshot_id", "alter table document drop column asked_encoding"),
        "delete from _sqlite_migrations where name = 'readings'",
    ),
}
"""By the version that is come to, what is dropped of the one behind it."""


def opened(path: Path) -> tuple[float, float, float, list[int]]:
    """Seconds of wall, of processor, peak resident memory in units of 2**20 bytes, counts."""
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(path)], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    wall, used, peak, counts = json.loads(done.stdout)
    return wall, used, peak, counts


def take_back(path: Path, version: int) -> None:
    """Make the database at `path` one of an older version."""
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("pragma journal_mode = off")
    conn.execute("pragma foreign_keys = off")
    later = schema.STEPS[2][1] if version < 3 else ()
    for statement in later:
        if statement.startswith("create trigger"):
            conn.execute(f"drop trigger {statement.split()[2]}")
    for reached in range(schema.version() - 1, version - 1, -1):
        for statement in TAKEN_BACK[reached]:
            conn.execute(statement)
    conn.execute(f"pragma user_version = {version}")
    conn.execute("pragma journal_mode = wal")
    conn.close()


def main(file: Path, version: int) -> int:
    """Print times and memory; 1 if anything is not as it was."""
    *_, before = opened(file)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        path = Path(folder, "annotations.db")
        shutil.copyfile(file, path)
        take_back(path, version)
        size = path.stat().st_size / 1e6
        wall, used, peak, after = opened(path)
        (copy,) = (path.parent / "backups").iterdir()
        print(
            f"version {version} to {schema.version()}, {size:.0f} MB: {wall:.1f} s, {used:.1f} s of processor time,"
            f" {peak:.0f} MiB at most; copy of {copy.stat().st_size / 1e6:.0f} MB"
        )
        wall, used, peak, _ = opened(path)
        print(f"opened again: {wall * 1000:.0f} ms, {used * 1000:.0f} ms of processor time")
        begun = time.perf_counter()
        found = findings(path)
        print(f"looked through, the whole history too: {time.perf_counter() - begun:.0f} s")
    wrong = [finding.what for finding in found] + ([f"{before} was, {after} is"] if before != after else [])
    for each in wrong:
        print("WRONG", each)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
