"""Start to first frame, against a bare Textual hello-world, side by side in one pty.

python bench/first_frame.py [rounds]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from harness import Terminal, environment, median_ms

PROJECT = Path(__file__).resolve().parent.parent
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello, world")
Hello().run()
"""


def main(rounds: int) -> None:
    """Print medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        (home / "hello.py").write_text(HELLO)
        shutil.copytree(PROJECT / "seeds", home / "library" / "seeds")
        subjects = {
            "hello-world": ([sys.executable, str(home / "hello.py")], b"hello, world", home),
            "pizhu": ([sys.executable, "-m", "tui"], "照护".encode(), home / "library"),
        }
        wall: dict[str, list[float]] = {name: [] for name in subjects}
        cpu: dict[str, list[float]] = {name: [] for name in subjects}
        for turn in range(rounds + 1):
            for name, (argv, needle, cwd) in subjects.items():
                terminal = Terminal(argv, env, cwd)
                seconds = terminal.wait_for(needle)
                used = terminal.cpu()
                terminal.close()
                if turn:  # the first round warms the caches
                    wall[name].append(seconds)
                    cpu[name].append(used)
    for name in subjects:
        print(f"{name:12} wall {median_ms(wall[name]):7.0f} ms   cpu {median_ms(cpu[name]):7.0f} ms   n={rounds}")
    for kind, times in (("wall", wall), ("cpu", cpu)):
        print(f"ratio of {kind} medians: {median_ms(times['pizhu']) / median_ms(times['hello-world']):.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
