"""`pizhu check`, `pizhu backup` and `pizhu restore`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from cli_talk import NOTES, TALK, Pizhu

FILE = "seeds/谈话.txt"


def test_all_is_well(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "谢谢")
    checked = pizhu("check")
    assert (checked.code, checked.out) == (
        0,
        f"database: ok\n{FILE}: 1 exact\nindex: not made yet; the first search makes it\n",
    )


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


def damage() -> bytes:
    """Spoil the pages of the highlights and of their tags."""
    file = Path("annotations.db")
    data = bytearray(file.read_bytes())
    conn = sqlite3.connect(file)
    for (page,) in conn.execute("select pageno from dbstat where name in ('highlight', 'highlight_tag')").fetchall():
        data[(page - 1) * 4096 : (page - 1) * 4096 + 100] = b"\xff" * 100
    conn.close()
    file.write_bytes(data)
    return bytes(data)


def test_what_to_do_is_said_and_what_is_left_is_read_out(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("check", "--repair").code == 1
    pizhu("mark", FILE, "--quote", "谢谢", "--tag", "甲", "--note", "记")
    assert "nothing to repair" in pizhu("check", "--repair").err
    assert pizhu("check", "--to", "x.db").code == 2
    raw = damage()
    checked = pizhu("check")
    assert checked.code == 1
    assert "→" in checked.out
    assert "pizhu" in checked.out
    assert all(found["do"] for found in pizhu("check", "--json").json["problems"])
    repaired = pizhu("check", "--repair", "--to", "new.db")
    assert repaired.code == 0
    assert repaired.out == "new.db\n"
    assert "rebuilt from the history: 1 highlight, 1 highlight_tag" in repaired.err
    assert [q["note"] for q in pizhu("--db", "new.db", "log", "--at", "now", "--json").json["quotes"]] == ["记"]
    assert Path("annotations.db").read_bytes() == raw
    assert pizhu("--db", "new.db", "check").out.startswith("database: ok")
    assert pizhu("check", "--repair", "--to", "new.db").code == 2


def test_a_backup_is_put_back_and_that_undone(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("restore").out == ""
    assert pizhu("restore", "latest").code == 1
    assert pizhu("restore", "--undo").code == 1
    pizhu("mark", FILE, "--quote", "谢谢")
    made = pizhu("backup").out.strip()
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了")
    listed = pizhu("restore", "--json").json
    assert [(each["path"], each["kind"], each["highlights"]) for each in listed] == [(made, "asked", 1)]
    assert "1 highlights" in pizhu("restore").out
    told = pizhu("restore", "latest", "--dry-run")
    assert "- seeds/notes.txt: “河水漲了”" in told.out
    assert "nothing was changed" in told.err
    assert "河水漲了" in pizhu("quotes").out
    done = pizhu("restore", Path(made).name)
    assert done.code == 0
    assert "lost: 1 highlights, 1 acts; gained: 0 highlights" in done.err
    assert "restore --undo" in done.err
    assert "河水漲了" not in pizhu("quotes").out
    assert "+ seeds/notes.txt: “河水漲了”" in pizhu("restore", "--undo").out
    assert "河水漲了" in pizhu("quotes").out
    assert pizhu("restore", "seeds/notes.txt").code == 1
    assert pizhu("restore", "latest", "--undo").code == 2


def test_a_damaged_database_is_replaced_and_kept(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "谢谢")
    pizhu("backup")
    raw = damage()
    done = pizhu("restore", "latest")
    assert done.code == 0
    assert "the damaged file is in" in done.err
    assert pizhu("check").code == 0
    (kept,) = Path("backups").glob("*-damaged.db")
    assert kept.read_bytes() == raw


def test_a_changed_file_is_told_and_carried_over(library: Path, pizhu: Pizhu) -> None:
    text = (
        TALK
        + "[主持人] 最后一个问题：河上的桥是谁修的？\n[姚順雨] 桥是两岸的人一起修的，修了整整三年，谁也没有停下来。\n"
    )
    Path(FILE).write_text(text, encoding="utf-8")
    pizhu("mark", FILE, "--quote", "我覺得有兩個大的感受", "--tag", "甲")
    pizhu("mark", FILE, "--quote", "桥是两岸的人一起修的，修了整整三年")
    pizhu("mark", FILE, "--quote", "自主學習不是一個方法", "--note", "记")
    changed = text.replace("修了整整三年", "修了差不多三年").replace("自主學習不是一個方法。\n", "")
    Path(FILE).write_text(f"（校订本）\n{changed}", encoding="utf-8")
    said, gone, bridge = "我覺得有兩個大的感受", "自主學習不是一個方法", "桥是两岸的人一起修的，修了整整三年"
    built = bridge.replace("整整", "差不多")
    old, new = text, f"（校订本）\n{changed}"

    def at(where: str, words: str) -> list[int]:
        return [where.index(words), where.index(words) + len(words)]

    checked = pizhu("check")
    ids = {q["quote"]: q["id"] for q in pizhu("quotes", "--json").json}
    assert checked.code == 1
    assert checked.out == (
        "database: ok\n"
        f"{FILE}: 0 exact, 1 moved, 1 changed, 1 lost\n"
        "  → files have changed: opening one, or `pizhu check --carry` for all, carries 1 over\n"
        "  → 1 changed: open the document and press R to look at them, one after the other\n"
        "  → 1 lost: kept with quote and note; R shows where they stood, `pizhu quotes` prints them\n"
        f"moved: {FILE}: “{said}” {at(old, said)} → {at(new, said)} ({ids[said]})\n"
        f"lost: {FILE}: “{gone}” {at(old, gone)} → nowhere ({ids[gone]})\n"
        f"changed: {FILE}: “{bridge}” {at(old, bridge)} → {at(new, built)} ({ids[bridge]})\n"
        "index: not made yet; the first search makes it\n"
    )
    assert len(pizhu("log").out.splitlines()) == 3
    carried = pizhu("check", "--carry")
    assert f"{FILE}: 1 exact, 1 changed, 1 lost\n  → 1 changed" in carried.out
    assert pizhu("check").out == carried.out
    assert "reanchor: seeds/谈话.txt: 1 moved, 1 changed, 1 lost" in pizhu("log").out
    quotes = {q["quote"]: q for q in pizhu("quotes", "--json", "--context", "1sent").json}
    assert {words: (q["state"], q["start"]) for words, q in quotes.items()} == {
        said: ("moved", new.index(said)),
        gone: ("lost", old.index(gone)),
        bridge: ("changed", old.index(bridge)),
    }
    # What stands nowhere is shown in the text that it was made on.
    assert quotes[gone]["before"].endswith("一個是數據。")
    assert "- ⚠ 已失 lost" in pizhu("quotes").out
    assert pizhu("undo").out.startswith("undone: reanchor")
    assert pizhu("check").out == checked.out
    Path(FILE).write_text(text, encoding="utf-8")
    assert pizhu("check").out == f"database: ok\n{FILE}: 3 exact\nindex: not made yet; the first search makes it\n"


def test_a_file_renamed_and_edited_is_named(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "谢谢")
    Path(FILE).unlink()
    Path("seeds/新谈话.txt").write_text("校订。\n" + TALK, encoding="utf-8")
    checked = pizhu("check")
    assert checked.code == 1
    assert f"{FILE}: missing: likely seeds/新谈话.txt\n  → " in checked.out
