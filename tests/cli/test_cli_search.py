"""`pizhu search`."""

from __future__ import annotations

from pathlib import Path

from cli_talk import CAPTIONS, TALK, Pizhu

FILE = "seeds/谈话.txt"


def test_lines_like_grep(library: Path, pizhu: Pizhu) -> None:
    found = pizhu("search", "自主学习")
    assert found.code == 0
    first, second = found.out.splitlines()
    assert first.startswith(f"{FILE}:1: 主持人: ")
    assert second.startswith(f"{FILE}:3: 姚順雨: ")
    assert "自主學習不是一個方法" in second


def test_json(library: Path, pizhu: Pizhu) -> None:
    first, second = pizhu("search", "自主学习", "--json").json
    start = TALK.index("自主學習")
    assert (second["path"], second["start"], second["end"], second["line"]) == (FILE, start, start + 4, 3)
    assert (second["speaker"], second["match"]) == ("姚順雨", "自主學習")
    assert first["before"].endswith("今天我们谈")
    assert first["after"].startswith("。大家怎么看")


def test_nothing_found(library: Path, pizhu: Pizhu) -> None:
    assert (found := pizhu("search", "没有")).code == 1
    assert (found.out, found.err) == ("", "“没有” was not found\n")
    assert (found := pizhu("search", "没有", "--json")).code == 1
    assert found.json == []


def test_paths_and_what_cannot_be_read(library: Path, pizhu: Pizhu) -> None:
    Path("seeds/picture.txt").write_bytes(b"\x89PNG\r\n" + bytes(100))
    found = pizhu("search", "words", "nothing.txt", "seeds", "seeds/notes.txt")
    assert found.code == 0
    assert found.out.count("\n") == 1
    assert "nothing.txt" in found.err
    assert "picture.txt" in found.err


def test_documents_of_the_database_are_searched_too(library: Path, pizhu: Pizhu) -> None:
    Path("other.txt").write_text("螢火蟲在這裡", encoding="utf-8")
    assert pizhu("search", "萤火虫").code == 1
    pizhu("mark", "other.txt", "--quote", "這裡")
    assert pizhu("search", "萤火虫").out.startswith("other.txt:1: ")


def test_a_filter_is_asked_of_each_hit(library: Path, pizhu: Pizhu) -> None:
    def lines(filter_: str) -> list[int]:
        return [hit["line"] for hit in pizhu("search", "--filter", filter_, "自主学习", "--json").json]

    pizhu("mark", FILE, "--quote", "今天我们谈自主学习", "--tag", "a", "--star")
    pizhu("mark", FILE, "--quote", "我同意", "--tag", "b")
    assert (lines("#a"), lines("-#a"), lines("#a OR @姚順雨"), lines("is:starred")) == ([1], [3], [1, 3], [1])
    assert (lines("@姚順雨"), lines("turn:模型"), lines("doc:*谈话*"), lines("doc:notes")) == ([3], [3], [1, 3], [])
    assert (lines("near(#b, 自主学习, 1turns)"), lines("near(#b, 自主学习, 2turns)")) == ([], [3])
    assert pizhu("search", "自主学习", "--filter", "(").code == 2


def test_misuse(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("search").code == 2
    assert pizhu("search", "").code == 2
    assert pizhu("search", "x", "--filter").code == 2


def test_a_needle_like_an_option(library: Path, pizhu: Pizhu) -> None:
    Path("o.txt").write_text("use -o here\n")
    assert pizhu("search", "--", "-o", "o.txt").code == 0


def test_a_word_broken_over_two_captions(library: Path, pizhu: Pizhu) -> None:
    Path("talk.srt").write_text(CAPTIONS, encoding="utf-8")
    (hit,) = pizhu("search", "自主学习", "talk.srt", "--json").json
    assert (hit["before"], hit["match"], hit["after"]) == (
        "他说",
        "自主學習",
        "很難，但是值得。The tide came in.我同意。",
    )
    assert (hit["start"], hit["line"]) == (CAPTIONS.index("自主"), 3)
    assert pizhu("search", "tide came", "talk.srt").out.startswith("talk.srt:11: ")
    assert pizhu("search", "00:00", "talk.srt").code == 1


def test_labels_are_found_but_not_printed_around(library: Path, pizhu: Pizhu) -> None:
    first, _ = pizhu("search", "姚顺雨", "--json").json
    assert (first["match"], first["before"]) == ("姚順雨", "今天我们谈自主学习。大家怎么看？ ".rstrip())
    assert first["after"].startswith("我覺得有兩個大的感受")
    (hit,) = pizhu("search", "方法", "--json").json
    assert "主持人" not in hit["before"] + hit["after"]
    assert hit["after"] == "。 谢谢。大家怎么看？ 我同意。"
