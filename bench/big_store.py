"""A database of years: how long opening, one act, undo and the counts of the sidebar take in it.

python bench/big_store.py [highlights] [documents] [rounds] [file]        # 1000000 100000 200

The database is made by acts of its own (in a fixed seed), so that its history is as long as it would be; given a
file, it is made there once and used again. Processor time and wall time, both in ms.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from harness import median_ms, quantile_ms

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tui.annotations.model import Anchor, DocumentFacts, Mark  # noqa: E402
from tui.annotations.store import Store  # noqa: E402

TAGS = 400
AT_ONCE = 1000
SHOWN = 60
"""Documents that a screen shows."""
WORDS = [
    "山",
    "水",
    "潮",
    "石",
    "月",
    "风",
    "书",
    "学",
    "问",
    "思",
    "模型",
    "数据",
    "任务",
    "方法",
    "自主",
    "分化",
    "对话",
    "阅读",
    "批注",
    "摘录",
]


@lru_cache(64)
def facts(number: int) -> tuple[DocumentFacts, str]:
    """A document with its text, always the same for one number."""
    chance = random.Random(number)
    text = f"{number}：" + "".join(chance.choices(WORDS, k=120))
    name = f"访谈/{number // 500:03}/{number:06}.txt"
    return DocumentFacts(name, name, sha256(text.encode()).hexdigest(), "text", "utf-8"), text


def tag_paths() -> list[str]:
    """A codebook of three levels."""
    return [f"类{n % 8}/组{n % 40}/码{n}" for n in range(TAGS)]


def a_mark(chance: random.Random, number: int, paths: list[str]) -> Mark:
    """A highlight in the document of this number, with up to three tags, more of the first ones."""
    document, text = facts(number)
    start = chance.randrange(len(text) - 30)
    end = start + chance.randint(4, 30)
    anchor = Anchor(start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32], "甲", start)
    tags = tuple({paths[int(TAGS * chance.random() ** 2)] for _ in range(chance.randint(0, 3))})
    return Mark(document, anchor, text, tags, "看这里。" if chance.random() < 0.1 else "", chance.random() < 0.05)


def make(path: Path, highlights: int, documents: int) -> None:
    """Make the database. Raises StoreProblem."""
    chance, paths = random.Random(1), tag_paths()
    begun, made = time.perf_counter(), 0
    with Store(path) as store:
        for tag in paths:
            store.create_tag(tag)
        while made < highlights:
            some = range(made, min(made + AT_ONCE, highlights))
            store.mark_many([a_mark(chance, number * documents // highlights, paths) for number in some])
            made += len(some)
    took = time.perf_counter() - begun
    print(f"made in {took:.0f} s, {path.stat().st_size / 1e6:.0f} MB", flush=True)


def timed(what: str, rounds: int, act: Callable[[int], object]) -> None:
    """Print how long `act` takes."""
    walls, used = [], []
    for number in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        act(number)
        used.append(time.process_time() - cpu)
        walls.append(time.perf_counter() - wall)
    p50, p95 = median_ms(walls), quantile_ms(walls, 0.95)
    print(
        f"{what:34} p50 {p50:7.1f}  p95 {p95:7.1f}   cpu p50 {median_ms(used):6.1f}  p95 {quantile_ms(used, 0.95):6.1f}"
        f"   first {walls[0] * 1000:7.1f}",
        flush=True,
    )


def main(highlights: int, documents: int, rounds: int, path: Path) -> None:
    """Print the times."""
    if not path.exists():
        make(path, highlights, documents)
    chance, paths = random.Random(2), tag_paths()

    def opened(_: int) -> None:
        with Store(path) as store:
            store.document(facts(chance.randrange(documents))[0].path)

    def counts(store: Store) -> None:
        store.codebook()
        store.recent_tag_ids()
        store.subtree_counts()
        store.highlight_count()
        by_document = store.document_counts()
        for number in range(SHOWN):
            by_document.get(facts(number)[0].path)

    timed("opening", rounds, opened)
    with Store(path) as store:
        marks = [a_mark(chance, chance.randrange(documents), paths) for _ in range(rounds)]
        ids: list[str] = []
        timed("the sidebar's counts, at rest", rounds, lambda _: counts(store))

        def mark(number: int) -> None:
            one = marks[number]
            ids.append(store.mark(one.document, one.anchor, source_text=one.source_text, tags=one.tags))

        timed("a highlight with tags", rounds, mark)
        timed("a tag put on", rounds, lambda n: store.tag([ids[n]], add=[paths[n % TAGS]]))
        timed("a note", rounds, lambda n: store.set_note(ids[n], f"记 {n}"))
        timed("a deletion", rounds, lambda n: store.delete([ids[n]]))
        timed("undo", rounds * 3, lambda _: store.undo())
        timed("redo", rounds, lambda _: store.redo())

        with Store(path) as other:
            walls = []
            for number in range(rounds):
                other.set_star([ids[number % (rounds // 2)]], number < rounds // 2)
                begun = time.perf_counter()
                counts(store)
                walls.append(time.perf_counter() - begun)
        p50, p95 = median_ms(walls), quantile_ms(walls, 0.95)
        print(f"{'the counts, after an act elsewhere':34} p50 {p50:7.1f}  p95 {p95:7.1f}")
        timed("the history's last 50", rounds, lambda _: store.history(50))


if __name__ == "__main__":
    given = sys.argv[1:]
    numbers = [int(word) for word in given[:3]] + [1_000_000, 100_000, 200][len(given[:3]) :]
    with tempfile.TemporaryDirectory() as folder:
        main(numbers[0], numbers[1], numbers[2], Path(given[3]) if len(given) > 3 else Path(folder, "big.db"))
