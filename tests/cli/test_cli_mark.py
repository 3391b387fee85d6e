"""`pizhu mark`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_talk import CAPTIONS, TALK, Pizhu

FILE = "seeds/谈话.txt"


def test_quote_is_marked_and_the_id_printed(library: Path, pizhu: Pizhu) -> None:
    marked = pizhu(
        "mark", FILE, "--quote", "一個是模型", "--tag", "模型/数据", "--tag", "b", "--note", "是吗？", "--star"
    )
    assert (marked.code, marked.err) == (0, "")
    (quote,) = pizhu("quotes", "--json").json
    assert quote["id"] == marked.out.strip()
    start = TALK.index("一個是模型")
    assert (quote["start"], quote["end"], quote["quote"]) == (start, start + 5, "一個是模型")
    assert (quote["tags"], quote["note"], quote["starred"]) == (["模型/数据", "b"], "是吗？", True)
    assert (quote["path"], quote["speaker"], quote["line"]) == (FILE, "姚順雨", 2)


def test_simplified_finds_traditional(library: Path, pizhu: Pizhu) -> None:
    marked = pizhu("mark", FILE, "--quote", "两个大的感受", "--json").json
    assert marked["quote"] == "兩個大的感受"
    assert marked["path"] == FILE


def test_an_exact_place_goes_before_a_folded_one(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("mark", FILE, "--quote", "自主學習", "--json").json["start"] == TALK.index("自主學習")


def test_a_quote_in_several_places_lists_them(library: Path, pizhu: Pizhu) -> None:
    marked = pizhu("mark", FILE, "--quote", "大家怎么看")
    assert (marked.code, marked.out) == (1, "")
    assert "stands in 2 places" in marked.err
    assert "--nth 1  line 1: " in marked.err
    assert "--nth 2  line 4: " in marked.err
    second = pizhu("mark", FILE, "--quote", "大家怎么看", "--nth", "2", "--json").json
    assert second["start"] == TALK.rindex("大家怎么看")
    assert pizhu("mark", FILE, "--quote", "大家怎么看", "--nth", "3").code == 1


def test_at(library: Path, pizhu: Pizhu) -> None:
    marked = pizhu("mark", FILE, "--at", "6:10", "--json").json
    assert (marked["start"], marked["end"], marked["quote"]) == (6, 10, TALK[6:10])


@pytest.mark.parametrize("quote", ["没有这句话", "\x1b]52;c;aGk=\x07"])
def test_what_is_not_there(library: Path, pizhu: Pizhu, quote: str) -> None:
    marked = pizhu("mark", FILE, "--quote", quote)
    assert (marked.code, marked.out) == (1, "")
    assert "is not in the text" in marked.err


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("--quote", ""),
        ("--quote", "x", "--at", "1:2"),
        ("--at", "5:5"),
        ("--at", "-1:5"),
        ("--at", "1:99999999"),
        ("--at", "1:" + "9" * 5000),
        ("--at", "6:10", "--nth", "1"),
        ("--quote", "谢谢", "--nth", "0"),
        ("--quote", "谢谢", "--tag", ""),
        ("--quote", "谢谢", "--tag", "a\x1b[31m"),
        ("--quote", "谢谢", "--tag", "a//b"),
        ("--quote", "谢谢", "--note", "x" * 2_000_000),
    ],
)
def test_misuse_makes_nothing(library: Path, pizhu: Pizhu, argv: tuple[str, ...]) -> None:
    marked = pizhu("mark", FILE, *argv)
    assert (marked.code, marked.out) == (2, "")
    assert not Path("annotations.db").exists()


def test_another_database(library: Path, pizhu: Pizhu, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pizhu("--db", "one.db", "mark", FILE, "--quote", "谢谢").code == 0
    assert pizhu("mark", FILE, "--quote", "谢谢", "--db", "two.db").code == 0
    monkeypatch.setenv("PIZHU_DB", "three.db")
    assert pizhu("mark", FILE, "--quote", "谢谢").code == 0
    assert {p.name for p in library.glob("*.db")} == {"one.db", "two.db", "three.db"}
    assert len(pizhu("--db=one.db", "quotes", "--json").json) == 1


def test_a_file_that_is_no_database_is_not_touched(library: Path, pizhu: Pizhu) -> None:
    Path("x.db").write_text("something else" * 100)
    marked = pizhu("--db", "x.db", "mark", FILE, "--quote", "谢谢")
    assert marked.code == 1
    assert "x.db" in marked.err
    assert Path("x.db").read_text() == "something else" * 100


@pytest.mark.parametrize(
    ("file", "first", "last", "shown"),
    [
        ("talk.srt", "自主", "學習很難", "自主學習很難"),
        ("talk.srt", "The", "came in", "The tide came in"),
        (FILE, "不是一個", "谢谢", "不是一個方法。\n谢谢"),
        ("seeds/notes.txt", "春天", "河水", "春天的河\n河水"),
    ],
)
def test_a_quote_as_it_is_shown_can_be_marked_again(
    library: Path, pizhu: Pizhu, file: str, first: str, last: str, shown: str
) -> None:
    Path("talk.srt").write_text(CAPTIONS, encoding="utf-8")
    text = Path(file).read_text(encoding="utf-8")
    start, end = text.index(first), text.index(last) + len(last)
    pizhu("mark", file, "--at", f"{start}:{end}")
    (quote,) = pizhu("quotes", "--json").json
    assert quote["quote"] == shown
    again = pizhu("mark", file, "--quote", quote["quote"], "--json").json
    assert (again["start"], again["end"], again["quote"]) == (start, end, shown)
    raw = pizhu("mark", file, "--quote", text[start:end], "--json").json
    assert (raw["start"], raw["end"], raw["quote"]) == (start, end, shown)


def test_a_label_cannot_be_marked(library: Path, pizhu: Pizhu) -> None:
    marked = pizhu("mark", FILE, "--at", "0:5")
    assert (marked.code, marked.out) == (2, "")
    assert "labels aside" in marked.err
