"""A page's body, written as lines; the rule is stated in `html`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tui.transcript.drawing.docx_parts import numeral
from tui.transcript.drawing.html_root import Scope, is_clutter, is_unseen
from tui.transcript.drawing.markup import local
from tui.transcript.drawing.sheet import BULLET, Sheet
from tui.transcript.drawing.tables import Row, table_lines

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dir",
            "div",
            "dl",
        ),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "legend", "li"),
        *("main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "listing", "xmp", "plaintext", "search", "optgroup"),
    )
)
_HEADINGS = {f"h{n}": "#" * n + " " for n in range(1, 7)}
_VERBATIM = frozenset(("pre", "listing", "xmp", "plaintext"))
_SET_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_PIXELS = re.compile(r"\s*([0-9]{1,5})(?:px|\.[0-9]+)?\s*")
_SMALL = 48
_MOST_COLUMNS = 64
_NUMBER = re.compile(r"-?[0-9]{1,7}")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_AROUND = {"q": ("“", "”"), "rt": ("(", ")")}
_MENU = 0.5
"""What part of a menu's text is links, at least."""
_NOTE = re.compile(r"[^\s\[\]()（）]{1,6}")
_SENTENCE = re.compile(r"[。！？；，.!?;,：:]")
_LEAST_SENTENCE = 12


class _Lines(Sheet):
    """The lines of a page, of which some are left out where the article is not."""

    def __init__(self) -> None:
        super().__init__()
        self.is_before = False
        """Whether the line stands between the title and the article."""
        self.is_outside = False

    def keeps(self, line: str, linked: int) -> bool:
        if self.is_outside:
            return linked * 4 < len(line) and len(line) >= _LEAST_SENTENCE and _SENTENCE.search(line) is not None
        return not (self.is_before and linked * 2 > len(line))


class Page:
    """Writes the elements of a page."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._sheet = _Lines()
        self._sheet.is_outside = scope.is_narrow
        self._lists: list[tuple[int, str] | None] = []
        self._headings = self._links = self._verbatim = 0
        self._holders = set(scope.root.iterancestors())
        if scope.title is not None:
            self._holders |= {scope.title, *scope.title.iterancestors()}

    @property
    def lines(self) -> list[str]:
        """What has been written."""
        return self._sheet.lines

    def write(self, body: Any) -> None:
        """Write an element and all that it holds."""
        name = local(body.tag)
        stack: list[tuple[Any, str, Iterator[Any]]] = [(body, name, iter(body))]
        self._enter(body, name)
        while stack:
            element, name, rest = stack[-1]
            child = next(rest, None)
            if child is None:
                stack.pop()
                self._leave(element, name)
                if stack:
                    self._text(element.tail)
                continue
            name = local(child.tag)
            if self._is_skipped(child, name) or self._is_sign(child, name):
                self._text(child.tail)
            else:
                self._enter(child, name)
                stack.append((child, name, iter(child)))

    def _is_skipped(self, element: Any, name: str) -> bool:
        """Whether nothing of an element is drawn."""
        scope = self._scope
        if element is scope.root or element in self._holders:
            return False
        if not name or is_unseen(element, name):
            return True
        if self._sheet.is_outside:
            return scope.is_named or is_clutter(element, name)
        return scope.linked.get(element, 0.0) > _MENU and is_clutter(element, name)

    def _is_sign(self, element: Any, name: str) -> bool:
        """Write an element that is drawn at once; whether it was one."""
        sheet = self._sheet
        if name == "br":
            if self._headings:
                sheet.write(" ")
            else:
                sheet.end_line()
        elif name in ("img", "image"):
            if not _is_small(element):
                sheet.image(element.get("alt") or "")
        elif name == "hr":
            sheet.end_line()
            if not (sheet.is_outside or sheet.is_before):
                sheet.lines.append("---")
        elif name in ("sup", "a") and _is_note(element, name):
            sheet.write(f"[{''.join(element.itertext()).strip()}]")
        elif name == "table" and not (sheet.is_outside or sheet.is_before) and _is_of_data(element):
            sheet.end_line()
            sheet.lines += table_lines(list(_rows(element)))
        else:
            return False
        return True

    def _enter(self, element: Any, name: str) -> None:
        sheet, scope = self._sheet, self._scope
        if self._is_block(element, name):
            self._part()
        if element is scope.title:
            sheet.is_outside, sheet.is_before = False, True
        elif element is scope.root:
            sheet.is_outside = sheet.is_before = False
        if name in _HEADINGS:
            self._headings += 1
            sheet.mark = _HEADINGS[name]
        elif name == "li":
            sheet.mark = self._item(element)
        elif name in ("ol", "ul", "menu", "dir"):
            start = _whole(element.get("start"), 1) - 1
            self._lists.append((start, _FORMS.get(element.get("type") or "", "decimal")) if name == "ol" else None)
        elif name == "a":
            self._links += 1
            sheet.is_link = True
        elif name in _VERBATIM:
            self._verbatim += 1
            sheet.is_verbatim = True
        elif name in _AROUND:
            sheet.write(_AROUND[name][0])
        self._text(element.text)

    def _leave(self, element: Any, name: str) -> None:
        sheet, scope = self._sheet, self._scope
        if name in _AROUND:
            sheet.write(_AROUND[name][1])
        if name in _HEADINGS:
            self._headings -= 1
        if self._is_block(element, name):
            self._part()
        if name in _HEADINGS or name == "li":
            sheet.mark = ""
        elif name in ("ol", "ul", "menu", "dir"):
            self._lists.pop()
        elif name == "a":
            self._links -= 1
            sheet.is_link = self._links > 0
        elif name in _VERBATIM:
            self._verbatim -= 1
            sheet.is_verbatim = self._verbatim > 0
        if element is scope.root and scope.is_narrow:
            sheet.is_outside = True

    def _part(self) -> None:
        """End the line, but for a heading's, which is one."""
        if self._headings:
            self._sheet.write(" ")
        else:
            self._sheet.end_line()

    def _is_block(self, element: Any, name: str) -> bool:
        if name in _BLOCKS:
            return True
        style = element.get("style")
        return bool(style and _SET_AS_BLOCK.search(style))

    def _item(self, element: Any) -> str:
        """What stands before an item of a list."""
        if not self._lists or self._lists[-1] is None:
            return BULLET
        count, form = self._lists[-1]
        count = _whole(element.get("value"), count + 1)
        self._lists[-1] = (count, form)
        return f"{numeral(count, form)}. "

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self._verbatim:
            self._sheet.write(text)
            return
        first, *others = text.split("\n")
        self._sheet.write(first)
        for line in others:
            self._part()
            self._sheet.write(line)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and _NUMBER.fullmatch(text) else default


