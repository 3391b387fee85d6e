"""Counts that follow the acts are those that would be counted anew."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tui.annotations import reads
from tui.annotations.model import Anchor, DocumentFacts
from tui.annotations.store import Store
from tui.errors import PizhuError

TEXT = "守塔人在夜里读着灯下的数字，听见潮水退去又回来。" * 4
PATHS = ("灯", "灯/夜", "灯/夜/读", "潮", "潮/水")


def counted(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    return store._read(reads.document_counts, {}), store._read(reads.subtree_counts, {})


def act(store: Store, chance: random.Random) -> None:
    ids = [quote.highlight.id for quote in store.quotes()]
    some = chance.sample(ids, min(len(ids), 2))
    what = chance.choice(("mark", "mark", "mark", "tag", "untag", "delete", "undo", "undo", "redo", "move", "merge"))
    if what == "mark":
        start = chance.randrange(len(TEXT) - 6)
        facts = DocumentFacts(f"{chance.randrange(3)}.txt", "t", "0" * 64, "text", "utf-8")
        tags = chance.sample(PATHS, chance.randint(0, 3))
        store.mark(facts, Anchor(start, start + 5, TEXT[start : start + 5]), source_text=TEXT, tags=tags)
    elif what == "tag":
        store.tag(some, add=[chance.choice(PATHS)])
    elif what == "untag":
        store.tag(some, remove=[chance.choice(PATHS)])
    elif what == "delete":
        store.delete(some)
    elif what == "move":
        store.move_tag(chance.choice(PATHS), chance.choice((None, "潮")))
    elif what == "merge":
        store.merge_tags(chance.choice(PATHS), chance.choice(PATHS))
    else:
        getattr(store, what)()


@pytest.mark.parametrize("seed", range(6))
def test_counts_follow_the_acts(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Store(tmp_path / "annotations.db") as store:
        followed = 0
        for _ in range(60):
            version = store._tally._version
            try:
                act(store, chance)
            except PizhuError:
                continue
            followed += store._tally._version not in (version, -1)
            assert (dict(store.document_counts()), dict(store.subtree_counts())) == counted(store)
        assert followed > 10


def test_what_another_program_commits_is_counted(tmp_path: Path) -> None:
    chance = random.Random(1)
    path = tmp_path / "annotations.db"
    with Store(path) as store:
        while not store.document_counts():
            act(store, chance)
        with Store(path) as other:
            facts = DocumentFacts("other.txt", "t", "1" * 64, "text", "utf-8")
            other.mark(facts, Anchor(0, 4, TEXT[:4]), source_text=TEXT, tags=["灯/夜"])
        assert store.document_counts()["other.txt"] == 1
        assert (dict(store.document_counts()), dict(store.subtree_counts())) == counted(store)
