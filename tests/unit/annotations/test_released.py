"""Databases that were made by every version that was released: kept as SQL, opened by this one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tui.annotations import schema
from tui.annotations.findings import findings
from tui.annotations.store import Store

from .making import TEXT, dump, facts, rows

RELEASED = sorted((Path(__file__).parent / "released").glob("v*.sql"))


@pytest.fixture(params=RELEASED, ids=lambda file: file.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "library" / "annotations.db"
    path.parent.mkdir()
    conn = sqlite3.connect(path)
    conn.executescript(request.param.read_text(encoding="utf-8"))
    conn.close()
    return path


def test_every_version_before_this_one_is_kept() -> None:
    assert [file.stem for file in RELEASED] == [f"v{number}" for number in range(1, schema.version())]


def test_an_old_database_is_brought_up_to_date_with_all_it_holds(old: Path) -> None:
    before = old.read_bytes()
    with Store(old) as store:
        assert store.document("访谈/一.txt").title == "访谈一"
        noted = next(q for q in store.quotes() if q.highlight.note == "第一条")
        assert noted.tags == ("模型/分化",)
        assert store.snapshot_text(noted.highlight.snapshot_id) == TEXT
        assert store.filters() == {"旧": "#模型"}
        assert len(store.quotes()) == 3
        paths = {store.codebook().paths[tag]: count for tag, count in store.subtree_counts().items()}
        assert paths == {"模型": 2, "模型/分化": 1}
        assert store.document_counts() == {"访谈/一.txt": 1, "二.txt": 1, "m.txt": 1}
    assert findings(old) == []
    assert rows(old, "pragma user_version") == [(schema.version(),)]
    (copy,) = (old.parent / "backups").iterdir()
    assert copy.read_bytes() != before, "a copy is written anew, page by page"
    conn = sqlite3.connect(copy)
    assert conn.execute("pragma user_version").fetchone()[0] < schema.version()
    conn.close()


def test_its_acts_can_be_undone_to_the_first_and_done_again(old: Path) -> None:
    with Store(old) as store:
        store.set_document_note(facts("二.txt"), "新")
    before = dump(old)
    with Store(old) as store:
        undone = 0
        while store.undo():
            undone += 1
        assert undone > 6
        assert not any(dump(old).values())
        while store.redo():
            undone -= 1
        assert undone == 0
    assert dump(old) == before
    assert findings(old) == []
