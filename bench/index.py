"""The full-text index at scale: what building it takes, what questions take, and whether the answers are all there is.

python bench/index.py FOLDER [DOCUMENTS] [QUERIES]    # the talks of scripts/make_corpus.py, made there if need be

Times are processor time of this process, so that other work on the machine makes no difference; those of ripgrep are
its processor time and the wall's. What is indexed is each file's text as it is: what it takes to understand a
transcript is no part of it.
"""

from __future__ import annotations

import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TypeVar

from harness import quantile

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "scripts")]

from make_corpus import files, make  # noqa: E402

from tui.search.classes import ready, search_fold  # noqa: E402
from tui.search.everywhere import holdings  # noqa: E402
from tui.search.fulltext import FullText, Stamp  # noqa: E402
from tui.search.indexfile import SCANNED, remove  # noqa: E402
from tui.search.tokens import compact  # noqa: E402
from tui.search.wanted import Kind, Wanted  # noqa: E402
from tui.transcript.reading import Reading  # noqa: E402
from tui.transcript.script import Script, convert  # noqa: E402

T = TypeVar("T")
FIRST = 50
COMPARED = 20_000
"""Documents up to which all answers are compared with those of a search by force, which takes its time."""
LATIN = ("transformer", "openai", "scaling law", "gpt", "self-play", "xyzzy", "prompt", "iphone 15", "o", "ag")
MIXED = ("GPT-4o，", "AI 和", "3D的", "2024年", "的API", "，我们", "。", "agent，我")
ABSENT = ("鑫淼垚焱", "螢火蟲的麒麟", "qqzz", "我们我们我们我们")


def clocked(act: Callable[[], T]) -> tuple[T, float]:
    """What comes of an act, and its processor time in ms."""
    begun = time.process_time()
    value = act()
    return value, (time.process_time() - begun) * 1000


def build(path: Path, paths: list[Path], scanned: int) -> None:
    """Make the index, or go on where an interrupted one ended, and print what it took."""
    taken = 0.0
    size = 0
    texts = FullText(path, scanned=scanned)
    known = texts.known()
    for file in paths:
        if file.name in known:
            continue
        text = file.read_text(encoding="utf-8")
        size += len(text.encode())
        reading = Reading(text)
        taken += clocked(lambda name=file.name, its=reading: texts.keep(name, Stamp(1, 1, ""), "", its))[1]
    taken += clocked(texts.write)[1]
    folded = texts.extent().text
    texts.close()
    print(
        f"built: {len(paths) - len(known):,} of {len(paths):,} documents, {size / 1e6:,.1f} MB"
        f" in {taken / 1000:,.1f} s: {size / max(taken, 1) / 1000:.2f} MB/s"
    )
    conn = sqlite3.connect(path)
    said = conn.execute("select sum(length(text) + length(map)) from said").fetchone()[0]
    table = conn.execute("select sum(pgsize) from dbstat where name like 'ft%'").fetchone()[0] or 0
    conn.close()
    print(
        f"FTS5 table {table / 1e6:,.1f} MB, {table / folded:.2f} of the folded text ({folded / 1e6:,.1f} MB);"
        f" texts kept {said / 1e6:,.1f} MB; file {path.stat().st_size / 1e6:,.1f} MB"
    )


def questions(paths: list[Path], count: int) -> dict[str, list[str]]:
    """Texts to be found, by kind."""
    chance = random.Random(3)
    asked: dict[str, list[str]] = {}
    for length in (1, 2, 3, 4, 8):
        its: list[str] = []
        while len(its) < count:
            text = chance.choice(paths).read_text(encoding="utf-8")
            start = chance.randrange(len(text))
            piece = text[start : start + length]
            if len(piece) == length and all(char >= "\u3400" and char.isalpha() for char in piece):
                its.append(convert(piece, chance.choice(tuple(Script))))
        asked[f"{length} Han"] = its
    return {**asked, "Latin": list(LATIN), "mixed, signs": list(MIXED), "absent": list(ABSENT)}


