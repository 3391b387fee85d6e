"""Start to first interactive frame, against a bare Textual hello-world, side by side in one pty.

python bench/first_frame.py [rounds] [FOLDER]   (FOLDER: a large library, as scripts/make_library.py makes it)
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from harness import FOOT, Terminal, answering, environment, leave, median_ms

PROJECT = Path(__file__).resolve().parent.parent
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello, world")
Hello().run()
"""
PIZHU = "import sys; from tui.__main__ import main; sys.exit(main())"
REOPENED = "reopened"
"""Pizhu at the screen that was left last."""


def last_read(home: Path, *files: Path) -> None:
    """Leave a home in which these files have been read, the last one last."""
    folder = home / ".local" / "state" / "pizhu"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "positions.json").write_text(json.dumps({str(file): 0 for file in files}))


def main(rounds: int, large: Path | None) -> None:
    """Print medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder).resolve()
        env = environment(home) | {"PYTHONPATH": str(PROJECT)}
        (home / "hello.py").write_text(HELLO)
        (home / "pizhu").write_text(PIZHU)
        seeds = home / "library" / "seeds"
        shutil.copytree(PROJECT / "seeds", seeds)
        read = [sorted(seeds.glob("*.txt"))[0]]
        pizhu = [sys.executable, str(home / "pizhu")]
        subjects = {
            "hello-world": ([sys.executable, str(home / "hello.py")], b"hello, world", home),
            "pizhu": (pizhu, FOOT, home / "library"),
            REOPENED: (pizhu, FOOT, home / "library"),
        }
        if large is not None:
            read.append(sorted(large.resolve().glob("*.txt"))[0])
            subjects["pizhu, large"] = (pizhu, FOOT, large)
        wall: dict[str, list[float]] = {name: [] for name in subjects}
        cpu: dict[str, list[float]] = {name: [] for name in subjects}
        for turn in range(rounds + 1):
            for name, (argv, needle, cwd) in subjects.items():
                last_read(home, *(read[::-1] if cwd != large else read))
                if name == REOPENED:
                    leave(argv, env, cwd)
                terminal = Terminal(argv, env, cwd)
                seconds = answering(terminal, needle)
                used = terminal.cpu()
                terminal.close()
                if turn:  # the first round warms the caches
                    wall[name].append(seconds)
                    cpu[name].append(used)
    for name in subjects:
        print(f"{name:12} wall {median_ms(wall[name]):7.0f} ms   cpu {median_ms(cpu[name]):7.0f} ms   n={rounds}")
    for kind, times in (("wall", wall), ("cpu", cpu)):
        medians = {name: median_ms(taken) for name, taken in times.items()}
        print(f"ratio of {kind} medians: {medians['pizhu'] / medians['hello-world']:.2f}")
        if large is not None:
            print(f"   with the large library: {medians['pizhu, large'] / medians['pizhu']:.2f} of that")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
