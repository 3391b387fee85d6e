"""Documents for tests: what stands in a Word document or a book, put into archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.document import Document

from tui.transcript.drawing.choose import drawn_document
from tui.transcript.model import Source, Transcript
from tui.transcript.understand import understand

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_XHTML = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def saved(document: Document) -> bytes:
    """A document of python-docx as a file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def dialogue(*turns: tuple[str, str]) -> Document:
    """A Word document with bold names."""
    document = docx.Document()
    for name, said in turns:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}：").bold = True
        paragraph.add_run(said)
    return document


def word(body: str, *, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word document of this body; `parts` are further parts by their kinds, e.g. `footnotes`, `numbering`."""
    further = parts or {}
    head = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    head += ' xmlns:wp="wp" xmlns:a="a" xmlns:v="v"'
    relations = "".join(f'<Relationship Id="{kind}" Type="{_R}/{kind}" Target="{kind}.xml"/>' for kind in further)
    return zipped(
        {
            "word/document.xml": f"<w:document {head}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
            **{f"word/{kind}.xml": f"<w:{kind} {head}>{content}</w:{kind}>" for kind, content in further.items()},
        }
    )


def book(chapters: Mapping[str, str], *, title: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A book of these chapters: by their files' names, the content of their bodies."""
    items = "".join(
        f'<item id="c{i}" href="{name}" media-type="application/xhtml+xml" '
        'properties="%s"/>' % ("nav" if name.startswith("nav") else "")
        for i, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    pages = {f"OEBPS/{name}": f"{_XHTML}<body>{content}</body></html>" for name, content in chapters.items()}
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            **pages,
            **(more or {}),
        }
    )


def lines_of(data: bytes, name: str = "") -> list[str]:
    """The lines drawn out of a document."""
    drawn = drawn_document(data, name=name)
    assert drawn is not None
    return drawn.text.splitlines()


def understood(data: bytes, name: str = "") -> Transcript:
    """The text drawn out of a document, understood."""
    drawn = drawn_document(data, name=name)
    assert drawn is not None
    return understand(Source(drawn.text, drawn.encoding, ""), name=name)


def turns_of(data: bytes, name: str = "") -> list[tuple[str | None, int | None, int | None, str]]:
    """Speaker, start, end (ms) and text of every turn drawn out of a document; ` / ` between paragraphs."""
    transcript = understood(data, name)
    return [
        (one.speaker, one.start_ms, one.end_ms, " / ".join(transcript.text[p.body : p.end] for p in one.paragraphs))
        for one in transcript.segments
        if one.speaker is not None
    ]
