from __future__ import annotations

import re
import sqlite3
import stat
from pathlib import Path

import pytest

from tui.annotations.backup import back_up
from tui.annotations.findings import findings
from tui.annotations.store import Store
from tui.errors import Misuse, NotFound, StoreProblem

from .making import TEXT, anchor, dump, facts, integrity


@pytest.fixture
def full(store: Store) -> Store:
    store.mark(facts(), anchor(), source_text=TEXT, tags=["甲/乙"])
    return store


def test_a_backup_of_an_open_database_is_whole_and_private(full: Store, path: Path) -> None:
    copy = back_up(path)
    assert re.fullmatch(r"annotations-\d{8}-\d{6}\.db", copy.name)
    assert copy.parent == path.parent / "backups"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert dump(copy) == dump(path)
    assert integrity(copy) == []
    with Store(copy) as again:
        assert [q.highlight for q in again.quotes()] == [q.highlight for q in full.quotes()]


def test_no_backup_is_ever_overwritten(full: Store, path: Path, tmp_path: Path) -> None:
    copies = [back_up(path) for _ in range(4)]
    assert len(set(copies)) == 4
    target = tmp_path / "mine.db"
    target.write_text("mine")
    with pytest.raises(Misuse, match="there already"):
        back_up(path, target)
    assert target.read_text() == "mine"
    assert back_up(path, tmp_path / "new" / "mine.db").exists()
    left = [*tmp_path.rglob("*.part"), *tmp_path.rglob(".*")]
    assert left == []


def test_there_must_be_something_to_copy(path: Path) -> None:
    with pytest.raises(NotFound):
        back_up(path)
    assert integrity(path) == []


def test_no_backup_is_made_of_a_damaged_database(full: Store, path: Path) -> None:
    for number in range(200):
        full.set_note(full.quotes()[0].highlight.id, str(number) * 100)
    full.close()
    data = bytearray(path.read_bytes())
    for at in range(len(data) - 4 * 4096, len(data), 4096):
        data[at + 8 : at + 4000] = b"\xff" * 3992
    path.write_bytes(data)
    with pytest.raises(StoreProblem, match="damaged"):
        back_up(path)
    assert list((path.parent / "backups").iterdir()) == []
    assert integrity(path) != []


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("pragma foreign_keys = off; delete from document", "row 1 of highlight refers to a row of document"),
        ("drop trigger snapshot_stays_same; update snapshot set text = x'00'", "snapshot .* is damaged"),
        (
            "update tag set parent_id = (select max(id) from tag) where parent_id is null",
            "2 tags hang below themselves",
        ),
        ("update tag_use set live = 7", "number of highlights is wrong for 1 tags"),
        ("update branch_use set live = 7", "number of highlights is wrong for 2 branches of tags"),
        ("update document_use set live = 7", "number of highlights is wrong for 1 documents"),
        ("update document set fields = '['", "1 documents have fields that cannot be read"),
        ("update act set forward = '['", "1 acts of the history cannot be read"),
        ("update highlight set note = 'x'", "1 rows are not what the history made of them"),
    ],
)
def test_integrity_names_what_is_wrong(full: Store, path: Path, sql: str, words: str) -> None:
    conn = sqlite3.connect(path)
    conn.executescript(sql)
    conn.close()
    assert any(re.search(words, finding) for finding in integrity(path))
    assert all(finding.do for finding in findings(path))
    with Store(path) as again:
        assert len(again.codebook().paths) == 2


def test_integrity_of_what_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("x")
    (finding,) = integrity(tmp_path / "x.db")
    assert "not a SQLite database" in finding
