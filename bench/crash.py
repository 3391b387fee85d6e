"""The power goes at any moment: the real app and bulk commands are killed, disks run full, and nothing is lost.

python bench/crash.py [rounds of the app] [of bulk commands] [of full disks] [seed]        # 1000 200 100 1

The app is killed at a random moment while keys are typed into it; what its screen had confirmed by then must be in the
database, the database must be whole, and every act of its history must be in its tables to the last column, and
nothing else (no half act). The same holds for commands that change thousands of rows, and for a disk or a file size
that is used up. A disk is a small tmpfs where this may be mounted, else a limit on the size of files. Exits with 1 if
anything is missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from uuid import uuid4

from harness import Terminal, environment

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tui.annotations.findings import findings  # noqa: E402
from tui.annotations.model import Anchor, DocumentFacts, Mark  # noqa: E402
from tui.annotations.store import Store  # noqa: E402

LINES = 60
ROUNDS_OF_A_DATABASE = 20
HIGHLIGHTS = 3000
"""In the database of the bulk commands."""
PYTHON = [sys.executable, "-m", "tui"]
_STATUS = re.compile(rb"\x1b\[[0-9;:?]*[A-Za-z]")


class Typist:
    """Types into one app: on each line a mark, then one more act; and knows what the screen confirmed of it."""

    TAILS = {
        "tag": "已加标签 tagged: #{tag}",
        "note": "笔记已存 note saved",
        "star": "★ 加星 starred",
        "delete": "已删除 deleted",
        "undo": "已撤销 undone",
        "": "",
    }

    def __init__(self, number: int, chance: random.Random) -> None:
        self.number, self.chance = number, chance
        self.steps = [chance.choice(list(self.TAILS)) for _ in range(LINES)]

    def quote(self, line: int) -> str:
        return f"Q{self.number:05}x{line:03}。"

    def name(self, line: int) -> str:
        return f"T{self.number:05}x{line:03}"

    def text(self) -> str:
        return "\n".join(self.quote(line) for line in range(LINES)) + "\n"

    def typed(self) -> list[str]:
        """What is typed, bit by bit."""
        typed: list[str] = []
        for line, step in enumerate(self.steps):
            typed += ["j"] * (line > 0) + ["m"]
            name = self.name(line)
            typed += {"tag": ["t", name, "\r"], "note": ["a", name, "\x13"], "star": ["s"], "delete": ["x"]}.get(
                step, ["u"] if step == "undo" else []
            )
        return typed

    def missing(self, screen: str, path: Path) -> tuple[int, list[str]]:
        """How many acts the screen confirmed, and those of them that the database has not."""
        with sqlite3.connect(path) as conn:
            acts = Counter(conn.execute("select what, about from act").fetchall())
            undone = Counter(conn.execute("select what, about from act where undone <> 0").fetchall())
            notes = {row[0] for row in conn.execute("select note from highlight")}
        conn.close()
        confirmed, lost = 0, []
        for line, step in enumerate(self.steps):
            quote, name = self.quote(line), self.name(line)
            at = screen.find(f"marked: {quote}")
            if at < 0:
                break
            end = screen.find(f"marked: {self.quote(line + 1)}", at)
            there = {
                "tag": acts["tag", f"+{name}"],
                "note": name in notes,
                "star": acts["set_star", quote],
                "delete": acts["delete", quote],
                "undo": undone["mark", quote],
                "": True,
            }
            said = self.TAILS[step].format(tag=name)
            is_said = said and said in screen[at : end if end >= 0 else None]
            confirmed += 1 + bool(is_said)
            if not acts["mark", quote]:
                lost.append(f"mark {quote}")
            if is_said and not there[step]:
                lost.append(f"{step} {quote}")
        return confirmed, lost


def app_rounds(rounds: int, chance: random.Random) -> tuple[int, list[str]]:
    """Kill the app so many times; how many acts were confirmed, and what is wrong."""
    confirmed, wrong = 0, []
    for number in range(rounds):
        if number % ROUNDS_OF_A_DATABASE == 0:
            folder = Path(tempfile.mkdtemp(prefix="crash-"))
        typist = Typist(number, chance)
        (folder / f"{number}.txt").write_text(typist.text(), encoding="utf-8")
        env = environment(folder) | {"PYTHONPATH": str(PROJECT)}
        terminal = Terminal([*PYTHON, "--db", "a.db", f"{number}.txt"], env, folder)
        terminal.wait_for(typist.quote(1).encode())
        until = time.perf_counter() + chance.uniform(0.2, 3.0)
        for key in typist.typed():
            if time.perf_counter() >= until:
                break
            os.write(terminal.fd, key.encode())
            terminal.read(chance.uniform(0, 0.03))
        while time.perf_counter() < until:
            terminal.read(until - time.perf_counter())
        os.kill(terminal.pid, signal.SIGKILL)
        while terminal.read(0):
            pass
        os.waitpid(terminal.pid, 0)
        os.close(terminal.fd)
        if (folder / "a.db").exists():
            screen = _STATUS.sub(b"", terminal.output).decode("utf-8", "replace")
            wrong += [f"round {number}: {each.what}" for each in findings(folder / "a.db")]
            seen, lost = typist.missing(screen, folder / "a.db")
            confirmed += seen
            wrong += [f"round {number}: confirmed and lost: {each}" for each in lost]
        if number % ROUNDS_OF_A_DATABASE == ROUNDS_OF_A_DATABASE - 1 or number == rounds - 1:
            shutil.rmtree(folder)
        if number % 100 == 99:
            print(f"  {number + 1} rounds, {confirmed} confirmed acts, {len(wrong)} wrong", flush=True)
    return confirmed, wrong


def a_base(folder: Path) -> None:
    """A database with highlights, others to bring in as an export and as a database, and the document of all."""
    text = "".join(f"第{number}句话。" for number in range(HIGHLIGHTS))
    (folder / "a.txt").write_text(text, encoding="utf-8")
    facts = DocumentFacts("a.txt", "a", hashlib.sha256(text.encode()).hexdigest(), "text", "utf-8")
    marks = []
    for number in range(HIGHLIGHTS):
        quote = f"第{number}句话。"
        start = text.index(quote)
        tags = (f"甲/{number % 5}", "乙") if number % 2 else (f"乙/{number % 5}",)
        marks.append(Mark(facts, Anchor(start, start + len(quote), quote), text, tags))
    with Store(folder / "a.db") as store:
        store.mark_many(marks)
    lines = subprocess.run(
        [*PYTHON, "--db", "a.db", "quotes", "--format", "jsonl"],
        cwd=folder, env=environment(folder) | {"PYTHONPATH": str(PROJECT)}, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    rows = [json.loads(line) for line in lines]
    for row in rows:
        if row.get("type") == "highlight":
            row |= {"id": str(uuid4()), "start": row["start"] + 1, "quote": row["quote"][1:]}
    more = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "more.jsonl").write_text(more, encoding="utf-8")
    subprocess.run(
        [*PYTHON, "--db", "other.db", "import", "more.jsonl"],
        cwd=folder, env=environment(folder) | {"PYTHONPATH": str(PROJECT)}, capture_output=True, check=True,
    )  # fmt: skip


FILTER_WIDE = (
    "import sys; from pathlib import Path; from tui.annotations.store import Store\n"
    "with Store(Path('a.db')) as store:\n"
    "    ids = [quote.highlight.id for quote in store.quotes()]\n"
    "    {act}\n"
    "    print('done', flush=True)"
)
BULK = {
    "import": [*PYTHON, "--db", "a.db", "import", "more.jsonl"],
    "merge database": [*PYTHON, "--db", "a.db", "merge", "other.db", "--json"],
    "merge tags": [*PYTHON, "--db", "a.db", "tags", "merge", "甲", "乙"],
    "delete tag": [*PYTHON, "--db", "a.db", "tags", "delete", "乙"],
    "tag all": [sys.executable, "-c", FILTER_WIDE.format(act="store.tag(ids, add=['丙', '丁/戊'])")],
    "delete all": [sys.executable, "-c", FILTER_WIDE.format(act="store.delete(ids)")],
    "undo": [*PYTHON, "--db", "a.db", "undo"],
}


def bulk_rounds(rounds: int, chance: random.Random) -> tuple[Counter[str], list[str]]:
    """Kill commands that change thousands of rows; how often the act was there or not, and what is wrong."""
    outcomes: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="crash-") as kept:
        base = Path(kept, "base")
        base.mkdir()
        a_base(base)
        env = environment(base) | {"PYTHONPATH": str(PROJECT)}
        took: dict[str, float] = {}
        used = list(BULK)[:rounds]
        for number in range(-len(used), rounds):
            name = used[number % len(used)]
            folder = Path(kept, "round")
            shutil.copytree(base, folder)
            begun = time.perf_counter()
            process = subprocess.Popen(BULK[name], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            if number < 0:
                _, said = process.communicate()
                took[name] = time.perf_counter() - begun
                if process.returncode:
                    wrong.append(f"{name} fails: {said.decode()}")
            else:
                time.sleep(chance.uniform(0.3, 1.15) * took[name])
                process.kill()
                out, _ = process.communicate()
                with sqlite3.connect(folder / "a.db") as conn:
                    acts = [row[0] for row in conn.execute("select undone from act order by seq")]
                conn.close()
                is_there = acts == [1] if name == "undo" else len(acts) == 2
                outcomes[f"{name}: {'there' if is_there else 'not there'}"] += 1
                wrong += [f"{name}, round {number}: {each.what}" for each in findings(folder / "a.db")]
                if out and not is_there:
                    wrong.append(f"{name}, round {number}: confirmed and lost")
            shutil.rmtree(folder)
    return outcomes, wrong


FILL = """
import sys
from pathlib import Path
from tui.annotations.model import Anchor, DocumentFacts, Mark
from tui.annotations.store import Store
from tui.errors import StoreProblem
facts = DocumentFacts("a.txt", "a", "0" * 64, "text", "utf-8")
text = "一二三四五六七八九十" * 10
size = int(sys.argv[1])
try:
    with Store(Path("a.db")) as store:
        for number in range(100000):
            note = f"{number} " + "山" * (number * 37 % 900)
            marks = [Mark(facts, Anchor(1, 9, text[1:9]), text, ("甲",), note)] * size
            print(*store.mark_many(marks), flush=True)
