"""What a Word document says beside its text: which styles are headings or hidden, how lists are numbered."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tui.transcript.drawing.markup import local

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLES = {"title": 1, "标题": 1, "標題": 1, "subtitle": 2, "副标题": 2, "副標題": 2}
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LEVELS = 9


def children(element: Any, name: str) -> list[Any]:
    """The child elements of this local name, in order."""
    return [child for child in element if local(child.tag) == name]


def child(element: Any, *names: str) -> Any:
    """The first descendant down a path of local names; None if there is none."""
    for name in names:
        element = next((one for one in element if local(one.tag) == name), None)
        if element is None:
            return None
    return element


def value(element: Any, name: str = "val") -> str | None:
    """An attribute by its local name; None if the element is None or has it not."""
    if element is None:
        return None
    return next((str(its) for key, its in element.attrib.items() if local(key) == name), None)


def is_on(element: Any) -> bool:
    """Whether a switch such as `w:vanish` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")


def number(text: str | None, default: int) -> int:
    """A whole number as the file writes it; `default` if it is none."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default


class Style(NamedTuple):
    """A paragraph's or a run's style, with what it takes from those it is based on."""

    heading: int = 0
    """1 to 9 for a heading, 0 for none."""
    is_hidden: bool = False
    list_id: str = ""
    list_level: int = 0


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: Any = None) -> None:
        """`root` is the part's root element, None if there is no such part."""
        self._raw = {} if root is None else {value(one, "styleId") or "": one for one in children(root, "style")}
        self._known: dict[str, Style] = {"": Style()}

    def __getitem__(self, style_id: str) -> Style:
        if style_id not in self._known:
            self._known[style_id] = self._style(style_id)
        return self._known[style_id]

    def _style(self, style_id: str) -> Style:
        chain: list[Any] = []
        at: str | None = style_id
        while at and at in self._raw and self._raw[at] not in chain and len(chain) < 32:
            chain.append(self._raw[at])
            at = value(child(chain[-1], "basedOn"))
        result = Style()
        for one in reversed(chain):
            name = (value(child(one, "name")) or "").strip().lower()
            found = _HEADING.fullmatch(name)
            outline = value(child(one, "pPr", "outlineLvl"))
            heading = int(found[1]) if found else _TITLES.get(name, 0)
            if outline is not None and not heading:
                heading = level if (level := number(outline, 9) + 1) <= _LEVELS else 0
            elif not heading:
                heading = result.heading
            vanish = child(one, "rPr", "vanish")
            own = child(one, "pPr", "numPr")
            result = Style(
                heading,
                result.is_hidden if vanish is None else is_on(vanish),
                result.list_id if own is None else value(child(own, "numId")) or result.list_id,
                result.list_level if own is None else number(value(child(own, "ilvl")), 0),
            )
        return result


class _Level(NamedTuple):
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass
class Lists:
    """How lists are numbered, and how far each has come."""

    _levels: dict[str, list[_Level]] = field(default_factory=dict)
    _lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    """By the id of a list: that of its pattern, and the levels that it begins anew, with their numbers."""
    _counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [-1] * _LEVELS))
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any) -> Lists:
        """The lists of the numbering part's root element; None if there is no such part."""
        lists = cls()
        if root is None:
            return lists
        for pattern in children(root, "abstractNum"):
            levels = [_Level()] * _LEVELS
            for one in children(pattern, "lvl"):
                at = number(value(one, "ilvl"), -1)
                if 0 <= at < _LEVELS:
                    start = number(value(child(one, "start")), 0)
                    form = value(child(one, "numFmt")) or "decimal"
                    levels[at] = _Level(start, form, value(child(one, "lvlText")) or "")
            lists._levels[value(pattern, "abstractNumId") or ""] = levels
        for one in children(root, "num"):
            anew = {
                number(value(other, "ilvl"), -1): number(value(child(other, "startOverride")), 1)
                for other in children(one, "lvlOverride")
                if child(other, "startOverride") is not None
            }
            lists._lists[value(one, "numId") or ""] = (value(child(one, "abstractNumId")) or "", anew)
        return lists

    def mark(self, list_id: str, level: int) -> str:
        """What stands before the next item of a list, a blank behind it: `- `, `3. `, `（三） `; empty for no list."""
        known = self._lists.get(list_id)
        if known is None or known[0] not in self._levels or not 0 <= level < _LEVELS:
            return ""
        pattern, anew = known
        levels, counts = self._levels[pattern], self._counts[pattern]
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, start in anew.items():
                if 0 <= at < _LEVELS:
                    counts[at] = start - 1
        own = levels[level]
        counts[level] = own.start if counts[level] < 0 else counts[level] + 1
        counts[level + 1 :] = [-1] * (_LEVELS - level - 1)
        if own.form == "bullet":
            return "- "
        if own.form == "none" or not own.text.strip():
            return ""

        def place(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            return numeral(max(counts[at], 0) if at == level or counts[at] >= 0 else levels[at].start, levels[at].form)

        return _PLACE.sub(place, own.text).strip()[:40] + " "


def numeral(count: int, form: str) -> str:
    """A number as a list writes it: `decimal`, `lowerLetter`, `upperRoman`, `chineseCounting` and their like."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman, rest = "", count
        for size, sign in _ROMAN:
            roman += sign * (rest // size)
            rest %= size
        return roman if form == "lowerRoman" else roman.upper()
    if form == "decimalZero":
        return f"{count:02}"
    if "hinese" in form or form in ("ideographDigital", "taiwaneseCounting", "japaneseCounting"):
        return _chinese(count)
    return str(count)


def _chinese(count: int) -> str:
    """A number below a hundred in Chinese, others in digits."""
    if not 0 <= count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
