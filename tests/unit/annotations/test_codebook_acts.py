from __future__ import annotations

from pathlib import Path

import pytest

from tui.annotations import tags
from tui.annotations.model import COLOURS, Codebook
from tui.annotations.store import Store
from tui.errors import Ambiguous, Misuse, NotFound

from .making import TEXT, anchor, dump, facts


def mark(store: Store, *paths: str, start: int = 8, end: int = 12, path: str = "访谈/一.txt") -> str:
    return store.mark(facts(path), anchor(start, end), source_text=TEXT, tags=paths)


def paths_of(store: Store, highlight_id: str) -> tuple[str, ...]:
    highlight = store.highlight(highlight_id)
    assert highlight is not None
    return store.codebook().names_of(highlight.tag_ids)


def test_new_tags_get_colours_in_turn_and_free_letters(store: Store) -> None:
    for name in ("AGI", "agent", "also", "学习", "甲/乙"):
        store.create_tag(name)
    book = store.codebook()
    assert [tag.letter for tag in book] == ["A", "a", "b", "x", "j", "y"]
    assert [tag.colour for tag in book] == list(COLOURS[:6])
    tag = store.create_tag("丁", letter="D", colour="red", description="说明", aliases=["四"])
    assert store.codebook().by_id[tag.id] == tag
    with pytest.raises(Misuse):
        store.create_tag("丁")


def test_letters_may_run_out(store: Store) -> None:
    mark(store, *(f"标签{number}" for number in range(70)))
    letters = [tag.letter for tag in store.codebook()]
    assert len(set(letters)) == 62
    assert all(letters)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x07", "a/b", "a\u2028x", "长" * 201])
def test_names_that_are_none(store: Store, name: str) -> None:
    store.create_tag("甲")
    with pytest.raises(Misuse):
        store.rename_tag("甲", name)
    with pytest.raises(Misuse):
        tags.clean_name(name)


def test_names_are_stripped_and_composed(store: Store) -> None:
    tag = store.create_tag(" 甲 / cafe\u0301 ")
    assert store.codebook().paths[tag.id] == "甲/café"


def test_rename_move_and_cycles(store: Store) -> None:
    identity = mark(store, "甲/乙/丙", "丁")
    assert store.rename_tag("甲/乙", "戊")
    assert not store.rename_tag("甲/戊", "戊")
    assert paths_of(store, identity) == ("甲/戊/丙", "丁")
    with pytest.raises(Misuse, match="below itself"):
        store.move_tag("甲", "甲/戊/丙")
    with pytest.raises(Misuse):
        store.move_tag("甲", "甲")
    with pytest.raises(Misuse, match="already"):
        store.rename_tag("甲", "丁")
    assert store.move_tag("甲/戊", None)
    assert store.move_tag("丁", "戊/丙")
    assert paths_of(store, identity) == ("戊/丙", "戊/丙/丁")
    store.create_tag("丙")
    with pytest.raises(Misuse, match="already"):
        store.move_tag("丙", "戊")
    with pytest.raises(NotFound, match="戊/丙/丁"):
        store.move_tag("丁", None)


def test_merge_takes_highlights_children_and_names(store: Store) -> None:
    both, one = mark(store, "模型/分化", "大模型/分化", "大模型"), mark(store, "大模型/分化/深")
    store.change_tag("大模型", description="说明", aliases=["LLM"])
    assert store.merge_tags("大模型", "模型")
    assert paths_of(store, both) == ("模型/分化", "模型")
    assert paths_of(store, one) == ("模型/分化/深",)
    tag = store.codebook().by_path["模型"]
    assert (tag.description, tag.aliases) == ("说明", ("大模型", "LLM"))
    assert list(store.codebook().by_path) == ["模型", "模型/分化", "模型/分化/深"]
    assert store.rename_tag("LLM", "基础模型")
    with pytest.raises(Misuse):
        store.merge_tags("基础模型", "基础模型/分化")
    with pytest.raises(Misuse):
        store.merge_tags("基础模型", "基础模型")


def test_a_tag_merges_into_its_parent_though_a_child_has_its_name(store: Store, path: Path) -> None:
    identity = mark(store, "甲/乙", "甲/乙/乙")
    before = dump(path)
    assert store.merge_tags("甲/乙", "甲")
    assert paths_of(store, identity) == ("甲", "甲/乙")
    store.undo()
    assert dump(path) == before


