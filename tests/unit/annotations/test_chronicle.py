"""The history as it is looked through."""

from __future__ import annotations

from tui.annotations.store import Store

from .making import TEXT, a_mark, anchor, facts


def test_acts_tell_where_they_were_done_and_what_became_of_them(store: Store) -> None:
    first = store.mark(facts("一.txt"), anchor(), source_text=TEXT, tags=["甲"], note='"highlight_id":"x"')
    second = store.mark(facts("二.txt"), anchor(0, 3), source_text=TEXT)
    store.tag([second], add=["乙"])
    store.delete([first])
    store.set_document_note(facts("三.txt"), "说明")
    store.rename_tag("乙", "丙")
    store.take_back("3")
    store.set_star([second], True)
    store.undo()
    numbers = store.act_numbers()
    assert numbers == [8, 7, 6, 5, 4, 3, 2, 1]
    told = {each.act.number: each for each in store.acts(numbers)}
    where = {number: (each.document, each.highlight_id) for number, each in told.items()}
    assert where == {
        1: ("一.txt", ""),
        2: ("二.txt", second),
        3: ("二.txt", second),
        4: ("一.txt", ""),
        5: ("三.txt", ""),
        6: ("", ""),
        7: ("二.txt", second),
        8: ("二.txt", second),
    }
    assert (told[3].taken_back_by, told[7].takes_back, told[3].quote) == (7, 3, TEXT[:3])
    assert [each.act.undone for each in told.values()] == [True, *[False] * 7]
    store.take_back("7")
    assert store.acts([3])[0].taken_back_by == 0, "what took it back was taken back"
    assert [each.act.number for each in store.acts([99, 8, 2])] == [8, 2]
    assert [each.act.number for each in store.acts(store.act_numbers())] == store.act_numbers()


def test_nothing_done_yet(store: Store) -> None:
    assert (store.act_numbers(), store.acts([1])) == ([], [])
    store.mark_many([a_mark(), a_mark("二.txt")])
    assert store.acts([1])[0].document == "访谈/一.txt"
