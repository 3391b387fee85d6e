"""Filters over a database of years: the first page and the counts, as the program gives them.

python bench/filters.py [highlights] [documents] [rounds] [file]        # 1000000 100000 200

The database is made by SQL with a fixed seed: 500 tags in three levels, three on each highlight; given a file, it is
made there once and used again. The cache is a folder of its own, empty at first. Last, what programs take that are
started anew: each asks one filter for its first page and its counts.
"""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from harness import median_ms, quantile_ms

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "scripts")]

from tui.annotations.store import Store  # noqa: E402

_TAGS = 500
_SPEAKERS = 300
_SHOWN = 60
"""Documents that a screen shows."""
_AT_ONCE = 20_000
_STARTED = 12
"""So many programs are started for each kind of filter."""
_FIRST_DAY = datetime(2023, 1, 1, tzinfo=UTC)


def make_database(path: Path, highlights: int, documents: int) -> None:
    """An `annotations.db` with so many highlights; the triggers stand aside while it is filled, and count after."""
    from make_transcript import make

    from tui.annotations import schema
    from tui.annotations.connection import create
    from tui.annotations.counting import LIVE_BELOW

    chance = random.Random(5)
    text = make(4.0, seed=3)
    create(path)
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("pragma synchronous = off")
    conn.execute("begin")
    triggers = conn.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    for name, _ in triggers:
        conn.execute(f"drop trigger {name}")
    _fill(conn, chance, text, highlights, documents)
    conn.execute("insert into tag_use select tag_id, count(*) from highlight_tag group by tag_id")
    conn.execute("insert into branch_use (tag_id, live) select id, 0 from tag")
    conn.execute(f"update branch_use set live = {LIVE_BELOW}")
    conn.execute(
        "insert into document_use (document_id, path, live) select id, path,"
        " (select count(*) from highlight where document_id = document.id) from document"
    )
    for _, sql in triggers:
        conn.execute(sql)
    conn.execute("commit")
    conn.execute(f"pragma user_version = {schema.version()}")
    conn.execute("analyze")
    conn.execute("pragma wal_checkpoint(truncate)").fetchall()
    conn.close()


