"""Lines of PDF pages set together as paragraphs; the rule is stated in `pdf`."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from tui.transcript.drawing.pdf_lines import WIDE, Line, width_of

_HEADING_CHARACTERS = 60
_LARGER = 1.2
_MOST_HEADINGS = 0.3
_LEAST_COLUMN = 0.55
_TOO_FAR = 1.35
_LABEL = re.compile(r"([^\s:：，。！？；,;!?][^:：，。！？；,;!?]{0,23})[:：]")
_TIME = re.compile(r"[\[(（【]?[0-9]{1,3}:[0-5][0-9]")
_NUMBERED = re.compile(r"(?:发言人|說話人|说话人|讲话人|Speaker)\s?[0-9]{1,3}\b")
_FIRST_WORD = re.compile(r"[^\s]+")
_ENDS = tuple("。！？.!?:：;；")
_CLOSING = "”’」』）)\"'"
_EITHER = "“”‘’…—"
_ITEM = re.compile(r"[•◦▪●·–*-]|[0-9]{1,3}[.)、]")
_NEVER_FIRST = "，。、！？；：）】》」』”’…—"


class _Layout:
    """What the pages have in common: the size of their text, its distances, edges and labels."""

    def __init__(self, pages: list[list[Line]]) -> None:
        lines = [line for page in pages for line in page]
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[_half(line.size)] += len(line.text)
        self.size = sizes.most_common(1)[0][0]
        own = [line for line in lines if abs(line.size - self.size) <= 0.6]
        gaps = Counter(
            _half(one.y - two.y)
            for page in pages
            for one, two in pairwise(page)
            if 0 < one.y - two.y < 4 * self.size and abs(one.size - two.size) <= 0.6
        )
        most = max(gaps.values(), default=0)
        self.gap = min((gap for gap, count in gaps.items() if count * 3 >= most), default=self.size * 1.5)
        wide = lines[0].page_width if lines else 1.0
        right_half = sum(1 for line in own if line.x > 0.45 * wide)
        left_half = sum(1 for line in own if line.x < 0.35 * wide)
        self._middle = 0.45 * wide if right_half * 4 >= len(own) and left_half * 4 >= len(own) else wide * 2
        # How wide Latin is set is a guess, so that it has an edge of its own.
        self._edges = {
            (column, is_wide): self._edge([one for one in own if _is_wide(one) == is_wide], column)
            for column in (0, 1)
            for is_wide in (False, True)
        }
        labels = Counter(found[1] for line in lines if (found := _LABEL.match(line.text)))
        self.labels = frozenset(label for label, count in labels.items() if count >= 3)
        headings = [line for line in lines if self._is_large(line)]
        is_rare = sum(len(line.text) for line in headings) <= _MOST_HEADINGS * sum(len(line.text) for line in lines)
        self.headings = {_half(line.size) for line in headings} if is_rare else set()

    def column(self, line: Line) -> int:
        """In which column a line stands."""
        return int(line.x > self._middle)

    def _edge(self, lines: list[Line], column: int) -> tuple[float, float] | None:
        """Where a column's text begins and ends, None if it is not wrapped."""
        own = [line for line in lines if self.column(line) == column]
        if not own:
            return None
        left = Counter(round(line.x) for line in own).most_common(1)[0][0]
        rights = sorted((line.right for line in own), reverse=True)
        least = max(2, len(own) // 12)
        # Estimated ends scatter: the edge is where several lines end, not where the longest one does.
        near = self.size * (1.6 if _is_wide(own[0]) else 4.5)
        right = next((at for at in rights if sum(1 for one in rights if at - near <= one <= at) >= least), None)
        wide = own[0].page_width if self._middle > own[0].page_width else self._middle
        return None if right is None or right - left < _LEAST_COLUMN * wide else (float(left), right)

    def edge(self, line: Line) -> tuple[float, float] | None:
        """Where the text of a line's column begins and ends, None if it is not wrapped."""
        return self._edges[self.column(line), _is_wide(line)]

    def _is_large(self, line: Line) -> bool:
        return line.size >= self.size * _LARGER and len(line.text) <= _HEADING_CHARACTERS

    def mark(self, line: Line) -> str:
        """What stands before a line."""
        if not self._is_large(line) or _half(line.size) not in self.headings or line.text.endswith((":", "：")):
            return ""
        return "# " if _half(line.size) == max(self.headings) else "## "


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """The paragraphs of the pages, each a line."""
    flat = [(at, line) for at, page in enumerate(pages) for line in page]
    if not flat:
        return []
    layout = _Layout(pages)
    pieces = [[layout.mark(flat[0][1]) + flat[0][1].text]]
    for (page, line), (next_page, following) in pairwise(flat):
        if _goes_on(layout, line, following, is_same_page=page == next_page):
            pieces[-1].append(following.text)
        else:
            pieces.append([layout.mark(following) + following.text])
    return [_set(lines) for lines in pieces]


def _goes_on(layout: _Layout, line: Line, following: Line, *, is_same_page: bool) -> bool:
    """Whether a line's text goes on in the following one."""
    if abs(line.size - following.size) > 0.12 * line.size:
        return False
    if layout.mark(line):
        return bool(layout.mark(following)) and is_same_page and 0 < line.y - following.y <= line.size * 1.6
    is_new_column = layout.column(line) != layout.column(following) or not is_same_page
    if not is_new_column and not 0 < line.y - following.y <= layout.gap * _TOO_FAR:
        return False
    edge = layout.edge(line)
    start = layout.edge(following)
    if edge is None or start is None:
        return False
    indent = following.x - (start[0] if is_new_column else min(line.x, start[0]))
    if _ITEM.match(line.text) and not is_new_column:  # the text of an item hangs beside its mark
        indent = following.x - line.x - 2.5 * following.size
    if indent > following.size and (is_new_column or abs(following.x - line.x) >= 1):
        return False
    if _TIME.match(following.text) or _NUMBERED.match(following.text):
        return False
    label = _LABEL.match(following.text)
    if label and label[1] in layout.labels:
        return False
    return _is_full(line, following, edge)


def _is_full(line: Line, following: Line, edge: tuple[float, float]) -> bool:
    """Whether a line reaches so far that the first word of the following had no room.

    Widths are estimated, those of Latin within a tenth; so what the text says counts as well.
    """
    left, right = edge
    reach = line.right + _least_room(following) * following.size
    is_ended = line.text.rstrip(_CLOSING).endswith(_ENDS)
    if _is_wide(line):
        return reach >= right - line.size * (0.6 if is_ended else 1.3)
    part = (reach - left) / (right - left)
    if following.text[:1].islower() and not is_ended:
        return part >= 0.7
    return part >= (0.95 if is_ended else 0.84)


def _least_room(line: Line) -> float:
    """About how wide the first word of a line is, in its size."""
    word = _FIRST_WORD.match(line.text)
    text = word[0] if word else ""
    if WIDE.match(text[:1]):
        return 1.0 + sum(1.0 for char in text[1:3] if char in _NEVER_FIRST)
    wide = WIDE.search(text)
    return width_of(text[: wide.start()] if wide else text) + 0.29


def _set(lines: list[str]) -> str:
    """Lines as one."""
    text = lines[0]
    for line in lines[1:]:
        if text.endswith("-") and text[-2:-1].isalpha() and not WIDE.match(text[-2:-1]):
            text = (text[:-1] if line[:1].islower() else text) + line
        elif WIDE.match(text.rstrip(_EITHER)[-1:]) or WIDE.match(line.lstrip(_EITHER)[:1]):
            text += line
        else:
            text += f" {line}"
    return text


def _is_wide(line: Line) -> bool:
    """Whether most of a line is Chinese."""
    return len(WIDE.findall(line.text)) * 4 > len(line.text)


def _half(value: float) -> float:
    return round(value * 2) / 2
