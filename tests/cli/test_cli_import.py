"""`pizhu import`, and that what goes out comes back."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from cli_talk import TALK, Pizhu

from tui.bringing import bring_in
from tui.library import Library

FILE = "seeds/谈话.txt"


@pytest.fixture
def exported(library: Path, pizhu: Pizhu) -> Path:
    """An interchange file with three highlights."""
    pizhu("tags", "add", "模型", "--letter", "M", "--colour", "violet", "--description", "大\u202e的")
    pizhu("tags", "add", "另一个")
    pizhu("tags", "merge", "另一个", "模型")
    pizhu("tags", "add", "没用的")
    pizhu(
        "mark", FILE, "--quote", "一個是模型", "--tag", "模型", "--tag", "a/b", "--star", "--note", "很好\x1b[31m\n二"
    )
    pizhu("mark", FILE, "--quote", "大家怎么看", "--nth", "2")
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了", "--tag", "a/b")
    pizhu("quotes", "-o", "out.jsonl")
    return library / "out.jsonl"


def test_there_and_back_again_is_the_same(exported: Path, pizhu: Pizhu) -> None:
    brought = pizhu("--db", "new.db", "import", "out.jsonl")
    assert (brought.code, brought.out) == (0, "")
    assert brought.err == "3 highlights brought in, 0 were here already\n"
    assert pizhu("--db", "new.db", "quotes", "-o", "again.jsonl").code == 0
    assert Path("again.jsonl").read_bytes() == exported.read_bytes()
    assert pizhu("--db", "new.db", "quotes", "--format", "jsonl").out.encode() == exported.read_bytes()


def test_notes_of_documents_come_along_where_there_are_none(exported: Path, pizhu: Pizhu) -> None:
    with closing(Library.open()) as library:
        entry = library.entry(FILE)
        library.store.set_document_note(library.facts(entry, library.transcript(entry)), "很有意思")
    pizhu("quotes", "-o", "noted.jsonl")
    for database in ("new.db", "noted.db"):
        pizhu("--db", database, "import", "out.jsonl" if database == "new.db" else "noted.jsonl")
    assert pizhu("--db", "noted.db", "quotes", "--format", "jsonl").out == Path("noted.jsonl").read_text(
        encoding="utf-8"
    )
    assert "很有意思" in pizhu("--db", "noted.db", "quotes", "--format", "jsonl").out
    pizhu("--db", "noted.db", "import", "out.jsonl")
    assert "很有意思" in pizhu("--db", "noted.db", "quotes", "--format", "jsonl").out


def test_twice_changes_nothing(exported: Path, pizhu: Pizhu) -> None:
    for database in ("annotations.db", "new.db"):
        pizhu("--db", database, "import", "out.jsonl")
        before = pizhu("--db", database, "quotes", "--format", "jsonl").out
        again = pizhu("--db", database, "import", "out.jsonl", "out.jsonl")
        assert (again.code, again.err) == (0, "0 highlights brought in, 6 were here already\n")
        assert pizhu("--db", database, "quotes", "--format", "jsonl").out == before


def test_one_undo_takes_all_back(exported: Path, pizhu: Pizhu) -> None:
    pizhu("--db", "new.db", "import", "out.jsonl")
    assert pizhu("--db", "new.db", "undo").out == "undone: import: 3 highlights\n"
    assert pizhu("--db", "new.db", "quotes", "--json").json == []
    assert pizhu("--db", "new.db", "tags", "--json").json == []
    pizhu("--db", "new.db", "redo")
    assert pizhu("--db", "new.db", "quotes", "--format", "jsonl").out.encode() == exported.read_bytes()


def test_what_was_deleted_comes_back(exported: Path, pizhu: Pizhu) -> None:
    with closing(Library.open()) as library:
        library.store.delete([quote.highlight.id for quote in library.store.quotes()])
    assert pizhu("import", "out.jsonl").err.startswith("3 highlights brought in")
    assert pizhu("import", "out.jsonl").err.startswith("0 highlights brought in")


def test_the_same_under_another_id_is_left_alone(exported: Path, pizhu: Pizhu) -> None:
    lines = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()]
    for number, line in enumerate(lines):
        if line["type"] == "highlight":
            line["id"] = f"other {number}"
    exported.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert pizhu("import", "out.jsonl").err == "0 highlights brought in, 3 were here already\n"


def test_changed_documents(exported: Path, pizhu: Pizhu) -> None:
    Path(FILE).write_text("[主持人] 加了一句。\n" + TALK.replace("一個是模型", "什麼都沒有"), encoding="utf-8")
    Path("seeds/notes.txt").unlink()
    brought = pizhu("--db", "new.db", "import", "out.jsonl")
    assert brought.code == 1
    assert "2 highlights brought in" in brought.err
    assert "moved: " in brought.err
    assert "lost: seeds/谈话.txt: “一個是模型”: its words are gone" in brought.err
    assert "“河水漲了”: its document is not here" in brought.err
    found = pizhu("--db", "new.db", "quotes", "--json").json
    assert {quote["quote"]: (quote["state"], quote["tags"]) for quote in found} == {
        "一個是模型": ("lost", ["模型", "a/b"]),
        "大家怎么看": ("exact", []),
    }
    assert pizhu("--db", "new.db", "import", "out.jsonl").err.startswith("0 highlights brought in, 2 were here")
    told = pizhu("--db", "newer.db", "import", "out.jsonl", "--json").json
    assert (told["made"], len(told["moved"]), len(told["lost"]), len(told["missing"])) == (2, 1, 1, 1)
    # The file that it was made on comes back: there it stands.
    Path(FILE).write_text(TALK, encoding="utf-8")
    assert f"{FILE}: 1 exact, 1 moved" in pizhu("--db", "new.db", "check").out
    pizhu("--db", "new.db", "check", "--carry")
    assert (
        pizhu("--db", "new.db", "check").out
        == f"database: ok\n{FILE}: 2 exact\nindex: not made yet; the first search makes it\n"
    )


def test_a_renamed_document_is_found_by_its_bytes(exported: Path, pizhu: Pizhu) -> None:
    Path("seeds/notes.txt").rename("seeds/river.txt")
    assert pizhu("--db", "new.db", "import", "out.jsonl").code == 0
    assert "seeds/river.txt" in {quote["path"] for quote in pizhu("--db", "new.db", "quotes", "--json").json}


def test_a_tag_that_is_there_stays_as_it_is(exported: Path, pizhu: Pizhu) -> None:
    pizhu("--db", "new.db", "tags", "add", "模型", "--letter", "Z")
    pizhu("--db", "new.db", "import", "out.jsonl")
    tags = {tag["path"]: tag for tag in pizhu("--db", "new.db", "tags", "--json").json}
    assert tags["模型"]["letter"] == "Z"
    assert tags["没用的"]["count"] == 0


def test_files_outside_the_library_are_taken_only_with_the_same_bytes(
    exported: Path, pizhu: Pizhu, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = exported.parent / "inner"
    outside.mkdir()
    text = exported.read_text(encoding="utf-8").replace('"seeds/', '"../seeds/')
    exported.write_text(text, encoding="utf-8")
    monkeypatch.chdir(outside)
    assert pizhu("--db", "x.db", "import", "../out.jsonl").code == 0
    Path("../seeds/notes.txt").write_text("河水漲了！", encoding="utf-8")
    brought = pizhu("--db", "y.db", "import", "../out.jsonl")
    assert brought.code == 1
    assert "“河水漲了”: its document is not here" in brought.err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense\x1b[31m",
        '{"type": "pizhu", "version": 99}',
        '{"type": "pizhu", "version": 1}\n{"type": "\\u001b]52;c;x\\u0007"}',
        '{"type": "pizhu", "version": 1}\n{"type": "tag", "path": "a\\u001b"}',
    ],
)
def test_a_wrong_file_brings_in_nothing(exported: Path, pizhu: Pizhu, text: str) -> None:
    Path("wrong.jsonl").write_text(text, encoding="utf-8")
    brought = pizhu("--db", "new.db", "import", "out.jsonl", "wrong.jsonl")
    assert (brought.code, brought.out) == (1, "")
    assert "wrong.jsonl, line " in brought.err
    assert not Path("new.db").exists()


@pytest.mark.parametrize("name", ["nothing.jsonl", "seeds", "/dev/zero"])
def test_files_that_cannot_be_read(library: Path, pizhu: Pizhu, name: str) -> None:
    assert pizhu("import", name).code == 1


def test_bytes_that_are_no_utf8(library: Path, pizhu: Pizhu) -> None:
    Path("x.jsonl").write_bytes(b'{"type": "pizhu", "version": 1}\n\xff\xfe')
    assert "no UTF-8" in pizhu("import", "x.jsonl").err


def test_lines_can_be_brought_in_without_the_command_line(exported: Path) -> None:
    library = Library.open(database=Path("api.db"))
    try:
        brought = bring_in(library, exported.read_text(encoding="utf-8").splitlines())
        assert (brought.made, brought.already, brought.lost, brought.missing) == (3, 0, (), ())
        assert [act.what for act in library.store.history()] == ["import"]
    finally:
        library.close()


def test_quotes_that_were_made_with_labels_come_in(library: Path, pizhu: Pizhu) -> None:
    start, end = TALK.index("不是一個"), TALK.index("谢谢") + 2
    pizhu("mark", FILE, "--at", f"{start}:{end}")
    pizhu("quotes", "-o", "out.jsonl")
    lines = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    for record in lines:
        if "quote" in record:
            record |= {"quote": TALK[start:end], "prefix": TALK[start - 32 : start], "suffix": TALK[end : end + 32]}
    old = "\n".join(json.dumps(record, ensure_ascii=False) for record in lines)
    assert "\\n[主持人] 谢谢" in old
    Path("old.jsonl").write_text(old + "\n", encoding="utf-8")
    brought = pizhu("--db", "new.db", "import", "old.jsonl")
    assert (brought.code, brought.err) == (0, "1 highlights brought in, 0 were here already\n")
    (quote,) = pizhu("--db", "new.db", "quotes", "--json").json
    assert (quote["start"], quote["end"], quote["quote"]) == (start, end, "不是一個方法。\n谢谢")
