"""Damaged databases of every kind: said in words, never written into, read out as far as that goes."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tui.annotations.findings import findings
from tui.annotations.model import Mark
from tui.annotations.salvage import salvage
from tui.annotations.store import Store
from tui.errors import Misuse, PizhuError, StoreProblem

from .making import TEXT, anchor, dump, facts

PAGE = 4096
HIGHLIGHTS = 240


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of some hundred pages, made once: long notes, free pages, deleted and undone things."""
    path = tmp_path_factory.mktemp("kept") / "annotations.db"
    chance = random.Random(1)
    with Store(path) as store:
        marks = []
        for number in range(HIGHLIGHTS):
            text = TEXT + str(number % 20)
            note = "长" * 3000 if number % 50 == 0 else f"记 {number}"
            tags = (f"类{number % 4}/码{number % 30}",)
            at = chance.randint(0, 20)
            marks.append(Mark(facts(f"{number % 20}.txt", text), anchor(at, at + 9, text), text, tags, note))
        ids = [identity for at in range(0, HIGHLIGHTS, 20) for identity in store.mark_many(marks[at : at + 20])]
        store.delete(ids[:3])
        store.mark(facts(), anchor(), source_text=TEXT, note="空" * 30000)
        store.undo()
    return path


@pytest.fixture
def made(kept: Path, tmp_path: Path) -> Path:
    path = tmp_path / "library" / "annotations.db"
    path.parent.mkdir()
    path.write_bytes(kept.read_bytes())
    return path


def pages(path: Path) -> dict[str, list[int]]:
    """Kind of page, as `table leaf highlight`, to its numbers from 1."""
    conn = sqlite3.connect(path)
    kinds: dict[str, list[int]] = {"free": []}
    seen = set()
    tables = {row[0] for row in conn.execute("select name from sqlite_master where type = 'table'")}
    for name, kind, number in conn.execute("select name, pagetype, pageno from dbstat"):
        what = "table" if name in tables or name == "sqlite_schema" else "index"
        kinds.setdefault(f"{what} {kind}", []).append(number)
        seen.add(number)
        if name == "highlight":
            kinds.setdefault(f"highlight {kind}", []).append(number)
    kinds["free"] = [n for n in range(2, conn.execute("pragma page_count").fetchone()[0] + 1) if n not in seen]
    conn.close()
    return {kind: numbers for kind, numbers in kinds.items() if numbers}


KINDS = (
    *("table leaf", "table internal", "table overflow", "index leaf", "index internal", "free"),
    *("highlight leaf", "highlight internal", "highlight overflow"),
)


def use(path: Path) -> str:
    """What a reader is told who opens the database, looks at all of it and writes into it; empty if nothing."""
    told = ""
    try:
        with Store(path) as store:
            store.quotes()
            store.document_counts()
            store.history()
            for document in store.documents():
                store.highlights(document.id)
                if document.snapshot_id:
                    store.snapshot_text(document.snapshot_id)
    except PizhuError as problem:
        told = problem.message if problem.hint else "nothing to do is said"
    assert told != "nothing to do is said"
    return told


