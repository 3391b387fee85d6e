from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.annotations.backup import integrity
from tui.annotations.model import AnchorState, Placed
from tui.annotations.store import Store
from tui.errors import PizhuError, StoreProblem

from .making import TEXT, a_mark, anchor, dump, facts

NAMES = ("甲", "乙", "丙", "A", "b")


class Reader:
    """Does random acts; what cannot be done is refused, and must then have changed nothing."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.store: Store

    def some_path(self) -> str:
        paths = self.store.codebook().sorted_paths()
        if paths and self.random.random() < 0.7:
            return self.random.choice(paths)
        return "/".join(self.random.choices(NAMES, k=self.random.randint(1, 3)))

    def some_ids(self) -> list[str]:
        ids = [quote.highlight.id for quote in self.store.quotes()]
        return self.random.sample(ids, min(len(ids), self.random.randint(1, 3)))

    def act(self) -> None:
        pick, store, path = self.random, self.store, self.some_path
        start = pick.randint(0, len(TEXT) - 3)
        span = anchor(start, start + 2)
        document = facts(f"{pick.randint(1, 3)}.txt", TEXT * pick.randint(1, 2))
        ids = self.some_ids()
        acts: list[Callable[[], object]] = [
            lambda: store.mark(document, span, source_text=TEXT, tags=[path(), path()], note="x"),
            lambda: store.mark_many([a_mark("m.txt", 1, 3, [path()]), a_mark("n.txt", 2, 4)]),
            lambda: store.tag(ids, add=[path(), path()]),
            lambda: store.tag(ids, add=[path()], remove=[path()]),
            lambda: store.set_note(ids[0], str(pick.random())),
            lambda: store.set_star(ids, pick.random() < 0.5),
            lambda: store.move_edges(ids[0], span),
            lambda: store.delete(ids),
            lambda: store.set_document_note(document, str(pick.random())),
            lambda: store.move_document(document.path, f"{pick.randint(1, 9)}.txt"),
            lambda: store.reanchor(document, TEXT * 2, [Placed(i, span, AnchorState.MOVED) for i in ids]),
            lambda: store.create_tag(path()),
            lambda: store.rename_tag(path(), pick.choice(NAMES)),
            lambda: store.move_tag(path(), pick.choice([None, path()])),
            lambda: store.merge_tags(path(), path()),
            lambda: store.delete_tag(path()),
            lambda: store.change_tag(path(), letter=pick.choice("abc"), description=str(pick.random())),
            lambda: store.save_filter(pick.choice(NAMES), path()),
            lambda: store.delete_filter(pick.choice(NAMES)),
        ]
        pick.choice(acts)()


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