def ask(texts: FullText, asked: dict[str, list[str]], data: bytes | None) -> list[str]:
    """Ask all, print the times, compare with the search by force in `data`; gives the words with fewer than 1,000
    documents."""
    rare: list[str] = []
    for kind, its in asked.items():
        first: list[float] = []
        whole: list[float] = []
        for text in its:
            wanted = Wanted(Kind.TEXT, text)
            found, taken = clocked(lambda w=wanted: list(islice(holdings(texts, w), FIRST)))
            first.append(taken)
            counted, taken = clocked(lambda w=wanted: texts.count(w))
            whole.append(taken)
            there = counted if data is None else force(data, compact(text).encode())
            assert counted == there, (text, counted, there)
            assert len(found) == min(FIRST, there), (text, len(found), there)
            for each in found:
                for start, end in each.hits.spans:
                    assert compact(each.hits.reading.text[start:end]) == compact(text), (text, each.name, start)
            if 0 < there < 1000 and len(text) > 1 and search_fold(text).text.isalnum():
                rare.append(text)
        print(
            f"{kind:13} first {FIRST}: p50 {quantile(first, 0.5):7.2f} p95 {quantile(first, 0.95):7.2f} ms;"
            f" count: p50 {quantile(whole, 0.5):7.2f} p95 {quantile(whole, 0.95):7.2f} worst {max(whole):7.2f} ms"
        )
    return rare


def force(data: bytes, form: bytes) -> int:
    """How many texts hold the form."""
    count, at = 0, data.find(form)
    while at >= 0:
        count += 1
        behind = data.find(b"\xff", at)
        at = data.find(form, behind)
    return count


def against_ripgrep(texts: FullText, folder: Path, rare: list[str]) -> None:
    """The same questions to ripgrep, which looks for the text as it is typed alone."""
    if shutil.which("rg") is None:
        print("no ripgrep here")
        return
    ours: list[float] = []
    walls: list[float] = []
    theirs: list[float] = []
    for text in rare:
        wanted = Wanted(Kind.TEXT, text)
        ours.append(clocked(lambda w=wanted: list(holdings(texts, w)))[1])
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(["rg", "-F", "-o", "-n", text, str(folder)], stdout=subprocess.DEVNULL, check=False)
        walls.append((time.perf_counter() - begun) * 1000)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        theirs.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    print(
        f"{len(rare)} words in fewer than 1,000 documents, all hits: ours p50 {quantile(ours, 0.5):.1f} "
        f"p95 {quantile(ours, 0.95):.1f} ms; ripgrep p50 {quantile(theirs, 0.5):.0f} ms of processor, "
        f"{quantile(walls, 0.5):.0f} ms wall: {quantile(theirs, 0.5) / quantile(ours, 0.5):.0f} times"
    )


def scan_only(path: Path, paths: list[Path]) -> None:
    """What a look through takes where there is no FTS5 table yet: as many texts as may be."""
    size = 0
    some: list[Path] = []
    for file in paths:
        size += file.stat().st_size
        if size > SCANNED * 1.02:
            break
        some.append(file)
    build(path, some, SCANNED)
    texts = FullText(path)
    for text in ("鑫淼垚焱", "𠮷", "鑫", "xyzzy", "我们我们我们"):
        wanted = Wanted(Kind.TEXT, text)
        taken = [clocked(lambda w=wanted: texts.count(w)) for _ in range(3)]
        print(f"scan of {texts.extent().text / 1e6:.1f} MB for {text}: {min(each for _, each in taken):.1f} ms")
    texts.close()


def main(folder: Path, documents: int, count: int) -> None:
    """Print what all of that takes."""
    ready()
    make(folder, documents)
    paths = list(files(folder, documents))
    path = folder.parent / "bench-index.db"
    build(path, paths, 0)
    texts = FullText(path, scanned=0)
    data = None
    if documents <= COMPARED:
        data = b"\xff".join([*(compact(file.read_text(encoding="utf-8")).encode() for file in paths), b""])
    rare = ask(texts, questions(paths, count), data)
    del data
    against_ripgrep(texts, folder, random.Random(5).sample(rare, min(20, len(rare))))
    texts.close()
    remove(path)
    scan_only(path, paths)
    remove(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(arg) for arg in sys.argv[2:4] or ("11000",)), *(() if len(sys.argv) > 3 else (30,)))
