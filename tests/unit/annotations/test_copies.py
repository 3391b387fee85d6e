"""Copies made unasked, their thinning, and what is put back."""

from __future__ import annotations

import os
import sqlite3
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tui.annotations import keeping
from tui.annotations.backup import back_up
from tui.annotations.copies import Copy, Kind, copies_of, superfluous
from tui.annotations.restoring import newest_undo, restore
from tui.annotations.store import Store
from tui.errors import Misuse, NotFound, StoreProblem

from .making import TEXT, a_mark, anchor, dump, facts, integrity


def copy(made: datetime, kind: Kind = Kind.DAILY) -> Copy:
    return Copy(Path(f"{made:%Y%m%d-%H%M%S}-{kind}"), made, kind)


def test_the_newest_and_one_of_each_day_week_and_month_stay() -> None:
    now = datetime(2026, 6, 15, 12)
    copies = [copy(now - timedelta(hours=hours)) for hours in range(0, 24 * 500, 6)]
    asked, damaged = copy(datetime(2020, 1, 1), Kind.ASKED), copy(datetime(2020, 1, 1), Kind.DAMAGED)
    gone = superfluous([*copies, asked, damaged], now)
    left = [each for each in copies if each not in gone]
    assert asked not in gone
    assert damaged not in gone
    assert left[:10] == copies[:10]
    assert len({each.made.date() for each in left if (now - each.made).days < 7}) == 7
    assert len({f"{each.made:%G%V}" for each in left if each.made >= datetime(2026, 5, 25)}) == 4
    assert {f"{each.made:%Y%m}" for each in left} == {f"2026{m:02}" for m in range(1, 7)} | {
        f"2025{m:02}" for m in range(7, 13)
    }
    assert len(left) < 10 + 7 + 4 + 12
    assert superfluous(left, now) == []


def age(path: Path) -> None:
    """Let all acts be of an earlier day."""
    conn = sqlite3.connect(path)
    conn.execute("update act set created = '2026-01-05T12:00:00.000Z'")
    conn.commit()
    conn.close()


def test_a_copy_is_made_on_the_first_act_of_a_day(store: Store, path: Path) -> None:
    store.create_tag("甲")
    store.create_tag("乙")
    assert copies_of(path) == []
    store.close()
    age(path)
    before = dump(path)
    with Store(path) as again:
        again.undo()
        again.create_tag("丙")
    (made,) = copies_of(path)
    assert made.kind is Kind.DAILY
    assert dump(made.path) == before
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    with Store(path) as again:
        again.create_tag("丁")
    assert copies_of(path) == [made]


