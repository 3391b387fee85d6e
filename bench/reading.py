"""Reading a large text with many highlights: page-down, jump to the end, resize, memory; from the key to the last byte.

The same text with the same highlights is paged in a stock `ScrollView` too (`stock.py`), in turn with ours.

python bench/reading.py MEGABYTES [HIGHLIGHTS] [PAGES] [dense|line]

In the environment: `RUNS` (9), and `FOLDER`, where the text is made once and found again.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from big import annotated
from harness import COLUMNS, ROWS, Terminal, environment, median_ms, peak_memory, quantile_ms, resize

RUNS = int(os.environ.get("RUNS", "9"))
PAGE_DOWN, END, HOME = b"\x1b[6~", b"G", b"g"
QUIET = 5.0
"""Seconds of silence before the first keys are pressed."""
Times = dict[str, list[float]]
STOCK = Path(__file__).with_name("stock.py")
PROJECT = Path(__file__).resolve().parent.parent


def main(megabytes: float, highlights: int, pages: int, how: str) -> None:
    """Print what each takes."""
    kept = os.environ.get("FOLDER")
    if kept:
        measure(Path(kept), megabytes, highlights, pages, how)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), megabytes, highlights, pages, how)


def measure(home: Path, megabytes: float, highlights: int, pages: int, how: str) -> None:
    """Make the text in `home` if it is not there, and print what each takes."""
    file = home / "big.txt"
    if not file.exists():
        annotated(home, megabytes, highlights, how)
    size = file.stat().st_size / (1 << 20)
    ours: Times = defaultdict(list)
    theirs: Times = defaultdict(list)
    for _ in range(RUNS):
        terminal = Terminal([sys.executable, "-m", "tui", "big.txt"], surroundings(home), home)
        terminal.wait_for("第".encode())
        terminal.settle(QUIET)
        ours["peak"].append(peak_memory(terminal) / size)
        ours["memory"].append(terminal.memory() / size)
        ours["first end"].append(terminal.press(END))
        terminal.press(HOME)
        for _ in range(3):
            ours["end"].append(terminal.press(END))
            terminal.press(HOME)
        page(terminal, pages, ours)
        ours["resize"] += [resize(terminal, ROWS, COLUMNS - 30), resize(terminal, ROWS, COLUMNS)]
        ours["peak after"].append(peak_memory(terminal) / size)
        terminal.close()
        if how != "line":  # all of which the stock view would wrap at once: minutes for a page
            terminal = Terminal([sys.executable, str(STOCK), "big.txt", "annotations.db"], surroundings(home), home)
            terminal.settle(QUIET)
            page(terminal, pages, theirs)
            terminal.close()
    tell(megabytes, highlights, how, ours, theirs)


def surroundings(home: Path) -> dict[str, str]:
    """A clean environment in which `-m tui` is the program beside this script."""
    return environment(home) | {"PYTHONPATH": str(PROJECT)}


def page(terminal: Terminal, pages: int, times: Times) -> None:
    """Press page-down so often, while nothing goes on behind; notes each time and the processor time of one page."""
    terminal.rest()
    before = terminal.cpu()
    times["page"] += [terminal.press(PAGE_DOWN) for _ in range(pages)]
    times["cpu"].append((terminal.cpu() - before) / pages)


def tell(megabytes: float, highlights: int, how: str, ours: Times, theirs: Times) -> None:
    """Print medians."""
    print(f"{megabytes:g} MB, {highlights} highlights {how}: {RUNS} runs, {len(ours['page'])} pages")
    for name, times in (("page down", ours), ("  stock", theirs)):
        if times["page"]:
            spread = f"p50 {median_ms(times['page']):5.1f} ms   p99 {quantile_ms(times['page'], 0.99):5.1f} ms"
            print(f"{name:<13}{spread}   cpu {median_ms(times['cpu']):5.1f} ms a page")
    if theirs["cpu"]:
        print(f"{'  cpu, ratio':<13}{statistics.median(ours['cpu']) / statistics.median(theirs['cpu']):5.2f}")
    for name in ("first end", "end", "resize"):
        print(f"{name:<13}p50 {median_ms(ours[name]):5.1f} ms   worst {max(ours[name]) * 1000:5.1f} ms")
    held = {name: statistics.median(ours[name]) for name in ("memory", "peak", "peak after")}
    print(
        f"{'memory':<13}{held['memory']:.2f} x the file, peak {held['peak']:.2f} x, {held['peak after']:.2f} x at last"
    )


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    main(float(given.get(0, 10)), int(given.get(1, 10_000)), int(given.get(2, 30)), given.get(3, ""))