except StoreProblem as problem:
    print("told:", problem, flush=True)
    sys.exit(7)
"""


def disk_rounds(rounds: int, chance: random.Random) -> tuple[Counter[str], list[str]]:
    """Write until nothing more fits; how often it was told, and what is wrong."""
    outcomes: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(rounds):
        folder = Path(tempfile.mkdtemp(prefix="crash-"))
        size = chance.randint(200_000, 3_000_000)
        mounted = number % 2 == 0 and _mount(folder, size)
        limit = None if mounted else lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            done = subprocess.run(
                [sys.executable, "-c", FILL, str(chance.choice((1, 5, 200)))],
                cwd=folder, env=environment(folder) | {"PYTHONPATH": str(PROJECT)},
                capture_output=True, text=True, preexec_fn=limit, check=False,
            )  # fmt: skip
            kind = "a full disk" if mounted else "a limit on files"
            if done.returncode != 7 or "Traceback" in done.stderr:
                wrong.append(f"{kind}, round {number}: {done.returncode} {done.stderr[-300:]}")
            *lines, told = done.stdout.splitlines() or [""]
            outcomes[kind + (" told" if told.startswith("told:") else " not told")] += 1
            confirmed = {each for line in lines for each in line.split()}
            # The look goes at a copy: on the full disk there is no room for it.
            room = Path(tempfile.mkdtemp(prefix="crash-"))
            for file in folder.glob("a.db*"):
                shutil.copy(file, room)
            if (room / "a.db").exists():
                with sqlite3.connect(room / "a.db") as conn:
                    there = {row[0] for row in conn.execute("select id from highlight")}
                conn.close()
                wrong += [f"{kind}, round {number}: {each.what}" for each in findings(room / "a.db")]
                if lost := confirmed - there:
                    wrong.append(f"{kind}, round {number}: {len(lost)} confirmed and lost")
                outcomes["acts confirmed"] += len(lines)
            elif confirmed:
                wrong.append(f"{kind}, round {number}: the database is not there")
            shutil.rmtree(room)
        finally:
            if mounted:
                subprocess.run(["umount", str(folder)], check=True)
            shutil.rmtree(folder)
    return outcomes, wrong


def _mount(folder: Path, size: int) -> bool:
    if shutil.which("mount") is None or os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main(app: int, bulk: int, disk: int, seed: int) -> int:
    """Print what each kind of crash left; 1 if anything is wrong."""
    chance = random.Random(seed)
    confirmed, wrong = app_rounds(app, chance)
    print(f"app killed {app} times: {confirmed} acts confirmed by the screen, {len(wrong)} wrong", flush=True)
    for told, rounds in ((bulk_rounds, bulk), (disk_rounds, disk)):
        outcomes, more = told(rounds, chance)
        wrong += more
        print(f"{told.__name__.replace('_', ' ')}: {rounds}, {len(more)} wrong", flush=True)
        for outcome, count in sorted(outcomes.items()):
            print(f"  {outcome:28} {count}")
    for each in wrong[:40]:
        print("WRONG", each)
    return bool(wrong)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(given + [1000, 200, 100, 1][len(given) :])))
