"""`pizhu check` and `pizhu backup`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from cli_talk import NOTES, TALK, Pizhu

FILE = "seeds/谈话.txt"


def test_all_is_well(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "谢谢")
    checked = pizhu("check")
    assert (checked.code, checked.out) == (0, f"database: ok\n{FILE}: 1 exact\n")


def test_nothing_yet(library: Path, pizhu: Pizhu) -> None:
    checked = pizhu("check")
    assert (checked.code, checked.out) == (0, "")
    assert pizhu("check", "--json").json["documents"] == []
    assert not Path("annotations.db").exists()
    assert pizhu("backup").code == 1


def test_what_is_not_exact_is_listed(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "谢谢")
    lost = pizhu("mark", FILE, "--quote", "一個是模型", "--json").json
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了")
    Path(FILE).write_text("[主持人] 加了一句。\n" + TALK.replace("一個是模型", "什麼都沒有"), encoding="utf-8")
    Path("seeds/notes.txt").unlink()
    checked = pizhu("check")
    assert checked.code == 1
    assert f"{FILE}: 0 exact, 1 moved, 1 lost" in checked.out
    assert "seeds/notes.txt: missing" in checked.out
    assert "“一個是模型”" in checked.out
    found = pizhu("check", "--json").json
    assert found["problems"] == []
    assert [(d["path"], d["state"], d["exact"], d["moved"], d["lost"]) for d in found["documents"]] == [
        ("seeds/notes.txt", "missing", 0, 0, 0),
        (FILE, "here", 0, 1, 1),
    ]
    assert {"id": lost["id"], "state": "lost", "now": None}.items() <= found["astray"][0].items()


def test_a_renamed_document_is_found_by_its_bytes(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了")
    Path("seeds/notes.txt").rename("seeds/river.txt")
    checked = pizhu("check")
    assert checked.code == 0
    assert "seeds/notes.txt: now seeds/river.txt: 1 exact" in checked.out


def test_an_unreadable_document(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了")
    Path("seeds/notes.txt").write_bytes(b"\x89PNG\r\n" + bytes(50))
    checked = pizhu("check")
    assert checked.code == 1
    assert "seeds/notes.txt: unreadable" in checked.out


def test_a_damaged_database(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "谢谢")
    data = bytearray(Path("annotations.db").read_bytes())
    data[4096:12288] = bytes(8192)
    Path("annotations.db").write_bytes(data)
    checked = pizhu("check")
    assert checked.code == 1
    assert checked.out.startswith("database: ")
    assert pizhu("check", "--json").json["problems"]


def test_backup_is_a_whole_database(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", "seeds/notes.txt", "--quote", NOTES[:4])
    for argv in ((), ("copy.db",)):
        made = pizhu("backup", *argv)
        assert (made.code, made.err) == (0, "")
        conn = sqlite3.connect(made.out.strip())
        assert conn.execute("select quote from highlight").fetchall() == [(NOTES[:4],)]
        conn.close()
    assert pizhu("backup", "copy.db").code == 2
