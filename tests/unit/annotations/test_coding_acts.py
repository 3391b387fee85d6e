"""Many places tagged at once, as one act."""

from __future__ import annotations

import pytest

from tui.annotations.store import Store
from tui.errors import Misuse, NotFound

from .making import TEXT, a_mark, anchor, dump, facts


def test_coding_is_one_act_and_undone_as_one(store: Store) -> None:
    there = store.mark(facts(), anchor(), source_text=TEXT, tags=["旧"])
    before = dump(store.path)
    made = store.code([a_mark(start=0, end=4), a_mark(start=4, end=6)], [there], ["学/自主"])
    paths = {quote.highlight.id: quote.tags for quote in store.quotes()}
    assert paths == {there: ("旧", "学/自主"), made[0]: ("学/自主",), made[1]: ("学/自主",)}
    act = store.history()[0]
    assert (act.what, act.about) == ("code", "+学/自主 ×3")
    store.undo()
    assert [quote.tags for quote in store.quotes()] == [("旧",)]
    assert dump(store.path)["tag"] == before["tag"]
    store.redo()
    assert {quote.highlight.id: quote.tags for quote in store.quotes()} == paths


def test_nothing_is_done_if_any_of_it_cannot_be(store: Store) -> None:
    with pytest.raises(NotFound):
        store.code([a_mark()], ["nobody"], ["学"])
    with pytest.raises(Misuse):
        store.code([a_mark()], [], ["学//习"])
    assert store.code([], [], ["学"]) == []
    assert (store.quotes(), len(store.codebook()), store.history()) == ([], 0, [])
