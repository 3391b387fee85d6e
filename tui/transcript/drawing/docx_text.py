"""The body of a Word document, written as lines; the rule is stated in `docx`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.transcript.drawing.docx_parts import Lists, Style, Styles, child, is_on, number, value
from tui.transcript.drawing.markup import local
from tui.transcript.drawing.sheet import BULLET, Sheet
from tui.transcript.drawing.tables import Row, table_lines

_LEFT_OUT = frozenset(
    (
        *(
            "del",
            "moveFrom",
            "delText",
            "instrText",
            "delInstrText",
            "pPr",
            "rPr",
            "sdtPr",
            "sdtEndPr",
            "tblPr",
            "tcPr",
        ),
        *("fldData", "rubyPr", "annotationRef", "footnoteRef", "endnoteRef", "trPr", "tblGrid"),
    )
)
_BREAKS = frozenset(("br", "cr"))
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
_MOST_COLUMNS = 64
_SMALL = 540_000
"""The side of an ornament in English Metric Units (36,000 to the millimetre), at most."""


class Writer:
    """Writes what stands in containers of blocks: paragraphs, tables, and what wraps them."""

    def __init__(self, styles: Styles, lists: Lists, chunks: Mapping[str, list[str]]) -> None:
        self._styles = styles
        self._lists = lists
        self._chunks = chunks
        self._sheet = Sheet(is_collapsed=False)
        self._boxes: list[Any] = []
        self.notes: dict[tuple[str, str | None], int] = {}
        """The notes that have been called, by kind and id, with their numbers."""

    @property
    def lines(self) -> list[str]:
        """What has been written."""
        return self._sheet.lines

    def apart(self, container: Any) -> list[str]:
        """The lines of a container by itself."""
        before, self._sheet = self._sheet, Sheet(is_collapsed=False)
        self.blocks(container)
        own, self._sheet = self._sheet.lines, before
        return own

    def blocks(self, container: Any) -> None:
        """Write the paragraphs and tables of a container, however they are wrapped."""
        stack = [iter(container)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                continue
            name = local(element.tag)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                for line in table_lines(self._rows(element)):
                    self._sheet.lines.append(line)
            elif name == "altChunk":
                self._sheet.lines += self._chunks.get(value(element, "id") or "", ())
            elif name not in _LEFT_OUT:
                stack.append(iter(element))

    def _paragraph(self, paragraph: Any) -> None:
        properties = child(paragraph, "pPr")
        style = self._styles[value(child(properties, "pStyle")) or ""] if properties is not None else Style()
        heading, list_id, level = style.heading, style.list_id, style.list_level
        if properties is not None:
            outline = value(child(properties, "outlineLvl"))
            heading = heading if outline is None else (number(outline, 9) + 1) % 10
            own = child(properties, "numPr")
            if own is not None:
                list_id = value(child(own, "numId")) or list_id
                level = number(value(child(own, "ilvl")), level)
        mark = self._lists.mark(list_id, level) if list_id else ""
        if heading:
            mark = "#" * min(max(heading, 1), 6) + " " + (mark if mark != BULLET else "")
        self._sheet.mark = mark
        outer, self._boxes = self._boxes, []
        self._inline(paragraph, is_hidden=style.is_hidden, is_heading=heading > 0)
        self._sheet.end_line()
        self._sheet.mark = ""
        boxes, self._boxes = self._boxes, outer
        for box in boxes:
            self._sheet.lines += self.apart(box)

    def _inline(self, paragraph: Any, *, is_hidden: bool, is_heading: bool) -> None:
        """Write what a paragraph holds."""
        sheet = self._sheet
        stack = [(iter(paragraph), is_hidden)]
        while stack:
            element = next(stack[-1][0], None)
            if element is None:
                stack.pop()
                continue
            hidden = stack[-1][1]
            name = local(element.tag)
            if name in _LEFT_OUT:
                continue
            if name == "t":
                if not hidden:
                    sheet.write(element.text or "")
            elif name == "r":
                stack.append((iter(element), hidden or self._is_hidden(element)))
            elif name == "txbxContent":
                self._boxes.append(element)
            elif name == "AlternateContent":
                one = child(element, "Choice")
                one = child(element, "Fallback") if one is None else one
                stack.append((iter(() if one is None else one), hidden))
            elif name == "ruby":
                both = [one for one in (child(element, "rubyBase"), child(element, "rt")) if one is not None]
                stack.append((iter(both), hidden))
            elif hidden or not self._sign(element, name, is_heading=is_heading):
                stack.append((iter(element), hidden))

    def _is_hidden(self, run: Any) -> bool:
        properties = child(run, "rPr")
        if properties is None:
            return False
        vanish = child(properties, "vanish")
        return is_on(vanish) if vanish is not None else self._styles[value(child(properties, "rStyle")) or ""].is_hidden

    def _sign(self, element: Any, name: str, *, is_heading: bool) -> bool:
        """Write an element that is a sign of its own; whether that was all of it."""
        sheet = self._sheet
        if name in _BREAKS:
            if is_heading:
                sheet.write(" ")
            else:
                sheet.end_line()
        elif name in _SIGNS:
            sheet.write(_SIGNS[name])
        elif name == "sym":
            sheet.write(_symbol(value(element, "char")))
        elif name in ("footnoteReference", "endnoteReference"):
            key = (name.removesuffix("Reference") + "s", value(element, "id"))
            sheet.write(f"[{self.notes.setdefault(key, len(self.notes) + 1)}]")
        elif name == "rt":
            reading = "".join(one.text or "" for one in element.iter() if local(one.tag) == "t")
            sheet.write(f"({reading})" if reading.strip() else "")
        else:
            if name in ("drawing", "pict"):
                self._picture(element)
            return False
        return True

    def _picture(self, element: Any) -> None:
        """Write the mark of a picture, if the element holds one and it is not small."""
        alt, is_picture, sides = "", False, [_SMALL]
        for one in element.iter():
            name = local(one.tag)
            if name == "txbxContent":
                break
            if name == "docPr":
                alt = alt or value(one, "descr") or value(one, "title") or ""
            elif name == "extent":
                sides = [number(value(one, side), _SMALL) for side in ("cx", "cy")]
            elif name == "imagedata":
                alt = alt or value(one, "title") or ""
            is_picture = is_picture or name in ("blip", "imagedata")
        if is_picture and max(sides) >= _SMALL:
            self._sheet.image(alt)

    def _rows(self, table: Any) -> list[Row]:
        """The cells of a table's rows, however the rows are wrapped."""
        rows: list[Row] = []
        stack = [iter(table)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
            elif local(element.tag) == "tr":
                if child(element, "trPr", "del") is None:
                    rows.append(self._cells(element))
            elif local(element.tag) not in _LEFT_OUT:
                stack.append(iter(element))
        return rows

    def _cells(self, row: Any) -> list[str | None]:
        cells: list[str | None] = []
        stack = [iter(row)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
            elif local(element.tag) == "tc":
                properties = child(element, "tcPr")
                merged = child(properties, "vMerge") if properties is not None else None
                text = "\n".join(self.apart(element))
                cells.append(None if merged is not None and value(merged) != "restart" and not text else text)
                span = value(child(properties, "gridSpan")) if properties is not None else None
                cells += [""] * (min(number(span, 1), _MOST_COLUMNS) - 1)
            elif local(element.tag) not in _LEFT_OUT:
                stack.append(iter(element))
        return cells


def _symbol(char: str | None) -> str:
    """The sign of a symbol font, whose characters lie in the private area and say nothing by themselves."""
    try:
        code = int(char or "", 16)
    except ValueError:
        return ""
    return "□" if 0xE000 <= code <= 0xF8FF or not 0x20 <= code < 0xD800 else chr(code)
