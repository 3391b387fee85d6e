"""Nothing that a document, a name, a note or an argument holds may act on the terminal."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest
from cli_talk import Pizhu, dangerous

EVIL = "[/] [@click=app.quit] \x1b]52;c;aGk=\x07 \x1b[31m \x9b31m \u202e倒\u2066 \u2028 \x7f \x00 x"
TALK = f"[主持人] 一{EVIL}二。\n[\x1b[2J某人] 三。\n[主持人] 四{EVIL}。\n[\x1b[2J某人] 五。\n"
NAME = "seeds/坏\x1b[31m\u202e\n名.txt"


@pytest.fixture(autouse=True)
def _documents(library: Path) -> None:
    Path("seeds/坏.txt").write_text(TALK, encoding="utf-8")
    Path(NAME).write_text(TALK, encoding="utf-8")
    Path(os.fsdecode(b"seeds/\xff\xfe.txt")).write_text(TALK, encoding="utf-8")


FILES = ("seeds/坏.txt", NAME, os.fsdecode(b"seeds/\xff\xfe.txt"))


@pytest.mark.parametrize("file", FILES)
def test_every_command_shows_it_as_signs(pizhu: Pizhu, file: str) -> None:
    shown = pizhu("show", file)
    assert shown.code == 0
    assert "[@click=app.quit] ␛]52;c;aGk=␇ ␛[31m <9B>31m" in shown.out
    assert pizhu("show", file, "--script", "traditional").code == 0
    assert pizhu("search", "click").code == 0
    marked = pizhu("mark", file, "--at", "5:30", "--tag", "标签", "--note", EVIL)
    assert marked.code == 0
    again = pizhu("mark", file, "--quote", "click")
    assert (again.code, "stands in 2 places" in again.err) == (1, True)
    for form in ("markdown", "text", "jsonl"):
        assert pizhu("quotes", "--format", form, "--context", "1turn").code == 0
    assert not dangerous(pizhu("quotes", "--format", "csv", raw=True).out.replace("\r\n", "\n"))
    assert pizhu("quotes", "has:note", "-o", f"o{EVIL[:30].replace('/', '')}.md").code == 0
    assert pizhu("check").code == 0
    assert pizhu("tags").code == 0
    Path(file).unlink()
    assert pizhu("check").code in (0, 1)
    assert pizhu("show", file).code == 1
    assert pizhu("search", "click", file).code == 1
    assert pizhu("undo").code == 0


def test_the_history_the_trash_and_the_backups_show_it_as_signs(pizhu: Pizhu) -> None:
    for file in FILES:
        pizhu("mark", file, "--at", "5:30", "--tag", "标签", "--note", EVIL)
    assert pizhu("correct", FILES[0], "--at", "5:9", "--to", EVIL.replace("\0", "")).code == 0
    assert pizhu("glossary", "add", "x\x1b[1m\u202e", EVIL[:30]).code == 0
    assert pizhu("speakers", FILES[0], "--rename", "主持人", f"甲\u202e{EVIL[:12]}").code == 0
    with sqlite3.connect("annotations.db") as other:  # no tag of ours holds controls, those of other programs may
        other.execute("update tag set name = ?", (f"坏{EVIL}".replace("/", ""),))
        other.execute("update act set about = ?, session = ?", (EVIL, EVIL))
        other.execute("update highlight set deleted = '2026-01-01', author = ? where start = 5", (EVIL,))
    for argv in (
        *(("log",), ("log", "--at", "2100-01-01"), ("trash",), ("tags",), ("glossary",), ("speakers", FILES[0])),
        *(("glossary", "propose", FILES[0]), ("show", FILES[0], "--edits"), ("quotes",), ("check",), ("backup",)),
        *(
            ("restore",),
            ("restore", "latest", "--dry-run"),
            ("undo", "1"),
            ("trash", "--all"),
            ("redo",),
            ("restore", "latest"),
        ),
        *(("tags", "export"), ("quotes", "--format", "text"), ("quotes", f'"{EVIL}"')),
    ):
        told = pizhu(*argv)
        assert told.out + told.err, argv


def test_json_is_escaped_and_whole(pizhu: Pizhu) -> None:
    source = TALK.replace("\u2028", "\n")
    assert pizhu("show", FILES[0], "--json").json["text"] == source
    pizhu("mark", FILES[0], "--at", "6:30", "--note", EVIL)
    (quote,) = pizhu("quotes", "--json").json
    assert (quote["quote"], quote["note"]) == (source[6:30], EVIL)
    assert pizhu("search", "click", "--json").code == 0


def test_raw_gives_the_very_text_to_a_pipe_only(pizhu: Pizhu, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pizhu("show", FILES[0], "--raw", raw=True).out == TALK.replace("\u2028", "\n")
    monkeypatch.setattr("tui.cli.listing.is_terminal", lambda stream: True)
    assert "␛]52" in pizhu("show", FILES[0], "--raw").out


def test_it_comes_out_and_back(pizhu: Pizhu) -> None:
    for file in FILES:
        pizhu("mark", file, "--at", "5:30", "--note", EVIL.replace("\0", ""))
    pizhu("quotes", "-o", "out.jsonl")
    assert not dangerous(Path("out.jsonl").read_text(encoding="utf-8"))
    Path("annotations.db").rename("old.db")
    brought = pizhu("import", "out.jsonl")
    assert "2 highlights brought in, 0" in brought.err or "3 highlights brought in, 0" in brought.err


@pytest.mark.parametrize(
    "argv",
    [
        (EVIL,),
        ("--" + EVIL,),
        ("show", "--" + EVIL),
        ("show", EVIL),
        ("show", FILES[0], "--script", EVIL),
        ("show", FILES[0], "--encoding", EVIL),
        ("mark", FILES[0], "--at", EVIL),
        ("mark", FILES[0], "--quote", EVIL + EVIL),
        ("mark", FILES[0], "--quote", "三", "--tag", EVIL),
        ("mark", FILES[0], "--quote", "三", "--nth", EVIL),
        ("quotes", f"foo:{EVIL}"),
        ("quotes", f"({EVIL}"),
        ("quotes", "--context", EVIL),
        ("quotes", "--format", EVIL),
        ("quotes", "-o", EVIL),
        ("search", EVIL * 2),
        ("search", "x", EVIL),
        ("tags", EVIL),
        ("tags", "add", EVIL),
        ("tags", "add", "x", "--colour", EVIL),
        ("tags", "rename", EVIL, EVIL),
        ("tags", "move", EVIL, EVIL),
        ("tags", "merge", EVIL, EVIL),
        ("tags", "delete", EVIL),
        ("import", EVIL),
        ("backup", EVIL),
        ("--db", EVIL, "tags"),
        ("undo", EVIL),
        ("check", EVIL),
    ],
)
def test_arguments(pizhu: Pizhu, argv: tuple[str, ...]) -> None:
    result = pizhu(*argv)
    assert result.code in (1, 2)
    assert result.out == ""
    assert result.err


def test_messages_of_a_file_that_is_brought_in(pizhu: Pizhu) -> None:
    sha = "0" * 64
    records: list[dict[str, object]] = [
        {"type": "pizhu", "version": 1},
        {"type": "document", "path": f"seeds/{EVIL}", "title": EVIL, "sha256": sha},
        {
            "type": "highlight",
            "id": "x",
            "document": f"seeds/{EVIL}",
            "sha256": sha,
            "start": 1,
            "end": 5,
            "quote": EVIL,
            "tags": ["a"],
        },
    ]
    for escaped in (True, False):
        text = "\n".join(json.dumps(record, ensure_ascii=escaped) for record in records)
        Path("in.jsonl").write_text(text, encoding="utf-8")
        brought = pizhu("import", "in.jsonl")
        assert brought.code == 1
        assert "not brought in: seeds/[/] [@click=app.quit] ␛]52" in brought.err
        assert pizhu("import", "in.jsonl", "--json").code == 1
