"""Which files are documents whose text is drawn out of them: by what they begin with, then by their names."""

from __future__ import annotations

import re

from tui.patterns import late
from tui.transcript.drawing.drawn import Drawn, problem

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF = b"%PDF-"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOOK = 4096
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml", ".xht")
_PAGE = late(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*(?:<!doctype\s+html\b|<(?:html|head|body)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = late(rb"</(?:p|div|article|section|main|body|html|h[1-6]|li|table|span|td)\s*>|<br\s*/?>", re.IGNORECASE)
_OFFICE = {
    "xl/workbook.xml": ("an Excel workbook", "save the sheet as text or a Word document"),
    "ppt/presentation.xml": ("a PowerPoint presentation", "save its text as a Word document"),
    "content.xml": ("an OpenDocument file", "save it as a Word document (.docx)"),
}


def drawn_document(data: bytes, *, name: str = "", encoding: str | None = None) -> Drawn | None:
    """The text drawn out of a document (DOCX, EPUB, PDF, HTML); None if the bytes are none of them.

    `name` is the file's, for errors and where the content leaves the choice; `encoding` overrules what a page of HTML
    declares. Raises FileProblem if it is one but damaged, encrypted, too large or without text, or if the packages
    that read it are not installed.
    """
    if data.startswith(_ZIP):
        return _of_zip(data, name)
    if data.startswith(_PDF) or (name.lower().endswith(".pdf") and _PDF in data[:1024]):
        from tui.transcript.drawing.pdf import draw as draw_pdf

        return draw_pdf(data, name=name)
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise problem(name, "it is encrypted with a password", "open it in Word and save it without the password")
        return None
    if _is_page(data, name):
        from tui.transcript.drawing.html import draw as draw_page

        return draw_page(data, encoding=encoding, name=name)
    return None


def is_drawn(head: bytes, name: str) -> bool:
    """Whether a file that begins so, with this name, is one whose text is drawn out of it, or may be."""
    return head.startswith((*_ZIP, _PDF, _OLD_OFFICE)) or _PDF in head[:1024] or _is_page(head, name)


def _of_zip(data: bytes, name: str) -> Drawn | None:
    from tui.transcript.drawing import docx, epub
    from tui.transcript.drawing.archive import Archive

    archive = Archive(data, name)
    if docx.is_one(archive):
        return docx.draw(archive)
    if epub.is_one(archive):
        return epub.draw(archive)
    for member, (what, hint) in _OFFICE.items():
        if member in archive:
            raise problem(name, f"it is {what}", hint)
    return None


def _is_page(data: bytes, name: str) -> bool:
    """Whether bytes are a page of HTML: they begin as one, or have a page's name and tags."""
    head = data[:_LOOK]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    if b"<" not in head:
        return False
    return _PAGE.match(head) is not None or (name.lower().endswith(_PAGE_NAMES) and _TAG.search(data) is not None)
