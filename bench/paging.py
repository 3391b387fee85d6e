"""Page-down and jump-to-end on a transcript that `scripts/make_transcript.py` makes, from the key to the last byte.

python bench/paging.py [megabytes] [pages]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from harness import Terminal, environment, median_ms, quantile_ms

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "scripts"))

RUNS = 3
PAGE_DOWN, END, HOME = b"\x1b[6~", b"G", b"g"


def main(megabytes: float, pages: int) -> None:
    """Print what each key takes."""
    from make_transcript import make

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "big.txt").write_text(make(megabytes), encoding="utf-8")
        opened: list[float] = []
        paged: list[float] = []
        ended: list[float] = []
        used: list[float] = []
        memory = 0.0
        for _ in range(RUNS):
            terminal = Terminal([sys.executable, "-m", "tui", "big.txt"], environment(home), home)
            opened.append(terminal.wait_for("第 1 行".encode()))
            terminal.settle(2.5)
            before = terminal.cpu()
            paged += [terminal.press(PAGE_DOWN) for _ in range(pages)]
            used.append((terminal.cpu() - before) / pages)
            for _ in range(5):
                ended.append(terminal.press(END))
                terminal.press(HOME)
            memory = max(memory, terminal.memory())
            terminal.close()
    print(f"{megabytes:g} MB, {RUNS} runs of {pages} pages")
    print(f"opened       {median_ms(opened):7.0f} ms")
    print(f"page down    p50 {median_ms(paged):5.1f} ms   p99 {quantile_ms(paged, 0.99):5.1f} ms")
    print(f"             cpu {median_ms(used):5.1f} ms a page")
    print(f"jump to end  p50 {median_ms(ended):5.1f} ms   worst {max(ended) * 1000:5.1f} ms")
    print(f"memory       {memory:.0f} MB resident")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10, int(sys.argv[2]) if len(sys.argv) > 2 else 40)
