"""Two databases brought together: the same whichever goes into the other, and nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from tui.annotations.backup import integrity
from tui.annotations.store import Store
from tui.errors import PizhuError

from .acting import Reader
from .making import dump
from .merging import content


def live(path: Path, acts: int, seed: int) -> None:
    """A reader does so many random acts on the database."""
    reader = Reader(seed)
    with Store(path) as store:
        reader.store = store
        for _ in range(acts):
            try:
                reader.act()
            except (PizhuError, IndexError):
                continue


def merged(into: Path, other: Path, name: str) -> Path:
    """A copy of `into` into which `other` was brought."""
    target = into.with_name(name)
    shutil.copy(into, target)
    with Store(target) as store:
        store.merge(other)
    return target


@pytest.mark.parametrize("seed", range(int(os.environ.get("F", 0)), int(os.environ.get("N", 25))))
def test_either_way_and_twice_it_is_the_same(tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    live(one, pick.choice((0, 20)), seed)
    with Store(one) as store:
        store.create_tag("根")
    if pick.random() < 0.8:
        shutil.copy(one, other)
    else:
        with Store(other) as store:
            store.create_tag("根")
    live(one, pick.randint(0, 15), seed + 1000)
    live(other, pick.randint(1, 15), seed + 2000)
    before = content(one), content(other)
    ours, theirs = merged(one, other, "ours.db"), merged(other, one, "theirs.db")
    assert content(ours) == content(theirs)
    assert integrity(ours) == [] == integrity(theirs)
    told = {row[0] for side in before for row in side["highlights"]}
    assert {row[0] for row in content(ours)["highlights"]} <= told
    again = dump(ours)
    for third in (other, theirs, one):
        with Store(ours) as store:
            acts = store.history(1)
            assert store.merge(third).changes == 0
            assert (dump(ours), store.history(1)) == (again, acts)
    was = dump(one)
    with Store(one) as store:
        if store.merge(other).changes:
            store.undo()
    assert dump(one) == was
