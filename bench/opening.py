"""Opening a text: decoded, segmented, set to 80 cells, its first 40 rows laid out; each time in a fresh process.

python bench/opening.py [rounds] [megabytes ...]        # 5 rounds of 1, 10 and 100 megabytes
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MAKER = PROJECT / "scripts" / "make_transcript.py"
SHAPES = ("paragraphs", "dialogue", "sentences")

OPEN = """
import json, resource, sys, time
from pathlib import Path
from tui.layout.rows import Layout, Place
from tui.layout.view import seen
from tui.transcript.files import load

path = Path(sys.argv[1])
wall, used = time.perf_counter(), time.process_time()
transcript = load(path)
loaded = time.process_time()
rows = seen(Layout(transcript, 80), Place(0, 0), 40)
done = time.process_time()
assert len(rows) == 40
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([time.perf_counter() - wall, done - used, done - loaded, peak, transcript.format]))
"""


def opened(path: Path) -> list[float | str]:
    """Seconds of wall, of processor, of it for the layout; peak resident megabytes (2**20 bytes); the format."""
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(path)], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    found: list[float | str] = json.loads(done.stdout)
    return found


def main(rounds: int, sizes: Sequence[float]) -> None:
    """Print the medians for each shape and size."""
    print(f"medians of {rounds}; peak resident memory in units of 2**20 bytes, and as a multiple of the file")
    print("shape        read as      size     wall      cpu   layout     peak")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "big.txt")
        for shape in SHAPES:
            for size in sizes:
                # In a process of its own: the peak of a child begins at what its parent has.
                subprocess.run([sys.executable, str(MAKER), str(size), str(path), shape], check=True)
                megabytes = path.stat().st_size / 1e6
                opened(path)  # warms the caches
                rows = [opened(path) for _ in range(rounds)]
                wall, cpu, layout, peak = (statistics.median(float(row[i]) for row in rows) for i in range(4))
                print(
                    f"{shape:12} {rows[0][4]:10} {megabytes:4.0f} MB {wall * 1000:5.0f} ms {cpu * 1000:5.0f} ms"
                    f" {layout * 1000:5.0f} ms {peak:5.0f} MiB {peak * 1.048576 / megabytes:5.2f} x",
                    flush=True,
                )


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 5,
        [float(size) for size in sys.argv[2:]] or [1, 10, 100],
    )
