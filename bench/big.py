"""Large libraries for measuring, by a fixed seed: a text with many highlights, or a million of them in small documents.

python bench/big.py text FOLDER MEGABYTES HIGHLIGHTS [dense|line]    # big.txt and annotations.db
python bench/big.py library FOLDER DOCUMENTS HIGHLIGHTS              # seeds/*.txt and annotations.db
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "scripts")]

TAGS = ("潮汐", "潮汐/观测", "守塔人", "守塔人/夜班", "雨", "门", "灯", "数字", "来信", "疑问", "方法", "方法/比较")
_WHEN = "2026-01-02T03:04:05.000Z"
_BATCH = 5000


def annotated(folder: Path, megabytes: float, highlights: int, how: str = "") -> Path:
    """A transcript with so many highlights, `big.txt`; the database lies beside it. Returns the transcript.

    `dense`: sixty to a page and overlapping, from the beginning on. `line`: all of the text stands on one line.
    """
    from make_transcript import make

    from tui.annotations.model import Mark
    from tui.library import Library

    text = make(megabytes)
    if how == "line":
        text = text.replace("\n", "") + "\n"
    path = folder / "big.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    from tui.annotations.anchor import describe
    from tui.errors import Misuse

    chance = random.Random(7)
    library = Library.open([path], database=folder / "annotations.db")
    entry = library.entries[0]
    transcript = library.transcript(entry)
    facts = library.facts(entry, transcript)
    step = 20 if how == "dense" else max(1, (len(transcript.text) - 200) // max(1, highlights))
    marks = []
    for number in range(highlights):
        start = number * step + chance.randrange(max(1, step // 2))
        if start + 80 > len(transcript.text):
            break
        try:
            anchor = describe(transcript, start, start + chance.randint(8, 70))
        except Misuse:
            continue  # a label, and nothing said
        tags = tuple(chance.sample(TAGS, chance.randint(1, 2)))
        marks.append(Mark(facts, anchor, transcript.text, tags))
    library.store.mark_many(marks)
    library.close()
    return path


def library_of(folder: Path, documents: int, highlights: int) -> Path:
    """`seeds/` with so many short transcripts, and a database with so many highlights in them. Returns the database.

    The rows are written by SQL, as the acts of years would take minutes; what they hold is what acts write.
    """
    from make_transcript import make

    from tui.annotations.anchor import describe
    from tui.annotations.connection import create
    from tui.annotations.ids import uuid7
    from tui.errors import Misuse
    from tui.transcript.decode import decode
    from tui.transcript.understand import understand

    database = folder / "annotations.db"
    create(database)
    conn = sqlite3.connect(database, isolation_level=None)
    conn.execute("pragma synchronous = off")
    chance = random.Random(11)
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    kinds = []
    for kind in range(40):
        data = make(0.012, seed=kind).encode()
        transcript = understand(decode(data))
        anchors = []
        while len(anchors) < 60:
            start = chance.randrange(len(transcript.text) - 60)
            try:
                anchors.append(describe(transcript, start, start + chance.randint(6, 50)))
            except Misuse:
                continue
        kinds.append((data, transcript, anchors))
    conn.execute("begin")
    ids = _tags(conn)
    rows = _rows(conn, kinds, seeds, documents, highlights, ids, chance, uuid7)
    while some := list(islice(rows, _BATCH)):
        conn.executemany(
            'insert into highlight (id, document_id, snapshot_id, start, "end", quote, prefix, suffix, speaker,'
            " start_ms, note, created, updated) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [row for row, _ in some],
        )
        conn.executemany(
            "insert into highlight_tag (highlight_id, tag_id, position, created) values (?, ?, ?, ?)",
            [(row[0], tag, place, _WHEN) for row, tags in some for place, tag in enumerate(tags)],
        )
    conn.execute("commit")
    conn.execute("pragma wal_checkpoint(truncate)")
    conn.close()
    return database


def _tags(conn: sqlite3.Connection) -> list[str]:
    from tui.annotations.ids import uuid7

    made: dict[str, str] = {}
    for number, path in enumerate(TAGS):
        parent, _, name = path.rpartition("/")
        made[path] = uuid7()
        conn.execute(
            "insert into tag (id, parent_id, name, letter, colour, created, updated) values (?, ?, ?, ?, ?, ?, ?)",
            (
                made[path],
                made.get(parent),
                name,
                chr(97 + number),
                ("red", "green", "blue", "amber")[number % 4],
                _WHEN,
                _WHEN,
            ),
        )
    return list(made.values())


def _rows(conn, kinds, seeds, documents, highlights, tags, chance, new_id) -> Iterator[tuple[tuple, list[str]]]:
    """The rows of the highlights with their tags; documents and snapshots are written on the way."""
    snapshots = {}
    for number in range(documents):
        data, transcript, anchors = kinds[number % len(kinds)]
        name = f"seeds/{number:05}.txt"
        (seeds / f"{number:05}.txt").write_bytes(data)
        if number < len(kinds):
            packed = transcript.text.encode()
            snapshots[number] = new_id()
            conn.execute(
                "insert into snapshot (id, sha256, characters, text, created) values (?, ?, ?, ?, ?)",
                (
                    snapshots[number],
                    hashlib.sha256(packed).hexdigest(),
                    len(transcript.text),
                    zlib.compress(packed),
                    _WHEN,
                ),
            )
        snapshot, document = snapshots[number % len(kinds)], new_id()
        conn.execute(
            "insert into document (id, path, title, sha256, format, encoding, snapshot_id, created, updated)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document,
                name,
                f"{number:05}",
                transcript.source.sha256,
                transcript.format,
                transcript.source.encoding,
                snapshot,
                _WHEN,
                _WHEN,
            ),
        )
        for _ in range(highlights * (number + 1) // documents - highlights * number // documents):
            it = chance.choice(anchors)
            row = (new_id(), document, snapshot, it.start, it.end, it.quote, it.prefix, it.suffix, it.speaker)
            yield (*row, it.start_ms, "", _WHEN, _WHEN), chance.sample(tags, chance.randint(1, 2))


if __name__ == "__main__":
    what, where, size, count = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    where.mkdir(parents=True, exist_ok=True)
    if what == "text":
        print(annotated(where, size, count, *sys.argv[5:6]))
    else:
        print(library_of(where, int(size), count))
