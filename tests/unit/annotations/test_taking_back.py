"""Single acts taken back out of turn, and the state of an earlier time."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tui.annotations.findings import findings
from tui.annotations.ids import now
from tui.annotations.past import as_of
from tui.annotations.store import Store
from tui.errors import Entangled, Misuse, NotFound, PizhuError

from .acting import Reader
from .making import TEXT, anchor, dump, facts


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_a_note_comes_back_though_more_was_done_to_its_highlight(store: Store) -> None:
    made = store.mark(facts(), anchor(), source_text=TEXT, note="旧")
    store.set_note(made, "新")
    store.set_star([made], True)
    store.tag([made], add=["甲"])
    done = store.take_back("2")
    assert (done.number, done.what, done.takes_back) == (5, "take_back", store.history()[-2].id)
    (quote,) = store.quotes()
    assert (quote.highlight.note, quote.highlight.starred, quote.tags) == ("旧", True, ("甲",))
    with pytest.raises(Misuse, match="taken back by act 5"):
        store.take_back("2")
    store.take_back("5")
    assert store.quotes()[0].highlight.note == "新"
    store.take_back("2")
    assert store.quotes()[0].highlight.note == "旧"


def test_what_later_acts_build_on_is_refused_and_they_are_named(store: Store, path: Path) -> None:
    made = store.mark(facts(), anchor(), source_text=TEXT)
    store.set_note(made, "一")
    store.set_note(made, "二")
    before = dump(path)
    with pytest.raises(Entangled, match=r"act 2 .*: 3 build on it"):
        store.take_back("2")
    with pytest.raises(Entangled, match=r"act 1 .*: 2, 3 build on it") as caught:
        store.take_back("1")
    assert "3  set note" in caught.value.hint
    assert dump(path) == before
    assert len(store.history()) == 3
    store.take_back("3")
    store.take_back("2")
    store.take_back("1")
    assert store.quotes() == []
    with pytest.raises(NotFound):
        store.take_back("99")


def test_a_tag_made_by_the_way_stays_where_it_is_used(store: Store) -> None:
    store.mark(facts(), anchor(), source_text=TEXT, tags=["甲"])
    other = store.mark(facts("二.txt"), anchor(), source_text=TEXT, tags=["甲"])
    store.take_back("1")
    assert [(q.highlight.id, q.tags) for q in store.quotes()] == [(other, ("甲",))]
    assert store.tag_counts() == {store.codebook().by_path["甲"].id: 1}


def test_a_deleted_tag_comes_back_with_its_highlights_unless_its_name_is_taken(store: Store) -> None:
    store.mark(facts(), anchor(), source_text=TEXT, tags=["甲"])
    store.delete_tag("甲")
    store.create_tag("甲")
    with pytest.raises(Entangled, match="3 build on it"):
        store.take_back("2")
    store.rename_tag("甲", "乙")
    store.take_back("2")
    assert store.quotes()[0].tags == ("甲",)


@pytest.mark.parametrize("seed", range(4))
def test_taking_back_any_act_is_all_or_nothing_and_can_be_undone(path: Path, seed: int) -> None:
    reader, chance = Reader(seed), random.Random(seed)
    with Store(path) as store:
        reader.store = store
        for _ in range(40):
            try:
                reader.act()
            except (PizhuError, IndexError):
                continue
        for number in chance.sample(range(1, store.history(1)[0].number + 1), 12):
            before = dump(path)
            try:
                store.take_back(str(number))
            except (Entangled, Misuse):
                assert dump(path) == before
                continue
            assert findings(path) == []
            store.undo()
            assert dump(path) == before


@pytest.mark.parametrize("seed", range(2))
def test_every_earlier_state_can_be_seen(path: Path, seed: int) -> None:
    reader, chance = Reader(seed), random.Random(seed)
    states = []
    with Store(path) as store:
        reader.store = store
        store.create_tag("甲")
        for _ in range(40):
            try:
                chance.choice([reader.act, reader.act, store.undo, store.redo])()
            except (PizhuError, IndexError):
                continue
            states.append((now(), dump(path)))
            time.sleep(0.003)
    for moment, state in chance.sample(states, 5):
        with as_of(path, moment) as then:
            assert {k: v for k, v in dump(then.path).items() if k != "tag_use"} == {
                k: v for k, v in state.items() if k != "tag_use"
            }
            kept = then.path
        assert not kept.exists()
