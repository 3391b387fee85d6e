"""Documents on the disk: opened, named, listed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from document_samples import book, dialogue, saved
from pdf_sample import Set, pdf_bytes

from tui.errors import FileProblem
from tui.transcript.files import load, read_source, transcript_files
from tui.transcript.model import SegmentKind

TALK = "<p>林岚：好吗？</p><p>周明：好。</p>" * 2


@pytest.mark.parametrize(
    ("name", "data", "form", "title"),
    [
        (
            "谈 1.docx",
            saved(dialogue(("林岚", "好吗？"), ("周明", "好。"), ("林岚", "好吗？"), ("周明", "好。"))),
            "docx",
            "谈 1",
        ),
        ("a.html", f"<html><title>树 2.0</title><body>{TALK}</body>".encode(), "html", "树 2.0"),
        ("a.html", f"<html><title>树</title><body><h1>林</h1>{TALK}</body>".encode(), "html", "林"),
        ("a", book({"1.xhtml": TALK}, title="谈话录"), "epub", "谈话录"),
        (
            "a.pdf",
            pdf_bytes(
                [[Set(72, 780 - 20 * i, line) for i, line in enumerate(("林岚：好吗？", "周明：好。") * 2)]],
                title="x.doc",
            ),
            "pdf",
            "a",
        ),
    ],
)
def test_documents_are_understood(tmp_path: Path, name: str, data: bytes, form: str, title: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    transcript = load(path)
    assert (transcript.format, transcript.title) == (form, title)
    assert transcript.speakers == ("林岚", "周明")
    assert transcript.source == read_source(path)
    assert transcript.source.sha256 == hashlib.sha256(data).hexdigest()


def test_the_encoding_can_be_overruled(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<html><meta charset=utf-8><body><p>樹</p></body>".encode("big5"))
    assert read_source(path, encoding="big5").text == "樹\n"
    path.write_bytes(b"<html><meta charset=utf-8><body><p>ab\xffc</p><p>\xef\xbf\xbd</p></body>")
    source = read_source(path)
    assert (source.text, source.undecoded) == ("ab\ufffdc\n\ufffd\n", (2, 5))


def test_errors_name_the_file_once(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m.docx"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    with pytest.raises(FileProblem) as caught:
        load(path)
    assert "a␛[31m.docx cannot be read: it is a zip file that is damaged" in caught.value.message
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 x}")
    with pytest.raises(FileProblem, match=r"a rich text document.*DOCX"):
        load(tmp_path / "a.rtf")


def test_documents_are_listed(tmp_path: Path) -> None:
    json = {
        "whisper.json": '{"text": " long", "segments": []}',
        "x.json": '{"segments": [{"start": 0}]}',
        "list.JSON": '[{"id": 0, "start": 0.5}]',
        "package.json": '{"scripts": {"start": "x"}, "transcription": 1}',
        "numbers.json": "[1, 2]",
        "empty.json": "",
    }
    for name, text in json.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in (
        "a.docx",
        "~$a.docx",
        "b.HTM",
        "b_files/x.html",
        "c_files/x.html",
        "d.epub",
        "e.pdf",
        "f.xhtml",
        "g.doc",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    names = [str(path.relative_to(tmp_path)) for path in transcript_files(tmp_path)]
    assert names == [
        *("a.docx", "b.HTM", "c_files/x.html", "d.epub", "e.pdf", "f.xhtml", "list.JSON", "whisper.json", "x.json"),
    ]


def test_our_own_samples(own_seeds: Path) -> None:
    word, page = load(own_seeds / "08-专访-山谷电台.docx"), load(own_seeds / "09-专访-旧书修复.html")
    assert word.speakers == ("许棠", "温若水", "罗启明")
    assert page.speakers == ("纸上周刊", "沈砚")
    assert [sum(1 for one in each.segments if one.kind is SegmentKind.TURN) for each in (word, page)] == [14, 12]
    assert word.title == "山谷电台：把频率留给一条河"
    assert page.title == "专访修书人沈砚：每一页都有它自己的天气"
    assert not any(clutter in page.text for clutter in ("登录", "相关阅读", "版权所有", "document.title"))
