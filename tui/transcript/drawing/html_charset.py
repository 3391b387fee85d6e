"""In which encoding a page of HTML is: a byte order mark, else what it declares, else what fits."""

from __future__ import annotations

import codecs
import re

from tui.errors import FileProblem
from tui.transcript.decode import decode
from tui.transcript.model import Source

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOK = 4096
_DECLARED = (
    re.compile(rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})"""),
    re.compile(rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE),
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_WIDER = {
    # What browsers read in their place.
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "chinese", "hz-gb-2312"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    # Bytes in which a declaration can be read are not in these.
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "utf8", "utf-8"), "utf-8"),
}
_LONG_SEQUENCES = re.compile(rb"(?:[\xe0-\xef][\x80-\xbf]{2}[^\xe0-\xef]*){3}")


def declared(data: bytes) -> str:
    """The encoding that a page says it is in, as Python calls what browsers read it as; empty if it says none."""
    head = _COMMENT.sub(b"", data[:_LOOK])
    for pattern in _DECLARED:
        found = pattern.match(head) if pattern is _DECLARED[0] else pattern.search(head)
        if found:
            name = found[1].decode("ascii").lower()
            try:
                codec = codecs.lookup(_WIDER.get(name, name))
                b"text".decode(codec.name)
            except (LookupError, ValueError):
                return ""
            return codec.name
    return ""


def decoded(data: bytes, *, encoding: str | None = None, name: str = "") -> Source:
    """A page's text; `encoding` overrules all. Raises FileProblem as `decode` does.

    Bytes that can only be UTF-8 are read as that, whatever the page says: browsers save pages so.
    """
    if encoding or data.startswith(_BOMS):
        return decode(data, encoding=encoding, name=name)
    says = declared(data)
    if not says or (says != "utf-8" and _is_surely_utf8(data)):
        return decode(data, name=name)
    try:
        source = decode(data, encoding=says, name=name)
    except FileProblem:
        return decode(data, name=name)
    if source.undecoded:
        other = decode(data, name=name)
        return other if len(other.undecoded) * 2 < len(source.undecoded) else source
    return source


def _is_surely_utf8(data: bytes) -> bool:
    if not _LONG_SEQUENCES.search(data):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
