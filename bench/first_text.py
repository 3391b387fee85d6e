"""Start to the first text on the screen, against less, vim and whatever other readers are named, in one pty.

python bench/first_text.py [rounds] [--size SIZE] [--peer NAME=COMMAND ...]

A FILE of 1 MB is put behind a peer's command; what it shows may be the text's beginning or its end.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import Terminal, environment, leave, median_ms

PROJECT = Path(__file__).resolve().parent.parent
MAKER = PROJECT / "scripts" / "make_transcript.py"
SIZES = {"10 KB": 0.01, "1 MB": 1, "10 MB": 10, "100 MB": 100}
PIZHU = "import sys; from tui.__main__ import main; sys.exit(main())"
REOPENED = "reopened"
"""Pizhu at the screen that was left last."""


def subjects(file: Path) -> dict[str, list[str]]:
    """The commands that show `file`."""
    found = {
        "less": ["less", str(file)],
        "vim -u NONE": ["vim", "-u", "NONE", str(file)],
        "python": [sys.executable, "-c", "import os, sys; os.write(1, open(sys.argv[1], 'rb').read(4000))", str(file)],
        "pizhu": [sys.executable, "-c", PIZHU, str(file)],
        REOPENED: [sys.executable, "-c", PIZHU, str(file)],
    }
    return {name: argv for name, argv in found.items() if shutil.which(argv[0])}


def measured(argv: list[str], needles: list[bytes], env: dict[str, str], cwd: Path) -> tuple[float, float]:
    """Seconds from the start until the text is there: of wall, and of processor time."""
    terminal = Terminal(argv, env, cwd)
    try:
        return terminal.wait_for(*needles, seconds=120), terminal.cpu()
    finally:
        terminal.close()


def words_of(file: Path) -> list[bytes]:
    """Some words of the first line, not the very first, as the caret is on it, and some of the last."""
    with file.open("rb") as opened:
        first = opened.readline()
        opened.seek(-min(file.stat().st_size, 4096), 2)
        last = opened.read().rstrip().rpartition(b"\n")[2]
    return [line.decode().rpartition("：")[2][1:6].encode() for line in (first, last)]


def main(rounds: int, sizes: list[str], peers: dict[str, str]) -> None:
    """Print the medians and what they are of less and of vim."""
    print(f"medians of {rounds}; wall (cpu) in ms")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home) | {"PYTHONPATH": str(PROJECT), "LESSCHARSET": "utf-8"}
        for label, size in ((label, SIZES[label]) for label in sizes):
            file = home / "talk.txt"
            subprocess.run([sys.executable, str(MAKER), str(size), str(file)], check=True)
            needles = words_of(file)
            compared = subjects(file)
            if size == 1:
                compared |= {name: [*shlex.split(command), str(file)] for name, command in peers.items()}
            times: dict[str, list[tuple[float, float]]] = {name: [] for name in compared}
            screen = home / ".cache" / "pizhu" / "screen"
            leave(compared[REOPENED], env, home)
            left = screen.read_bytes()
            for turn in range(rounds + 1):
                for name, argv in compared.items():
                    screen.unlink(missing_ok=True)
                    if name == REOPENED:
                        screen.write_bytes(left)
                        screen.chmod(0o600)
                    taken = measured(argv, needles, env, home)
                    if turn:  # the first round warms the caches
                        times[name].append(taken)
            walls = {name: median_ms([wall for wall, _ in taken]) for name, taken in times.items()}
            for name, taken in times.items():
                ratios = "".join(
                    f"  {walls[name] / walls[other]:6.2f} x {other}"
                    for other in ("less", "vim -u NONE")
                    if other in walls
                )
                print(
                    f"{label:>7} {name:12} {walls[name]:7.1f} ({median_ms([c for _, c in taken]):6.1f}){ratios}",
                    flush=True,
                )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=9)
    parser.add_argument("--size", action="append", choices=SIZES)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    given = parser.parse_args()
    main(given.rounds, given.size or list(SIZES), dict(peer.split("=", 1) for peer in given.peer))