def test_a_large_database_is_copied_beside_the_work(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_LARGE", 0)
    store.create_tag("甲")
    store.close()
    age(path)
    with Store(path) as again:
        again.create_tag("乙")
        again.create_tag("丙")
    (made,) = copies_of(path)
    assert integrity(made.path) == []


def test_a_copy_is_made_before_an_act_on_many(store: Store, path: Path) -> None:
    ids = store.mark_many([a_mark(start=number % 20, end=number % 20 + 2) for number in range(120)])
    assert copies_of(path) == []
    store.set_star(ids, True)
    store.tag(ids[:20], add=["甲"])
    (made,) = copies_of(path)
    assert made.kind is Kind.BULK
    with Store(made.path) as copied:
        assert not any(quote.highlight.starred for quote in copied.quotes())
    store.tag(ids, add=["甲"])
    store.merge_tags("甲", store.create_tag("乙").name)
    assert len(copies_of(path)) == 3


def test_a_copy_that_cannot_be_made_stops_no_act(store: Store, path: Path) -> None:
    store.create_tag("甲")
    store.close()
    age(path)
    (path.parent / "backups").write_text("in the way")
    with Store(path) as again:
        again.create_tag("乙")
        assert again.backup_problem is not None
        assert len(again.codebook()) == 2


@pytest.fixture
def two(store: Store, path: Path) -> tuple[Path, Path]:
    """A database and a backup of an earlier state."""
    kept = store.mark(facts(), anchor(), source_text=TEXT, tags=["甲"])
    lost = store.mark(facts(), anchor(2, 5), source_text=TEXT)
    copy = back_up(path)
    store.set_note(kept, "新")
    store.mark(facts(), anchor(12, 15), source_text=TEXT)
    with store._act("x") as recorder:
        recorder.delete("highlight", {"id": lost})
    store.close()
    return path, copy


def test_a_restore_says_what_it_does_and_can_be_undone(two: tuple[Path, Path]) -> None:
    path, copy = two
    before, then, raw = dump(path), dump(copy), copy.read_bytes()
    told = restore(path, copy, rehearse=True)
    assert dump(path) == before
    assert told.kept is None
    done = restore(path, copy)
    assert (len(done.lost), len(done.gained), done.changed, done.acts) == (1, 1, 1, 3)
    assert (told.lost, told.gained, told.changed) == (done.lost, done.gained, done.changed)
    assert dump(path) == then
    assert copy.read_bytes() == raw
    assert integrity(path) == []
    restore(path, newest_undo(path))
    assert dump(path) == before
    restore(path, newest_undo(path))
    assert dump(path) == then
    assert [p.name for p in path.parent.iterdir() if p.name != "backups"] == [path.name]


def test_an_open_program_goes_on_with_what_was_restored(two: tuple[Path, Path]) -> None:
    path, copy = two
    with Store(path) as open_elsewhere:
        assert len(open_elsewhere.quotes()) == 2
        assert open_elsewhere.document_counts() == {"访谈/一.txt": 2}
        before = open_elsewhere.version()
        restore(path, copy)
        assert open_elsewhere.version() != before
        assert [q.anchor.start for q in open_elsewhere.quotes()] == [2, 8]
        open_elsewhere.create_tag("乙")
        assert open_elsewhere.document_counts() == {"访谈/一.txt": 2}
    assert integrity(path) == []


def test_an_older_backup_is_brought_up_to_date(two: tuple[Path, Path], tmp_path: Path) -> None:
    path, _ = two
    old = tmp_path / "old.db"
    conn = sqlite3.connect(old)
    conn.executescript((Path(__file__).parent / "released" / "v1.sql").read_text(encoding="utf-8"))
    conn.close()
    raw = old.read_bytes()
    assert len(restore(path, old).gained) == 3
    assert integrity(path) == []
    assert old.read_bytes() == raw


def test_a_missing_database_is_restored(two: tuple[Path, Path]) -> None:
    path, copy = two
    path.unlink()
    assert restore(path, copy).kept is None
    assert dump(path) == dump(copy)


def spoil(path: Path) -> bytes:
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 4096):
        data[at : at + 64] = b"\xff" * 64
    path.write_bytes(data)
    return bytes(data)


def test_a_damaged_backup_is_refused(two: tuple[Path, Path], tmp_path: Path) -> None:
    path, copy = two
    before = dump(path)
    spoil(copy)
    with pytest.raises(StoreProblem, match="damaged"):
        restore(path, copy)
    (tmp_path / "text.db").write_text("x" * 5000)
    with pytest.raises(StoreProblem, match="not a SQLite"):
        restore(path, tmp_path / "text.db")
    with pytest.raises(NotFound):
        restore(path, tmp_path / "nothing.db")
    with pytest.raises(Misuse):
        restore(path, path)
    assert dump(path) == before
    assert not [p for p in path.parent.iterdir() if p.name.startswith(".")]


@pytest.mark.parametrize("size", [None, 0, 5000])
def test_a_damaged_database_is_kept_and_replaced(two: tuple[Path, Path], size: int | None) -> None:
    path, copy = two
    then = dump(copy)
    damaged = spoil(path)
    if size is not None:
        os.truncate(path, size)
        damaged = damaged[:size]
    done = restore(path, copy)
    assert done.damaged
    assert done.kept is not None
    assert done.kept.read_bytes() == damaged
    assert dump(path) == then


def test_another_programs_database_is_never_replaced(two: tuple[Path, Path], tmp_path: Path) -> None:
    _, copy = two
    other = tmp_path / "other.db"
    other.write_text("my letters, not a database" * 100)
    with pytest.raises(StoreProblem, match="not a SQLite"):
        restore(other, copy)
    assert other.read_text().startswith("my letters")
