"""Searching in a large transcript: from the last key to the first hit painted, and keys while a search runs.

python bench/searching.py [megabytes] [runs]      # no runs: only what a search takes, without a terminal
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from harness import Terminal, environment, median_ms, quantile_ms

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "scripts")]

NEAR, FAR, LATIN = "我們的螢", "我們的鯨", "AIz"
"""Words that the text does not have but without their last characters: one is put near the beginning, the others near
the end."""

SEEN = {NEAR: "岸边第七盏", FAR: "海底第八盏", LATIN: "桥上第九盏"}
TYPED = {NEAR: "我们的萤", FAR: "我们的鲸", LATIN: "aiz"}
COMMON = "的"
SCANNED = ("我们的鲸", "的", "学习", "xyzzy", "a", "...", '"', "w:学习", "re:第.{1,3}年", "re:(.+)+鑫")
FIRST, LAST = "开头这一行", "末尾这一行"
PATIENCE = 30.0


def text_of(megabytes: float) -> str:
    """A dialogue with the words in it."""
    from make_transcript import make

    lines = make(megabytes).split("\n")
    for word, place in ((NEAR, 0.01), (FAR, 0.985), (LATIN, 0.99)):
        lines.insert(int(len(lines) * place), f"林岚：{SEEN[word]}，{word}。")
    return "\n".join((f"林岚：看{FIRST}", *lines, f"林岚：{LAST}了", ""))


def until(terminal: Terminal, words: str, since: float, begun: int) -> float:
    """Seconds from `since` until the words are painted behind so many bytes of output."""
    wanted = words.encode()
    while terminal.output.find(wanted, begun) < 0:
        terminal.read(0.005)
        if time.perf_counter() - since > PATIENCE:
            raise TimeoutError(f"{words} was not painted")
    return time.perf_counter() - since


def typed(terminal: Terminal, text: str, seen: str) -> tuple[float, float]:
    """From the last key of a search, typed at ten keys a second, to the first hit: seconds, and processor time."""
    for char in text[:-1]:
        os.write(terminal.fd, char.encode())
        rest(terminal, 0.1)
    begun, before = len(terminal.output), terminal.cpu()
    os.write(terminal.fd, text[-1].encode())
    return until(terminal, seen, time.perf_counter(), begun), terminal.cpu() - before


def pressed(terminal: Terminal, key: bytes, seen: str) -> float:
    """Seconds from a key to what it shows."""
    begun = len(terminal.output)
    os.write(terminal.fd, key)
    return until(terminal, seen, time.perf_counter(), begun)


class Times:
    """What was measured, in seconds."""

    def __init__(self) -> None:
        self.found: dict[str, list[tuple[float, float]]] = {word: [] for word in SEEN}
        self.still: list[float] = []
        self.jumps: list[float] = []
        self.echoes: list[float] = []


def measure(terminal: Terminal, times: Times) -> float:
    """Add what is measured in one session; returns the megabytes that the hits of a common word take."""
    terminal.wait_for(FIRST.encode())
    calm(terminal)
    pressed(terminal, b"G", LAST)
    pressed(terminal, b"g", FIRST)
    for _ in range(10):
        times.still.append(pressed(terminal, b"G", LAST))
        times.still.append(pressed(terminal, b"g", FIRST))
    for word, seen in SEEN.items():
        os.write(terminal.fd, b"/")
        calm(terminal)
        times.found[word].append(typed(terminal, TYPED[word], seen))
        os.write(terminal.fd, b"\x1b")
        rest(terminal, 0.6)
    # What is around each of these is cut into words: this search goes on for long.
    os.write(terminal.fd, b"/w:" + COMMON.encode() + b"\r")
    rest(terminal, 0.5)
    for _ in range(10):
        times.jumps.append(pressed(terminal, b"G", LAST))
        times.jumps.append(pressed(terminal, b"g", FIRST))
    os.write(terminal.fd, b"/")
    rest(terminal, 0.5)
    for char in "鑫淼森垚焱":
        times.echoes.append(pressed(terminal, char.encode(), char))
        rest(terminal, 0.1)
    os.write(terminal.fd, b"\x1b")
    rest(terminal, 0.6)
    before = terminal.memory()
    os.write(terminal.fd, b"/" + COMMON.encode() + b"\r")
    rest(terminal, 5)
    return terminal.memory() - before


def rest(terminal: Terminal, seconds: float) -> None:
    """Read for so long; where a caret blinks, it is never quiet."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        terminal.read(0.01)


def calm(terminal: Terminal) -> None:
    """Read until what is got ready behind the first page is ready: next to no processor time is used."""
    rest(terminal, 2.5)
    before = -1.0
    while terminal.cpu() - before > 0.02:
        before = terminal.cpu()
        rest(terminal, 1.0)


def scan(text: str) -> None:
    """Print what whole searches from the middle on take in this process: processor time, and the longest step."""
    from tui.search.classes import ready
    from tui.search.running import Ground, Search
    from tui.transcript.model import Source
    from tui.transcript.understand import understand
    from tui.transcript.words import load_words

    begun = time.process_time()
    ready()
    print(f"got ready in {(time.process_time() - begun) * 1000:.0f} ms CPU")
    load_words()
    ground = Ground(understand(Source(text, "utf-8", ""), name="big.txt"))
    for typed in SCANNED:
        search = Search(ground, typed, len(text) // 2)
        steps: list[float] = []
        while not search.done:
            begun = time.process_time()
            search.step(0.006)
            steps.append(time.process_time() - begun)
        total, worst = sum(steps) * 1000, max(steps) * 1000
        print(f"{typed:16} {len(search.hits):9,} hits {total:7.0f} ms CPU, longest step {worst:.1f} ms")


def main(megabytes: float, runs: int) -> None:
    """Print what each takes."""
    text = text_of(megabytes)
    scan(text)
    if not runs:
        return
    times = Times()
    more = 0.0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "big.txt").write_text(text, encoding="utf-8")
        for _ in range(runs):
            its = environment(home) | {"PYTHONPATH": str(PROJECT)}
            terminal = Terminal([sys.executable, "-m", "tui", "big.txt"], its, home)
            try:
                more = max(more, measure(terminal, times))
            finally:
                terminal.close()
    print(f"{megabytes:g} MB, {runs} runs; {COMMON} {text.count(COMMON)} times")
    for word, both in times.found.items():
        wall, cpu = [one for one, _ in both], [other for _, other in both]
        place = "1 % on" if word == NEAR else "at the end"
        print(
            f"first hit of {TYPED[word]}, {place}: p50 {median_ms(wall):.0f} ms, worst {max(wall) * 1000:.0f} ms, "
            f"{median_ms(cpu):.0f} ms CPU"
        )
    for what, its in (("no", times.still), ("a", times.jumps)):
        print(f"jump while {what} search runs: p50 {median_ms(its):.1f} ms, p95 {quantile_ms(its, 0.95):.1f} ms")
    print(f"a key typed while one runs: p50 {median_ms(times.echoes):.1f} ms, worst {max(times.echoes) * 1000:.1f} ms")
    print(f"memory for all of those      {more:.0f} MB")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 100, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
