"""`pizhu tags`, `undo` and `redo`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_talk import Pizhu


def paths(pizhu: Pizhu) -> list[str]:
    return [tag["path"] for tag in pizhu("tags", "--json").json]


def test_list(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", "seeds/notes.txt", "--quote", "河水", "--tag", "水/河")
    pizhu("tags", "add", "水/河/长江", "--letter", "Q", "--colour", "red", "--description", "大江")
    assert pizhu("tags").out == pizhu("tags", "list").out
    assert "Q     0  #水/河/长江  大江\n" in pizhu("tags").out
    listed = pizhu("tags", "list", "--json").json
    assert listed == pizhu("tags", "--json").json == pizhu("tags", "--json", "list").json
    assert [tag["count"] for tag in listed] == [1, 1, 0]
    assert listed[2] == {
        "path": "水/河/长江",
        "letter": "Q",
        "colour": "red",
        "description": "大江",
        "aliases": [],
        "count": 0,
    }


def test_no_tags(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("tags").err == "there are no tags yet\n"
    assert pizhu("tags", "--json").json == []


def test_changes_and_their_undoing(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("tags", "add", "a/b").out == "a/b\n"
    assert pizhu("tags", "add", "c").code == 0
    assert pizhu("tags", "rename", "a/b", "d").code == 0
    assert paths(pizhu) == ["a", "a/d", "c"]
    assert pizhu("tags", "move", "a/d", "c").code == 0
    assert pizhu("tags", "move", "a", "c").code == 0
    assert paths(pizhu) == ["c", "c/a", "c/d"]
    assert pizhu("tags", "move", "c/a", "/").code == 0
    assert pizhu("tags", "merge", "a", "c/d").code == 0
    assert paths(pizhu) == ["c", "c/d"]
    assert pizhu("tags", "delete", "c").code == 0
    assert paths(pizhu) == []
    undone = pizhu("undo")
    assert (undone.code, undone.out) == (0, "undone: delete tag: c\n")
    assert paths(pizhu) == ["c", "c/d"]
    assert pizhu("undo", "--json").json["what"] == "merge_tags"
    assert pizhu("redo").out.startswith("done again: merge tags: ")
    assert pizhu("redo", "--json").json["undone"] is False
    assert pizhu("redo").code == 1


def test_nothing_to_undo(library: Path, pizhu: Pizhu) -> None:
    assert (undone := pizhu("undo")).code == 1
    assert undone.err == "pizhu: there is nothing to undo\n"
    assert pizhu("redo").code == 1
    assert not Path("annotations.db").exists()


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("foo",), 2),
        (("add",), 2),
        (("add", ""), 2),
        (("add", "a\x1b[0m"), 2),
        (("add", "a"), 2),
        (("add", "x", "--colour", "pink\x1b"), 2),
        (("add", "x", "--letter", "\x1b"), 2),
        (("rename", "nothing\x1b", "x"), 2),
        (("rename", "nothing", "x"), 1),
        (("rename", "a", "b/c"), 2),
        (("move", "a", "a"), 2),
        (("move", "a", "nothing"), 1),
        (("merge", "a", "a"), 2),
        (("delete", "nothing"), 1),
    ],
)
def test_problems(library: Path, pizhu: Pizhu, argv: tuple[str, ...], code: int) -> None:
    pizhu("tags", "add", "a")
    result = pizhu("tags", *argv)
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith("pizhu: ")
    assert paths(pizhu) == ["a"]


def test_split(library: Path, pizhu: Pizhu) -> None:
    marked = [pizhu("mark", "seeds/notes.txt", "--at", f"{n}:{n + 2}", "--tag", "景").out.strip() for n in (0, 3, 6)]
    pizhu("tags", "add", "远")
    pizhu("mark", "seeds/notes.txt", "--at", "8:10", "--tag", "远", "--star")
    listed = pizhu("tags", "split", "景", "景/近", "--filter", "-#远", "--dry-run")
    assert [line.split()[0] for line in listed.out.splitlines()] == marked
    assert paths(pizhu) == ["景", "远"], "nothing was changed"
    done = pizhu("tags", "split", "景", "景/近", "--ids", *marked[:2])
    assert (done.code, done.err) == (0, "split: 2 quotes 景 → 景/近\n")
    assert pizhu("tags", "split", "景", "远", "--filter", "-#景/近").code == 0
    counts = {tag["path"]: tag["count"] for tag in pizhu("tags", "--json").json}
    assert counts == {"景": 2, "景/近": 2, "远": 2}
    assert pizhu("undo").out == "undone: split tag: 景 → 远: 1\n"
    assert pizhu("tags", "split", "景", "远", "--filter", "is:starred").code == 2, "no quote of the tag passes"
    assert pizhu("tags", "split", "景", "远").code == 2
    assert pizhu("tags", "split", "无", "远", "--filter", "").code == 1


def test_words_colour_and_other_names_of_a_tag(library: Path, pizhu: Pizhu) -> None:
    pizhu("tags", "add", "水")
    assert pizhu("tags", "describe", "水", "流动的").code == 0
    assert pizhu("tags", "recolour", "水", "red", "--letter", "W").code == 0
    assert pizhu("tags", "alias", "水", "water", "H2O").err == "aliases of 水: water, H2O\n"
    assert pizhu("tags", "alias", "water", "H2O", "--remove").err == "aliases of water: water\n"
    (tag,) = pizhu("tags", "--json").json
    assert (tag["description"], tag["colour"], tag["letter"], tag["aliases"]) == ("流动的", "red", "W", ["water"])
    assert pizhu("tags", "recolour", "水", "red").err == "it is so already\n"
    assert "the colours are: yellow" in pizhu("tags", "recolour", "水", "pale").err
    assert pizhu("tags", "recolour", "水").code == 2
    assert pizhu("tags", "alias", "水", "没有", "--remove").code == 1


def test_tags_that_are_not_used_or_may_be_one(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", "seeds/notes.txt", "--quote", "河水", "--tag", "学习")
    pizhu("tags", "add", "學習")
    assert pizhu("tags", "check").out.splitlines()[0].startswith("alike   #學習 (0)  #学习 (1)")
    found = {"alike": [{"path": "学习", "other": "學習", "why": "folded"}], "unused": ["學習"]}
    assert pizhu("tags", "check", "--json").json == found
    pizhu("tags", "merge", "學習", "学习")
    assert pizhu("tags", "check").err == "all tags are used, and no two are alike\n"


def test_a_deleted_tag_is_brought_back_with_its_quotes(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", "seeds/notes.txt", "--quote", "河水", "--tag", "水/河")
    pizhu("tags", "delete", "水")
    pizhu("tags", "add", "山")
    assert pizhu("tags", "restore").out.endswith("  #水\n")
    assert pizhu("tags", "restore", "水").err == "restored: 水\n"
    assert [(tag["path"], tag["count"]) for tag in pizhu("tags", "--json").json] == [("山", 0), ("水", 1), ("水/河", 1)]
    assert pizhu("tags", "restore", "水").code == 1
    assert pizhu("tags", "restore").err == "no tag was deleted\n"
    pizhu("undo")
    assert paths(pizhu) == ["山"]
    assert pizhu("tags", "restore").out.endswith("  #水\n"), "it is deleted again"