def _fill(conn: sqlite3.Connection, chance: random.Random, text: str, highlights: int, documents: int) -> None:
    from tui.annotations.ids import uuid7

    stamp = "2023-01-01T00:00:00.000Z"
    packed = text[:4000].encode()
    digest = sha256(packed).hexdigest()
    conn.execute("insert into snapshot values ('s', ?, ?, ?, ?)", (digest, 4000, zlib.compress(packed), stamp))
    tags = tag_paths()
    ids: dict[str, str] = {}
    for path in tags:
        ids[path] = uuid7()
        parent, _, name = path.rpartition("/")
        conn.execute(
            "insert into tag (id, parent_id, name, colour, created, updated) values (?, ?, ?, 'green', ?, ?)",
            (ids[path], ids.get(parent), name, stamp, stamp),
        )
    # The few tags that are used always, and the many that are used now and then.
    weights = [1 / (rank + 2) for rank in range(len(tags))]
    order = list(ids.values())
    chance.shuffle(order)
    put = chance.choices(order, weights, k=highlights * 4)
    rows: list[tuple[object, ...]] = []
    links: list[tuple[object, ...]] = []

    def flush() -> None:
        conn.executemany(
            'insert into highlight (id, document_id, snapshot_id, start, "end", quote, prefix, suffix, speaker, note,'
            " starred, author, state, created, updated) values (?, ?, 's', ?, ?, ?, '', '', ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        conn.executemany("insert into highlight_tag values (?, ?, ?, ?)", links)
        rows.clear()
        links.clear()

    at = 0
    for number in range(documents):
        document = uuid7()
        conn.execute(
            "insert into document (id, path, title, sha256, format, encoding, snapshot_id, created, updated)"
            " values (?, ?, ?, ?, 'dialogue', 'utf-8', 's', ?, ?)",
            (document, f"talks/{number % 97:02}/{number:06}.txt", f"谈话 {number}", digest, stamp, stamp),
        )
        voices = [f"讲者{chance.randrange(_SPEAKERS):03}" for _ in range(3)]
        for _ in range(highlights * (number + 1) // documents - highlights * number // documents):
            start = chance.randrange(0, 3900)
            where = chance.randrange(len(text) - 60)
            quote = text[where : where + chance.randint(6, 50)].replace("\n", " ").strip() or "。"
            when = (_FIRST_DAY + timedelta(minutes=chance.randrange(1_500_000))).strftime("%Y-%m-%dT%H:%M:%S.000Z")
            note = text[where + 60 : where + 80].strip() if chance.random() < 0.05 else ""
            key = uuid7()
            state = chance.choices(("exact", "moved", "changed", "lost"), (90, 6, 3, 1))[0]
            author = chance.choice(("", "", "甲", "乙"))
            rows.append(
                (
                    *(key, document, start, start + len(quote), quote, chance.choice(voices), note),
                    *(int(chance.random() < 0.1), author, state, when, when),
                )
            )
            mine: dict[str, None] = {}
            while len(mine) < 3:
                mine[put[at % len(put)]] = None
                at += 1
            links.extend((key, tag, place, stamp) for place, tag in enumerate(mine))
        if len(rows) > _AT_ONCE:
            flush()
    flush()


def tag_paths() -> list[str]:
    """Five hundred tags in three levels, parents first."""
    paths: list[str] = []
    for top in range(20):
        paths.append(f"主题{top:02}")
        for middle in range(4):
            paths.append(f"主题{top:02}/方面{middle}")
            paths += [f"主题{top:02}/方面{middle}/点{low}" for low in range(5)]
    return paths[:_TAGS]


def any_filter(chance: random.Random, text: str) -> str:
    """A filter of one to five terms, of all kinds that a database can answer by itself."""
    tags, rank = tag_paths(), list(range(_TAGS))

    def tag() -> str:
        return f"#{chance.choices(tags, [1 / (n + 2) for n in rank])[0]}{chance.choice(('', '', '!'))}"

    def words() -> str:
        at = chance.randrange(len(text) - 8)
        said = "".join(char for char in text[at : at + chance.choice((1, 2, 2, 3, 4, 8))] if char.isalnum())
        return f'"{said or "不在这里"}"'

    def day() -> str:
        return (_FIRST_DAY + timedelta(days=chance.randrange(1000))).date().isoformat()

    def term() -> str:
        kinds = {
            tag: 40,
            words: 14,
            lambda: f"@讲者{chance.randrange(_SPEAKERS):03}": 8,
            lambda: f"@讲者{chance.randrange(10)}": 3,
            lambda: f"note:{words()}": 3,
            lambda: f"after:{day()}": 5,
            lambda: f"before:{day()}": 3,
            lambda: f"on:{day()}": 2,
            lambda: chance.choice(("is:starred", "has:note", "is:moved", "is:lost", "by:甲")): 8,
            lambda: f"doc:talks/{chance.randrange(97):02}/*": 3,
            lambda: f"doc:{chance.randrange(100_000):06}": 2,
            lambda: f"{tag()} && {tag()}": 4,
            lambda: f"near({tag()}, {tag()}, {chance.choice((50, 200, 500))}chars)": 5,
        }
        return chance.choices(list(kinds), list(kinds.values()))[0]()

    parts = [term() for _ in range(chance.randint(1, 5))]
    parts = [f"({part})" if "&&" in part else part for part in parts]
    parts = [f"-{part}" if chance.random() < 0.2 else part for part in parts]
    how = chance.random()
    if how < 0.6 or len(parts) < 3:
        return " ".join(parts)
    if how < 0.75:
        return " OR ".join(parts)
    return f"{parts[0]} ({' OR '.join(parts[1:3])}) {' '.join(parts[3:])}".strip()


def told(what: str, walls: list[float], used: list[float]) -> None:
    """Print the times."""
    print(
        f"{what:30} p50 {median_ms(walls):7.1f}  p95 {quantile_ms(walls, 0.95):7.1f}  max {max(walls) * 1000:7.1f}"
        f"   cpu p50 {median_ms(used):6.1f}  p95 {quantile_ms(used, 0.95):6.1f}",
        flush=True,
    )


def main(highlights: int, documents: int, rounds: int, path: Path) -> None:
    """Print the times."""
    from make_transcript import make

    from tui.annotations.model import Codebook
    from tui.chunks import FOLDER
    from tui.gathering import Gathering
    from tui.paths import cache_file
    from tui.search.filters import Everything, Filter
    from tui.search.indexfile import size_of
    from tui.search.tally import Tally

    if not path.exists():
        make_database(path, highlights, documents)
    chance, text = random.Random(9), make(4.0, seed=3)
    with Store(path) as store:
        gathering = Gathering(store, lambda document, highlight: None)
        filters = [gathering.read(any_filter(chance, text)) for _ in range(rounds)]
        begun = time.process_time(), time.perf_counter()
        gathering.page(filters[0])
        print(f"the first page, nothing read yet: {(time.perf_counter() - begun[1]) * 1000:.0f} ms")
        gathering.tally(Everything())
        gathering.tally(gathering.read("不在这里"))
        wall, cpu = time.perf_counter() - begun[1], time.process_time() - begun[0]
        print(f"all chunks read and folded: {wall:.1f} s, {cpu:.1f} s of the processor, {memory():.0f} MB resident")

        def timed(what: str, ask: Callable[[Filter], object]) -> None:
            walls, used = [], []
            for each in filters:
                begun = time.process_time(), time.perf_counter()
                ask(each)
                walls.append(time.perf_counter() - begun[1])
                used.append(time.process_time() - begun[0])
            told(what, walls, used)
            for took, each in sorted(zip(used, filters, strict=True), key=lambda pair: -pair[0])[:3]:
                print(f"    {took * 1000:7.1f} of the processor: {each}")

        def counted(filter_: Filter) -> None:
            tally = gathering.tally(filter_)
            assert tally is not None
            for number in range(_SHOWN):
                tally.documents.get(f"talks/{number:02}/{number:06}.txt", 0)

        timed("the first page", gathering.page)
        timed("the counts of a sidebar", counted)
        timed("and of all speakers", lambda each: (gathering.tally(each) or Tally(Codebook())).speakers)
        few = sorted(store.tag_counts().items(), key=lambda pair: pair[1])
        paths = store.codebook().paths
        begun_anew(path, "few have the tag, nothing kept", [f"#{paths[key]}!" for key, _ in few[:_STARTED]])
        begun_anew(path, "words, nothing kept", ["不在这里"])
        begun = time.process_time(), time.perf_counter()
        gathering.keep()
        wall, cpu = time.perf_counter() - begun[1], time.process_time() - begun[0]
        size = size_of(cache_file(FOLDER, path)) / 1e6
        print(f"all chunks kept: {wall:.1f} s, {cpu:.1f} s of the processor, {size:.0f} MB")
        begun_anew(path, "words, all kept", [any_words(chance, text) for _ in range(_STARTED)])
        begun_anew(path, "any filter, all kept", [str(each) for each in filters[:_STARTED]])


def begun_anew(path: Path, what: str, filters: list[str]) -> None:
    """Print what programs take that ask one filter each."""
    told_by = []
    for each in filters:
        ran = subprocess.run([sys.executable, __file__, "--one", str(path), each], stdout=subprocess.PIPE, check=True)
        told_by.append([float(word) for word in ran.stdout.split()])
    page, counts = ([took[at] for took in told_by] for at in (0, 1))
    print(
        f"begun anew, {what:32} cpu: first page p50 {median_ms(page):7.0f}  max {max(page) * 1000:7.0f}"
        f"   with counts p50 {median_ms(counts):7.0f}  max {max(counts) * 1000:7.0f}",
        flush=True,
    )


def ask_one(path: Path, text: str) -> None:
    """Print the seconds of the processor from the start to the first page, and to the counts."""
    from tui.gathering import Gathering

    with Store(path) as store:
        gathering = Gathering(store, lambda document, highlight: None)
        filter_ = gathering.read(text)
        gathering.page(filter_)
        page = time.process_time()
        gathering.tally(filter_)
        print(page, time.process_time())


def any_words(chance: random.Random, text: str) -> str:
    """Words that stand in few highlights."""
    at = chance.randrange(len(text) - 20)
    return f'"{"".join(char for char in text[at : at + 16] if char.isalnum())[:6]}"'


def memory() -> float:
    """Megabytes resident."""
    match = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(match[1]) / 1024 if match else 0.0


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == ["--one"]:
        ask_one(Path(given[1]), given[2])
        sys.exit()
    numbers = [int(word) for word in given[:3]] + [1_000_000, 100_000, 200][len(given[:3]) :]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        main(numbers[0], numbers[1], numbers[2], Path(given[3]) if len(given) > 3 else Path(folder, "big.db"))
