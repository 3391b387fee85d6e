"""XML and HTML as trees: no network, no DTD, no entity of the file's own, bounded depth, errors with their place."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from tui.errors import FileProblem
from tui.transcript.drawing.drawn import needed, problem

_HINT = "get the file again, or save it anew in the program that made it"
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[>]*(?:\[(?P<subset>.*?)\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DECLARED = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_EMPTY_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*?)?)/>")
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"),
        "wbr",
    )
)
_XML_OWN = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_TOO_DEEP = "ERR_RESOURCE_LIMIT"


def xml_tree(data: bytes, name: str, part: str = "") -> Any:
    """The root element of XML bytes. Raises FileProblem if lxml is absent or the XML is malformed, too deep or too
    large; `name` is the file, `part` what of it the bytes are.
    """
    etree = needed("lxml.etree", "lxml", name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise problem(name, f"{part or 'its XML'} is malformed: {_said(error)}", _HINT) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise problem(name, f"{part or 'its XML'} defines entities of its own", _HINT)
    return root


def html_tree(text: str, name: str) -> Any:
    """The `html` element of a page, None if there is nothing in it; tag soup is read as browsers do.

    XHTML is read as XML if it is well-formed. Raises FileProblem if lxml is absent or the markup too deep.
    """
    etree = needed("lxml.etree", "lxml", name)
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
        root = _xhtml(etree, text)
        if root is not None:
            return root
        text = _EMPTY_TAG.sub(_opened, text)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise problem(name, f"its markup cannot be followed: {_said(error)}", _HINT) from error
    for entry in parser.error_log:
        if entry.type_name == _TOO_DEEP:
            raise problem(name, f"its markup is nested too deeply (line {entry.line})", _HINT)
    return root


def _xhtml(etree: Any, text: str) -> Any:
    """The root of well-formed XHTML; None if it is not."""
    found = _DOCTYPE.search(text, 0, 4096)
    if found:
        if found["subset"] and "<!ENTITY" in found["subset"].upper():
            return None
        text = text[: found.start()] + text[found.end() :]
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_ENTITY.sub(_character, text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if local(root.tag) == "html" else None


def _said(error: Exception) -> str:
    """What a parser says, with line and column."""
    return str(getattr(error, "msg", None) or error)


def _character(entity: re.Match[str]) -> str:
    return entity[0] if entity[1] in _XML_OWN else html5.get(entity[1], entity[0])


def _opened(tag: re.Match[str]) -> str:
    """An element that XML writes as one tag, in two."""
    return tag[0] if tag[1].lower() in _VOID else f"<{tag[1]}{tag[2]}></{tag[1]}>"


def local(tag: Any) -> str:
    """A tag's name without its namespace; empty for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def malformed(name: str, part: str) -> FileProblem:
    """The error that a part of a file does not say what it must."""
    return problem(name, f"its part {part} does not say what it must", _HINT)