@pytest.mark.parametrize(("kind", "spoiling"), zip(KINDS, itertools.cycle(("bits", "zeros", "noise", "zeros"))))
def test_a_damaged_page_is_told_untouched_and_read_around(made: Path, kind: str, spoiling: str) -> None:
    chance = random.Random(f"{kind}{spoiling}")
    number = chance.choice(pages(made)[kind])
    data = bytearray(made.read_bytes())
    at = (number - 1) * PAGE
    if spoiling == "bits":
        for _ in range(8):
            data[at + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
    elif spoiling == "zeros":
        data[at : at + PAGE] = bytes(PAGE)
    else:
        data[at : at + PAGE] = chance.randbytes(PAGE)
    made.write_bytes(data)
    use(made)
    found = findings(made)
    assert all(each.do for each in found)
    assert spoiling == "bits" or found or kind == "free"
    target = made.with_name("new.db")
    done = salvage(made, target)
    assert made.read_bytes() == data
    assert [p.name for p in made.parent.iterdir() if not p.name.startswith("new.db")] == [made.name]
    left = [each.what for each in findings(target) if "history" not in each.what]
    assert left == []
    with Store(target) as store:
        assert len(store.quotes()) >= (HIGHLIGHTS - 3) * 0.9
        assert sum(bool(quote.tags) for quote in store.quotes()) >= HIGHLIGHTS * 0.85
        store.create_tag("新的")
    assert done.read["act"] >= HIGHLIGHTS // 20 - 2


def test_a_whole_database_comes_out_as_it_was(made: Path) -> None:
    target = made.with_name("new.db")
    done = salvage(made, target)
    assert done.missing == []
    assert dump(target) == dump(made)
    assert findings(target) == []
    with Store(target) as store:
        undone = 0
        while store.undo():
            undone += 1
    assert undone == HIGHLIGHTS // 20 + 1
    with pytest.raises(Misuse):
        salvage(made, target)


def head_gone(data: bytearray) -> None:
    data[:100] = bytes(100)


def first_page_gone(data: bytearray) -> None:
    data[:PAGE] = bytes(PAGE)


def half(data: bytearray) -> None:
    del data[len(data) // 2 :]


def a_quarter_less(data: bytearray) -> None:
    del data[len(data) * 3 // 4 + 1000 :]


@pytest.mark.parametrize("spoil", [head_gone, first_page_gone, half, a_quarter_less])
def test_what_is_cut_off_or_has_no_head_is_read_out(made: Path, spoil: Callable[[bytearray], None]) -> None:
    data = bytearray(made.read_bytes())
    spoil(data)
    made.write_bytes(data)
    assert use(made)
    assert made.read_bytes() == data
    target = made.with_name("new.db")
    salvage(made, target)
    assert made.read_bytes() == data
    assert [each.what for each in findings(target) if "history" not in each.what] == []
    with Store(target) as store:
        assert len(store.quotes()) >= 30


@pytest.mark.parametrize("spoil", [lambda data: data.clear(), lambda data: data.__delitem__(slice(50, None))])
def test_where_nothing_can_be_read_that_is_said(
    made: Path, spoil: Callable[[bytearray], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    data = bytearray(made.read_bytes())
    spoil(data)
    made.write_bytes(data)
    assert use(made)
    with pytest.raises(StoreProblem, match="nothing can be read"):
        salvage(made, made.with_name("new.db"))
    assert made.read_bytes() == data
    assert [p.name for p in made.parent.iterdir()] == [made.name]


def test_a_newer_or_another_programs_database_is_not_read_out(made: Path) -> None:
    conn = sqlite3.connect(made)
    conn.execute("pragma user_version = 99")
    conn.execute("pragma journal_mode = delete")
    conn.close()
    assert "newer Pizhu" in use(made)
    with pytest.raises(StoreProblem, match="newer"):
        salvage(made, made.with_name("new.db"))
    conn = sqlite3.connect(made)
    conn.execute("pragma application_id = 99")
    conn.close()
    with pytest.raises(StoreProblem, match="another program"):
        salvage(made, made.with_name("new.db"))


def test_a_missing_log_loses_what_was_in_it_and_nothing_else(made: Path) -> None:
    store = Store(made)
    store.create_tag("未并入")
    raw = made.read_bytes()
    (made.parent / "cut").mkdir()
    cut = made.parent / "cut" / "annotations.db"
    cut.write_bytes(raw)
    with Store(cut) as again:
        assert "未并入" not in again.codebook().by_path
        assert len(again.quotes()) == HIGHLIGHTS - 3
    store.close()


def test_a_strange_log_is_not_played_into_the_database(made: Path) -> None:
    before = dump(made)
    made.with_name("annotations.db-wal").write_bytes(random.Random(1).randbytes(50_000))
    assert use(made) == ""
    assert dump(made) == before


def test_a_stale_journal_does_no_harm(made: Path) -> None:
    before = dump(made)
    made.with_name("annotations.db-journal").write_bytes(b"\0" * 5000)
    assert use(made) == ""
    assert dump(made) == before


@pytest.mark.parametrize("seed", range(6))
def test_random_damage_never_ends_in_a_traceback(made: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(made.read_bytes())
    for _ in range(chance.choice([1, 10, 100, 1000])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    made.write_bytes(data)
    use(made)
    findings(made)
    with suppress(StoreProblem):
        salvage(made, made.with_name("new.db"))
    assert made.read_bytes() == data


@pytest.mark.parametrize("which", [0, 1, -1])
def test_where_the_schema_is_gone_the_history_tells_all(made: Path, which: int) -> None:
    conn = sqlite3.connect(made)
    page = conn.execute("select pageno from dbstat where name = 'sqlite_schema' order by pageno").fetchall()[which][0]
    conn.close()
    before = dump(made)
    data = bytearray(made.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = b"\xff" * PAGE
    made.write_bytes(data)
    assert use(made)
    done = salvage(made, made.with_name("new.db"))
    assert done.missing == []
    assert done.read["highlight"] + done.rebuilt["highlight"] == HIGHLIGHTS
    assert dump(made.with_name("new.db")) == before
