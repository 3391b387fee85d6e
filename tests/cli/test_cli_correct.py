"""`pizhu correct`, `glossary`, `speakers` and `--encoding`: how a document is read, said on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_talk import TALK, Pizhu

from tui.annotations.reading_acts import Corrected
from tui.annotations.store import Store
from tui.transcript.edits.corrections import Rule

FILE = "seeds/谈话.txt"


def test_a_place_is_read_otherwise_and_back(library: Path, pizhu: Pizhu) -> None:
    made = pizhu("correct", FILE, "--quote", "一個是數據", "--to", "一個是数字", "--json").json
    start = TALK.index("一個是數據")
    assert made == [
        {
            "start": start,
            "end": start + 5,
            "line": 2,
            "accepted": True,
            "original": "一個是數據",
            "replacement": "一個是数字",
        }
    ]
    assert "一個是数字" in pizhu("show", FILE).out
    assert "一個是數據" in pizhu("show", FILE, "--raw").out
    assert pizhu("search", "数字", FILE, "--json").json[0]["start"] == start
    assert pizhu("undo").code == 0
    assert "一個是數據" in pizhu("show", FILE).out


def test_all_places_or_one(library: Path, pizhu: Pizhu) -> None:
    assert "stands in 2 places" in pizhu("correct", FILE, "--quote", "大家怎么看", "--to", "x").err
    listed = pizhu("correct", FILE, "--quote", "大家怎么看", "--all", "--to", "诸位怎么看", "--dry-run")
    assert (len(listed.out.splitlines()), listed.err) == (2, "2 places; nothing was changed\n")
    assert pizhu("show", FILE).out.count("大家") == 2
    pizhu("correct", FILE, "--quote", "大家怎么看", "--nth", "2", "--to", "诸位怎么看")
    assert pizhu("show", FILE).out.count("诸位") == 1
    pizhu("correct", FILE, "--quote", "大家怎么看", "--all", "--to", "诸位怎么看")
    assert pizhu("show", FILE).out.count("诸位") == 2
    assert pizhu("correct", FILE, "--quote", "诸位怎么看", "--all", "--forget").code == 0
    assert pizhu("show", FILE).out.count("大家") == 2
    assert pizhu("correct", FILE, "--at", "0:5", "--forget").code == 1


def test_a_highlight_says_what_is_read_now(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "自主學習不是一個方法")
    pizhu("correct", FILE, "--quote", "方法", "--to", "办法")
    (quote,) = pizhu("quotes", "--json").json
    assert quote["quote"] == "自主學習不是一個办法"
    assert pizhu("check", "--json").json["astray"] == []
    pizhu("undo")
    assert pizhu("quotes", "--json").json[0]["quote"] == "自主學習不是一個方法"


def test_a_repair_can_be_refused(library: Path, pizhu: Pizhu) -> None:
    Path("g.txt").write_text(
        "前沿峰會(huì)在北京，峰會(huì)很好，人們會(huì)來，還(hái)有誰(shuí)。\n", encoding="utf-8"
    )
    assert "source is what is read there already" in pizhu("correct", "g.txt", "--at", "0:2", "--source").err
    pizhu("correct", "g.txt", "--at", "4:9", "--source")
    assert pizhu("show", "g.txt").out.startswith("前沿峰會(huì)在北京，峰會很好")


def test_the_glossary_is_applied_everywhere(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", "seeds/notes.txt", "--quote", "English words")
    assert pizhu("glossary").err == "the glossary is empty\n"
    pizhu("glossary", "add", "Anglais", "English", "Angliss")
    pizhu("glossary", "add", "Anthropic")
    assert pizhu("glossary").out == "Angliss → Anglais\nAnthropic\nEnglish → Anglais\n"
    assert pizhu("glossary", "list", "--json").json[0] == {"wording": "Angliss", "term": "Anglais"}
    assert "Anglais words" in pizhu("show", "seeds/notes.txt").out
    assert pizhu("quotes", "--json").json[0]["quote"] == "Anglais words"
    pizhu("glossary", "remove", "English")
    assert pizhu("quotes", "--json").json[0]["quote"] == "English words"
    assert pizhu("glossary", "remove", "English").code == 1
    pizhu("undo")
    assert pizhu("quotes", "--json").json[0]["quote"] == "Anglais words"


def test_speakers_are_renamed_and_merged(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "我同意")
    assert pizhu("speakers", FILE).out == "    2  主持人\n    2  姚順雨\n"
    changed = pizhu("speakers", FILE, "--rename", "姚順雨", "Shunyu", "--role", "Shunyu", "guest")
    assert changed.out == "    2  主持人\n    2  Shunyu  (= 姚順雨)  [guest]\n"
    assert "Shunyu：我同意" in pizhu("show", FILE).out
    assert pizhu("quotes", "@Shunyu", "--json").json[0]["speaker"] == "Shunyu"
    merged = pizhu("speakers", FILE, "--rename", "Shunyu", "众", "--rename", "主持人", "众", "--json").json
    assert [(s["label"], s["name"], s["role"], s["turns"]) for s in merged] == [
        ("主持人", "众", "", 4),
        ("姚順雨", "众", "guest", 4),
    ]
    pizhu("undo")
    assert pizhu("quotes", "--json").json[0]["speaker"] == "Shunyu"
    assert pizhu("speakers", FILE, "--rename", "谁", "x").code == 1
    assert pizhu("speakers", FILE, "--role", "主持人", "king").code == 2


def test_an_encoding_is_kept_for_the_file(library: Path, pizhu: Pizhu, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("b.txt").write_bytes("模型很好".encode("big5"))
    monkeypatch.setattr("tui.cli.commands.is_terminal", lambda stream: True)
    monkeypatch.setattr("tui.__main__._open_app", lambda opened: 0)
    assert pizhu("--encoding", "gb18030", "b.txt").code == 0
    assert "模型很好" not in pizhu("show", "b.txt").out
    assert pizhu("--encoding", "big5", "b.txt").code == 0
    assert "模型很好" in pizhu("show", "b.txt").out
    assert pizhu("--encoding", "auto", "b.txt").code == 0
    assert pizhu("--encoding", "klingon", "b.txt").code == 1
    assert pizhu("--encoding", "big5").code == 2


@pytest.mark.parametrize(
    "argv",
    [
        ("correct", FILE, "--at", "0:3", "--all", "--to", "x"),
        ("correct", FILE, "--quote", "x"),
        ("correct", FILE, "--quote", " ", "--to", "x"),
        ("correct", FILE, "--at", "0:99999", "--to", "x"),
        ("glossary", "add"),
        ("glossary", "add", "x", " "),
    ],
)
def test_misuse(library: Path, pizhu: Pizhu, argv: tuple[str, ...]) -> None:
    assert pizhu(*argv).code == 2


def test_quotes_go_out_as_read_as_in_the_source_or_both(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "自主學習不是一個方法")
    pizhu("mark", FILE, "--quote", "我同意")
    pizhu("correct", FILE, "--quote", "方法", "--to", "办法")
    read, original = "自主學習不是一個办法", "自主學習不是一個方法"
    assert [q["quote"] for q in pizhu("quotes", "--text", "source", "--json").json] == [original, "我同意"]
    both = pizhu("quotes", "--text", "both", "--json").json
    assert [(q["quote"], q["source"]) for q in both] == [(read, original), ("我同意", "")]
    assert [q["source"] for q in pizhu("quotes", "--json").json] == ["", ""]
    assert f"> 〔原文 source〕{original}\n" in pizhu("quotes", "--text", "both").out
    assert f"〔原文 source：{original}〕\n" in pizhu("quotes", "--text", "both", "--format", "text").out
    assert pizhu("quotes", "--text", "both", "--format", "csv", raw=True).out.count(original) == 1
    assert pizhu("quotes", "--text", "both", "--format", "jsonl").code == 2
    pizhu("quotes", "--text", "source", "-o", "out.md")
    assert original in Path("out.md").read_text(encoding="utf-8")


def test_what_may_be_misheard_is_listed_and_what_was_refused_is_not(library: Path, pizhu: Pizhu) -> None:
    Path("m.txt").write_text(
        "甲：unthorpe 的模型。\n乙：我也说 unthorpe。\n甲：还有 skilling law。\n", encoding="utf-8"
    )
    assert "no term in the glossary" in pizhu("glossary", "propose", "m.txt").err
    pizhu("glossary", "add", "Anthropic")
    pizhu("glossary", "add", "Scaling Law")
    listed = pizhu("glossary", "propose", "m.txt").out.splitlines()
    assert sorted(line.split("  (")[0].split(None, 2)[2] for line in listed) == [
        "skilling law → Scaling Law",
        "unthorpe → Anthropic",
    ]
    assert "unthorpe" in pizhu("show", "m.txt").out, "nothing is changed"
    found = {each["wording"]: each for each in pizhu("glossary", "propose", "m.txt", "--json").json}
    assert [place["line"] for place in found["unthorpe"]["places"]] == [1, 2]
    with Store(library / "annotations.db") as store:
        store.correct(None, "", Corrected(rules=[Rule("unthorpe", "Anthropic", accepted=False)]))
    assert [each["wording"] for each in pizhu("glossary", "propose", "m.txt", "--json").json] == ["skilling law"]
    assert "unthorpe ≠ Anthropic\n" in pizhu("glossary").out
    assert {"wording": "unthorpe", "term": "Anthropic", "refused": True} in pizhu("glossary", "--json").json
    assert "unthorpe" in pizhu("show", "m.txt").out, "a refusal is no rule"
    pizhu("glossary", "add", "Anthropic", "unthorpe")
    assert "unthorpe" not in pizhu("show", "m.txt").out
