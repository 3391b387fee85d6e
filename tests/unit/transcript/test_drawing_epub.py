"""Books."""

from __future__ import annotations

import pytest
from document_samples import book, lines_of, understood, zipped

from tui.errors import FileProblem
from tui.transcript.drawing.choose import drawn_document

CHAPTERS = {
    "nav.xhtml": "<nav><ol><li><a href='1.xhtml'>第一章</a></li></ol></nav>",
    "第-一.xhtml": "<h1>第一章</h1><p><b>林岚：</b>好吗？</p><p><b>周明：</b>好<br/>的。</p>",
    "2.xhtml": "<div class='footer'><h2>第二章</h2></div><p><b>林岚：</b>那就好&#xA0;了&hellip;</p>"
    "<p><b>周明：</b>嗯<a id='x'/>。</p>",
}


def test_chapters_in_their_order() -> None:
    data = book(CHAPTERS, title="谈话\n录")
    assert lines_of(data) == [
        *("# 第一章", "林岚：好吗？", "周明：好", "的。", "## 第二章", "林岚：那就好 了…", "周明：嗯。"),
    ]
    drawn = drawn_document(data)
    assert drawn is not None
    assert (drawn.format, drawn.title) == ("epub", "谈话 录")
    assert understood(data).speakers == ("林岚", "周明")


def test_names_are_escaped_in_references() -> None:
    package = (
        "<package><metadata/><manifest><item id='a' href='%E7%AB%A0%201.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='s' href='s.css' media-type='text/css'/></manifest>"
        "<spine><itemref idref='s'/><itemref idref='a'/></spine></package>"
    )
    container = "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>"
    page = "<html><head><meta charset='gbk'/></head><body><p>一段</p></body></html>".encode("gbk")
    members = {"META-INF/container.xml": container, "b.opf": package, "章 1.xhtml": page}
    assert lines_of(zipped(members)) == ["一段"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped({"mimetype": "application/epub+zip"}), "META-INF/container.xml is missing"),
        (zipped({"META-INF/container.xml": "<container/>"}), "META-INF/container.xml does not say"),
        (book({"1.xhtml": "<p> </p>"}), "no text"),
        (book({}), "no text"),
        (
            book(
                {"1.xhtml": "<p>一</p>"},
                more={"META-INF/encryption.xml": "<e><CipherReference URI='OEBPS/1.xhtml'/></e>"},
            ),
            "DRM",
        ),
        (
            book({"1.xhtml": "<p>一</p>"}, more={"OEBPS/book.opf": "<package>\n<spine>"}),
            r"OEBPS/book.opf is malformed.*line 2",
        ),
        (book({"1.xhtml": "<div>" * 5000}), "nested too deeply"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, why: str) -> None:
    with pytest.raises(FileProblem, match=f"书.epub cannot be read: .*{why}"):
        drawn_document(data, name="书.epub")


def test_a_missing_chapter_is_named() -> None:
    members = {
        "META-INF/container.xml": "<c><rootfile full-path='b.opf'/></c>",
        "b.opf": "<package><manifest><item id='a' href='1.xhtml' media-type='application/xhtml+xml'/></manifest>"
        "<spine><itemref idref='a'/></spine></package>",
    }
    with pytest.raises(FileProblem, match=r"1\.xhtml is missing"):
        drawn_document(zipped(members), name="b.epub")
    members["b.opf"] = members["b.opf"].replace("idref='a'", "idref='b'")
    with pytest.raises(FileProblem, match="names a chapter b"):
        drawn_document(zipped(members), name="b.epub")
