"""PDF files for tests: text set at places, in a font of two-byte codes with a map to Unicode."""

from __future__ import annotations

import zlib
from typing import NamedTuple


class Set(NamedTuple):
    """A text set on a page: its place in points from the lower left corner, its size in points."""

    x: float
    y: float
    text: str
    size: float = 12


def pdf_bytes(
    pages: list[list[Set]], *, title: str = "", has_map: bool = True, is_packed: bool = False, operators: str = ""
) -> bytes:
    """A PDF of these pages. Without `has_map` the font has no map to Unicode; `operators` end each page's stream."""
    signs = sorted({char for page in pages for piece in page for char in piece.text})
    codes = {char: i + 1 for i, char in enumerate(signs)}
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(data: bytes, head: bytes = b"") -> bytes:
        if is_packed:
            data, head = zlib.compress(data), head + b"/Filter/FlateDecode"
        return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(data), data)

    add(b"<</Type/Catalog/Pages 2 0 R>>")
    add(b"")
    maps = "".join(f"<{codes[char]:04X}> <{char.encode('utf-16-be').hex().upper()}>\n" for char in signs)
    cmap = add(
        stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            b"%d beginbfchar\n%sendbfchar\nendcmap end end" % (len(signs), maps.encode())
        )
    )
    widths = " ".join(f"{codes[char]} [{1000 if ord(char) > 0x2000 else 500}]" for char in signs)
    descriptor = add(
        b"<</Type/FontDescriptor/FontName/Test/Flags 4/FontBBox[0 0 1 1]/ItalicAngle 0/Ascent 1/Descent 0>>"
    )
    descendant = add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor %d 0 R/DW 1000/W [%s]>>" % (descriptor, widths.encode())
    )
    to_unicode = b"/ToUnicode %d 0 R" % cmap if has_map else b""
    font = add(
        b"<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H/DescendantFonts[%d 0 R]%s>>"
        % (descendant, to_unicode)
    )
    kids = []
    for page in pages:
        content = "".join(
            f"BT /F1 {piece.size} Tf 1 0 0 1 {piece.x} {piece.y} Tm "
            f"<{''.join(f'{codes[char]:04X}' for char in piece.text)}> Tj ET\n"
            for piece in page
        )
        contents = add(stream((content + operators).encode()))
        kids.append(
            add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 %d 0 R>>>>/Contents %d 0 R>>"
                % (font, contents)
            )
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    info = add(b"<</Title<FEFF%s>>>" % title.encode("utf-16-be").hex().upper().encode())
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, info, table)
    return bytes(out)
