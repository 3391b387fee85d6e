"""`pizhu search --kwic` and `pizhu search --tag`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_talk import Pizhu

FILE = "seeds/谈话.txt"


def test_lines_in_one_column(library: Path, pizhu: Pizhu) -> None:
    Path("seeds/x.txt").write_text("老周：春天自主学习，秋天也是。\n", encoding="utf-8")
    found = pizhu("search", "自主学习", "--kwic", "--width", "66", "--sort", "left")
    assert found.code == 0
    golden = Path(__file__).parent.parent / "golden" / "kwic.txt"
    assert found.out == golden.read_text(encoding="utf-8")
    by_right = pizhu("search", "自主学习", "--kwic", "--sort", "right", "--filter", "-@主持人", "--json").json
    assert [(line["path"], line["speaker"], line["after"]) for line in by_right] == [
        (FILE, "姚順雨", "不是一個方法。"),
        ("seeds/x.txt", None, "，秋天也是。"),
    ]
    assert by_right[0]["before"] == "我覺得有兩個大的感受，一個是模型，一個是數據。 "
    beyond = pizhu("search", "方法", "--kwic", "--beyond", "--json").json
    assert beyond[0]["after"].endswith("我同意。")
    assert pizhu("search", "没有", "--kwic").code == 1


def test_what_is_found_is_tagged_in_one_act(library: Path, pizhu: Pizhu) -> None:
    there = pizhu("mark", FILE, "--quote", "大家怎么看？", "--nth", "2", "--json").json["id"]
    wanted = ("search", "怎么看", "--tag", "问", "--unit", "sentence")
    dry = pizhu(*wanted, "--dry-run")
    assert dry.out == f"+ {FILE}:1: 大家怎么看？\n= {FILE}:4: 大家怎么看？\n"
    assert dry.err == "2 hits, 2 × sentence: 1 new, 1 marked already; #问 would be put on; nothing was changed\n"
    assert "#问" not in pizhu("tags").out
    done = pizhu(*wanted, "--json").json
    assert [(its["quote"], its["new"]) for its in done] == [("大家怎么看？", True), ("大家怎么看？", False)]
    assert done[1]["id"] == there
    assert len(pizhu("quotes", "#问", "--json").json) == 2
    assert pizhu("undo").code == 0
    assert pizhu("quotes", "#问", "--json").json == []
    assert len(pizhu("quotes", "--json").json) == 1


@pytest.mark.parametrize(
    ("unit", "quotes"),
    [
        ("hit", ["一個"] * 3),
        ("clause", ["一個是模型，", "一個是數據。", "自主學習不是一個方法。"]),
        ("sentence", ["我覺得有兩個大的感受，一個是模型，一個是數據。", "自主學習不是一個方法。"]),
        ("turn", ["我覺得有兩個大的感受，一個是模型，一個是數據。\n自主學習不是一個方法。"]),
    ],
)
def test_units(library: Path, pizhu: Pizhu, unit: str, quotes: list[str]) -> None:
    done = pizhu("search", "一个", FILE, "--tag", "数", "--unit", unit, "--json").json
    assert [its["quote"] for its in done] == quotes


def test_options_that_belong_together(library: Path, pizhu: Pizhu) -> None:
    for wrong in (
        ("--sort", "left"),
        ("--width", "80"),
        ("--kwic", "--width", "5"),
        ("--dry-run",),
        ("--kwic", "--tag", "a"),
        ("--tag", "a//b"),
        ("--tag", "a", "--unit", "word"),
    ):
        assert pizhu("search", "x", *wrong).code == 2
