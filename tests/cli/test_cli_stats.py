"""`pizhu stats`."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from cli_talk import Pizhu

FILE = "seeds/谈话.txt"
GOLDEN = Path(__file__).parent.parent / "golden" / "stats.txt"


@pytest.fixture
def _marked(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "一個是模型", "--tag", "模型/分化", "--tag", "感受")
    pizhu("mark", FILE, "--quote", "自主學習", "--tag", "学习")
    pizhu("mark", FILE, "--quote", "今天我们谈自主学习", "--tag", "学习")
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了", "--tag", "河")


@pytest.mark.usefixtures("_marked")
def test_numbers_by_hand_and_as_text(pizhu: Pizhu) -> None:
    assert pizhu("stats").out == GOLDEN.read_text(encoding="utf-8")
    told = pizhu("stats", "--json").json
    assert [(s["speaker"], s["characters"], s["turns"], s["highlights"]) for s in told["speakers"]] == [
        ("姚順雨", 33, 2, 2),
        ("主持人", 21, 2, 1),
        (None, 11, 2, 1),
    ]
    assert {t["tag"]: (t["highlights"], t["itself"]) for t in told["tags"]} == {
        "学习": (2, 2),
        "感受": (1, 1),
        "模型": (1, 0),
        "模型/分化": (1, 1),
        "河": (1, 1),
    }
    meet = {t["unit"]: {(p["one"], p["other"]): p["count"] for p in t["pairs"]} for t in told["together"]}
    assert meet["highlight"] == {("感受", "模型/分化"): 1}
    assert meet["turn"] == {("感受", "模型/分化"): 1, ("学习", "感受"): 1, ("学习", "模型/分化"): 1}


@pytest.mark.usefixtures("_marked")
def test_a_filter_says_what_is_counted(pizhu: Pizhu) -> None:
    for filter_, documents, highlights in (
        ("#学习", [FILE], 2),
        ("-#学习", ["seeds/notes.txt", FILE], 2),
        ("@姚順雨 #模型", [FILE], 1),
        ("doc:notes", ["seeds/notes.txt"], 1),
        ("-doc:notes", [FILE], 3),
        ("#没有", [], 0),
    ):
        told = pizhu("stats", "--json", "--by", "document", filter_).json
        assert [d["path"] for d in told["documents"]] == documents, filter_
        assert told["totals"]["highlights"] == highlights
        assert "tags" not in told


@pytest.mark.usefixtures("_marked")
def test_documents_without_highlights_and_files_that_are_gone(pizhu: Pizhu, library: Path) -> None:
    (library / "seeds" / "外.txt").write_text("甲：好。\n乙：不好，真的。\n甲：是。\n", encoding="utf-8")
    assert [d["characters"] for d in pizhu("stats", "--json", "doc:外").json["documents"]] == [7]
    (library / "seeds" / "notes.txt").rename(library / "seeds" / "notes-2.txt")
    renamed = pizhu("stats", "--json", "#河")
    assert [(d["path"], d["highlights"]) for d in renamed.json["documents"]] == [("seeds/notes-2.txt", 1)]
    assert renamed.json["unread"] == []
    (library / "seeds" / "notes-2.txt").unlink()
    gone = pizhu("stats", "--json", "#河")
    assert gone.json["unread"] == ["seeds/notes.txt"]
    assert gone.json["totals"]["highlights"] == 1
    assert "cannot be read" in gone.err


@pytest.mark.usefixtures("_marked")
def test_the_page_is_written_whole_and_never_over_a_transcript(pizhu: Pizhu, library: Path) -> None:
    assert pizhu("stats", "--html", "out.html").code == 0
    text = (library / "out.html").read_text(encoding="utf-8")
    assert "姚順雨" in "".join(ElementTree.fromstring(text.partition("\n")[2]).itertext())
    assert pizhu("stats", "--html", "out.html").code == 1
    assert pizhu("stats", "--html", "out.html", "--force", "#学习").code == 0
    assert pizhu("stats", "--html", FILE, "--force").code == 2


def test_misuse(pizhu: Pizhu) -> None:
    for argv in (("--force",), ("--json", "--html", "a.html"), ("--by", "x"), ("--by", "tag", "--html", "a")):
        assert pizhu("stats", *argv).code == 2, argv
