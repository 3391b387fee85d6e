"""Documents from anywhere: damaged ones, bombs, packages that are absent; nothing is loaded for plain text."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from document_samples import book, dialogue, saved, word, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_sample import Set, pdf_bytes

from tui.errors import FileProblem
from tui.transcript.drawing import archive
from tui.transcript.drawing.choose import drawn_document
from tui.transcript.drawing.drawn import Drawn


def _styled() -> bytes:
    document = dialogue(("林岚", "好吗？"), ("周明", "好的。"))
    document.add_heading("题", 1)
    document.add_paragraph("一", style="List Number")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 1).text = "00:05", "林岚"
    return saved(document)


HTML = (
    "<!doctype html><html><head><meta charset=gbk><title>题</title></head><body><nav><a href=/>首页</a></nav>"
    "<article><h1>题</h1><p><b>林岚：</b>好<ruby>樹<rt>shù</rt></ruby><sup><a href=#n>1</a></sup><br>吗？</p>"
    "<ol start=2><li>一</ol><table><tr><td>00:05<td>林岚<td>一句话。<tr><td>00:09<td>周明<td>又一句话。</table>"
    "<pre>a\n b</pre></article></body></html>"
)
SAMPLES = {
    "a.docx": _styled(),
    "a.epub": book({"1.xhtml": "<h1>一</h1><p><b>林岚：</b>好&nbsp;吗？</p>"}, title="书"),
    "a.html": HTML.encode("gbk"),
    "a.pdf": pdf_bytes([[Set(72, 700, "发言人1 00:01"), Set(72, 680, "好吗？")], [Set(72, 700, "二")]], is_packed=True),
}
INNER = {
    "word/document.xml": lambda data: zipped({"word/document.xml": data}),
    "1.xhtml": lambda data: book({"1.xhtml": ""}, more={"OEBPS/1.xhtml": data}),
}
WORD_XML = zipfile.ZipFile(archive.io.BytesIO(SAMPLES["a.docx"])).read("word/document.xml")
KINDS = st.sampled_from(sorted(SAMPLES))


def attempt(data: bytes, name: str) -> Drawn | None:
    """What is drawn out of a file, None if it is refused with a reason that names it."""
    try:
        drawn = drawn_document(data, name=name)
    except FileProblem as error:
        if name not in error.message:
            raise
        return None
    if drawn is not None:
        lines = drawn.text.split("\n")
        assert lines.pop() == ""
        assert all(line and line == line.strip() for line in lines)
        assert not set(drawn.text) & set("\r\x0b\x0c\x85\u2028\u2029\u00a0\ufeff")
        assert drawn.text.encode()
    return drawn


def test_the_samples_are_whole() -> None:
    assert {name: drawn.format for name, data in SAMPLES.items() if (drawn := attempt(data, name))} == {
        "a.docx": "docx",
        "a.epub": "epub",
        "a.html": "html",
        "a.pdf": "pdf",
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS, st.floats(0, 1))
def test_files_that_are_cut_off(name: str, part: float) -> None:
    data = SAMPLES[name]
    attempt(data[: int(len(data) * part)], name)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS, st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8))
def test_files_with_wrong_bytes(name: str, flips: list[tuple[float, int]]) -> None:
    data = bytearray(SAMPLES[name])
    for place, byte in flips:
        data[int(place * len(data))] = byte
    attempt(bytes(data), name)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(INNER)),
    st.floats(0, 1, exclude_max=True),
    st.floats(0, 1, exclude_max=True),
    st.floats(0, 0.2),
)
def test_parts_with_pieces_in_the_wrong_place(part: str, place: float, taken: float, length: float) -> None:
    text = WORD_XML if part.startswith("word") else HTML.encode("gbk")
    at, start = int(place * len(text)), int(taken * len(text))
    attempt(INNER[part](text[:at] + text[start : start + int(length * len(text))] + text[at:]), "a.zip")


def test_bombs_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TOTAL", 1 << 20)
    bomb = zipped({"word/document.xml": b" " * (2 << 20)})
    with pytest.raises(FileProblem, match=r"a\.docx cannot be read: unpacked, it is larger than 1 MiB"):
        drawn_document(bomb, name="a.docx")
    halves = book({"1.xhtml": " " * (600 << 10), "2.xhtml": " " * (600 << 10)})
    with pytest.raises(FileProblem, match="larger than 1 MiB"):
        drawn_document(halves, name="a.epub")
    monkeypatch.setattr(archive, "MEMBERS", 3)
    with pytest.raises(FileProblem, match="holds 4 files"):
        drawn_document(zipped(dict.fromkeys("abcd", "")), name="a.docx")


def test_what_nests_is_bounded() -> None:
    table = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p><w:r><w:t>深</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 60
    drawn = drawn_document(word(table))
    assert drawn is not None
    assert drawn.text == "深\n"
    with pytest.raises(FileProblem, match=r"word/document\.xml is malformed: .*depth"):
        drawn_document(word("<w:sdt>" * 400 + "</w:sdt>" * 400), name="a.docx")
    laughs = "".join(f"<!ENTITY l{i + 1} '{f'&l{i};' * 10}'>" for i in range(9))
    with pytest.raises(FileProblem):
        drawn_document(
            zipped({"word/document.xml": f"<!DOCTYPE d [<!ENTITY l0 'ha'>{laughs}]><d><body>&l9;</body></d>"}), name="a"
        )


def test_an_archive_that_is_damaged_encrypted_or_something_else() -> None:
    plain = zipped({"word/document.xml": "<x/>", "b": "b"})
    with pytest.raises(FileProblem, match=r"a\.docx cannot be read: it is a zip file that is damaged or cut off"):
        drawn_document(plain[:-30], name="a.docx")
    locked = bytearray(plain)
    central = locked.index(b"PK\x01\x02")
    locked[6] |= 1
    locked[central + 8] |= 1
    with pytest.raises(FileProblem, match="encrypted with a password"):
        drawn_document(bytes(locked), name="a.docx")
    assert drawn_document(zipped({"a.txt": "x"}), name="a.zip") is None


@pytest.mark.parametrize(
    ("name", "package"), [("a.docx", "lxml"), ("a.epub", "lxml"), ("a.html", "lxml"), ("a.pdf", "pypdf")]
)
def test_packages_that_are_absent(monkeypatch: pytest.MonkeyPatch, name: str, package: str) -> None:
    for module in [one for one in sys.modules if one.partition(".")[0] == package]:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(FileProblem) as caught:
        drawn_document(SAMPLES[name], name=name)
    assert caught.value.message == f"{name} cannot be read: the package {package} is needed for it and is not installed"
    assert caught.value.hint == "pip install 'pizhu[documents]'"


def test_nothing_is_loaded_for_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("林岚：<b>好</b>\n周明：好。\n" * 3, encoding="utf-8")
    (tmp_path / "a.html").write_bytes(SAMPLES["a.html"])
    code = (
        "import sys, pathlib; from tui.transcript.files import load; load(pathlib.Path(sys.argv[1]));"
        "print(*sorted({'lxml', 'pypdf', 'docx', 'zipfile', 'tui.transcript.drawing.html'} & set(sys.modules)))"
    )
    for file, expected in (("a.txt", ""), ("a.html", "lxml tui.transcript.drawing.html")):
        command = [sys.executable, "-c", code, str(tmp_path / file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        assert done.stdout.strip() == expected


def test_python_docx_reads_what_the_samples_are() -> None:
    paragraphs = [one.text for one in docx.Document(archive.io.BytesIO(SAMPLES["a.docx"])).paragraphs]
    drawn = drawn_document(SAMPLES["a.docx"])
    assert drawn is not None
    for text in filter(None, paragraphs):
        assert text in drawn.text
