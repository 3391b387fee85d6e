"""Books (EPUB): their chapters, in the order in which they are read.

The rule, version 1. The documents of the spine, in order, each drawn whole by the rule of `html`; the table of
contents (`nav`) is not drawn.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

from tui.patterns import late
from tui.transcript.drawing.archive import Archive
from tui.transcript.drawing.docx_parts import child, children, value
from tui.transcript.drawing.drawn import Drawn, joined
from tui.transcript.drawing.html import page_lines
from tui.transcript.drawing.html_charset import decoded
from tui.transcript.drawing.markup import local, malformed, xml_tree

NAME = "epub"
RULE = 1
"""The version of the rule above; offsets into drawn text hold as long as it does."""

CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_TYPE = b"application/epub+zip"
_ESCAPED = late(r"(?:%[0-9A-Fa-f]{2})+")
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml")


def is_one(archive: Archive) -> bool:
    """Whether an archive is a book."""
    return CONTAINER in archive or ("mimetype" in archive and archive.read("mimetype").strip() == _TYPE)


def draw(archive: Archive) -> Drawn:
    """The text drawn out of a book. Raises FileProblem if a part is missing, damaged or encrypted, or all is blank."""
    main = _main_part(archive)
    package = xml_tree(archive.read(main), archive.name, main)
    manifest, spine = child(package, "manifest"), child(package, "spine")
    if manifest is None or spine is None:
        raise malformed(archive.name, main)
    items = {value(one, "id"): one for one in children(manifest, "item")}
    locked = _locked(archive)
    lines: list[str] = []
    is_damaged = False
    for reference in children(spine, "itemref"):
        item = items.get(value(reference, "idref"))
        if item is None:
            raise archive.problem(f"{main} names a chapter {value(reference, 'idref')} that it does not list")
        if value(item, "media-type") not in _PAGES or "nav" in (value(item, "properties") or "").split():
            continue
        member = posixpath.normpath(posixpath.join(posixpath.dirname(main), _plain(value(item, "href") or "")))
        if member in locked:
            raise archive.problem("it is encrypted (DRM)", "Pizhu reads books without it")
        source = decoded(archive.read(member), name=f"{archive.name}: {member}")
        is_damaged = is_damaged or bool(source.undecoded)
        lines += page_lines(source.text, archive.name, is_whole=True)
    if not lines:
        raise archive.problem("it holds no text", "if it is pictures of pages, have their text recognised first")
    return Drawn(NAME, joined(lines), _title(package), is_damaged=is_damaged)


def _main_part(archive: Archive) -> str:
    """The member that lists the book's parts."""
    for one in xml_tree(archive.read(CONTAINER), archive.name, CONTAINER).iter():
        path = value(one, "full-path") if local(one.tag) == "rootfile" else None
        if path:
            return _plain(path).lstrip("/")
    raise malformed(archive.name, CONTAINER)


def _locked(archive: Archive) -> frozenset[str]:
    """The members whose text is encrypted."""
    if _ENCRYPTION not in archive:
        return frozenset()
    root = xml_tree(archive.read(_ENCRYPTION), archive.name, _ENCRYPTION)
    paths = (value(one, "URI") for one in root.iter() if local(one.tag) == "CipherReference")
    return frozenset(_plain(path).lstrip("/") for path in paths if path)


def _plain(reference: str) -> str:
    """A reference inside the book as a member's name: no fragment, `%E4` as its byte."""
    path = reference.partition("#")[0]

    def read(found: re.Match[str]) -> str:
        return bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")

    return _ESCAPED.sub(read, path)


def _title(package: Any) -> str:
    metadata = child(package, "metadata")
    found = next((one for one in metadata.iter() if local(one.tag) == "title"), None) if metadata is not None else None
    return " ".join("".join(found.itertext()).split()) if found is not None else ""