def test_delete_tag_takes_the_subtree_and_leaves_the_highlights(store: Store) -> None:
    identity = mark(store, "甲/乙/丙", "甲", "丁")
    store.set_note(identity, "想")
    assert store.delete_tag("甲")
    assert paths_of(store, identity) == ("丁",)
    assert list(store.codebook().by_path) == ["丁"]
    highlight = store.highlight(identity)
    assert highlight is not None
    assert highlight.note == "想"


def test_change_tag(store: Store) -> None:
    store.create_tag("甲", letter="x")
    assert store.change_tag("甲", letter="y", colour="red", description="说明", aliases=["一", "一"])
    assert not store.change_tag("甲", letter="y")
    tag = store.codebook().by_path["甲"]
    assert (tag.letter, tag.colour, tag.description, tag.aliases) == ("y", "red", "说明", ("一",))
    with pytest.raises(Misuse):
        store.change_tag("甲", letter="甲")
    with pytest.raises(Misuse):
        store.change_tag("甲", letter="xy")
    with pytest.raises(Misuse):
        store.change_tag("甲", colour="puce")
    store.create_tag("乙", aliases=["一"])
    with pytest.raises(Ambiguous):
        store.delete_tag("一")


def test_a_subtree_counts_each_highlight_once_and_live_ones_only(store: Store) -> None:
    both = mark(store, "模型", "模型/分化")
    mark(store, "模型/分化", start=1, end=3, path="访谈/二.txt")
    gone = mark(store, "模型/分化/深", start=2, end=4)
    store.create_tag("空/底")
    book = store.codebook()
    by_path = {book.paths[tag_id]: count for tag_id, count in store.subtree_counts().items()}
    assert by_path == {"模型": 3, "模型/分化": 3, "模型/分化/深": 1}
    assert store.document_counts() == {"访谈/一.txt": 2, "访谈/二.txt": 1}
    store.delete([gone])
    store.tag([both], remove=["模型/分化"])
    by_path = {book.paths[tag_id]: count for tag_id, count in store.subtree_counts().items()}
    assert by_path == {"模型": 2, "模型/分化": 1}
    assert store.document_counts() == {"访谈/一.txt": 1, "访谈/二.txt": 1}


def test_some_quotes_of_a_tag_are_split_off_as_one_act(store: Store, path: Path) -> None:
    one, two, both = mark(store, "甲"), mark(store, "乙", "甲/丙", "甲"), mark(store, "甲", "乙")
    below, gone = mark(store, "甲/丙"), mark(store, "甲")
    store.delete([gone])
    before = dump(path)
    assert store.split_tag("甲", "乙", [two, both, two]) == 2
    assert [paths_of(store, identity) for identity in (one, two, both)] == [("甲",), ("乙", "甲/丙"), ("乙",)]
    assert store.split_tag("甲", "新/一", [one]) == 1
    assert paths_of(store, one) == ("新/一",)
    assert store.history(1)[0].about == "甲 → 新/一: 1"
    refused = {
        "carry": ("甲", "乙", [below]),
        "does not": ("甲", "乙", [gone]),
        "chosen": ("甲", "乙", []),
        "itself": ("甲/丙", "甲/丙", [below]),
    }
    for match, (old, new, ids) in refused.items():
        with pytest.raises((Misuse, NotFound), match=match):
            store.split_tag(old, new, ids)
    assert store.codebook().by_path.keys() == {"甲", "乙", "甲/丙", "新", "新/一"}
    store.take_back(str(store.history(2)[1].number))
    assert paths_of(store, two) == ("乙", "甲/丙", "甲"), "that act alone"
    store.undo()
    store.undo()
    store.undo()
    assert dump(path) == before


def test_tags_stand_in_the_order_of_their_pinyin(store: Store) -> None:
    mark(store, "自主学习", "信号/弱", "比喻", "观点", "AGI", "信号", "信号/强", "\U0002a6a5")
    wanted = ["AGI", "\U0002a6a5", "比喻", "观点", "信号", "信号/强", "信号/弱", "自主学习"]
    assert store.codebook().sorted_paths() == wanted


def test_a_codebook_with_one_tag_more_is_the_one_that_is_read(store: Store) -> None:
    for path in ("甲/乙/丙", "甲/丁", "戊"):
        store.create_tag(path)
    whole = store.codebook()
    grown = Codebook()
    for tag in sorted(whole, key=lambda tag: whole.paths[tag.id].count("/")):
        grown = grown.adding(tag)
    assert (grown.by_id, grown.paths, grown.by_path) == (whole.by_id, whole.paths, whole.by_path)
