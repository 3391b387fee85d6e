from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tui.annotations.store import Store
from tui.errors import PizhuError, StoreProblem

from .acting import Reader
from .making import TEXT, anchor, dump, facts, integrity


@pytest.mark.parametrize("seed", range(25))
def test_all_is_undone_and_redone_across_sessions(path: Path, seed: int) -> None:
    reader = Reader(seed)
    states = []
    with Store(path) as store:
        store.create_tag("甲/乙")
        store.undo()
    states.append(dump(path))
    for _ in range(6):
        with Store(path) as store:
            reader.store = store
            for _ in range(8):
                count = len(store.history(1000))
                before = dump(path)
                try:
                    reader.act()
                except (PizhuError, IndexError):
                    assert dump(path) == before
                more = len(store.history(1000)) - count
                assert more == (dump(path) != before)
                if more:
                    states.append(dump(path))
    assert integrity(path) == []
    for state in reversed(states[:-1]):
        with Store(path) as store:
            assert store.undo()
            assert dump(path) == state
    with Store(path) as store:
        assert store.undo() is None
        assert not any(dump(path).values())
        assert integrity(path) == []
        for state in states[1:]:
            assert store.redo()
            assert dump(path) == state
        assert store.redo() is None


def test_an_act_after_an_undo_leaves_the_undone_behind(store: Store) -> None:
    for name in "abc":
        store.create_tag(name)
    undone = store.undo()
    assert undone is not None
    assert (undone.what, undone.about, undone.undone, undone.redoable) == ("create_tag", "c", True, True)
    store.undo()
    store.create_tag("d")
    assert store.redo() is None
    assert [(a.about, a.undone, a.redoable) for a in store.history()] == [
        ("d", False, False),
        ("c", True, False),
        ("b", True, False),
        ("a", False, False),
    ]
    store.undo()
    redone = store.redo()
    assert redone is not None
    assert (redone.about, redone.undone) == ("d", False)
    store.undo()
    store.undo()
    assert store.undo() is None
    assert len(store.codebook()) == 0
    assert [a.about for a in (store.redo(), store.redo()) if a] == ["a", "d"]
    assert store.redo() is None
    assert len(store.history(2)) == 2


def test_undo_of_the_first_act_leaves_an_empty_valid_database(store: Store, path: Path) -> None:
    store.mark(facts(), anchor(), source_text=TEXT, tags=["甲/乙"])
    store.undo()
    assert store.quotes() == store.documents() == []
    assert len(store.codebook()) == 0
    assert integrity(path) == []


def change(path: Path, sql: str, *values: object) -> None:
    conn = sqlite3.connect(path)
    conn.execute(sql, values)
    conn.commit()
    conn.close()


def test_rows_that_another_program_changed_are_not_overwritten(store: Store, path: Path) -> None:
    identity = store.mark(facts(), anchor(), source_text=TEXT)
    store.set_note(identity, "一")
    change(path, "update highlight set note = '别人的'")
    before = dump(path)
    with pytest.raises(StoreProblem, match="changed by another program"):
        store.undo()
    assert dump(path) == before


@pytest.mark.parametrize(
    "entry",
    [
        "no json",
        "{}",
        "[1]",
        [{"table": "act", "key": {"seq": 1}, "row": None}],
        [{"table": "tag", "key": {"id": "x", "name": "y"}, "row": None}],
        [{"table": "tag", "key": {"id": "x"}, "row": {'name" = 1; --': "y"}}],
        [{"table": "tag", "key": {"id": "x"}, "row": {"name": [1]}}],
        [{"table": "tag", "key": {"id": True}, "row": None}],
        "[" * 100_000,
    ],
)
def test_a_forged_record_is_never_carried_out(store: Store, path: Path, entry: object) -> None:
    store.create_tag("甲")
    text = entry if isinstance(entry, str) else json.dumps(entry)
    change(path, "update act set forward = ?, backward = ?", text, text)
    with pytest.raises(StoreProblem):
        store.undo()
    assert len(store.codebook()) == 1
