"""`pizhu quotes`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_talk import Pizhu

FILE = "seeds/谈话.txt"


@pytest.fixture(autouse=True)
def _marked(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "一個是模型", "--tag", "模型/分化", "--star")
    pizhu("mark", FILE, "--quote", "今天我们谈自主学习", "--tag", "闲聊", "--note", "开场")
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了", "--tag", "河")


def quoted(pizhu: Pizhu, *argv: str) -> list[str]:
    result = pizhu("quotes", "--json", *argv)
    assert result.code == 0
    return [quote["quote"] for quote in result.json]


ALL = ["河水漲了", "今天我们谈自主学习", "一個是模型"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), ALL),
        (("#模型",), ALL[2:]),
        (("#模型", "is:starred"), ALL[2:]),
        (("#模型 OR #河",), [ALL[0], ALL[2]]),
        (("-#闲聊",), [ALL[0], ALL[2]]),
        (("－#闲聊",), [ALL[0], ALL[2]]),
        (("-@主持人", "doc:谈*"), ALL[2:]),
        (("-doc:notes*",), ALL[1:]),
        (('-"开场"', "-#河"), ALL[2:]),
        (("-(#河 OR #闲聊)",), ALL[2:]),
        (("--", "-#闲聊"), [ALL[0], ALL[2]]),
        (("doc:谈话.txt -#闲聊",), ALL[2:]),
        (("has:note",), ALL[1:2]),
        (("before:2000-01-01",), []),
    ],
)
def test_filters(pizhu: Pizhu, words: tuple[str, ...], found: list[str]) -> None:
    assert quoted(pizhu, *words) == found


def test_markdown_is_the_default(pizhu: Pizhu) -> None:
    assert pizhu("quotes").out == pizhu("quotes", "--format", "markdown").out == pizhu("quotes", "--format", "md").out
    assert "> 一個是模型" in pizhu("quotes").out


def test_formats(pizhu: Pizhu) -> None:
    assert pizhu("quotes", "--format", "text").out.startswith("——\n河水漲了\n")
    assert pizhu("quotes", "--format", "csv", raw=True).out.count("\r\n") == 4
    lines = pizhu("quotes", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["type"] for line in lines].count("highlight") == 3


def test_context(pizhu: Pizhu) -> None:
    (quote,) = pizhu("quotes", "--json", "--context", "4chars", "#模型").json
    assert (quote["before"], quote["after"]) == ("大的感受，"[1:], "，一個是")
    assert "大家怎么看" in pizhu("quotes", "--context", "1轮", "#模型").out


def test_a_file_by_its_suffix(pizhu: Pizhu) -> None:
    written = pizhu("quotes", "-o", "out.csv", "-#河")
    assert (written.code, written.out) == (0, "")
    assert "2 quotes written to out.csv" in written.err
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,")
    Path("out.csv").write_text("old")
    again = pizhu("quotes", "-o", "out.csv")
    assert (again.code, Path("out.csv").read_text()) == (1, "old")
    assert pizhu("quotes", "-o", "out.csv", "--force", "--format", "text").code == 0
    assert Path("out.csv").read_text(encoding="utf-8").startswith("——\n")


def test_no_transcript_and_no_database_is_ever_overwritten(pizhu: Pizhu) -> None:
    ours = [*Path("seeds").iterdir(), Path("annotations.db")]
    before = [path.read_bytes() for path in ours]
    for path in ours:
        refused = pizhu("quotes", "-o", str(path), "--format", "text", "--force")
        assert refused.code == 2
        assert "never overwritten" in refused.err
    assert [path.read_bytes() for path in ours] == before


def test_an_unknown_tag_is_warned_of(pizhu: Pizhu) -> None:
    result = pizhu("quotes", "#不在")
    assert (result.code, result.out) == (0, "")
    assert "there is no tag “不在”" in result.err


def test_a_wrong_filter_points_at_the_place(pizhu: Pizhu) -> None:
    result = pizhu("quotes", "#模型", "(a")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0] == "pizhu: this bracket is not closed, at column 5 of the filter:"
    assert result.err.splitlines()[1:] == ["  #模型 (a", "   　　 ^"]


@pytest.mark.parametrize(
    "argv",
    [
        ("--format", "xml\x1b"),
        ("--context", "5\x1b"),
        ("--context", "0turn"),
        ("-o", "x.foo"),
        ("--force",),
        ("--json", "--format", "csv"),
        ("--json", "-o", "x.json"),
        ("foo:bar",),
        ("\x1b[31m(",),
        ("-x",),
    ],
)
def test_misuse(pizhu: Pizhu, argv: tuple[str, ...]) -> None:
    result = pizhu("quotes", *argv)
    assert (result.code, result.out) == (2, "")


def test_a_target_that_cannot_be_written(pizhu: Pizhu) -> None:
    assert pizhu("quotes", "-o", "no/folder/x.md").code == 1


def test_a_document_that_is_gone_is_quoted_from_what_was_kept(pizhu: Pizhu) -> None:
    Path(FILE).unlink()
    (quote,) = pizhu("quotes", "--json", "--context", "4chars", "#模型").json
    assert (quote["quote"], quote["line"], quote["after"]) == ("一個是模型", 2, "，一個是")


def test_without_highlights(pizhu: Pizhu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    result = pizhu("quotes")
    assert (result.code, result.out) == (0, "")
    assert "no highlights" in result.err
    assert not Path("annotations.db").exists()


@pytest.mark.parametrize("command", ["quotes", "tags", "check", "undo", "redo"])
def test_a_database_that_is_named_must_be_there(pizhu: Pizhu, command: str) -> None:
    result = pizhu("--db", "typo.db", command)
    assert (result.code, result.out) == (1, "")
    assert "typo.db: there is no such database" in result.err
    assert not Path("typo.db").exists()
