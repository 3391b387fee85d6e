"""Wrapping: milliseconds of processor time a megabyte at several widths, and the breaks against ICU's.

python bench/wrapping.py [FILE...]    # the paragraphs of these files are compared; else those of seeds/

The megabyte is `scripts/make_transcript.py`'s. ICU is the system's, if it has one.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "scripts")]

RUNS = 9


def main(files: list[Path]) -> None:
    """Print both."""
    from make_transcript import make

    from tui.layout.wrap import wrap

    lines = make(1).split("\n")
    size = sum(len(line.encode()) for line in lines) / 1e6
    for width in (40, 60, 80):
        times = []
        for _ in range(RUNS):
            begun = time.thread_time()
            for line in lines:
                wrap(line, width)
            times.append((time.thread_time() - begun) / size)
        print(f"{width} cells: {statistics.median(times) * 1000:.1f} ms a megabyte")
    compare(files or sorted((PROJECT / "seeds").glob("*.txt")))


def compare(files: list[Path]) -> None:
    """Print how many paragraphs may be broken where ICU would, and where not."""
    from tests.unit.layout.icu import has_icu, line_breaks
    from tui.layout.wrap import break_places

    if not has_icu():
        print("no ICU on this system: nothing to compare with")
        return
    texts = [path.read_text("utf-8", "replace") for path in files]
    lines = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    differing = [(line, set(break_places(line)) ^ line_breaks(line)) for line in lines]
    wrong = [(line, places) for line, places in differing if places]
    print(f"{len(lines)} paragraphs, {100 * (1 - len(wrong) / len(lines)):.2f} % with the same breaks as ICU")
    for (before, after), count in Counter((line[p - 1], line[p]) for line, ps in wrong for p in ps).most_common(20):
        print(f"  {count} x {before!r} | {after!r}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