def _is_small(image: Any) -> bool:
    """Whether a picture is given with sides that make it an ornament."""
    sides = [_PIXELS.fullmatch(image.get(side) or "") for side in ("width", "height")]
    return any(side and int(side[1]) <= _SMALL for side in sides)


def _is_note(element: Any, name: str) -> bool:
    """Whether an element calls a note: it is raised and a link, or says so."""
    says = next((its for key, its in element.attrib.items() if key.endswith("type")), "")
    if name == "a":
        is_call = says == "noteref" or (len(element) == 1 and local(element[0].tag) == "sup")
    else:
        is_call = len(element) == 1 and local(element[0].tag) == "a"
    return (
        is_call
        and not any(len(one) for one in element)
        and _NOTE.fullmatch("".join(element.itertext()).strip()) is not None
    )


def _is_of_data(table: Any) -> bool:
    """Whether a table holds no other, and is no frame of one cell."""
    cells = 0
    for one in table.iter():
        name = local(one.tag)
        if name == "table" and one is not table:
            return False
        cells += name in ("td", "th")
    return cells > 1


def _rows(table: Any) -> Iterator[Row]:
    """The cells of a table's rows; those that reach down from above are None."""
    down: dict[int, int] = {}
    for row in table.iter():
        if local(row.tag) != "tr":
            continue
        cells: list[str | None] = []
        for cell in row:
            name = local(cell.tag)
            if name not in ("td", "th") or is_unseen(cell, name):
                continue
            while down.get(len(cells), 0):
                down[len(cells)] -= 1
                cells.append(None)
            page = Page(Scope(cell))
            page.write(cell)
            reach = _whole(cell.get("rowspan"), 1)
            if reach > 1:
                down[len(cells)] = reach - 1
            cells.append("\n".join(page.lines))
            cells += [""] * (min(_whole(cell.get("colspan"), 1), _MOST_COLUMNS) - 1)
        yield cells
