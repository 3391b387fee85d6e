"""Filters over a database of years: the first page and the counts, as the program gives them.

python bench/filters.py [highlights] [documents] [rounds] [file]        # 1000000 100000 200

The database is made by SQL with a fixed seed: 500 tags in three levels, three on each highlight; given a file, it is
made there once and used again.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import zlib
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "scripts")]

_TAGS = 500
_SPEAKERS = 300
_AT_ONCE = 20_000
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


if __name__ == "__main__":
    given = sys.argv[1:]
    make_database(Path(given[3]), int(given[0]), int(given[1]))
