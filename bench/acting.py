"""Paging, opening another document and marking, with 10,000 documents and 1,000,000 highlights; and how idle is idle.

python bench/acting.py [DOCUMENTS] [HIGHLIGHTS]

In the environment: `FOLDER`, where the library is made once (`big.py library`) and found again.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from big import library_of
from harness import Terminal, environment, median_ms, quantile_ms

PROJECT = Path(__file__).resolve().parent.parent
TURNS = int(os.environ.get("TURNS", "20"))
IDLE = 10.0


def main(documents: int, highlights: int) -> None:
    """Print what each takes."""
    kept = os.environ.get("FOLDER")
    if kept:
        measure(Path(kept), documents, highlights)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), documents, highlights)


def measure(home: Path, documents: int, highlights: int) -> None:
    """Make the library in `home` if it is not there, and print what each takes."""
    if not (home / "annotations.db").exists():
        library_of(home, documents, highlights)
    terminal = Terminal([sys.executable, "-m", "tui"], environment(home) | {"PYTHONPATH": str(PROJECT)}, home)
    terminal.wait_for("第".encode(), seconds=120)
    terminal.settle(8)
    terminal.press(b"g")
    told: dict[str, list[float]] = {"page": [], "mark": [], "open another": []}
    for _ in range(TURNS // 2):
        told["page"] += [terminal.press(b"\x1b[6~"), terminal.press(b"\x1b[5~")]
    for _ in range(TURNS):
        terminal.press(b")")
        told["mark"].append(terminal.press(b"m"))
    terminal.press(b"D")
    for _ in range(TURNS):
        terminal.press(b"j")
        told["open another"].append(terminal.press(b"\r"))
        terminal.press(b"D")
    for name, times in told.items():
        print(f"{name:<13}p50 {median_ms(times):6.1f} ms   p95 {quantile_ms(times, 0.95):6.1f} ms")
    terminal.settle(8)
    before, written, begun = terminal.cpu(), len(terminal.output), time.perf_counter()
    terminal.settle(IDLE)
    share = (terminal.cpu() - before) / (time.perf_counter() - begun)
    print(f"idle         {share * 100:.2f} % of a core, {len(terminal.output) - written} bytes in {IDLE:.0f} s")
    print(f"memory       {terminal.memory():.0f} MB")
    terminal.close()


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    main(int(given.get(0, 10_000)), int(given.get(1, 1_000_000)))
