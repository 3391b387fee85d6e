"""`pizhu change`."""

from __future__ import annotations

from pathlib import Path

from cli_talk import Pizhu


def test_all_that_pass_are_changed_at_once_and_back(library: Path, pizhu: Pizhu) -> None:
    for words in ("一個是模型", "不是一個方法", "我同意"):
        pizhu("mark", "seeds/谈话.txt", "--quote", words, "--tag", "旧", "--note", words)

    def told() -> list[tuple[list[str], str, bool]]:
        return [(q["tags"], q["note"], q["starred"]) for q in pizhu("quotes", "--json").json]

    first = told()
    dry = pizhu("change", "-我同意", "--add", "新/一", "--dry-run")
    assert len(dry.out.splitlines()) == 2
    assert told() == first
    done = pizhu("change", "#旧", "-我同意", "--add", "新/一", "--remove", "旧", "--json")
    assert (len(done.json["ids"]), done.json["changed"]) == (2, True)
    assert [tags for tags, _, _ in told()] == [["新/一"], ["新/一"], ["旧"]]
    pizhu("change", "#旧", "--append-note", "再看")
    pizhu("change", "", "--star")
    assert told()[2] == (["旧"], "我同意\n\n再看", True)
    assert "already" in pizhu("change", "", "--star").err
    pizhu("change", "", "--delete")
    assert told() == []
    for _ in range(4):
        pizhu("undo")
    assert told() == first


def test_one_change_at_a_time(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", "seeds/notes.txt", "--quote", "河水")
    for wrong in ([], ["--star", "--delete"], ["--star", "--unstar"], ["--append-note", "a", "--replace-note", "b"]):
        assert pizhu("change", "", *wrong).code == 2
    assert pizhu("change", "--star").code == 2, "all quotes are meant only if it is said"
    assert "no highlight passes" in pizhu("change", "#没有", "--star").err
    assert pizhu("quotes", "--json").json[0]["starred"] is False
