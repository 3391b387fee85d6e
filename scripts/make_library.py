"""A large library for measurements: many small documents, and a database full of highlights, the same every time.

python scripts/make_library.py FOLDER [DOCUMENTS] [HIGHLIGHTS]
"""

from __future__ import annotations

import random
import sqlite3
import sys
from hashlib import sha256
from pathlib import Path
from zlib import compress

from make_transcript import make

from tui.annotations.connection import create

_TAGS = 60
_AT_ONCE = 50_000
_STAMP = "2026-01-01T00:00:00.000Z"


def make_library(folder: Path, documents: int = 10_000, highlights: int = 1_000_000, seed: int = 1) -> Path:
    """Fill `folder` with texts and an `annotations.db`; returns the database's path."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"talk-{number:05}.txt" for number in range(documents)]
    text = make(0.004, seed)
    for name in names:
        (folder / name).write_text(text, encoding="utf-8")
    database = folder / "annotations.db"
    create(database)
    conn = sqlite3.connect(database, isolation_level=None)
    conn.execute("pragma synchronous = off")
    conn.execute("begin")
    _fill(conn, chance, names, highlights, text)
    conn.execute("commit")
    conn.execute("analyze")
    conn.execute("pragma wal_checkpoint(truncate)").fetchall()
    conn.close()
    return database


def _fill(conn: sqlite3.Connection, chance: random.Random, names: list[str], highlights: int, text: str) -> None:
    digest = sha256(text.encode()).hexdigest()
    conn.execute("insert into snapshot values ('s', ?, ?, ?, ?)", (digest, len(text), compress(text.encode()), _STAMP))
    rows = ((name, name, name, digest, "dialogue", "utf-8", "s", _STAMP, _STAMP) for name in names)
    columns = "id, path, title, sha256, format, encoding, snapshot_id, created, updated"
    conn.executemany(f"insert into document ({columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    tags = [
        (f"t{n:02}", f"t{n // 6 * 6:02}" if n % 6 else None, f"tag {n}", "green", _STAMP, _STAMP) for n in range(_TAGS)
    ]
    conn.executemany("insert into tag (id, parent_id, name, colour, created, updated) values (?, ?, ?, ?, ?, ?)", tags)
    for first in range(0, highlights, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, highlights))
        conn.executemany(
            'insert into highlight (id, document_id, snapshot_id, start, "end", quote, speaker, created, updated)'
            " values (?, ?, 's', ?, ?, ?, ?, ?, ?)",
            [_highlight(number, chance, names, text) for number in numbers],
        )
        links = [(f"h{number:07}", chance.choice(tags)[0], 0, _STAMP) for number in numbers]
        conn.executemany("insert into highlight_tag values (?, ?, ?, ?)", links)


def _highlight(number: int, chance: random.Random, names: list[str], text: str) -> tuple[object, ...]:
    start = chance.randrange(len(text) - 20)
    quote = text[start : start + 12]
    return f"h{number:07}", chance.choice(names), start, start + len(quote), quote, "林岚", _STAMP, _STAMP


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[2:]]
    print(make_library(Path(sys.argv[1]), *numbers))
